import QtQuick
import Sen
import Kiosk

// The hub's hour and day.
Column {
    id: clock

    required property KioskViewModel vm
    property color timeColor: Theme.ink
    property color dateColor: Theme.ink2

    Figures {
        objectName: "time"
        anchors.right: parent.right
        text: clock.vm.head.time
        size: Math.max(Theme.u * 57, Glass.leastText)
        color: clock.timeColor
    }
    Words {
        objectName: "date"
        anchors.right: parent.right
        text: clock.vm.head.date
        size: Glass.smallSize
        color: clock.dateColor
    }
}
