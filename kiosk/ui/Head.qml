import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// The names over the door; on a wide screen also the hour, which has its own place on a tall one. The names stay as they
// are in large print: that is for what one has to read here.
Rectangle {
    id: head

    required property KioskViewModel vm
    property bool isWide: false

    implicitHeight: row.implicitHeight + 2 * (isWide ? Theme.space2 : Theme.space6) + line.height
    color: Theme.lacquer

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Glass.margin
        anchors.rightMargin: Glass.margin
        anchors.bottomMargin: line.height
        spacing: Theme.space4

        Star {
            Layout.preferredWidth: Math.max(Theme.pt(40), Theme.u * 88)
            Layout.preferredHeight: Layout.preferredWidth
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Words {
                objectName: "agency"
                Layout.fillWidth: true
                text: head.vm.head.agency
                size: Math.max(Theme.u * 26, Theme.pt(18))
                font.weight: Font.Medium
                font.letterSpacing: size * 0.03
                color: Theme.lacquerInk2
            }
            Words {
                objectName: "centre"
                Layout.fillWidth: true
                text: head.vm.head.centre
                size: Math.max(Theme.u * 42, Theme.pt(18))
                font.weight: Font.Bold
                color: Theme.lacquerInk
            }
        }
        Clock {
            visible: head.isWide
            // While the hub is away its clock is only our guess, and the line that says so stands here.
            opacity: head.vm.banner === "" ? 1 : 0
            vm: head.vm
            timeColor: Theme.lacquerInk
            dateColor: Theme.lacquerInk2
        }
    }
    Rectangle {
        id: line

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.round(Theme.u * 8)
        color: Theme.highContrast ? Theme.line : Theme.gold
    }
}
