import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import Sen
import Kiosk

// The code to scan: whole pixels per module, black on white in every mode, because cameras want it so.
RowLayout {
    id: code

    required property KioskViewModel vm

    readonly property real side: Math.min(Theme.u * 300, width * 0.45, Math.max(height, Theme.u * 180))
    readonly property int moduleSize: Math.max(1, Math.floor((side - 2 * Theme.border) / Math.max(1, vm.qrModules)))

    Layout.minimumHeight: Theme.u * 180
    Layout.preferredHeight: Theme.u * 300
    Layout.maximumHeight: Theme.u * 300
    spacing: Theme.space5

    Rectangle {
        objectName: "qrCode"
        Layout.preferredWidth: code.vm.qrModules * code.moduleSize + 2 * Theme.border
        Layout.preferredHeight: Layout.preferredWidth
        radius: Theme.radius / 2
        color: "#FFFFFF"
        border.width: Theme.border
        border.color: Theme.line
        Accessible.role: Accessible.Graphic
        Accessible.name: code.vm.words.scanTitle

        Shape {
            x: Theme.border
            y: Theme.border
            width: code.vm.qrModules
            height: width
            scale: code.moduleSize
            transformOrigin: Item.TopLeft

            ShapePath {
                strokeWidth: -1
                fillColor: "#000000"

                PathSvg { path: code.vm.qrPath }
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space1

        Words {
            id: title

            objectName: "scanTitle"
            Layout.fillWidth: true
            text: code.vm.words.scanTitle
            size: Math.max(Theme.u * 40 * Theme.printScale, Glass.leastText)
            font.weight: Font.DemiBold
        }
        Words {
            objectName: "scanDetail"
            Layout.fillWidth: true
            visible: !Theme.largePrint && title.implicitHeight + implicitHeight <= code.height
            text: code.vm.words.scanDetail
            size: Glass.textSize
            color: Theme.ink2
        }
    }
}
