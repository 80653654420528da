pragma ComponentBehavior: Bound

import QtQuick
import Sen
import CounterClient

// The question over the page, never in a window of its own: arrows and Enter, the key beside an answer, or a click.
// Esc closes it.
FocusScope {
    id: sheet

    required property CounterViewModel vm
    readonly property SheetPanel panel: vm.sheet as SheetPanel
    readonly property real roomForAnswers: height - 2 * Theme.space4 - 2 * Theme.space5 - head.height - places.height - note.height - foot.height - 4 * Theme.space3

    function finish(): void {
        if (note.isWritten)
            vm.giveNote(note.text);
        else
            vm.confirm();
    }

    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Tab && note.visible)
            note.take();
        else if (!event.isAutoRepeat && note.isWritten && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter))
            finish();
        else
            event.accepted = vm.hearSheetKey(event.key, event.text, event.isAutoRepeat);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.board
        opacity: 0.55
    }
    MouseArea {
        anchors.fill: parent
        onClicked: sheet.vm.closeSheet()
    }
    Card {
        objectName: "sheet." + sheet.panel.kind
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space4, Theme.u * (sheet.panel.columns > 1 ? 1640 : 960))
        height: content.height + 2 * Theme.space5
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.panel.title
        Accessible.description: sheet.panel.explained

        MouseArea {
            anchors.fill: parent
        }
        Column {
            id: content

            x: Theme.space5
            y: Theme.space5
            width: parent.width - 2 * Theme.space5
            spacing: Theme.space3

            SheetHead {
                id: head

                width: parent.width
                panel: sheet.panel
            }
            SheetPlaces {
                id: places

                width: parent.width
                visible: sheet.panel.places.length > 0
                panel: sheet.panel
                onToggled: sheet.vm.togglePlace()
            }
            Row {
                id: columns

                width: parent.width
                spacing: Theme.space3
                visible: sheet.panel.columns > 0

                Repeater {
                    model: sheet.panel.columns

                    SheetColumn {
                        required property int index

                        width: (columns.width - (sheet.panel.columns - 1) * columns.spacing) / sheet.panel.columns
                        most: sheet.panel.mostAnswers
                        room: sheet.roomForAnswers
                        title: sheet.panel.columnTitles[index] ?? ""
                        emptyNote: sheet.panel.columnNotes[index] ?? ""
                        answers: sheet.panel.answers(index)
                        pointed: sheet.panel.pointed[index] ?? -1
                        isQuiet: note.isWritten
                        onTapped: optionId => sheet.vm.answer(optionId)
                    }
                }
            }
            SheetNote {
                id: note

                width: parent.width
                visible: sheet.panel.note !== ""
                placeholder: sheet.panel.note
                onGiven: sheet.finish()
                onWasLeft: sheet.forceActiveFocus()
                onDismissed: sheet.vm.hearSheetKey(Qt.Key_Escape, "", false)
            }
            SheetFoot {
                id: foot

                width: parent.width
                panel: sheet.panel
                onConfirmed: sheet.finish()
                onClosed: sheet.vm.closeSheet()
            }
        }
    }
}
