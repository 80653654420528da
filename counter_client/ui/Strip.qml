import QtQuick
import Sen
import CounterClient

// The calm line: what became of a press that did not do what was expected.
Item {
    id: strip

    required property CounterViewModel vm
    readonly property bool isShown: vm.strip !== ""

    Accessible.role: Accessible.AlertMessage
    Accessible.name: vm.strip
    Accessible.ignored: !isShown

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: Theme.u * 12
        anchors.bottomMargin: Theme.u * 12
        radius: Theme.keyRadius
        color: strip.vm.stripTone === "watch" ? Theme.glow : Theme.shade
        border.width: strip.vm.stripTone === "watch" ? Theme.border : 0
        border.color: Theme.gold
        visible: strip.isShown

        Words {
            objectName: "strip"
            anchors.fill: parent
            anchors.leftMargin: Theme.u * 22
            anchors.rightMargin: Theme.u * 16
            text: strip.vm.strip
            size: Theme.u * 25
            lineHeight: 0.95
            font.weight: Font.Medium
            verticalAlignment: Text.AlignVCenter
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(Theme.u * 19)
        }
    }
}
