pragma ComponentBehavior: Bound

import QtQuick
import Sen
import Kiosk

// What makes the kiosk easier for these eyes; each button says what it would change to.
Rectangle {
    id: bar

    required property KioskViewModel vm
    // On a wide screen there is room here for the way back into the line.
    property bool offersMissed: false

    implicitHeight: Math.max(Glass.target, Theme.u * 112)
    color: Theme.shade

    Rectangle {
        visible: Theme.highContrast
        width: parent.width
        height: Theme.border
        color: Theme.line
    }
    Row {
        anchors.fill: parent
        anchors.leftMargin: Glass.margin - Theme.space4
        anchors.rightMargin: Glass.margin
        spacing: Math.max(0, Glass.apart - 2 * Theme.space4)

        component Choice: BigButton {
            required property string choice

            height: parent.height
            width: Math.ceil(Math.max(implicitWidth, Glass.target)) + 1
            kind: BigButton.Kind.Quiet
            size: Math.max(Theme.u * 34 * Theme.printScale, Glass.leastText)
            onClicked: bar.vm.tapComfort(choice)
        }

        Choice {
            objectName: "languageButton"
            choice: "language"
            text: bar.vm.words.otherLanguage
        }
        Choice {
            objectName: "largePrintButton"
            visible: Glass.hasLargePrint
            choice: "large_print"
            text: bar.vm.isLarge ? bar.vm.words.normalPrint : bar.vm.words.largePrint
        }
        Choice {
            objectName: "highContrastButton"
            choice: "high_contrast"
            text: bar.vm.isHighContrast ? bar.vm.words.normalContrast : bar.vm.words.highContrast
        }
    }
    MissedButton {
        anchors.right: parent.right
        anchors.rightMargin: Glass.margin - Theme.space4
        height: parent.height
        width: Math.ceil(Math.max(implicitWidth, Glass.target)) + 1
        visible: bar.offersMissed && bar.vm.offer.hasMissed
        kind: BigButton.Kind.Quiet
        size: Math.max(Theme.u * 34 * Theme.printScale, Glass.leastText)
        vm: bar.vm
    }
}
