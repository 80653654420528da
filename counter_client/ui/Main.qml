pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Sen
import CounterClient

// The counter's window: one page at a time, or the strip that stays on top of everything.
SenWindow {
    id: window

    required property CounterViewModel vm
    readonly property bool isBar: vm.page === "bar"
    readonly property bool isAsking: (vm.sheet as SheetPanel).kind !== ""

    objectName: "counterWindow"
    title: vm.words.title
    width: 1366
    height: 768
    color: isBar ? Theme.navy : Theme.paper
    highContrast: vm.highContrast
    reduceMotion: vm.reduceMotion

    WindowShape {
        window: window
        isBar: window.isBar
        onShaped: (window.isAsking ? sheet : page).forceActiveFocus()
    }

    Loader {
        id: page

        anchors.fill: parent
        focus: enabled
        Keys.onPressed: event => event.accepted = window.vm.hearKey(event.key, event.modifiers, event.isAutoRepeat)
        enabled: !window.isAsking
        sourceComponent: window.vm.page === "work" ? work : window.vm.page === "seat" ? seat : window.isBar ? bar : connect
    }
    ConnectionBanner {
        width: parent.width
        title: window.isBar ? "" : window.vm.trouble
        hint: window.vm.explained
        objectName: "connectionBanner"
    }
    Loader {
        id: sheet

        anchors.fill: parent
        active: window.isAsking
        focus: active
        sourceComponent: Sheet {
            focus: true
            vm: window.vm
        }
    }

    Component {
        id: connect

        ConnectPage {
            focus: true
            vm: window.vm
        }
    }
    Component {
        id: seat

        SeatPage {
            focus: true
            vm: window.vm
        }
    }
    Component {
        id: work

        WorkPage {
            focus: true
            vm: window.vm
        }
    }
    Component {
        id: bar

        BarPage {
            focus: true
            vm: window.vm
        }
    }
}
