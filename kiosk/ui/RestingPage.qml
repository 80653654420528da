import QtQuick
import QtQuick.Layouts
import Kiosk

// A page between two citizens: the names above, the comfort bar below where everybody reaches it.
Page {
    id: page

    required property KioskViewModel vm
    default property alias content: body.data
    readonly property bool isWide: width > height

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Head {
            Layout.fillWidth: true
            visible: page.vm.head.centre !== ""
            vm: page.vm
            isWide: page.isWide
        }
        Item {
            id: body

            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        ComfortBar {
            Layout.fillWidth: true
            vm: page.vm
        }
    }
}
