import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// The truth about the paper, in words; the colour says the same again.
Rectangle {
    id: box

    required property KioskViewModel vm

    readonly property string tone: vm.number.tone
    readonly property bool isFilled: tone === "good" || tone === "watch"
    readonly property color ink: tone === "good" ? Theme.leafInk : tone === "watch" ? Theme.amberInk : Theme.ink

    objectName: "noticeBox"
    implicitHeight: row.implicitHeight + 2 * Theme.space4
    radius: Theme.radius
    color: tone === "good" ? Theme.leaf : tone === "watch" ? Theme.amber : Theme.card
    border.width: isFilled ? 0 : tone === "ask" ? 2 * Theme.border : Theme.border
    border.color: tone === "ask" ? Theme.amber : Theme.line
    Accessible.role: Accessible.AlertMessage
    Accessible.name: vm.number.notice + ". " + vm.number.noticeDetail

    RowLayout {
        id: row

        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        spacing: Theme.space4

        NoticeMark {
            Layout.preferredWidth: Math.round(Theme.u * 72)
            Layout.preferredHeight: Layout.preferredWidth
            tone: box.tone
            ink: box.isFilled ? box.ink : Theme.ink2
            ground: box.color
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.space1

            Words {
                objectName: "notice"
                Layout.fillWidth: true
                text: box.vm.number.notice
                size: Math.max(Theme.u * (Theme.largePrint ? 52 : 48), Glass.leastText)
                font.weight: Font.Bold
                color: box.ink
            }
            Words {
                objectName: "noticeDetail"
                Layout.fillWidth: true
                text: box.vm.number.noticeDetail
                size: Glass.textSize
                color: box.isFilled ? box.ink : Theme.ink2
            }
        }
    }
}
