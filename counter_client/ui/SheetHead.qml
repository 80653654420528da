import QtQuick
import Sen
import CounterClient

// What is asked, and what it means.
Column {
    id: head

    required property SheetPanel panel

    spacing: Theme.space1

    Words {
        objectName: "sheetTitle"
        width: parent.width
        text: head.panel.title
        size: Theme.headingSize
        font.weight: Font.Bold
        maximumLineCount: 2
        elide: Text.ElideRight
    }
    Words {
        objectName: "sheetExplained"
        width: parent.width
        text: head.panel.explained
        size: Theme.u * 28
        color: Theme.ink2
    }
}
