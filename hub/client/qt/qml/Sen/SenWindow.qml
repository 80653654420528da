import QtQuick

// The one window of a screen; it measures itself for the Theme. The program shows it.
Window {
    id: window

    property bool largePrint: false
    property bool highContrast: false
    property bool reduceMotion: false
    property real dpi: 96

    width: 1080
    height: 1920
    color: Theme.paper

    Binding {
        target: Theme
        property: "shortSide"
        value: Math.max(1, Math.min(window.width, window.height))
    }
    Binding {
        target: Theme
        property: "largePrint"
        value: window.largePrint
    }
    Binding {
        target: Theme
        property: "highContrast"
        value: window.highContrast
    }
    Binding {
        target: Theme
        property: "reduceMotion"
        value: window.reduceMotion
    }
    Binding {
        target: Theme
        property: "dpi"
        value: window.dpi
    }
}
