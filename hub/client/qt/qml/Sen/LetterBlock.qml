import QtQuick

// The letter of a number series on its field's colour. At the left of a row its right side is straight.
Rectangle {
    id: block

    required property string letter
    property color colour: Theme.lacquer
    property real size: Theme.u * 76
    property bool startsRow: false
    property bool isOff: false

    implicitWidth: size * 1.95
    implicitHeight: size * 1.95
    color: isOff ? Theme.shadeBlock : Theme.serviceColour(colour)
    border.width: Theme.highContrast ? Theme.border : 0
    border.color: Theme.line
    topLeftRadius: radius
    bottomLeftRadius: radius
    topRightRadius: startsRow ? 0 : radius
    bottomRightRadius: startsRow ? 0 : radius
    radius: Theme.radius

    Figures {
        anchors.centerIn: parent
        text: block.letter
        size: block.size
        font.weight: Font.Bold
        color: "#FFFFFF"
    }
}
