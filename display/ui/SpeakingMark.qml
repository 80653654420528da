pragma ComponentBehavior: Bound

import QtQuick
import Sen

// Says that this very number is being spoken: a word and the bars of a voice, drawn without any motion.
Row {
    id: mark

    property string text: ""
    property real size: Theme.smallSize

    spacing: size * 0.4

    Words {
        anchors.verticalCenter: parent.verticalCenter
        text: mark.text
        size: mark.size
        font.weight: Font.Medium
        wrapMode: Text.NoWrap
        color: Theme.lacquerInk2
    }
    Repeater {
        model: [0.5, 1.05, 0.75, 0.35]

        Rectangle {
            required property real modelData

            anchors.verticalCenter: parent.verticalCenter
            width: mark.size * 0.2
            height: mark.size * modelData
            radius: width / 2
            color: Theme.lacquerInk2
        }
    }
}
