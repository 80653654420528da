import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// The truth about the paper, the question when there is one, else the code for the phone; the way back into the line for
// a scanned number that missed its call; and the way out.
ColumnLayout {
    id: part

    required property KioskViewModel vm
    readonly property bool isAsking: vm.number.isAsking
    // Beside the number; under it there is always room.
    property real room: Infinity
    readonly property bool hasRoomForCode: room - notice.implicitHeight - leave.implicitHeight - 3 * spacing > Theme.u * 180

    spacing: Theme.space4

    NoticeBox {
        id: notice

        Layout.fillWidth: true
        vm: part.vm
    }
    Question {
        Layout.fillWidth: true
        visible: part.isAsking
        vm: part.vm
    }
    BigButton {
        objectName: "rejoinButton"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(implicitHeight, Glass.buttonHeight, Theme.u * 140)
        visible: part.vm.number.rejoin !== ""
        kind: BigButton.Kind.Secondary
        size: Glass.buttonSize
        text: part.vm.number.rejoin
        onClicked: part.vm.tapRejoin()
    }
    PhoneCode {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: part.vm.qrModules > 0 && !part.isAsking && part.hasRoomForCode
        vm: part.vm
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    Leave {
        id: leave

        Layout.fillWidth: true
        isAsking: part.isAsking
        vm: part.vm
    }
}
