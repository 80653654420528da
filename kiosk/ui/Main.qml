import QtQuick
import Sen
import Kiosk

// The kiosk's window: one page at a time. Resting pages have their own place for the line that says the hub is away.
SenWindow {
    id: window

    required property KioskViewModel vm

    title: vm.head.centre
    largePrint: vm.isLarge
    highContrast: vm.isHighContrast
    reduceMotion: vm.reduceMotion
    dpi: vm.dpi

    // A finger where nothing is: somebody still reads.
    TapHandler {
        onPressedChanged: {
            if (pressed)
                window.vm.touch();
        }
    }

    HomePage {
        objectName: "homePage"
        anchors.fill: parent
        vm: window.vm
        // Under the page that says the number is coming: most numbers are there before it is.
        isShown: window.vm.page === "home" || window.vm.page === "issuing"
    }
    ListPage {
        objectName: "listPage"
        anchors.fill: parent
        vm: window.vm
        kind: window.vm.page === "priority" ? "class" : window.vm.page === "claim" ? "claim" : "missed"
        isShown: ["priority", "missed", "claim", "rejoining"].includes(window.vm.page)
    }
    IssuingPage {
        objectName: "issuingPage"
        anchors.fill: parent
        vm: window.vm
        isShown: window.vm.page === "issuing" || window.vm.page === "rejoining"
    }
    ResultPage {
        objectName: "resultPage"
        anchors.fill: parent
        vm: window.vm
        isShown: window.vm.page === "result" || window.vm.page === "found"
    }
    SorryPage {
        objectName: "sorryPage"
        anchors.fill: parent
        vm: window.vm
        isShown: window.vm.page === "sorry"
    }
    ClosedPage {
        objectName: "closedPage"
        anchors.fill: parent
        vm: window.vm
        isShown: window.vm.page === "closed"
    }
    NoHubPage {
        objectName: "noHubPage"
        anchors.fill: parent
        vm: window.vm
        isShown: window.vm.page === "no_hub"
    }
    ConnectionBanner {
        objectName: "connectionBanner"
        width: parent.width
        title: ["result", "found", "sorry"].includes(window.vm.page) ? window.vm.banner : ""
        size: Glass.smallSize
    }
}
