pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Sen

// A list to choose one of: the priority classes, the numbers that missed their call, or the two answers to the question
// that a card raises. And the way back.
RestingPage {
    id: page

    property string kind: "class"

    component Back: BigButton {
        objectName: "backButton"
        implicitHeight: Math.max(Glass.buttonHeight, implicitContentHeight + topPadding + bottomPadding)
        kind: BigButton.Kind.Secondary
        size: Glass.buttonSize
        text: page.vm.words.back
        onClicked: page.vm.done()
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Glass.margin
        anchors.rightMargin: Glass.margin
        anchors.topMargin: page.isWide ? Theme.space2 : Theme.space6
        anchors.bottomMargin: page.isWide ? Theme.space2 : Theme.space5
        spacing: page.isWide ? Theme.space2 : Theme.space5

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space4

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                Words {
                    objectName: "listTitle"
                    Layout.fillWidth: true
                    text: page.vm.question.title
                    size: Glass.titleSize
                    font.weight: Font.Bold
                }
                Words {
                    objectName: "listDetail"
                    Layout.fillWidth: true
                    text: page.vm.question.detail
                    size: page.isWide ? Glass.smallSize : Glass.textSize
                    color: Theme.ink2
                }
            }
            MoreButton {
                visible: page.isWide && grid.sheets > 1
                vm: page.vm
                sheet: grid.sheet
                sheets: grid.sheets
            }
            Back {
                visible: page.isWide
            }
        }
        FieldGrid {
            id: grid

            Layout.fillWidth: true
            Layout.fillHeight: true
            vm: page.vm
            fields: page.vm.options
            kind: page.kind
            chosen: page.vm.chosenField
            hasBlocks: page.kind === "missed"
            areNumbers: page.kind === "missed"
            isWide: page.isWide
            onTapped: id => page.vm.tapOption(id)
        }
        Back {
            visible: !page.isWide
            Layout.fillWidth: true
        }
    }
}
