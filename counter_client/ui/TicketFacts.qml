import QtQuick
import Sen
import CounterClient

// The number, as large as its place, and what is known about it. Room for a service of two lines is always kept, so
// that the number has one size all day.
Column {
    id: facts

    required property CounterViewModel vm

    readonly property real lines: Theme.u * 168
    readonly property real air: Theme.u * 12

    topPadding: air

    TicketNumber {
        id: number

        objectName: "ticketNumber"
        width: parent.width
        height: facts.height - facts.lines - 2 * facts.air
        fitsHeight: true
        text: facts.vm.number
        color: Theme.ink

        Mark {
            objectName: "ticketMark"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: facts.vm.mark
            size: Theme.u * 40
        }
    }
    Words {
        objectName: "ticketService"
        width: parent.width
        text: facts.vm.service
        size: Theme.u * 33
        font.weight: Font.DemiBold
        maximumLineCount: 2
        elide: Text.ElideRight
        topPadding: facts.air
        bottomPadding: Theme.u * 4
    }
    ToneWords {
        objectName: "ticketWhy"
        width: parent.width
        text: facts.vm.why
        size: Theme.u * 27
        maximumLineCount: 1
    }
    ToneWords {
        objectName: "callTruth"
        width: parent.width
        text: facts.vm.truth
        tone: facts.vm.truthTone
        size: Theme.u * 27
        maximumLineCount: 1
    }
}
