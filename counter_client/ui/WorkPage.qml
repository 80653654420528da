import QtQuick
import Sen
import CounterClient

// Left what I do now, right who waits and why in this order.
FocusScope {
    id: page

    required property CounterViewModel vm

    readonly property real gap: Math.round(Theme.u * 34)

    TopBar {
        id: top

        width: parent.width
        vm: page.vm
    }
    TicketPanel {
        id: ticket

        anchors.left: parent.left
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        anchors.margins: page.gap
        width: Math.round(Math.max(page.width * 0.41, Theme.u * 650))
        vm: page.vm
    }
    QueuePanel {
        focus: true
        anchors.left: ticket.right
        anchors.right: parent.right
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        anchors.margins: page.gap
        vm: page.vm
    }
}
