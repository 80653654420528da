import QtQuick
import Sen

// A grid of things to choose one from: the arrows move, Enter or Space takes. All fit if they can; else it moves along.
GridView {
    id: grid

    property int columns: 1
    property real roomyHeight: Theme.u * 104
    property real leastHeight: Theme.u * 60
    readonly property int lines: Math.max(1, Math.ceil(count / columns))

    signal chosen(int index)

    activeFocusOnTab: true
    keyNavigationEnabled: true
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    cellWidth: Math.floor(width / columns)
    cellHeight: Math.max(leastHeight, Math.min(roomyHeight, Math.floor(height / lines)))
    highlightMoveDuration: Theme.pageDuration
    Keys.onReturnPressed: event => event.isAutoRepeat || chosen(currentIndex)
    Keys.onEnterPressed: event => event.isAutoRepeat || chosen(currentIndex)
    Keys.onSpacePressed: event => event.isAutoRepeat || chosen(currentIndex)
}
