pragma ComponentBehavior: Bound

import QtQuick
import Sen

// Every counter with its state in words.
Grid {
    id: grid

    required property var counters
    readonly property int perRow: Math.max(1, Math.floor((width + columnSpacing) / (Theme.u * 286)))
    readonly property int rowsNeeded: Math.ceil(Math.max(1, list.count) / perRow)

    columns: Math.max(1, Math.ceil(list.count / rowsNeeded))
    columnSpacing: Theme.space2
    rowSpacing: Theme.space1

    Repeater {
        id: list

        model: grid.counters

        CounterChip {
            required property int index

            objectName: "counter" + index
            width: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns
        }
    }
}
