import QtQuick
import Sen

// What is written on a field: its name, what people come for, and how many wait, at the right or, stacked, underneath.
// Of one that is off: why, and until when.
Item {
    id: text

    required property string name
    required property string examples
    required property string queue
    required property string queueDetail
    required property string queueLine
    required property string notice
    required property bool isFree
    required property bool isOff
    required property real size
    property bool isStacked: false
    property bool isBrief: false
    property bool hasNotice: false
    property bool isNumber: false
    // Only where there is no better way; a sheet that would need it is not chosen while there is another.
    property bool breaksAnywhere: false

    readonly property color ink: isOff ? Theme.shadeInk : Theme.ink
    readonly property color ink2: isOff ? Theme.shadeInk : Theme.ink2
    readonly property color queueColor: isFree ? Theme.leaf : ink
    readonly property real textWidth: isStacked || people.width === 0 ? width : width - people.width - Theme.space3
    readonly property real spacing: isStacked ? Theme.space1 : Theme.u * 2

    // A piece that may not be broken is longer than its line.
    readonly property bool isTooNarrow: Math.max(nameWords.contentWidth,
                                                        exampleWords.visible ? exampleWords.contentWidth : 0)
                                        > textWidth + 1

    implicitHeight: Math.max(people.implicitHeight, lines.implicitHeight)

    Column {
        id: lines

        anchors.verticalCenter: parent.verticalCenter
        width: text.textWidth
        spacing: text.spacing

        Words {
            id: nameWords

            objectName: "fieldName"
            width: parent.width
            text: text.name
            size: text.size
            wrapMode: text.breaksAnywhere ? Text.Wrap : Text.WordWrap
            font.family: text.isNumber ? Theme.numberFamily : Theme.textFamily
            font.weight: text.isNumber ? Font.Bold : Font.DemiBold
            font.features: text.isNumber ? Theme.tabular : ({})
            color: text.ink
        }
        Words {
            id: exampleWords

            objectName: "fieldExamples"
            width: parent.width
            visible: (!text.isBrief || text.isOff) && text.examples !== ""
            text: text.examples
            size: Glass.smallSize
            wrapMode: text.breaksAnywhere ? Text.Wrap : Text.WordWrap
            font.weight: text.isOff ? Font.DemiBold : Font.Normal
            color: text.ink2
        }
        Words {
            objectName: "fieldNotice"
            width: parent.width
            visible: text.hasNotice && text.notice !== ""
            text: text.notice
            size: Glass.smallSize
            font.weight: Font.Medium
            color: Theme.amber
        }
        Words {

            objectName: "fieldQueue"
            width: parent.width
            visible: text.isStacked && text.queueLine !== ""
            text: text.queueLine
            size: Glass.smallSize
            font.weight: Font.DemiBold
            color: text.queueColor
        }
    }
    Column {
        id: people

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: !text.isStacked

        Words {
            objectName: "fieldPeople"
            anchors.right: parent.right
            text: text.queue
            size: Math.max(text.isNumber ? Glass.textSize : text.size * 0.9, Glass.leastText)
            font.weight: Font.DemiBold
            color: text.queueColor
        }
        Words {
            objectName: "fieldPeopleDetail"
            anchors.right: parent.right
            visible: text.queueDetail !== ""
            text: text.queueDetail
            size: Glass.smallSize
            color: text.ink2
        }
    }
}
