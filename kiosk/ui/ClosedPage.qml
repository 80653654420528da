import QtQuick

// No numbers at this hour: why, and from when.
RestingPage {
    id: page

    Calm {
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Glass.margin
        message: page.vm.message
        isValueRed: true
    }
}
