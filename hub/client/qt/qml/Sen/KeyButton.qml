import QtQuick
import QtQuick.Templates as T

// A counter's action with its key. The key and the mouse do the same, and neither works while it is disabled.
T.AbstractButton {
    id: button

    required property string keyName
    property bool isPrimary: false
    property bool isOnBoard: false
    // Off where the page hears the keys itself. It must where one press may be only one: under X11 a key held down sets
    // off a Shortcut again and again, whatever `autoRepeat` says (seen with Qt 6.11).
    property bool hearsKey: true
    property real size: 21

    readonly property bool isLit: isPrimary && enabled
    readonly property color fill: isLit ? (down ? Theme.lacquerDark : Theme.lacquer)
                                  : isOnBoard ? (down ? Theme.navy : Theme.board3) : down ? Theme.shade : Theme.card
    readonly property color ink: isLit ? Theme.lacquerInk : isOnBoard ? Theme.boardInk : Theme.ink

    implicitWidth: row.implicitWidth + leftPadding + rightPadding
    implicitHeight: Math.round(size * (isOnBoard ? 2.5 : 3.05))
    leftPadding: Math.round(size * 0.66)
    rightPadding: Math.round(size * 0.9)
    font.family: Theme.textFamily
    font.pixelSize: Math.max(1, Math.round(size))
    font.weight: Font.DemiBold
    opacity: enabled ? 1 : 0.5
    focusPolicy: Qt.TabFocus
    Accessible.name: text
    Accessible.description: keyName

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            anchors.verticalCenter: parent.verticalCenter
            spacing: Math.round(button.size * 0.72)

            KeyChip {
                anchors.verticalCenter: parent.verticalCenter
                keyName: button.keyName
                size: button.size * 0.8
                color: button.isOnBoard ? "transparent" : button.isLit ? Theme.lacquerDark : Theme.shade
                ink: {
                    if (button.isOnBoard)
                        return button.isLit && Theme.highContrast ? Theme.lacquerInk : Theme.goldLight;
                    return button.isLit ? Theme.lacquerDarkInk : Theme.ink2;
                }
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: button.text
                font: button.font
                color: button.ink
                textFormat: Text.PlainText
            }
        }
    }
    background: Rectangle {
        radius: Theme.keyRadius
        color: button.fill
        border.width: {
            if (button.visualFocus)
                return 2 * Theme.border;
            return button.isLit || (button.isOnBoard && !Theme.highContrast) ? 0 : Theme.border;
        }
        border.color: button.visualFocus ? Theme.gold : Theme.line
    }

    Shortcut {
        sequence: button.keyName
        enabled: button.hearsKey && button.enabled && button.visible
        autoRepeat: false
        onActivated: button.click()
    }
}
