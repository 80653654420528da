import QtQuick
import Sen

// One page of the kiosk. It comes up from below in 160 ms; the one before it is gone at once, so nothing is ever mixed.
Rectangle {
    id: page

    property bool isShown: false

    visible: isShown
    color: Theme.paper
    transform: Translate { id: slide }
    onIsShownChanged: {
        if (isShown && Theme.pageDuration > 0)
            arrival.restart();
    }

    ParallelAnimation {
        id: arrival

        NumberAnimation {
            target: page
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.pageDuration
            easing.type: Easing.OutCubic
        }
        NumberAnimation {
            target: slide
            property: "y"
            from: Theme.space5
            to: 0
            duration: Theme.pageDuration
            easing.type: Easing.OutCubic
        }
    }
}
