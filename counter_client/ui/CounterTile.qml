import QtQuick
import Sen

// A counter: its number, and who sits there.
ChoiceTile {
    id: tile

    required property int index
    required property string counterId
    required property string label
    required property string note
    required isOpen
    required property bool isConnected

    function take(): void {
        if (isOpen)
            tapped();
    }

    objectName: "counter." + counterId
    Accessible.name: label + ". " + note

    Column {
        anchors.left: parent.left
        anchors.leftMargin: tile.textLeft
        anchors.right: parent.right
        anchors.rightMargin: Theme.u * 18
        anchors.verticalCenter: parent.verticalCenter

        Words {
            width: parent.width
            text: tile.label
            size: Theme.u * 29
            font.weight: Font.DemiBold
            color: tile.ink
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
        Words {
            width: parent.width
            visible: tile.height > Theme.u * 80
            text: tile.note
            size: Theme.u * 23
            color: !tile.isConnected && !tile.isChosen ? Theme.amber : tile.ink2
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
    }
}
