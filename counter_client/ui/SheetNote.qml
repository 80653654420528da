import QtQuick
import Sen

// A reason in one's own words.
Rectangle {
    id: note

    required property string placeholder
    readonly property bool isWritten: visible && field.text.trim() !== ""
    readonly property string text: field.text

    signal given
    signal wasLeft
    signal dismissed

    function take(): void {
        field.forceActiveFocus();
    }

    objectName: "note"
    implicitHeight: visible ? Theme.u * 76 : 0
    height: implicitHeight
    radius: Theme.keyRadius
    color: Theme.card
    border.width: field.activeFocus ? 2 * Theme.border : Theme.border
    border.color: field.activeFocus ? Theme.gold : Theme.line
    onVisibleChanged: field.clear()

    KeyChip {
        id: chip

        x: Theme.u * 16
        anchors.verticalCenter: parent.verticalCenter
        keyName: "Tab"
        size: Theme.u * 22
    }
    TextInput {
        id: field

        objectName: "noteField"
        anchors.left: chip.right
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        activeFocusOnTab: false
        clip: true
        color: Theme.ink
        font.family: Theme.textFamily
        font.pixelSize: Math.max(1, Math.round(Theme.u * 28))
        maximumLength: 120
        selectByMouse: true
        Accessible.name: note.placeholder
        Keys.onReturnPressed: event => event.isAutoRepeat || !note.isWritten || note.given()
        Keys.onEnterPressed: event => event.isAutoRepeat || !note.isWritten || note.given()
        Keys.onEscapePressed: note.dismissed()
        Keys.onTabPressed: note.wasLeft()
        Keys.onBacktabPressed: note.wasLeft()
        Keys.onUpPressed: note.wasLeft()
    }
    Words {
        anchors.fill: field
        verticalAlignment: Text.AlignVCenter
        visible: field.text === "" && field.preeditText === ""
        text: note.placeholder
        size: Theme.u * 28
        color: Theme.shadeInk
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
    }
    TapHandler {
        onTapped: note.take()
    }
}
