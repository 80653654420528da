import QtQuick
import QtQuick.Layouts
import Sen

// One tap on a field gives a number. Who has priority says so first; who missed the call comes back without a new one.
RestingPage {
    id: page

    readonly property bool hasClaim: vm.offer.claim !== ""

    offersMissed: true

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
                visible: !page.isWide || !page.hasClaim
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
                    visible: !page.isWide || (grid.sheets === 1 && !Theme.largePrint && !page.vm.offer.hasPriorities)
                    text: page.vm.words.homeDetail
                    size: Glass.textSize
                    color: Theme.ink2
                }
            }
            ClaimStrip {
                Layout.fillWidth: true
                visible: page.isWide && page.hasClaim
                vm: page.vm
            }
            Clock {
                visible: !page.isWide
                vm: page.vm
            }
            PriorityButton {
                Layout.maximumWidth: page.width * 0.27
                visible: page.isWide && page.vm.offer.hasPriorities
                vm: page.vm
            }
            MoreButton {
                visible: page.isWide && grid.sheets > 1
                vm: page.vm
                sheet: grid.sheet
                sheets: grid.sheets
            }
        }
        ClaimStrip {
            Layout.fillWidth: true
            visible: !page.isWide && page.hasClaim
            vm: page.vm
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
            fields: page.vm.fields
            chosen: page.vm.chosenField
            isWide: page.isWide
            onTapped: id => page.vm.tapField(id)
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            visible: !page.isWide && (page.vm.offer.hasPriorities || page.vm.offer.hasMissed)
            spacing: Math.max(Glass.apart, Theme.space3)

            PriorityButton {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: page.vm.offer.hasPriorities
                vm: page.vm
            }
            MissedButton {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: Glass.buttonHeight
                visible: page.vm.offer.hasMissed
                vm: page.vm
            }
        }
    }
}
