import QtQuick
import Sen
import Kiosk

// To the priority classes.
BigButton {
    required property KioskViewModel vm

    objectName: "priorityButton"
    visible: vm.offer.hasPriorities
    implicitHeight: Math.max(Glass.buttonHeight, implicitContentHeight + topPadding + bottomPadding)
    kind: BigButton.Kind.Secondary
    size: Glass.buttonSize
    text: vm.words.havePriority
    onClicked: vm.tapPriority()
}
