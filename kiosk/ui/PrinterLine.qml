import QtQuick
import Sen

// Numbers are still given; only their paper is not.
Rectangle {
    id: line

    property alias text: words.text

    visible: text !== ""
    implicitHeight: words.implicitHeight + 2 * Theme.space2
    radius: Theme.radius / 2
    color: Theme.amber
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Words {
        id: words

        objectName: "printerLine"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        size: Glass.textSize
        font.weight: Font.Medium
        color: Theme.amberInk
    }
}
