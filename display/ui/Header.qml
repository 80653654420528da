import QtQuick
import Sen

// Whose wall this is, and the hub's time.
Item {
    id: header

    required property string agency
    required property string centre
    required property string clock
    required property string date
    required property string note

    implicitHeight: Math.max(name.implicitHeight, times.implicitHeight) + 2 * Theme.space2

    Column {
        id: name

        anchors.left: parent.left
        anchors.right: times.left
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter

        Words {
            objectName: "agency"
            width: parent.width
            text: header.agency
            size: Theme.u * 25
            font.weight: Font.DemiBold
            font.capitalization: Font.AllUppercase
            font.letterSpacing: size * 0.04
            elide: Text.ElideRight
            maximumLineCount: 1
            color: Theme.goldLight
        }
        Words {
            objectName: "centre"
            width: parent.width
            text: header.centre
            size: Theme.u * 38
            font.weight: Font.DemiBold
            maximumLineCount: 2
            elide: Text.ElideRight
            color: Theme.boardInk2
        }
    }
    Column {
        id: times

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Figures {
            objectName: "clock"
            anchors.right: parent.right
            text: header.clock
            size: Theme.u * 60
            lineHeight: 0.95
            color: Theme.boardInk
        }
        Words {
            objectName: "date"
            anchors.right: parent.right
            text: header.note === "" ? header.date : header.note
            size: Theme.u * 26
            wrapMode: Text.NoWrap
            color: header.note === "" ? Theme.boardInk2 : Theme.goldLight
        }
    }
}
