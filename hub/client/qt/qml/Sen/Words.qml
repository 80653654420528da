import QtQuick

// Text in Be Vietnam Pro: wraps, and never shows markup of whoever wrote it.
Text {
    property real size: Theme.textSize

    color: Theme.ink
    font.family: Theme.textFamily
    font.pixelSize: Math.max(1, Math.round(size))
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
    lineHeight: 1.05
}
