import QtQuick
import Sen

// The mark of a priority class beside a number: "ƯT".
Rectangle {
    id: mark

    property string text: ""
    property real size: Theme.u * 22

    implicitWidth: Math.min(words.implicitWidth + size, size * 5)
    implicitHeight: Math.round(size * 1.55)
    radius: 6
    visible: text !== ""
    color: Theme.goldLight
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Words {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - mark.size * 0.5)
        text: mark.text
        size: mark.size
        font.weight: Font.Bold
        color: Theme.goldInk
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
    }
}
