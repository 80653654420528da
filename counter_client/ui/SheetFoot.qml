import QtQuick
import Sen
import CounterClient

// What Enter and Esc do.
Row {
    id: foot

    required property SheetPanel panel

    signal confirmed
    signal closed

    spacing: Theme.space2

    KeyButton {
        objectName: "sheetYes"
        hearsKey: false
        keyName: "Enter"
        text: foot.panel.confirm
        isPrimary: true
        size: Theme.u * 29
        onClicked: foot.confirmed()
    }
    KeyButton {
        objectName: "sheetNo"
        hearsKey: false
        keyName: "Esc"
        text: foot.panel.close
        size: Theme.u * 29
        onClicked: foot.closed()
    }
}
