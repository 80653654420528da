pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Sen
import CounterClient

// What can be done now; the first key, the one of all days, is as wide as two.
GridLayout {
    id: grid

    required property CounterViewModel vm

    columns: 2
    columnSpacing: Theme.u * 22
    rowSpacing: Theme.u * 18
    uniformCellWidths: true

    Repeater {
        model: grid.vm.keys

        KeyButton {
            required property int index
            required property string intent
            required property string key
            required property string label
            required property string hint
            required property bool isEnabled
            required property bool isMain

            objectName: "key." + intent
            hearsKey: false
            keyName: key
            text: label
            size: Theme.u * 30
            enabled: isEnabled
            isPrimary: isMain
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.u * 88
            Layout.columnSpan: index === 0 ? 2 : 1
            Accessible.description: key + ". " + hint
            onClicked: grid.vm.press(intent)
        }
    }
}
