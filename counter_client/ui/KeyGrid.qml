pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Sen
import CounterClient

// What can be done now. Every key has its place for good, so that a hand finds it without looking.
GridLayout {
    id: grid

    required property CounterViewModel vm
    readonly property bool isNarrow: width < Theme.u * 620

    columns: 2
    columnSpacing: Theme.u * 20
    rowSpacing: Theme.u * 13
    uniformCellWidths: true

    Repeater {
        model: grid.vm.keys

        Item {
            id: cell

            required property string intent
            required property string key
            required property string label
            required property string hint
            required property bool isEnabled
            required property bool isMain

            Layout.fillWidth: true
            Layout.preferredHeight: Theme.u * 76

            KeyButton {
                objectName: "key." + cell.intent
                width: parent.width - (more.active ? more.width + Theme.u * 6 : 0)
                height: parent.height
                hearsKey: false
                keyName: cell.key
                text: cell.label
                size: Theme.u * (grid.isNarrow ? 26 : 29)
                enabled: cell.isEnabled
                isPrimary: cell.isMain
                Accessible.description: cell.key + ". " + cell.hint
                onClicked: grid.vm.press(cell.intent)
            }
            Loader {
                id: more

                anchors.right: parent.right
                width: Theme.u * (grid.isNarrow ? 46 : 58)
                height: parent.height
                active: cell.intent === "finish"
                sourceComponent: MoreKey {
                    objectName: "key.finish_as"
                    enabled: cell.isEnabled
                    isPrimary: cell.isMain
                    text: grid.vm.words.finishAs
                    Accessible.description: grid.vm.words.finishAsKey
                    onClicked: grid.vm.ask("finish_as")
                }
            }
        }
    }
}
