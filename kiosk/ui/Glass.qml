pragma Singleton

import QtQuick
import Sen

// What a touch panel asks of its pages: no letter below 18 pt, no button below 20 mm, whatever the size of the window.
QtObject {
    // On a small panel 18 pt is already as much as its pages can hold: there is no larger print to offer.
    readonly property bool hasLargePrint: Theme.pt(18) * 1.35 <= Theme.shortSide / 23.5
    readonly property real leastText: Theme.pt(18) * (hasLargePrint ? Theme.printScale : 1)
    readonly property real target: Math.ceil(Theme.mm(20))
    readonly property real apart: Math.ceil(Theme.mm(8))

    // Large print makes large what is small; what is large already grows little or not, so that all of it has room.
    readonly property real smallSize: Math.max(Theme.smallSize, leastText)
    readonly property real textSize: Math.max(Theme.textSize, leastText)
    readonly property real buttonSize: Math.max(Theme.buttonSize, leastText)
    readonly property real headingSize: Math.max(Theme.u * (Theme.largePrint ? 50 : 44), leastText)
    readonly property real titleSize: Math.max(Theme.u * 62, leastText * 1.25)

    readonly property real buttonHeight: Math.max(target, Theme.u * 112)
    readonly property real margin: Theme.space6
}
