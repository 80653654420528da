import QtQuick
import Sen
import CounterClient

// Before the hub has said anything.
FocusScope {
    id: page

    required property CounterViewModel vm

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space7, Theme.u * 1200)
        spacing: Theme.space3

        Words {
            width: parent.width
            text: page.vm.words.connecting
            size: Theme.titleSize
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
        }
        Words {
            objectName: "connectExplained"
            width: parent.width
            text: page.vm.explained
            size: Theme.textSize
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
        }
    }
    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        text: page.vm.words.device
        size: Theme.smallSize
        color: Theme.ink2
    }
}
