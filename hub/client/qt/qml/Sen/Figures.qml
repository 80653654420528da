import QtQuick

// Numbers, times and keys in Inter with digits of equal width, so that a running clock stands still.
Text {
    property real size: Theme.textSize

    color: Theme.ink
    font.family: Theme.numberFamily
    font.pixelSize: Math.max(1, Math.round(size))
    font.weight: Font.DemiBold
    font.features: Theme.tabular
    textFormat: Text.PlainText
}
