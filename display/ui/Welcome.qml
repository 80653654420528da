import QtQuick
import Sen

// Before the first call of the day.
Item {
    id: welcome

    required property var words

    Column {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.space4

        Words {
            objectName: "welcome"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: welcome.words.welcome
            size: Theme.u * 110
            font.weight: Font.Bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 20
            wrapMode: Text.NoWrap
            color: Theme.boardInk
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.u * 160
            height: Theme.u * 6
            radius: height / 2
            color: Theme.goldLight
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: welcome.words.welcome_hint
            size: Theme.u * 46
            lineHeight: 1.2
            color: Theme.boardInk2
        }
    }
}
