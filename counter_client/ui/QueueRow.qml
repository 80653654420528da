import QtQuick
import Sen

// One who waits. Whoever is next is lit. In a narrow list the reason stands under the service.
Rectangle {
    id: row

    required property int index
    required property string number
    required property string service
    required property string reason
    required property string wait
    required property string warning
    required property string tone
    required property bool isNext
    required property string spoken
    property bool isNarrow: false

    objectName: "row." + index
    radius: Theme.keyRadius
    color: isNext ? Theme.glow : Theme.card
    border.width: Theme.border
    border.color: isNext ? Theme.gold : Theme.line
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    TicketNumber {
        id: numberText

        objectName: "rowNumber." + row.index
        x: Theme.u * (row.isNarrow ? 24 : 32)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.u * 148
        size: Theme.u * 46
        text: row.number
        color: Theme.ink
    }
    Words {
        id: serviceText

        anchors.left: numberText.right
        anchors.leftMargin: Theme.u * (row.isNarrow ? 16 : 24)
        anchors.right: row.isNarrow ? waitColumn.left : reasonText.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: row.isNarrow ? -Theme.u * 17 : 0
        text: row.service
        size: Theme.u * 29
        maximumLineCount: row.isNarrow ? 1 : 2
        lineHeight: 0.95
        elide: Text.ElideRight
    }
    Words {
        id: reasonText

        anchors.right: waitColumn.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: row.isNarrow ? Theme.u * 20 : 0
        width: row.isNarrow ? serviceText.width : Math.max(Theme.u * 170, row.width * 0.24)
        text: row.reason
        size: Theme.u * (row.isNarrow ? 23 : 26)
        color: Theme.ink2
        maximumLineCount: row.isNarrow ? 1 : 2
        lineHeight: 0.95
        elide: Text.ElideRight
    }
    Column {
        id: waitColumn

        anchors.right: parent.right
        anchors.rightMargin: Theme.u * 30
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.u * 150

        ToneWords {
            width: parent.width
            text: row.wait
            tone: row.tone
            plain: row.isNext ? Theme.ink : Theme.ink2
            size: Theme.u * 29
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignRight
        }
        ToneWords {
            width: parent.width
            visible: text !== ""
            text: row.warning
            tone: row.tone
            size: Theme.u * 22
            horizontalAlignment: Text.AlignRight
        }
    }
}
