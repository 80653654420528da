import QtQuick
import QtQuick.Templates as T

// A button for a finger. `Primary` is the one red thing on its page.
T.AbstractButton {
    id: button

    enum Kind { Primary, Secondary, Quiet }

    property int kind: BigButton.Kind.Primary
    property real size: Theme.buttonSize

    readonly property bool isFilled: kind === BigButton.Kind.Primary
    readonly property color ink: !enabled ? Theme.shadeInk : isFilled ? Theme.lacquerInk
                                 : kind === BigButton.Kind.Quiet ? Theme.ink : Theme.lacquer

    implicitWidth: label.implicitWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.u * 112, label.implicitHeight + topPadding + bottomPadding)
    horizontalPadding: Theme.space4
    verticalPadding: Theme.space2
    font.family: Theme.textFamily
    font.pixelSize: Math.max(1, Math.round(size))
    font.weight: kind === BigButton.Kind.Quiet ? Font.Medium : Font.DemiBold
    // Without greys only this can show that it is off.
    opacity: !enabled && Theme.highContrast ? 0.5 : 1
    Accessible.name: text

    contentItem: Text {
        id: label

        text: button.text
        font: button.font
        color: button.ink
        textFormat: Text.PlainText
        wrapMode: Text.WordWrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }
    background: Rectangle {
        radius: Theme.radius
        color: {
            if (button.kind === BigButton.Kind.Quiet)
                return button.down ? Theme.line : "transparent";
            if (!button.enabled)
                return Theme.shade;
            if (button.isFilled)
                return button.down ? Theme.lacquerDark : Theme.lacquer;
            return button.down ? Theme.shade : Theme.card;
        }
        border.width: {
            if (button.visualFocus)
                return 2 * Theme.border;
            if (button.kind === BigButton.Kind.Secondary)
                return Theme.border + 1;
            return Theme.highContrast && !button.enabled ? Theme.border : 0;
        }
        border.color: button.visualFocus ? Theme.gold : button.enabled ? Theme.lacquer : Theme.line
    }
}
