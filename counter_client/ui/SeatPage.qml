import QtQuick
import Sen
import CounterClient

// Who I am and where I sit: by mouse, or by arrows, Tab and Enter alone.
FocusScope {
    id: page

    required property CounterViewModel vm

    readonly property real margin: Theme.u * 48

    SeatHead {
        id: head

        width: parent.width
        vm: page.vm
    }
    Words {
        id: personTitle

        anchors.top: head.bottom
        anchors.topMargin: Theme.space3
        x: page.margin
        text: page.vm.words.choosePerson
        size: Theme.u * 33
        font.weight: Font.DemiBold
    }
    PersonGrid {
        id: people

        anchors.top: personTitle.bottom
        anchors.topMargin: Theme.space1
        anchors.bottom: foot.top
        x: page.margin
        width: (page.width - 3 * page.margin) * 0.58
        focus: true
        vm: page.vm
        KeyNavigation.tab: counters
        onTaken: counters.forceActiveFocus()
    }
    Words {
        anchors.top: personTitle.top
        anchors.left: counters.left
        text: page.vm.words.chooseCounter
        size: Theme.u * 33
        font.weight: Font.DemiBold
    }
    CounterGrid {
        id: counters

        anchors.top: people.top
        anchors.bottom: people.bottom
        anchors.left: people.right
        anchors.leftMargin: page.margin
        anchors.right: parent.right
        anchors.rightMargin: page.margin
        vm: page.vm
        KeyNavigation.tab: foot
        onTaken: foot.forceActiveFocus()
    }
    SeatFoot {
        id: foot

        anchors.bottom: parent.bottom
        width: parent.width
        vm: page.vm
        KeyNavigation.tab: people
    }
}
