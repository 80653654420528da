import QtQuick
import QtQuick.Layouts
import Sen

// One fact: a figure or a word, and what it means.
Card {
    id: card

    required property var fact

    implicitHeight: lines.implicitHeight + 2 * Theme.space3
    Accessible.role: Accessible.StaticText
    Accessible.name: fact.value + " " + fact.meaning

    ColumnLayout {
        id: lines

        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.space3
        spacing: Theme.space1

        Figures {
            objectName: "factFigure"
            Layout.alignment: Qt.AlignHCenter
            visible: card.fact.isNumber
            text: card.fact.value
            size: Math.max(Theme.u * 100, Glass.headingSize)
            font.weight: Font.Bold
        }
        Words {
            objectName: "factWord"
            Layout.fillWidth: true
            visible: !card.fact.isNumber
            horizontalAlignment: Text.AlignHCenter
            text: card.fact.value
            size: Math.max(Theme.u * 40, Glass.leastText)
            font.weight: Font.DemiBold
        }
        Words {
            objectName: "factMeaning"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: card.fact.meaning
            size: Glass.textSize
            color: Theme.ink2
        }
    }
}
