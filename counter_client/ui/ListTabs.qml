pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// Who waits, who is parked, who missed the call; the key goes from one to the next.
Row {
    id: tabs

    required property CounterViewModel vm
    property bool isNarrow: false
    readonly property ListsPanel panel: vm.lists as ListsPanel

    spacing: Theme.u * 6

    Repeater {
        model: tabs.panel.tabs

        Rectangle {
            id: tab

            required property string listed
            required property string label
            required property bool isShown
            required property bool isEmpty

            objectName: "tab." + listed
            width: words.implicitWidth + Theme.u * 30
            height: Theme.u * 58
            radius: Theme.keyRadius
            color: isShown ? Theme.navy : "transparent"
            border.width: Theme.highContrast && isShown ? Theme.border : 0
            border.color: Theme.line
            Accessible.role: Accessible.PageTab
            Accessible.name: label
            Accessible.selected: isShown
            Accessible.onPressAction: tabs.vm.showList(listed)

            Words {
                id: words

                objectName: "tabLabel." + tab.listed
                anchors.centerIn: parent
                text: tab.label
                size: Theme.u * (tabs.isNarrow ? 25 : 27)
                font.weight: Font.DemiBold
                color: tab.isShown ? Theme.boardInk : tab.isEmpty ? Theme.shadeInk : Theme.ink
                wrapMode: Text.NoWrap
            }
            TapHandler {
                onTapped: tabs.vm.showList(tab.listed)
            }
        }
    }
    KeyChip {
        anchors.verticalCenter: parent.verticalCenter
        keyName: tabs.vm.words.listsKey
        size: Theme.u * 21
    }
}
