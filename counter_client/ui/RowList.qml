pragma ComponentBehavior: Bound

import QtQuick
import CounterClient

// As many rows as there is room for; the arrows and the wheel move along the others.
ListView {
    id: list

    required property CounterViewModel vm
    required property int room
    required property real rowHeight
    property bool isNarrow: false
    property int first: 0
    readonly property ListsPanel panel: vm.lists as ListsPanel
    readonly property string listed: panel.listed
    readonly property int lastFirst: Math.max(0, count - room)

    function point(place: int): void {
        if (!count)
            return;
        currentIndex = Math.max(0, Math.min(count - 1, place));
        if (currentIndex < first)
            first = currentIndex;
        else if (currentIndex >= first + room)
            first = currentIndex - room + 1;
    }

    objectName: "queue"
    activeFocusOnTab: true
    interactive: false
    clip: true
    currentIndex: -1
    highlightFollowsCurrentItem: false
    keyNavigationEnabled: false
    contentY: first * (rowHeight + spacing)
    model: panel.rows
    onListedChanged: {
        currentIndex = -1;
        first = 0;
        forceActiveFocus();
    }
    onLastFirstChanged: first = Math.min(first, lastFirst)
    Keys.onUpPressed: point(currentIndex - 1)
    Keys.onDownPressed: point(currentIndex + 1)
    Keys.onReturnPressed: event => event.isAutoRepeat || (currentItem as QueueRow)?.tapped()
    Keys.onEnterPressed: event => event.isAutoRepeat || (currentItem as QueueRow)?.tapped()
    delegate: QueueRow {
        width: list.width
        height: list.rowHeight
        isNarrow: list.isNarrow
        isPointedAt: ListView.isCurrentItem && list.activeFocus
        opacity: index >= list.first && index < list.first + list.room ? 1 : 0
        enabled: opacity > 0
        onTapped: list.vm.openRow(ticketId)
        onDone: list.vm.doRow(ticketId)
    }

    WheelHandler {
        onWheel: event => list.first = Math.max(0, Math.min(list.lastFirst, list.first + (event.angleDelta.y < 0 ? 1 : -1)))
    }
}
