pragma ComponentBehavior: Bound

import QtQuick
import Sen
import WallDisplay

// The calls before the newest, the newest of them on top.
Item {
    id: recent

    required property DisplayViewModel vm

    readonly property real gap: Theme.space2
    readonly property real rowHeight: (height - title.height - (vm.rowCount - 1) * gap) / vm.rowCount

    Words {
        id: title

        width: parent.width
        height: implicitHeight + Theme.space2
        text: recent.vm.words.recent
        size: Theme.u * 36
        color: Theme.boardInk2
    }
    Column {
        anchors.top: title.bottom
        width: parent.width
        spacing: recent.gap

        Repeater {
            model: recent.vm.rows

            RecentCall {
                required property int index

                objectName: "recent" + index
                width: parent.width
                height: recent.rowHeight
            }
        }
    }
}
