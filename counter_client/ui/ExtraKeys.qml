pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// What comes more rarely: taking a walk-in or cancelling the ticket, and for some seconds undoing.
Row {
    id: keys

    required property CounterViewModel vm
    property bool isNarrow: false

    spacing: Theme.u * 20

    Repeater {
        model: keys.vm.extraKeys

        KeyButton {
            required property string intent
            required property string key
            required property string label
            required property string hint
            required property bool isEnabled

            objectName: "key." + intent
            height: Theme.u * 60
            hearsKey: false
            keyName: key
            text: label
            size: Theme.u * (keys.isNarrow ? 22 : 24)
            enabled: isEnabled
            Accessible.description: key + ". " + hint
            onClicked: keys.vm.press(intent)
        }
    }
}
