import QtQuick
import Sen
import CounterClient

// Asked over the page, never in a window of its own: Enter leaves, Esc stays.
FocusScope {
    id: question

    required property CounterViewModel vm

    Keys.onReturnPressed: event => event.isAutoRepeat || vm.leave()
    Keys.onEnterPressed: event => event.isAutoRepeat || vm.leave()
    Keys.onEscapePressed: vm.stay()

    Rectangle {
        anchors.fill: parent
        color: Theme.board
        opacity: 0.55
    }
    MouseArea {
        anchors.fill: parent
        onClicked: question.vm.stay()
    }
    Card {
        objectName: "leaveQuestion"
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.space7, Theme.u * 860)
        height: content.height + 2 * Theme.space5
        Accessible.role: Accessible.Dialog
        Accessible.name: question.vm.leaveQuestion

        MouseArea {
            anchors.fill: parent
        }
        Column {
            id: content

            x: Theme.space5
            y: Theme.space5
            width: parent.width - 2 * Theme.space5
            spacing: Theme.space3

            Words {
                objectName: "leaveTitle"
                width: parent.width
                text: question.vm.leaveQuestion
                size: Theme.headingSize
                font.weight: Font.Bold
            }
            Words {
                width: parent.width
                text: question.vm.words.leaveExplained
                size: Theme.u * 29
                color: Theme.ink2
            }
            Row {
                spacing: Theme.space2
                topPadding: Theme.space2

                KeyButton {
                    objectName: "leaveYes"
                    hearsKey: false
                    keyName: "Enter"
                    text: question.vm.words.leaveYes
                    isPrimary: true
                    size: Theme.u * 30
                    onClicked: question.vm.leave()
                }
                KeyButton {
                    objectName: "leaveNo"
                    hearsKey: false
                    keyName: "Esc"
                    text: question.vm.words.leaveNo
                    size: Theme.u * 30
                    onClicked: question.vm.stay()
                }
            }
        }
    }
}
