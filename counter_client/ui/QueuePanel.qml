pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// Beside the ticket: who waits, in the order in which this counter would call them; who is parked; who missed the call.
// The arrows point at one, Enter asks what to do with it.
FocusScope {
    id: panel

    required property CounterViewModel vm
    readonly property ListsPanel lists: vm.lists as ListsPanel

    readonly property real rowHeight: Math.round(Theme.u * 100)
    readonly property real rowGap: Math.round(Theme.u * 12)
    readonly property bool isNarrow: width < Theme.u * 820
    readonly property real moreHeight: Math.round(Theme.u * 46)
    readonly property int allRoom: fitting(list.height)
    readonly property int room: lists.total <= allRoom ? allRoom : fitting(list.height - moreHeight)

    function fitting(height: real): int {
        return Math.max(0, Math.floor((height + rowGap) / (rowHeight + rowGap)));
    }

    Item {
        id: head

        width: parent.width
        height: Theme.u * 58 + (longest.isBelow ? Theme.u * 40 : 0)

        ListTabs {
            id: tabs

            vm: panel.vm
            isNarrow: panel.isNarrow
        }
        ToneWords {
            id: longest

            readonly property bool isBelow: visible && tabs.width + implicitWidth + Theme.space3 > panel.width

            objectName: "queueLongest"
            anchors.right: parent.right
            y: isBelow ? Theme.u * 60 : (Theme.u * 58 - height) / 2
            visible: panel.lists.listed === "waiting" && text !== ""
            text: panel.lists.longest
            tone: panel.lists.longestTone
            size: Theme.u * (panel.isNarrow ? 24 : 25)
            wrapMode: Text.NoWrap
            font.weight: Font.DemiBold
        }
    }
    RowList {
        id: list

        anchors.top: head.bottom
        anchors.topMargin: Theme.space1
        anchors.bottom: alerts.top
        width: parent.width
        focus: true
        vm: panel.vm
        room: panel.room
        rowHeight: panel.rowHeight
        spacing: panel.rowGap
        isNarrow: panel.isNarrow
    }
    Words {
        objectName: "queueEmpty"
        anchors.top: list.top
        anchors.topMargin: Theme.space3
        width: parent.width
        visible: text !== ""
        text: panel.lists.empty
        size: Theme.u * 29
        color: Theme.ink2
        leftPadding: Theme.space1
    }
    Words {
        objectName: "queueMore"
        y: list.y + Math.min(panel.room, list.count) * (panel.rowHeight + panel.rowGap)
        width: parent.width
        height: panel.moreHeight
        text: panel.lists.more(panel.lists.total - Math.min(panel.room, list.count))
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
