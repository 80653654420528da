import QtQuick
import Sen

// One who waits. Whoever is next is lit. In a narrow list the reason stands under the service.
Rectangle {
    id: row

    required property int index
    required property string ticketId
    required property string number
    required property string service
    required property string reason
    required property string wait
    required property string warning
    required property string tone
    required property bool isNext
    required property string spoken
    required property string mark
    required property string deed
    required property bool canDo
    property bool isNarrow: false
    property bool isPointedAt: false

    signal tapped
    signal done

    objectName: "row." + index
    radius: Theme.keyRadius
    color: isNext ? Theme.glow : Theme.card
    border.width: isPointedAt ? 2 * Theme.border : Theme.border
    border.color: isNext || isPointedAt ? Theme.gold : Theme.line
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.onPressAction: tapped()

    TapHandler {
        onTapped: row.tapped()
    }

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
    Mark {
        id: markChip

        anchors.left: numberText.right
        anchors.leftMargin: Theme.space1
        anchors.verticalCenter: parent.verticalCenter
        text: row.mark
    }
    Words {
        id: serviceText

        anchors.left: row.mark === "" ? numberText.right : markChip.right
        anchors.leftMargin: Theme.u * (row.mark !== "" || row.isNarrow ? 16 : 24)
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
        width: row.deed === "" ? Theme.u * 150 : deedKey.width

        BigButton {
            id: deedKey

            objectName: "deed." + row.index
            visible: row.deed !== ""
            height: Theme.u * 68
            kind: BigButton.Kind.Secondary
            size: Theme.u * 26
            horizontalPadding: Theme.u * 20
            focusPolicy: Qt.NoFocus
            text: row.deed
            enabled: row.canDo
            Accessible.description: row.number
            onClicked: row.done()
        }
        ToneWords {
            width: parent.width
            visible: row.deed === ""
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
