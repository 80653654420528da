pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sen

// Beside a key: the same with a choice. Its own key is named in its description.
T.AbstractButton {
    id: button

    property bool isPrimary: false

    readonly property bool isLit: isPrimary && enabled
    readonly property color ink: isLit ? Theme.lacquerInk : Theme.ink

    opacity: enabled ? 1 : 0.5
    focusPolicy: Qt.TabFocus
    Accessible.name: text

    contentItem: Item {
        Repeater {
            model: [-1, 1]

            Rectangle {
                required property int modelData

                x: (parent.width - width) / 2 + modelData * Theme.u * 6
                y: (parent.height - height) / 2
                width: Theme.u * 20
                height: Theme.u * 4
                radius: height / 2
                rotation: -modelData * 42
                antialiasing: true
                color: button.ink
            }
        }
    }
    background: Rectangle {
        radius: Theme.keyRadius
        color: button.isLit ? (button.down ? Theme.lacquerDark : Theme.lacquer) : button.down ? Theme.shade : Theme.card
        border.width: button.visualFocus ? 2 * Theme.border : button.isLit ? 0 : Theme.border
        border.color: button.visualFocus ? Theme.gold : Theme.line
    }
}
