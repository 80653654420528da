pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// Only the keys that the rules offer now; there is no room for the others.
Row {
    id: keys

    required property CounterViewModel vm

    spacing: 10

    Repeater {
        model: keys.vm.keys

        KeyButton {
            required property string intent
            required property string key
            required property string label
            required property string hint
            required property bool isEnabled
            required property bool isMain
            required property bool isOffered

            objectName: "key." + intent
            visible: isOffered
            height: 52
            hearsKey: false
            keyName: key
            text: label
            size: 18
            enabled: isEnabled
            isPrimary: isMain
            isOnBoard: true
            Accessible.description: key + ". " + hint
            onClicked: keys.vm.press(intent)
        }
    }
}
