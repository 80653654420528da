import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// A page between two citizens: the names above, the comfort bar below where everybody reaches it.
Page {
    id: page

    required property KioskViewModel vm
    default property alias content: body.data
    property bool offersMissed: false
    readonly property bool isWide: width > height

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Head {
            id: head

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
            offersMissed: page.offersMissed && page.isWide
            vm: page.vm
        }
    }
    // Over the names, so that no field moves under a finger.
    ScanLine {
        width: parent.width
        height: Math.max(head.height, implicitHeight)
        text: page.vm.scanLine
    }
    // Over the clock or the line below the names, so that no field moves under a finger.
    ConnectionBanner {
        objectName: "connectionBanner"
        x: page.isWide ? parent.width - width - Glass.margin : 0
        y: Math.round(page.isWide ? (head.height - height) / 2 : head.height - height * 0.55)
        width: page.isWide ? Math.round(size * 16.5) : parent.width
        radius: page.isWide ? Theme.radius / 2 : 0
        title: page.vm.banner
        size: Glass.smallSize * 0.9
    }
}
