import QtQuick
import Sen
import CounterClient

// The page's title, how to use it by keyboard, and the time.
Rectangle {
    id: head

    required property CounterViewModel vm

    implicitHeight: Theme.u * 120
    color: Theme.lacquer

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.u * 6
        color: Theme.gold
    }
    Column {
        x: Theme.u * 48
        anchors.verticalCenter: parent.verticalCenter

        Words {
            text: head.vm.words.chooseTitle
            size: Theme.u * 42
            font.weight: Font.Bold
            color: Theme.lacquerInk
        }
        Words {
            text: head.vm.words.chooseKeys
            size: Theme.u * 25
            color: Theme.lacquerInk2
        }
    }
    Figures {
        anchors.right: parent.right
        anchors.rightMargin: Theme.u * 48
        anchors.verticalCenter: parent.verticalCenter
        text: head.vm.clock
        size: Theme.u * 42
        color: Theme.lacquerInk
    }
}
