import QtQuick
import Sen

// The mark of a priority class, as it also stands on the paper: "ƯT".
Rectangle {
    id: chip

    property alias text: words.text
    property alias size: words.size

    implicitWidth: Math.ceil(words.implicitWidth + size * 0.7)
    implicitHeight: Math.ceil(words.implicitHeight + size * 0.1)
    radius: Theme.radius / 2
    color: Theme.paper
    border.width: 2 * Theme.border
    border.color: Theme.lacquer
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Words {
        id: words

        objectName: "mark"
        anchors.centerIn: parent
        font.weight: Font.Bold
        wrapMode: Text.NoWrap
        color: Theme.lacquer
    }
}
