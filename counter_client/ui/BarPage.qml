import QtQuick
import Sen
import CounterClient

// The strip above the ministry's forms: the number, what can be done, who waits. It has a scale of its own, as the
// Theme measures the short side of the window, which is the strip's height.
FocusScope {
    id: bar

    required property CounterViewModel vm

    readonly property bool isTight: width < 1200

    Rectangle {
        anchors.fill: parent
        color: Theme.navy
    }
    TicketNumber {
        id: number

        objectName: bar.vm.number === "" ? "counterChip" : "ticketNumber"
        x: 20
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, 150)
        size: bar.vm.number === "" ? 32 : 46
        text: bar.vm.number === "" ? bar.vm.counter : bar.vm.number
        color: Theme.boardInk
    }
    Mark {
        id: mark

        objectName: "ticketMark"
        anchors.left: number.right
        anchors.leftMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        text: bar.vm.mark
        size: 16
    }
    BarFacts {
        anchors.left: mark.visible ? mark.right : number.right
        anchors.leftMargin: mark.visible ? 14 : 22
        anchors.right: keys.left
        anchors.rightMargin: 16
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.topMargin: 8
        anchors.bottomMargin: 8
        vm: bar.vm
    }
    BarKeys {
        id: keys

        anchors.right: queue.left
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        isTight: bar.isTight
        isSmall: bar.width < 1340
        vm: bar.vm
    }
    BarQueue {
        id: queue

        anchors.right: open.left
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        isTight: bar.width < 1600
        vm: bar.vm
    }
    KeyButton {
        id: open

        objectName: "key.bar"
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        height: 52
        hearsKey: false
        keyName: bar.vm.words.barKey
        text: bar.vm.alertsShort !== "" ? bar.vm.alertsShort : bar.width < 1600 ? "" : bar.vm.words.fromBar
        isOnBoard: true
        size: 18
        Accessible.name: bar.vm.words.fromBar + " " + bar.vm.alertsShort
        onClicked: bar.vm.toggleBar()
    }
}
