import QtQuick
import Sen
import CounterClient

// How many wait, and how long the longest has.
Rectangle {
    id: chip

    required property CounterViewModel vm
    property bool isTight: false

    implicitWidth: Math.max(count.implicitWidth, longest.visible ? longest.implicitWidth : 0) + 28
    implicitHeight: 52
    radius: Theme.keyRadius
    color: vm.waiting ? Theme.goldLight : Theme.board3
    Accessible.role: Accessible.StaticText
    Accessible.name: vm.queueTitle + " " + vm.longest

    Column {
        anchors.centerIn: parent

        Words {
            id: count

            objectName: "queueShort"
            anchors.horizontalCenter: parent.horizontalCenter
            text: chip.vm.queueShort
            size: 17
            font.weight: Font.DemiBold
            color: chip.vm.waiting ? Theme.goldInk : Theme.boardInk2
            wrapMode: Text.NoWrap
        }
        Words {
            id: longest

            anchors.horizontalCenter: parent.horizontalCenter
            visible: text !== "" && !chip.isTight && chip.vm.longestTone !== "plain"
            text: chip.vm.longest
            size: 14
            lineHeight: 0.9
            color: Theme.goldInk
            wrapMode: Text.NoWrap
        }
    }
}
