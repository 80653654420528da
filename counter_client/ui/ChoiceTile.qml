import QtQuick
import Sen

// One thing that may be chosen. Chosen: dark, its circle filled; not to be had: grey, without a circle; pointed at by
// the keyboard: a ring.
Rectangle {
    id: tile

    required property bool isChosen
    property bool isOpen: true
    property bool isPointedAt: false

    readonly property color ink: isChosen ? Theme.boardInk : isOpen ? Theme.ink : Theme.shadeInk
    readonly property color ink2: isChosen ? Theme.boardInk2 : isOpen ? Theme.ink2 : Theme.shadeInk

    readonly property real textLeft: circle.x + circle.width + Theme.u * 20

    signal tapped

    radius: Theme.keyRadius
    color: isChosen ? Theme.navy : isOpen ? Theme.card : Theme.shade
    border.width: isPointedAt ? 2 * Theme.border : Theme.border
    border.color: isPointedAt ? Theme.gold : isChosen && !Theme.highContrast ? Theme.navy : Theme.line
    Accessible.role: Accessible.RadioButton
    Accessible.checked: isChosen
    Accessible.focusable: isOpen
    Accessible.onPressAction: tapped()

    Rectangle {
        id: circle

        x: Theme.u * 22
        anchors.verticalCenter: parent.verticalCenter
        width: Math.round(Theme.u * 30)
        height: width
        radius: width / 2
        visible: tile.isOpen
        color: "transparent"
        border.width: Theme.border
        border.color: tile.isChosen ? Theme.goldLight : Theme.ink2

        Rectangle {
            anchors.centerIn: parent
            width: Math.round(parent.width * 0.5)
            height: width
            radius: width / 2
            visible: tile.isChosen
            color: Theme.goldLight
        }
    }
    TapHandler {
        enabled: tile.isOpen
        onTapped: tile.tapped()
    }
}
