import QtQuick
import Sen

// One thing that may be chosen. Chosen: dark, with a mark; not to be had: grey; pointed at by the keyboard: a ring.
Rectangle {
    id: tile

    required property bool isChosen
    property bool isOpen: true
    property bool isPointedAt: false

    readonly property color ink: isChosen ? Theme.boardInk : isOpen ? Theme.ink : Theme.shadeInk
    readonly property color ink2: isChosen ? Theme.boardInk2 : isOpen ? Theme.ink2 : Theme.shadeInk

    signal tapped

    radius: Theme.keyRadius
    color: isChosen ? Theme.navy : isOpen ? Theme.card : Theme.shade
    border.width: isPointedAt ? 2 * Theme.border : Theme.border
    border.color: isPointedAt ? Theme.gold : isChosen ? Theme.navy : Theme.line
    Accessible.role: Accessible.RadioButton
    Accessible.checked: isChosen
    Accessible.focusable: isOpen
    Accessible.onPressAction: tapped()

    TapHandler {
        enabled: tile.isOpen
        onTapped: tile.tapped()
    }
}
