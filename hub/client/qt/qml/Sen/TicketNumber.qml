import QtQuick

// A ticket's number: as large as asked, smaller when its place demands it, never cut. The place of the digits does not
// depend on which digits they are.
Item {
    id: number

    property string text: ""
    // Wanted font size; the letters stand 0.73 of it high.
    property real size: Theme.numberSize
    property color color: Theme.lacquer
    property int horizontalAlignment: Text.AlignLeft
    // Also give way to the item's height. Only where the height is not taken from the number itself.
    property bool fitsHeight: false

    readonly property real fittedSize: {
        const asked = Math.max(1, size);
        const wide = metrics.advanceWidth;
        const byWidth = width > 0 && wide > width ? asked * width / wide : asked;
        return Math.max(1, Math.floor(fitsHeight ? Math.min(byWidth, height / 0.8) : byWidth));
    }

    implicitWidth: metrics.advanceWidth
    implicitHeight: Math.ceil(fittedSize * 0.92)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Text {
        anchors.centerIn: parent
        width: parent.width
        text: number.text
        color: number.color
        horizontalAlignment: number.horizontalAlignment
        textFormat: Text.PlainText
        font.family: Theme.numberFamily
        font.pixelSize: number.fittedSize
        font.weight: Font.Bold
        font.features: Theme.tabular
        Accessible.ignored: true
    }
    TextMetrics {
        id: metrics

        text: number.text
        font.family: Theme.numberFamily
        font.pixelSize: Math.max(1, Math.round(number.size))
        font.weight: Font.Bold
        font.features: Theme.tabular
    }
}
