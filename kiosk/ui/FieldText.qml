import QtQuick
import Sen

// What is written on a field: its name, what people come for, and how many wait, at the right or, stacked, underneath.
Item {
    id: text

    required property string name
    required property string examples
    required property string queue
    required property string queueDetail
    required property bool isFree
    required property real size
    property bool isStacked: false
    property bool isBrief: false
    // Only where there is no better way; a sheet that would need it is not chosen while there is another.
    property bool breaksAnywhere: false

    readonly property color queueColor: isFree ? Theme.leaf : Theme.ink
    readonly property real textWidth: isStacked ? width : width - people.width - Theme.space3
    readonly property real spacing: isStacked ? Theme.space1 : Theme.u * 2

    // A piece that may not be broken is longer than its line.
    readonly property bool isTooNarrow: Math.max(nameWords.contentWidth, isBrief ? 0 : exampleWords.contentWidth)
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
            font.weight: Font.DemiBold
        }
        Words {
            id: exampleWords

            objectName: "fieldExamples"
            width: parent.width
            visible: !text.isBrief && text.examples !== ""
            text: text.examples
            size: Glass.smallSize
            wrapMode: text.breaksAnywhere ? Text.Wrap : Text.WordWrap
            color: Theme.ink2
        }
        Words {
            id: queueLine

            objectName: "fieldQueue"
            width: parent.width
            visible: text.isStacked
            text: (text.queue + " " + text.queueDetail).trim()
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
            size: text.size * 0.9 > Glass.leastText ? text.size * 0.9 : Glass.leastText
            font.weight: Font.DemiBold
            color: text.queueColor
        }
        Words {
            objectName: "fieldPeopleDetail"
            anchors.right: parent.right
            visible: text.queueDetail !== ""
            text: text.queueDetail
            size: Glass.smallSize
            color: Theme.ink2
        }
    }
}
