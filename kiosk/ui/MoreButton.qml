import QtQuick
import Sen
import Kiosk

// To the next sheet of fields.
BigButton {
    id: button

    required property KioskViewModel vm
    required property int sheet
    required property int sheets

    objectName: "moreFieldsButton"
    implicitHeight: Glass.buttonHeight
    kind: BigButton.Kind.Secondary
    size: Glass.buttonSize
    text: vm.words.moreFields.arg(sheet + 1).arg(sheets)
    onClicked: vm.turnLeaf((sheet + 1) % sheets)
}
