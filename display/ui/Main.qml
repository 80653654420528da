import QtQuick
import Sen
import WallDisplay

// The wall of the waiting room. Landscape: the stage beside the recent calls; portrait: above them.
SenWindow {
    id: window

    required property DisplayViewModel vm

    readonly property bool isPortrait: height > width
    readonly property real margin: isPortrait ? Theme.space5 : Theme.space7

    objectName: "wall"
    width: 1920
    height: 1080
    color: Theme.board
    highContrast: vm.highContrast
    reduceMotion: vm.reduceMotion

    // "Shown" is said only of a frame that has reached the glass.
    Connections {
        target: window
        enabled: window.vm.hasNews

        function onFrameSwapped() {
            window.vm.onDrawn();
        }
    }

    Header {
        id: header

        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: window.margin
        anchors.rightMargin: window.margin
        agency: window.vm.agency
        centre: window.vm.centre
        clock: window.vm.clock
        date: window.vm.date
        note: window.vm.note
    }
    ConnectionBanner {
        id: banner

        objectName: "banner"
        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        title: window.vm.banner
        size: Theme.textSize
    }
    Item {
        id: calls

        readonly property bool isBeside: window.vm.hasStage && !window.isPortrait
        readonly property bool isBelow: window.vm.hasStage && window.isPortrait
        readonly property real rowsWidth: window.isPortrait ? width : width * 0.42
        readonly property real rowsHeight: window.isPortrait ? height * 0.48 : height

        anchors.top: banner.bottom
        anchors.bottom: counters.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: window.margin
        anchors.rightMargin: window.margin
        anchors.topMargin: banner.isShown ? Theme.space2 : 0
        anchors.bottomMargin: Theme.space3

        Stage {
            width: parent.width - (calls.isBeside ? calls.rowsWidth + Theme.space4 : 0)
            height: parent.height - (calls.isBelow ? calls.rowsHeight + Theme.space3 : 0)
            vm: window.vm
        }
        RecentCalls {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: calls.rowsWidth
            height: calls.rowsHeight
            visible: window.vm.hasStage
            vm: window.vm
        }
    }
    Counters {
        id: counters

        anchors.bottom: lines.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: window.margin
        anchors.rightMargin: window.margin
        anchors.bottomMargin: Theme.space2
        counters: window.vm.counters
    }
    Lines {
        id: lines

        anchors.bottom: ticker.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: window.margin
        anchors.rightMargin: window.margin
        anchors.bottomMargin: Theme.space2
        lines: window.vm.lines
    }
    Ticker {
        id: ticker

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        sentences: window.vm.ticker
        margin: window.margin
    }
    // Nobody points at a wall.
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.NoButton
        cursorShape: Qt.BlankCursor
    }
}
