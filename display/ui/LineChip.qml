import QtQuick
import Sen

// A letter and how many still wait for it.
Item {
    id: chip

    required property string prefix
    required property string text
    required property bool isOpen

    readonly property real textSize: Theme.u * 29.5

    implicitHeight: Theme.u * 52
    Accessible.role: Accessible.StaticText
    Accessible.name: prefix + ": " + text

    Rectangle {
        id: block

        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(height, letter.implicitWidth + Theme.space2)
        height: parent.height
        radius: Theme.radius * 0.4
        color: Theme.board3
        border.width: Theme.highContrast ? Theme.border : 0
        border.color: Theme.boardLine

        Figures {
            id: letter

            anchors.centerIn: parent
            text: chip.prefix
            size: chip.textSize
            font.weight: Font.Bold
            color: Theme.boardInk
        }
    }
    Words {
        anchors.left: block.right
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        height: parent.height
        verticalAlignment: Text.AlignVCenter
        text: chip.text
        size: chip.textSize
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 8
        wrapMode: Text.NoWrap
        color: chip.isOpen ? Theme.leafOnBoard : Theme.boardInk2
    }
}
