import QtQuick
import Sen
import CounterClient

// What goes on at this counter; for some seconds instead of it, what became of a press.
Item {
    id: facts

    required property CounterViewModel vm

    readonly property bool isIdle: vm.number === ""
    readonly property string second: vm.trouble !== "" ? vm.words.lost : isIdle ? vm.headline : vm.service

    Column {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        visible: facts.vm.strip === ""

        Row {
            spacing: 8

            Words {
                objectName: "ticketStatus"
                width: Math.min(implicitWidth, facts.width - timer.width - parent.spacing)
                text: facts.vm.status
                size: 18
                font.weight: Font.DemiBold
                color: Theme.leafOnBoard
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
            }
            Figures {
                id: timer

                objectName: "ticketTimer"
                text: facts.vm.timer
                size: 18
                color: Theme.leafOnBoard
            }
        }
        Words {
            objectName: "ticketService"
            width: parent.width
            text: facts.second
            size: 17
            font.weight: facts.vm.trouble !== "" ? Font.DemiBold : Font.Normal
            color: facts.vm.trouble !== "" ? Theme.goldLight : Theme.boardInk2
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
    }
    Words {
        objectName: "strip"
        anchors.fill: parent
        visible: text !== ""
        text: facts.vm.trouble !== "" && facts.vm.strip !== "" ? facts.vm.words.lost + " – " + facts.vm.strip : facts.vm.strip
        size: 18
        lineHeight: 0.95
        font.weight: Font.Medium
        fontSizeMode: Text.Fit
        minimumPixelSize: 13
        color: Theme.goldLight
        verticalAlignment: Text.AlignVCenter
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
