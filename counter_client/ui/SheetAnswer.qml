import QtQuick
import Sen

// One answer and its key. The keyboard's is lit and ringed.
Rectangle {
    id: answer

    required property int index
    required property string optionId
    required property string key
    required property string label
    required property string note
    required property bool isPointed
    property bool isQuiet: false

    readonly property bool isLit: isPointed && !isQuiet

    signal tapped

    objectName: "answer." + optionId
    radius: Theme.keyRadius
    color: isLit ? Theme.glow : Theme.card
    border.width: isLit ? 2 * Theme.border : Theme.border
    border.color: isLit ? Theme.gold : Theme.line
    Accessible.role: Accessible.RadioButton
    Accessible.name: [label, note].filter(part => part !== "").join(". ")
    Accessible.description: key
    Accessible.checked: isPointed
    Accessible.onPressAction: tapped()

    KeyChip {
        id: chip

        x: Theme.u * 16
        anchors.verticalCenter: parent.verticalCenter
        visible: answer.key !== ""
        keyName: answer.key
        size: Theme.u * 22
    }
    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.u * 78
        anchors.right: parent.right
        anchors.rightMargin: Theme.u * 16
        anchors.verticalCenter: parent.verticalCenter

        Words {
            width: parent.width
            text: answer.label
            size: Theme.u * (answer.note !== "" ? 26 : 28)
            lineHeight: 0.92
            font.weight: answer.isLit ? Font.DemiBold : Font.Medium
            maximumLineCount: answer.note !== "" ? 1 : 2
            elide: Text.ElideRight
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: answer.note
            size: Theme.u * 22
            lineHeight: 0.95
            color: Theme.ink2
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
    }
    TapHandler {
        onTapped: answer.tapped()
    }
}
