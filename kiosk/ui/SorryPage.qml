import QtQuick
import Sen
import Kiosk

// No number, why, and what to do.
Page {
    id: page

    required property KioskViewModel vm

    Rectangle {
        width: parent.width
        height: Math.round(Theme.u * 24)
        color: Theme.lacquer
    }
    Calm {
        anchors.centerIn: parent
        width: parent.width - 2 * Glass.margin
        message: page.vm.message
    }
    BigButton {
        objectName: "backHomeButton"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space7
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - 2 * Glass.margin, Theme.u * 968)
        height: Glass.buttonHeight
        size: Glass.buttonSize
        text: page.vm.words.backHome
        onClicked: page.vm.done()
    }
}
