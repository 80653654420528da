pragma ComponentBehavior: Bound

import QtQuick
import Sen
import Kiosk

// Things to touch, laid out in the first way that shows all of them at once; when none does, sheet by sheet.
Item {
    id: grid

    required property KioskViewModel vm
    required property var fields
    property string kind: "field"
    property string chosen: ""
    property bool hasBlocks: true
    property bool areNumbers: false
    property bool isWide: false

    signal tapped(id: string)

    readonly property list<FieldSheet> plans: isWide ? [twoNoticed, two, three, twoBrief, threeBrief, twoStacked]
                                                     : [oneNoticed, denseNoticed, one, dense, oneBrief]
    readonly property FieldSheet wholePlan: plans.find(plan => plan.capacity(height) >= plan.count) ?? null
    // On a wide screen the button to the next sheet stands beside the title.
    readonly property real sheetHeight: wholePlan || isWide ? height : height - Glass.buttonHeight - one.gap
    readonly property FieldSheet plan: wholePlan ?? plans.reduce((best, plan) => isBetter(plan, best) ? plan : best)
    readonly property int rows: wholePlan ? Math.ceil(plan.count / plan.columns) : Math.max(1, plan.rowsIn(sheetHeight))
    readonly property int perSheet: Math.max(1, rows * plan.columns)
    readonly property int sheets: Math.max(1, Math.ceil(plan.count / perSheet))
    readonly property int sheet: Math.min(vm.leaf, sheets - 1)
    readonly property real tileHeight: Math.floor(Math.min(Math.max(plan.leastHeight, Theme.u * 190),
                                                           (sheetHeight - (rows - 1) * plan.gap) / Math.max(1, rows)))

    // More on a sheet; and where not even one row has room, what needs the least.
    function isBetter(plan: FieldSheet, best: FieldSheet): bool {
        const more = plan.capacity(sheetHeight) - best.capacity(sheetHeight);
        const hasNoRoom = best.capacity(sheetHeight) === 0;
        return more > 0 || (more === 0 && hasNoRoom && !plan.isTooNarrow && plan.leastHeight < best.leastHeight);
    }

    component Plan: FieldSheet {
        // Of the plans for the other shape of screen nothing is set.
        fields: grid.plans.includes(this) ? grid.fields : null
        gridWidth: grid.width
        hasBlocks: grid.hasBlocks
        areNumbers: grid.areNumbers
    }

    Plan {
        id: oneNoticed

        hasNotices: true
    }
    Plan {
        id: denseNoticed

        isDense: true
        hasNotices: true
    }
    Plan {
        id: one
    }
    Plan {
        id: dense

        isDense: true
    }
    Plan {
        id: oneBrief

        isBrief: true
    }
    Plan {
        id: twoNoticed

        columns: 2
        hasNotices: true
    }
    Plan {
        id: two

        columns: 2
    }
    Plan {
        id: three

        columns: 3
        isStacked: true
    }
    Plan {
        id: twoBrief

        columns: 2
        isBrief: true
    }
    Plan {
        id: threeBrief

        columns: 3
        isStacked: true
        isBrief: true
    }
    Plan {
        id: twoStacked

        columns: 2
        isStacked: true
        isBrief: true
    }
    Repeater {
        model: grid.fields

        FieldTile {
            required property int index

            readonly property int place: index - grid.sheet * grid.perSheet

            sheet: grid.plan
            x: (place % sheet.columns) * (sheet.tileWidth + sheet.gap)
            y: Math.floor(place / sheet.columns) * (grid.tileHeight + sheet.gap)
            width: sheet.tileWidth
            height: grid.tileHeight
            visible: place >= 0 && place < grid.perSheet
            kind: grid.kind
            isChosen: grid.chosen === optionId
            onClicked: grid.tapped(optionId)
        }
    }
    MoreButton {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: grid.sheets > 1 && !grid.isWide
        vm: grid.vm
        sheet: grid.sheet
        sheets: grid.sheets
    }
}
