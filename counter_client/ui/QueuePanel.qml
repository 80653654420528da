pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// Who waits for this counter, in the order in which it would call them.
Item {
    id: panel

    required property CounterViewModel vm

    readonly property real rowHeight: Math.round(Theme.u * 100)
    readonly property real rowGap: Math.round(Theme.u * 12)
    readonly property bool isNarrow: width < Theme.u * 820
    readonly property real moreHeight: Math.round(Theme.u * 46)
    readonly property int allRoom: fitting(list.height)
    readonly property int room: vm.waiting <= allRoom ? allRoom : fitting(list.height - moreHeight)

    function fitting(height: real): int {
        return Math.max(0, Math.floor((height + rowGap) / (rowHeight + rowGap)));
    }

    Item {
        id: head

        width: parent.width
        height: Theme.u * 58

        Words {
            id: title

            objectName: "queueTitle"
            anchors.left: parent.left
            anchors.leftMargin: Theme.space1
            anchors.verticalCenter: parent.verticalCenter
            text: panel.vm.queueTitle
            size: Theme.u * (panel.isNarrow ? 29 : 33)
            wrapMode: Text.NoWrap
            font.weight: Font.DemiBold
        }
        ToneWords {
            objectName: "queueLongest"
            anchors.right: parent.right
            width: Math.min(implicitWidth, parent.width - title.width - 2 * Theme.space1)
            anchors.verticalCenter: parent.verticalCenter
            text: panel.vm.longest
            tone: panel.vm.longestTone
            size: Theme.u * (panel.isNarrow ? 24 : 27)
            wrapMode: Text.NoWrap
            font.weight: Font.DemiBold
        }
    }
    ListView {
        id: list

        objectName: "queue"
        anchors.top: head.bottom
        anchors.bottom: alerts.top
        width: parent.width
        interactive: false
        clip: true
        spacing: panel.rowGap
        model: panel.vm.rows
        delegate: QueueRow {
            width: list.width
            height: panel.rowHeight
            isNarrow: panel.isNarrow
            opacity: index < panel.room ? 1 : 0
        }
    }
    Words {
        objectName: "queueMore"
        y: list.y + Math.min(panel.room, list.count) * (panel.rowHeight + panel.rowGap)
        width: parent.width
        height: panel.moreHeight
        text: panel.vm.moreWaiting(panel.vm.waiting - Math.min(panel.room, list.count))
        size: Theme.u * 26
        color: Theme.ink2
        leftPadding: Theme.space1
        verticalAlignment: Text.AlignVCenter
    }
    AlertList {
        id: alerts

        anchors.bottom: parent.bottom
        width: parent.width
        alerts: panel.vm.alerts
    }
}
