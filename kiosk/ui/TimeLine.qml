import QtQuick
import Sen
import Kiosk

// The thin gold line is the time until the screen goes home by itself.
Item {
    id: line

    required property KioskViewModel vm

    implicitHeight: Math.max(4, Math.round(Theme.u * 10))

    Rectangle {
        objectName: "timeLine"
        width: Math.round(line.width * line.vm.fractionLeft)
        height: line.height
        radius: height / 2
        color: Theme.gold

        Behavior on width {
            enabled: !Theme.reduceMotion
            NumberAnimation { duration: 250 }
        }
    }
}
