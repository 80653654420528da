import QtQuick
import QtQuick.Layouts
import Sen

// One tap on a field gives a number.
RestingPage {
    id: page

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Glass.margin
        anchors.rightMargin: Glass.margin
        anchors.topMargin: page.isWide ? Theme.space2 : Theme.space6
        anchors.bottomMargin: page.isWide ? Theme.space2 : Theme.space5
        spacing: page.isWide ? Theme.space2 : Theme.space5

        RowLayout {
            Layout.fillWidth: true
            // The button beside the title must not move the fields when it comes.
            Layout.minimumHeight: page.isWide ? Glass.buttonHeight : 0
            spacing: Theme.space4

            GridLayout {
                Layout.fillWidth: true
                columns: page.isWide ? 2 : 1
                columnSpacing: Theme.space5
                rowSpacing: 0

                Words {
                    objectName: "homeTitle"
                    Layout.fillWidth: !page.isWide || !detail.visible
                    Layout.alignment: Qt.AlignBaseline
                    text: page.vm.words.homeTitle
                    size: Glass.titleSize
                    font.weight: Font.Bold
                }
                Words {
                    id: detail

                    objectName: "homeDetail"
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignBaseline
                    visible: !page.isWide || (grid.sheets === 1 && !Theme.largePrint)
                    text: page.vm.words.homeDetail
                    size: Glass.textSize
                    color: Theme.ink2
                }
            }
            Clock {
                visible: !page.isWide
                vm: page.vm
            }
            MoreButton {
                visible: page.isWide && grid.sheets > 1
                vm: page.vm
                sheet: grid.sheet
                sheets: grid.sheets
            }
        }
        PrinterLine {
            Layout.fillWidth: true
            Layout.bottomMargin: page.isWide ? Theme.space1 : 0
            text: page.vm.printerLine
        }
        FieldGrid {
            id: grid

            Layout.fillWidth: true
            Layout.fillHeight: true
            vm: page.vm
            isWide: page.isWide
        }
    }
}
