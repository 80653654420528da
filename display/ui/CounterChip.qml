pragma ComponentBehavior: Bound

import QtQuick
import Sen

// One counter. Its mark is a shape: a full disc is busy, a ring is free, a lying bar is unstaffed, two standing bars take
// a break, an exclamation is lost.
Rectangle {
    id: chip

    required property string name
    required property string text
    required property string condition

    readonly property real textSize: Math.min(Theme.u * 31, width * 0.092)
    readonly property color ink: condition === "free" ? Theme.leafOnBoard : condition === "lost" ? Theme.goldLight
                                 : condition === "busy" ? Theme.boardInk : Theme.boardInk2

    implicitHeight: Theme.u * 62
    radius: Theme.radius * 0.6
    color: condition === "busy" || condition === "free" ? Theme.board2 : "transparent"
    border.width: Theme.border
    border.color: Theme.boardLine
    Accessible.role: Accessible.StaticText
    Accessible.name: name + ": " + text

    Item {
        id: mark

        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.u * 22
        height: width

        Rectangle {
            anchors.centerIn: parent
            visible: chip.condition !== "lost" && chip.condition !== "paused"
            width: parent.width
            height: chip.condition === "unstaffed" ? Theme.u * 5 : parent.height
            radius: height / 2
            color: chip.condition === "free" ? "transparent" : chip.ink
            border.width: chip.condition === "free" ? Theme.u * 4 : 0
            border.color: chip.ink
        }
        Row {
            anchors.centerIn: parent
            visible: chip.condition === "paused"
            spacing: Theme.u * 6

            component Bar: Rectangle {
                width: Theme.u * 6
                height: mark.height
                radius: width / 3
                color: chip.ink
            }

            Bar {}
            Bar {}
        }
        Figures {
            anchors.centerIn: parent
            visible: chip.condition === "lost"
            text: "!"
            size: Theme.u * 34
            font.weight: Font.Bold
            color: chip.ink
        }
    }
    Words {
        id: name

        anchors.left: mark.right
        anchors.leftMargin: Theme.space1
        anchors.verticalCenter: parent.verticalCenter
        text: chip.name
        size: chip.textSize
        wrapMode: Text.NoWrap
        color: Theme.boardInk2
    }
    Text {
        anchors.left: name.right
        anchors.leftMargin: Theme.space1
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        height: parent.height
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
        text: chip.text
        textFormat: Text.PlainText
        font.family: chip.condition === "busy" ? Theme.numberFamily : Theme.textFamily
        font.weight: chip.condition === "busy" ? Font.Bold : Font.Medium
        font.features: chip.condition === "busy" ? Theme.tabular : ({})
        font.pixelSize: Math.max(1, Math.round(chip.textSize))
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 8
        color: chip.ink
    }
}
