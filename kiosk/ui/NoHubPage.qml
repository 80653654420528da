import QtQuick

// The hub is away for longer than a moment: people are sent to the staff, the page comes back by itself.
RestingPage {
    id: page

    Calm {
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Glass.margin
        message: page.vm.message
        tone: "busy"
    }
}
