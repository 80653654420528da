import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// The number, what people want to know about it, the truth about its paper, and the code for the phone.
Page {
    id: page

    required property KioskViewModel vm
    readonly property bool isWide: width > height
    // Fixed, so that the number never moves sideways when the words beside it change.
    readonly property real fullWidth: width - 2 * Glass.margin
    readonly property real leftWidth: isWide ? Math.round((fullWidth - sides.columnSpacing) * 0.54) : fullWidth
    readonly property real rightWidth: isWide ? fullWidth - sides.columnSpacing - leftWidth : fullWidth

    Rectangle {
        width: parent.width
        height: Math.round(Theme.u * 24)
        color: Theme.lacquer
    }
    GridLayout {
        id: sides

        objectName: "resultLayout"
        anchors.fill: parent
        anchors.leftMargin: Glass.margin
        anchors.rightMargin: Glass.margin
        anchors.topMargin: page.isWide ? Theme.space7 + Theme.space3 : Theme.u * 96
        anchors.bottomMargin: page.isWide ? Theme.space5 : Theme.space7
        columns: page.isWide ? 2 : 1
        columnSpacing: Theme.space7
        rowSpacing: Theme.space5

        NumberPart {
            Layout.preferredWidth: page.leftWidth
            Layout.minimumWidth: page.leftWidth
            Layout.maximumWidth: page.leftWidth
            Layout.fillHeight: true
            Layout.maximumHeight: page.isWide ? page.height : implicitHeight
            mostNumber: Theme.u * (page.isWide ? 380 : 352)
            vm: page.vm
        }
        PaperPart {
            Layout.preferredWidth: page.rightWidth
            Layout.minimumWidth: page.rightWidth
            Layout.maximumWidth: page.rightWidth
            Layout.fillHeight: true
            room: page.isWide ? sides.height : Infinity
            vm: page.vm
        }
    }
}
