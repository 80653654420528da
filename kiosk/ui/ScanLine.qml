import QtQuick
import Sen

// What was held to the scanner, in a line; it goes by itself and stops nobody.
Rectangle {
    id: line

    property alias text: words.text

    objectName: "scanLine"
    visible: text !== ""
    implicitHeight: words.implicitHeight + 2 * Theme.space3
    color: Theme.card
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Words {
        id: words

        objectName: "scanWords"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Glass.margin
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignHCenter
        size: Glass.headingSize
        font.weight: Font.DemiBold
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.round(Theme.u * 8)
        color: Theme.gold
    }
}
