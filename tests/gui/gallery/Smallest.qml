import QtQuick
import Layso.Gallery
import Sen

// The smallest screen there can be.
SenWindow {
    id: window

    required property SmallestViewModel vm

    objectName: "smallest"

    Column {
        anchors.fill: parent
        spacing: Theme.space3

        ConnectionBanner {
            objectName: "banner"
            width: parent.width
            title: window.vm.trouble
        }
        Figures {
            objectName: "count"
            text: window.vm.count
        }
        BigButton {
            objectName: "more"
            text: "Thêm"
            onClicked: window.vm.press()
        }
        KeyButton {
            objectName: "moreByKey"
            keyName: "F5"
            text: "Thêm"
            onClicked: window.vm.press()
        }
        BigButton {
            objectName: "off"
            text: "Không"
            enabled: false
        }
        BigButton {
            objectName: "hidden"
            text: "Ẩn"
            visible: false
        }
        BigButton {
            objectName: "broken"
            text: "Lỗi"
            onClicked: window.vm.fail()
        }
    }
    BigButton {
        objectName: "outside"
        x: window.width + 10
        text: "Ngoài"
    }
}
