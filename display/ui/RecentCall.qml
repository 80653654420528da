import QtQuick
import Sen

// One call that is not the newest. A pending one has not had the stage yet: brighter, with a bar, and in other words.
Rectangle {
    id: row

    required property string number
    required property string place
    required property bool isPending

    readonly property real size: height * 0.62

    radius: Theme.radius * 0.7
    color: isPending ? Theme.board3 : Theme.board2
    border.width: Theme.highContrast ? Theme.border : 0
    border.color: Theme.boardLine
    Accessible.role: Accessible.StaticText
    Accessible.name: number + " " + place

    Rectangle {
        visible: row.isPending
        x: row.height * 0.14
        anchors.verticalCenter: parent.verticalCenter
        width: row.height * 0.07
        height: row.height * 0.6
        radius: width / 2
        color: Theme.goldLight
    }
    TicketNumber {
        id: number

        objectName: "number"
        x: row.height * 0.36
        width: Math.min(implicitWidth, row.width * 0.48)
        height: row.height
        text: row.number
        size: row.size
        color: Theme.boardInk
    }
    Words {
        anchors.left: number.right
        anchors.leftMargin: row.height * 0.2
        anchors.right: parent.right
        anchors.rightMargin: row.height * 0.3
        height: row.height
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
        text: row.place
        size: row.height * 0.42
        font.weight: Font.DemiBold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 10
        wrapMode: Text.NoWrap
        color: Theme.goldLight
    }
}
