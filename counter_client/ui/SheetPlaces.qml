pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// Of a transfer: before all who wait there, or by arrival. Tab changes it.
Item {
    id: places

    required property SheetPanel panel

    signal toggled

    implicitHeight: visible ? Theme.u * 68 : 0
    height: implicitHeight

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space2

        KeyChip {
            anchors.verticalCenter: parent.verticalCenter
            keyName: "Tab"
            size: Theme.u * 22
        }
        Repeater {
            model: places.panel.places

            ChoiceTile {
                id: place

                required property int index
                required property string modelData

                objectName: "place." + index
                width: words.implicitWidth + textLeft + Theme.space3
                height: Theme.u * 64
                isChosen: places.panel.place === index
                Accessible.name: modelData
                onTapped: if (!isChosen)
                    places.toggled()

                Words {
                    id: words

                    x: place.textLeft
                    anchors.verticalCenter: parent.verticalCenter
                    text: place.modelData
                    size: Theme.u * 27
                    font.weight: Font.Medium
                    color: place.ink
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
}
