import QtQuick
import Sen
import CounterClient

// The choice read back, the one red button, and what went wrong.
FocusScope {
    id: foot

    required property CounterViewModel vm
    readonly property SeatPanel panel: vm.seat as SeatPanel

    implicitHeight: alerts.height + line.height + Theme.space2

    Column {
        x: Theme.u * 48
        width: parent.width - 2 * x

        AlertList {
            id: alerts

            width: parent.width
            alerts: foot.vm.alerts
        }
        Item {
            id: line

            width: parent.width
            height: Theme.u * 132

            Strip {
                anchors.left: parent.left
                anchors.right: confirm.left
                anchors.rightMargin: Theme.space3
                anchors.verticalCenter: parent.verticalCenter
                height: Theme.u * 120
                vm: foot.vm
            }
            Words {
                objectName: "seatSummary"
                anchors.left: parent.left
                anchors.right: confirm.left
                anchors.rightMargin: Theme.space3
                anchors.verticalCenter: parent.verticalCenter
                visible: foot.vm.strip === ""
                text: foot.panel.summary
                size: Theme.u * 32
                font.weight: Font.Medium
                color: foot.panel.canSitDown ? Theme.ink : Theme.ink2
                maximumLineCount: 2
                elide: Text.ElideRight
            }
            BigButton {
                id: confirm

                objectName: "sitDown"
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: Math.max(implicitWidth, Theme.u * 420)
                height: Theme.u * 100
                focus: true
                size: Theme.u * 34
                text: foot.panel.confirm
                enabled: foot.panel.canSitDown
                Keys.onReturnPressed: event => event.isAutoRepeat || click()
                Keys.onEnterPressed: event => event.isAutoRepeat || click()
                onClicked: foot.vm.sitDown()
            }
        }
    }
}
