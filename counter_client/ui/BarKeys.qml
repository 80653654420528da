pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// Only the keys that the rules offer now, and of those only what comes with people: there is no room for the others.
Row {
    id: keys

    required property CounterViewModel vm
    property bool isTight: false
    property bool isSmall: false

    spacing: isSmall ? 8 : 10

    component BarKey: KeyButton {
        required property string intent
        required property string key
        required property string label
        required property string hint
        required property bool isEnabled
        required property bool isMain
        required property bool isOffered
        required property bool isMinor

        objectName: "key." + intent
        visible: isOffered && intent !== "cancel_ticket" && !(keys.isTight && isMinor)
        height: 52
        leftPadding: 6
        rightPadding: 13
        hearsKey: false
        keyName: key
        text: label
        size: keys.isSmall ? 16 : 18
        enabled: isEnabled
        isPrimary: isMain
        isOnBoard: true
        Accessible.description: key + ". " + hint
        onClicked: keys.vm.press(intent)
    }

    Repeater {
        model: keys.vm.keys
        delegate: BarKey {}
    }
    Repeater {
        model: keys.vm.extraKeys
        delegate: BarKey {}
    }
}
