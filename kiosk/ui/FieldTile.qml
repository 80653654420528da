import QtQuick
import QtQuick.Templates as T
import Sen

// One field to touch: its letter, and what is written on it.
T.AbstractButton {
    id: tile

    required property string serviceId
    required property string prefix
    required property string name
    required property string examples
    required property string colour
    required property string queue
    required property string queueDetail
    required property bool isFree
    required property FieldSheet sheet
    property bool isChosen: false

    objectName: "field-" + serviceId
    Accessible.name: name + ". " + queue + " " + queueDetail
    Accessible.description: examples

    contentItem: Item {
        LetterBlock {
            width: tile.sheet.blockWidth
            height: parent.height
            letter: tile.prefix
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
            isFree: tile.isFree
            size: tile.sheet.nameSize
            isStacked: tile.sheet.isStacked
            isBrief: tile.sheet.isBrief
            breaksAnywhere: true
        }
    }
    background: Card {
        color: tile.down || tile.isChosen ? Theme.shade : Theme.card
        border.width: tile.down || tile.isChosen ? 3 * Theme.border : Theme.border
        border.color: tile.down || tile.isChosen ? Theme.gold : Theme.line
    }
}
