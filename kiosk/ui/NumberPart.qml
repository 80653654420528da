import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// Whose number, the number, what it is for, and the two facts. Only where there is no room the number gets smaller.
ColumnLayout {
    id: part

    required property KioskViewModel vm

    property real mostNumber: Theme.u * 352

    spacing: Theme.space2

    component Line: Words {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
    }

    Line {
        objectName: "numberCaption"
        text: part.vm.number.caption
        size: Math.max(Theme.u * 52, Glass.leastText)
        color: Theme.ink2
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.u * 130
        Layout.preferredHeight: part.mostNumber * 0.92
        Layout.maximumHeight: part.mostNumber * 0.92

        TicketNumber {
            id: number

            // As wide as its digits will be, so that the mark stands close to them.
            readonly property real room: parent.width - (mark.visible ? mark.width + part.spacing : 0)
            readonly property real digitsWidth: implicitWidth * Math.min(1, height / 0.8 / size)

            objectName: "ticketNumber"
            anchors.centerIn: parent
            anchors.horizontalCenterOffset: mark.visible ? -(mark.width + part.spacing) / 2 : 0
            width: mark.visible ? Math.min(room, Math.ceil(digitsWidth)) : room
            height: parent.height
            horizontalAlignment: Text.AlignHCenter
            text: part.vm.number.number
            size: part.mostNumber
            fitsHeight: true
        }
        MarkChip {
            id: mark

            objectName: "numberMark"
            anchors.left: number.right
            anchors.leftMargin: part.spacing
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: part.vm.number.mark
            size: Math.max(Theme.u * 56, Glass.leastText)
        }
    }
    Line {
        objectName: "numberService"
        text: part.vm.number.service
        size: Glass.headingSize
        font.weight: Font.DemiBold
    }
    Line {
        objectName: "numberNotice"
        visible: text !== ""
        text: part.vm.number.serviceNotice
        size: Glass.smallSize
        font.weight: Font.Medium
        color: Theme.amber
    }
    Line {
        objectName: "numberTakenAt"
        text: part.vm.number.takenAt
        size: Glass.smallSize
        color: Theme.ink2
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.space3
        Layout.fillHeight: false
        spacing: Theme.space4
        uniformCellSizes: true

        FactCard {
            objectName: "aheadCard"
            // Before there is a number its place is laid out already.
            visible: fact.value !== "" || part.vm.number.number === ""
            Layout.fillWidth: true
            Layout.fillHeight: true
            fact: part.vm.number.ahead
        }
        FactCard {
            objectName: "waitCard"
            visible: fact.value !== ""
            Layout.fillWidth: true
            Layout.fillHeight: true
            fact: part.vm.number.wait
        }
    }
}
