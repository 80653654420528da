import QtQuick
import Sen
import Kiosk

// Only seen when the hub takes longer than a blink; until then the tapped field shines on the page below.
Rectangle {
    id: page

    required property KioskViewModel vm
    property bool isShown: false

    visible: isShown
    color: Theme.paper
    opacity: 0
    onIsShownChanged: {
        opacity = 0;
        if (isShown)
            arrival.restart();
        else
            arrival.stop();
    }

    Words {
        objectName: "issuingTitle"
        anchors.centerIn: parent
        width: parent.width - 2 * Glass.margin
        horizontalAlignment: Text.AlignHCenter
        text: page.vm.message.title
        size: Glass.titleSize
        font.weight: Font.Bold
    }
    SequentialAnimation {
        id: arrival

        PauseAnimation { duration: 300 }
        NumberAnimation {
            target: page
            property: "opacity"
            to: 1
            duration: Theme.pageDuration
        }
    }
}
