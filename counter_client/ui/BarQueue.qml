import QtQuick
import Sen
import CounterClient

// How many wait, and how long the longest has.
Rectangle {
    id: chip

    required property CounterViewModel vm
    property bool isTight: false
    readonly property ListsPanel lists: vm.lists as ListsPanel

    implicitWidth: Math.max(count.implicitWidth, longest.visible ? longest.implicitWidth : 0) + 28
    implicitHeight: 52
    radius: Theme.keyRadius
    color: lists.waiting ? Theme.goldLight : Theme.board3
    Accessible.role: Accessible.StaticText
    Accessible.name: lists.title + " " + lists.longest

    Column {
        anchors.centerIn: parent

        Words {
            id: count

            objectName: "queueShort"
            anchors.horizontalCenter: parent.horizontalCenter
            text: chip.lists.shortTitle
            size: 17
            font.weight: Font.DemiBold
            color: chip.lists.waiting ? Theme.goldInk : Theme.boardInk2
            wrapMode: Text.NoWrap
        }
        Words {
            id: longest

            anchors.horizontalCenter: parent.horizontalCenter
            visible: text !== "" && !chip.isTight && chip.lists.longestTone !== "plain"
            text: chip.lists.longest
            size: 14
            lineHeight: 0.9
            color: Theme.goldInk
            wrapMode: Text.NoWrap
        }
    }
}
