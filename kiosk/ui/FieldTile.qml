import QtQuick
import QtQuick.Templates as T
import Sen

// One thing to touch: its letter, if it has one, and what is written on it. One that is off says why and takes no touch.
T.AbstractButton {
    id: tile

    required property string optionId
    required property string prefix
    required property string name
    required property string examples
    required property string colour
    required property string queue
    required property string queueDetail
    required property string queueLine
    required property string notice
    required property bool isFree
    required property bool isOff
    required property FieldSheet sheet
    property string kind: "field"
    property bool isChosen: false

    objectName: kind + "-" + optionId
    enabled: !isOff
    Accessible.name: name + ". " + queueLine
    Accessible.description: (examples + " " + notice).trim()

    contentItem: Item {
        LetterBlock {
            width: tile.sheet.blockWidth
            height: parent.height
            visible: tile.prefix !== ""
            letter: tile.prefix
            isOff: tile.isOff
            colour: tile.colour
            size: width * 0.5
            startsRow: true
        }
        FieldText {
            anchors.verticalCenter: parent.verticalCenter
            x: tile.sheet.textLeft
            width: tile.sheet.textWidth
            height: implicitHeight
            name: tile.name
            examples: tile.examples
            queue: tile.queue
            queueDetail: tile.queueDetail
            queueLine: tile.queueLine
            notice: tile.notice
            isFree: tile.isFree
            isOff: tile.isOff
            size: tile.sheet.nameSize
            isStacked: tile.sheet.isStacked
            isBrief: tile.sheet.isBrief
            hasNotice: tile.sheet.hasNotices
            isNumber: tile.sheet.areNumbers
            breaksAnywhere: true
        }
    }
    background: Card {
        color: tile.down || tile.isChosen || tile.isOff ? Theme.shade : Theme.card
        // Without greys only a missing frame can show that it is off.
        border.width: tile.down || tile.isChosen ? 3 * Theme.border : Theme.highContrast && tile.isOff ? 0 : Theme.border
        border.color: tile.down || tile.isChosen ? Theme.gold : Theme.line
    }
}
