import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// Done; and the thin gold line is the time until the screen goes home by itself.
ColumnLayout {
    id: leave

    required property KioskViewModel vm
    property bool isAsking: false

    spacing: Theme.space3

    Words {
        objectName: "leaving"
        Layout.fillWidth: true
        // Its place is kept, so that nothing moves when it appears.
        opacity: leave.vm.number.leaving === "" ? 0 : 1
        horizontalAlignment: Text.AlignHCenter
        text: leave.vm.number.leaving === "" ? " " : leave.vm.number.leaving
        size: Glass.smallSize
        color: Theme.ink2
    }
    BigButton {
        objectName: "doneButton"
        // First the answer.
        visible: !leave.isAsking
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(implicitHeight, Glass.buttonHeight)
        size: Math.max(Theme.u * 52 * Theme.printScale, Glass.buttonSize)
        text: leave.vm.words.done
        onClicked: leave.vm.done()
    }
    TimeLine {
        Layout.fillWidth: true
        vm: leave.vm
    }
}
