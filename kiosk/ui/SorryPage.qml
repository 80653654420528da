import QtQuick
import QtQuick.Layouts
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
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Glass.margin
        spacing: Theme.space3

        Item {
            Layout.fillHeight: true
        }
        Calm {
            Layout.fillWidth: true
            message: page.vm.message
            tone: "watch"
        }
        Item {
            Layout.fillHeight: true
        }
        BigButton {
            objectName: "backHomeButton"
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.u * 968
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredHeight: Math.max(implicitHeight, Glass.buttonHeight)
            size: Glass.buttonSize
            text: page.vm.words.backHome
            onClicked: page.vm.done()
        }
        TimeLine {
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.u * 968
            Layout.alignment: Qt.AlignHCenter
            vm: page.vm
        }
    }
}
