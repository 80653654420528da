pragma ComponentBehavior: Bound

import QtQuick
import Sen

// What staff must know now, each in its own words; nothing when all is well.
Column {
    id: list

    required property list<var> alerts

    spacing: Theme.u * 8
    topPadding: alerts.length ? Theme.u * 12 : 0

    Repeater {
        model: list.alerts

        Rectangle {
            id: alert

            required property int index
            required property string modelData

            objectName: "alert." + index
            width: list.width
            height: Math.max(Theme.u * 54, words.implicitHeight + Theme.u * 14)
            radius: Theme.keyRadius
            color: Theme.glow
            Accessible.role: Accessible.AlertMessage
            Accessible.name: modelData

            Rectangle {
                id: mark

                x: Theme.u * 18
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.u * 32
                height: width
                radius: width / 2
                color: Theme.amber

                Figures {
                    anchors.centerIn: parent
                    text: "!"
                    size: Theme.u * 24
                    color: Theme.amberInk
                }
            }
            Words {
                id: words

                anchors.left: mark.right
                anchors.leftMargin: Theme.u * 16
                anchors.right: parent.right
                anchors.rightMargin: Theme.u * 18
                anchors.verticalCenter: parent.verticalCenter
                text: alert.modelData
                size: Theme.u * 26
                font.weight: Font.DemiBold
                color: Theme.amber
                maximumLineCount: 2
                elide: Text.ElideRight
            }
        }
    }
}
