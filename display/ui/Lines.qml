pragma ComponentBehavior: Bound

import QtQuick
import Sen

// How many still wait for each letter.
Grid {
    id: grid

    required property var lines
    readonly property int perRow: Math.max(1, Math.floor((width + columnSpacing) / (Theme.u * 286)))
    readonly property int rowsNeeded: Math.ceil(Math.max(1, list.count) / perRow)

    columns: Math.max(1, Math.ceil(list.count / rowsNeeded))
    columnSpacing: Theme.space2
    rowSpacing: Theme.space1

    Repeater {
        id: list

        model: grid.lines

        LineChip {
            required property int index

            objectName: "line" + index
            width: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns
        }
    }
}
