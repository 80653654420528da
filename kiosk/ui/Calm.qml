import QtQuick
import QtQuick.Layouts
import Sen

// A page of few words: what is, what is big about it, what to do, and a small line for the staff.
ColumnLayout {
    id: calm

    required property var message
    property bool isValueRed: false
    property string tone: ""

    spacing: Theme.space4

    component Line: Words {
        Layout.fillWidth: true
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
    }

    NoticeMark {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: Math.round(Theme.u * 128)
        Layout.preferredHeight: Layout.preferredWidth
        Layout.bottomMargin: Theme.space2
        visible: calm.tone !== ""
        tone: calm.tone
        ink: calm.tone === "watch" ? Theme.amber : Theme.ink2
        ground: Theme.paper
    }
    Line {
        objectName: "messageTitle"
        text: calm.message.title
        size: Glass.titleSize
        font.weight: Font.Bold
    }
    Line {
        objectName: "messageDetail"
        text: calm.message.detail
        size: Glass.headingSize
        color: Theme.ink2
    }
    Line {
        objectName: "messageValue"
        text: calm.message.value
        size: calm.isValueRed ? Glass.titleSize * 1.5 : Glass.headingSize
        font.weight: calm.isValueRed ? Font.Bold : Font.DemiBold
        color: calm.isValueRed ? Theme.lacquer : Theme.ink
    }
    Line {
        objectName: "messageNote"
        Layout.topMargin: Theme.space5
        text: calm.message.note
        size: Glass.textSize
        color: Theme.ink2
    }
}
