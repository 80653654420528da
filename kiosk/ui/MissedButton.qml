import QtQuick
import Sen
import Kiosk

// The call was missed: back into the line with the same number.
BigButton {
    required property KioskViewModel vm

    objectName: "missedButton"
    kind: BigButton.Kind.Secondary
    size: Glass.buttonSize
    text: vm.words.haveMissed
    onClicked: vm.tapMissed()
}
