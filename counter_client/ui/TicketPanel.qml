import QtQuick
import Sen
import CounterClient

// Whom this counter has called or serves, whether the hall saw and heard it, and the keys.
Card {
    id: panel

    required property CounterViewModel vm

    readonly property real pad: Theme.u * 40

    Accessible.role: Accessible.Grouping
    Accessible.name: vm.ticketSpoken

    Item {
        id: head

        x: panel.pad
        y: Theme.u * 28
        width: parent.width - 2 * panel.pad
        height: Theme.u * 48

        ToneWords {
            objectName: "ticketStatus"
            anchors.verticalCenter: parent.verticalCenter
            text: panel.vm.status
            tone: panel.vm.statusTone
            size: Theme.u * 30
            font.weight: Font.DemiBold
        }
        Figures {
            objectName: "ticketTimer"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: panel.vm.timer
            size: Theme.u * 37
            color: Theme.ink2
        }
    }
    TicketFacts {
        anchors.top: head.bottom
        anchors.bottom: keys.top
        anchors.bottomMargin: Theme.u * 16
        x: panel.pad
        width: head.width
        visible: panel.vm.number !== ""
        vm: panel.vm
    }
    Column {
        id: idle

        x: panel.pad
        y: (head.y + head.height + keys.y - height) / 2
        width: head.width
        visible: panel.vm.number === ""
        spacing: Theme.space2

        Words {
            objectName: "idleHeadline"
            width: parent.width
            text: panel.vm.headline
            size: Theme.u * 58
            font.weight: Font.Bold
        }
        Words {
            objectName: "idleHint"
            width: parent.width
            text: panel.vm.hint
            size: Theme.u * 28
            color: Theme.ink2
        }
    }
    KeyGrid {
        id: keys

        x: panel.pad
        width: head.width
        anchors.bottom: extra.top
        anchors.bottomMargin: Theme.u * 13
        vm: panel.vm
    }
    ExtraKeys {
        id: extra

        x: panel.pad
        anchors.bottom: strip.top
        isNarrow: head.width < Theme.u * 620
        vm: panel.vm
    }
    Strip {
        id: strip

        x: panel.pad
        width: head.width
        height: Theme.u * 92
        anchors.bottom: parent.bottom
        vm: panel.vm
    }
    Words {
        objectName: "keyHint"
        anchors.fill: strip
        visible: !strip.isShown
        text: panel.vm.keyHint
        size: Theme.u * 24
        color: Theme.ink2
        verticalAlignment: Text.AlignVCenter
        maximumLineCount: 2
        elide: Text.ElideRight
    }
}
