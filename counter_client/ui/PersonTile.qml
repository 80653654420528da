import QtQuick
import Sen

// An official: name, office, skills, and where they sit already.
ChoiceTile {
    id: tile

    required property int index
    required property string operatorId
    required property string name
    required property string title
    required property string skills
    required property string note
    required property string shortNote

    readonly property bool isTight: width < Theme.u * 400

    objectName: "person." + operatorId
    Accessible.name: [name, title, skills, note].filter(part => part !== "").join(". ")

    Column {
        anchors.left: parent.left
        anchors.leftMargin: tile.textLeft
        anchors.right: noteText.left
        anchors.rightMargin: Theme.space1
        anchors.verticalCenter: parent.verticalCenter

        Words {
            width: parent.width
            text: tile.name
            size: Theme.u * (tile.isTight ? 25 : 29)
            verticalAlignment: Text.AlignVCenter
            font.weight: Font.DemiBold
            color: tile.ink
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.round(Theme.u * 21)
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
        Words {
            width: parent.width
            visible: tile.height > Theme.u * 80
            text: tile.skills
            size: Theme.u * 23
            color: tile.ink2
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
    }
    Words {
        id: noteText

        anchors.right: parent.right
        anchors.rightMargin: Theme.u * 22
        anchors.verticalCenter: parent.verticalCenter
        text: tile.isTight ? tile.shortNote : tile.note
        size: Theme.u * 23
        font.weight: Font.Medium
        color: tile.isChosen ? Theme.goldLight : Theme.amber
        wrapMode: Text.NoWrap
    }
}
