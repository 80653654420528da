pragma ComponentBehavior: Bound

import QtQuick
import Sen

// Answers of one kind, one below the other; what is pointed at is always in sight.
Column {
    id: column

    required property QtObject answers
    required property string title
    required property string emptyNote
    property int most: 1
    property int pointed: -1
    property real room: 0
    property bool isQuiet: false

    readonly property real rowGap: Math.round(Theme.u * 10)
    readonly property real answerHeight: Math.round(Theme.u * 76)
    readonly property real headHeight: title !== "" ? Theme.u * 46 : 0

    signal tapped(string optionId)

    onPointedChanged: if (pointed >= 0)
        list.positionViewAtIndex(pointed, ListView.Contain)

    Words {
        width: parent.width
        height: column.headHeight
        visible: text !== ""
        text: column.title
        size: Theme.u * 27
        font.weight: Font.DemiBold
        color: Theme.ink2
    }
    ListView {
        id: list

        width: parent.width
        height: Math.max(column.answerHeight, Math.min(column.most * (column.answerHeight + column.rowGap) - column.rowGap, column.room - column.headHeight))
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        spacing: column.rowGap
        model: column.answers
        delegate: SheetAnswer {
            width: list.width
            height: column.answerHeight
            isQuiet: column.isQuiet
            onTapped: column.tapped(optionId)
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: column.emptyNote
            size: Theme.u * 25
            color: Theme.ink2
            topPadding: Theme.space2
        }
    }
}
