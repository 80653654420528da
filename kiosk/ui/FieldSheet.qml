pragma ComponentBehavior: Bound

import QtQuick
import Sen

// One way to lay the fields out, and how much height it needs: the texts are really set, unseen, at its width.
Item {
    id: sheet

    required property var fields
    required property real gridWidth
    property int columns: 1
    property bool isStacked: false
    property bool isBrief: false
    property bool hasNotices: false
    property bool hasBlocks: true
    property bool areNumbers: false
    property bool isDense: count > 6 || Theme.largePrint || columns > 1

    readonly property int count: texts.count
    readonly property real gap: Math.max(Glass.apart, Theme.space3)
    readonly property real tileWidth: Math.floor((gridWidth - (columns - 1) * gap) / columns)
    readonly property real blockWidth: Math.round(Theme.u * (isStacked ? 96 : isDense ? 112 : 148))
    readonly property real textLeft: (hasBlocks ? blockWidth : 0) + (isStacked ? Theme.space3 : Theme.space4)
    readonly property real textWidth: tileWidth - textLeft - (isStacked ? Theme.space3 : Theme.space4)
    readonly property real nameSize: Math.max(Theme.u * (areNumbers ? 56 : isStacked ? 34 : isDense ? 36 : 40)
                                              * Theme.printScale, Glass.leastText)
    readonly property real leastHeight: {
        let tallest = Glass.target;
        for (let i = 0; i < texts.count; ++i)
            tallest = Math.max(tallest, (texts.itemAt(i)?.implicitHeight ?? 0) + 3 * Theme.space1);
        return Math.ceil(tallest);
    }
    readonly property bool isTooNarrow: {
        for (let i = 0; i < texts.count; ++i) {
            if ((texts.itemAt(i) as FieldText)?.isTooNarrow)
                return true;
        }
        return false;
    }

    visible: false

    // How many rows, and fields, find place in this height.
    function rowsIn(space: real): int {
        return Math.max(0, Math.floor((space + gap) / (leastHeight + gap)));
    }
    function capacity(space: real): int {
        return isTooNarrow ? 0 : rowsIn(space) * columns;
    }

    Repeater {
        id: texts

        model: sheet.fields

        FieldText {
            width: sheet.textWidth
            size: sheet.nameSize
            isStacked: sheet.isStacked
            isBrief: sheet.isBrief
            hasNotice: sheet.hasNotices
            isNumber: sheet.areNumbers
        }
    }
}
