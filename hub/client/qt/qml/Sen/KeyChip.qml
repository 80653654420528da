import QtQuick

// The name of a key, as it stands on the keyboard.
Rectangle {
    id: chip

    required property string keyName
    property real size: 18
    property color ink: Theme.ink2

    implicitWidth: name.implicitWidth + size
    implicitHeight: size * 1.78
    radius: 6
    color: Theme.shade

    Figures {
        id: name

        anchors.centerIn: parent
        text: chip.keyName
        size: chip.size
        color: chip.ink
    }
}
