import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// "Have you got your ticket?" Two equal answers, far enough apart for a trembling hand.
ColumnLayout {
    id: question

    required property KioskViewModel vm

    spacing: Math.max(Glass.apart, Theme.space3)

    BigButton {
        objectName: "hasPaperButton"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(implicitHeight, Glass.buttonHeight, Theme.u * 140)
        kind: BigButton.Kind.Secondary
        size: Glass.buttonSize
        text: question.vm.words.hasPaper
        onClicked: question.vm.answerQuestion(true)
    }
    BigButton {
        objectName: "hasNoPaperButton"
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(implicitHeight, Glass.buttonHeight, Theme.u * 140)
        kind: BigButton.Kind.Secondary
        size: Glass.buttonSize
        text: question.vm.words.hasNoPaper
        onClicked: question.vm.answerQuestion(false)
    }
}
