pragma ComponentBehavior: Bound

import QtQuick
import Sen

// The centre's sentences. They run only when they do not fit; with reduced motion they turn like pages.
Rectangle {
    id: ticker

    required property var sentences
    required property real margin

    readonly property string line: sentences.join("          ")
    readonly property bool fits: measure.implicitWidth <= width - 2 * margin
    readonly property bool isRunning: visible && line !== "" && !fits && !Theme.reduceMotion
    readonly property bool isPaging: visible && !fits && Theme.reduceMotion

    objectName: "ticker"
    implicitHeight: line === "" ? 0 : Theme.u * 80
    visible: line !== ""
    color: Theme.goldLight
    clip: true
    Accessible.role: Accessible.StaticText
    Accessible.name: sentences.join(" ")

    Words {
        id: measure

        visible: false
        text: ticker.line
        size: Theme.u * 40
        font.weight: Font.DemiBold
        wrapMode: Text.NoWrap
    }
    Row {
        id: band

        readonly property real turn: measure.implicitWidth + Theme.u * 160

        visible: ticker.isRunning
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u * 160
        onTurnChanged: {
            if (ticker.isRunning)
                scroll.restart();
        }

        Repeater {
            model: 2

            Words {
                text: ticker.line
                size: measure.size
                font.weight: Font.DemiBold
                wrapMode: Text.NoWrap
                color: "#1B1F27"
            }
        }
    }
    NumberAnimation {
        id: scroll

        target: band
        property: "x"
        running: ticker.isRunning
        from: ticker.margin
        to: ticker.margin - band.turn
        duration: Math.max(1, band.turn / (Theme.u * 110) * 1000)
        loops: Animation.Infinite
    }
    Words {
        id: page

        property int turned: 0

        visible: !ticker.isRunning
        anchors.fill: parent
        anchors.leftMargin: ticker.margin
        anchors.rightMargin: ticker.margin
        verticalAlignment: Text.AlignVCenter
        text: ticker.isPaging ? ticker.sentences[turned % ticker.sentences.length] : ticker.line
        size: measure.size
        font.weight: Font.DemiBold
        fontSizeMode: Text.Fit
        minimumPixelSize: 10
        color: "#1B1F27"
    }
    Timer {
        interval: 8000
        repeat: true
        running: ticker.isPaging
        onTriggered: page.turned += 1
    }
}
