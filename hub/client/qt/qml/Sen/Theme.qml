pragma Singleton

import QtQuick

// Every colour, size and duration of Sen. SenWindow sets the four inputs; everything else follows.
QtObject {
    id: theme

    property real shortSide: 1080
    property bool largePrint: false
    property bool highContrast: false
    property bool reduceMotion: false
    // Of the glass, as configured; 96 until somebody says better.
    property real dpi: 96

    readonly property real u: shortSide / 1080
    readonly property real printScale: largePrint ? 1.35 : 1.0

    // Light screens.
    readonly property color paper: highContrast ? "#000000" : "#FBF8F3"
    readonly property color card: highContrast ? "#000000" : "#FFFFFF"
    readonly property color line: highContrast ? "#FFFFFF" : "#E3DCD0"
    readonly property color ink: highContrast ? "#FFFFFF" : "#1B1F27"
    readonly property color ink2: highContrast ? "#FFFFFF" : "#4A4F5A"
    // What is switched off, and the comfort bar.
    readonly property color shade: highContrast ? "#000000" : "#F1ECE3"
    readonly property color shadeBlock: highContrast ? "#000000" : "#8A857C"
    readonly property color shadeInk: highContrast ? "#FFFFFF" : "#635F58"
    // Next in line.
    readonly property color glow: highContrast ? "#000000" : "#FFF6E0"

    // The one action.
    readonly property color lacquer: highContrast ? "#F2C14E" : "#9B1C1C"
    readonly property color lacquerDark: highContrast ? "#FFFFFF" : "#741414"
    readonly property color lacquerDarkInk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color lacquerInk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color lacquerInk2: highContrast ? "#000000" : "#F8E3B0"

    readonly property color gold: highContrast ? "#F2C14E" : "#E0A526"
    readonly property color goldLight: "#F2C14E"
    readonly property color goldInk: highContrast ? "#000000" : "#1B1F27"
    readonly property color leaf: highContrast ? "#FFFFFF" : "#1F6B45"
    readonly property color leafInk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color amber: highContrast ? "#F2C14E" : "#8A5A00"
    readonly property color amberInk: highContrast ? "#000000" : "#FFFFFF"

    // Dark screens: the wall and the counter bar.
    readonly property color board: highContrast ? "#000000" : "#0E1726"
    readonly property color board2: highContrast ? "#000000" : "#162238"
    readonly property color board3: highContrast ? "#000000" : "#24344F"
    readonly property color boardLine: highContrast ? "#FFFFFF" : "#24344F"
    readonly property color navy: highContrast ? "#000000" : "#12233F"
    readonly property color boardInk: "#FFFFFF"
    readonly property color boardInk2: highContrast ? "#FFFFFF" : "#C9D3E3"
    readonly property color leafOnBoard: highContrast ? "#FFFFFF" : "#BFE3CF"

    readonly property string textFamily: "Be Vietnam Pro"
    readonly property string numberFamily: "Inter"
    readonly property var tabular: ({ "tnum": 1 })

    // Type. Words grow in large print; a ticket's number is as large as its place already.
    readonly property real numberSize: 330 * u
    readonly property real titleSize: 62 * u * printScale
    readonly property real headingSize: 44 * u * printScale
    readonly property real buttonSize: 38 * u * printScale
    readonly property real textSize: 34 * u * printScale
    readonly property real smallSize: 26 * u * printScale

    // Spacing steps, radii, borders.
    readonly property real space1: 8 * u
    readonly property real space2: 16 * u
    readonly property real space3: 24 * u
    readonly property real space4: 32 * u
    readonly property real space5: 48 * u
    readonly property real space6: 56 * u
    readonly property real space7: 64 * u
    readonly property real radius: 24 * u
    readonly property real keyRadius: 12
    readonly property int border: 2

    readonly property int pageDuration: reduceMotion ? 0 : 160
    readonly property int callDuration: reduceMotion ? 0 : 600

    // The field's own colour; in high contrast the letter alone tells fields apart.
    function serviceColour(colour: color): color {
        return highContrast ? "#000000" : colour;
    }

    function mm(millimetres: real): real {
        return millimetres * dpi / 25.4;
    }

    function pt(points: real): real {
        return points * dpi / 72;
    }
}
