import QtQuick
import QtQuick.Layouts
import Sen
import Kiosk

// The priority class that was chosen; the next number is taken with it, unless it is taken off again.
Rectangle {
    id: strip

    required property KioskViewModel vm

    objectName: "claimStrip"
    visible: vm.offer.claim !== ""
    implicitHeight: Math.max(row.implicitHeight, Glass.buttonHeight)
    radius: Theme.radius
    color: Theme.glow
    border.width: 2 * Theme.border
    border.color: Theme.gold
    Accessible.role: Accessible.StaticText
    Accessible.name: vm.offer.claim

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.space4
        spacing: Theme.space4

        Words {
            objectName: "claim"
            Layout.fillWidth: true
            text: strip.vm.offer.claim
            size: Glass.buttonSize
            font.weight: Font.DemiBold
        }
        BigButton {
            objectName: "dropClaimButton"
            Layout.fillHeight: true
            Layout.preferredWidth: Math.ceil(Math.max(implicitWidth, Glass.target)) + 1
            kind: BigButton.Kind.Secondary
            size: Glass.buttonSize
            text: strip.vm.words.dropClaim
            onClicked: strip.vm.dropClaim()
        }
    }
}
