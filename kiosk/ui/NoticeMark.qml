import QtQuick
import QtQuick.Shapes
import Sen

// The sign beside a notice: done, look out, a question, or three dots for "under way".
Rectangle {
    id: mark

    required property string tone
    required property color ink
    required property color ground

    radius: width / 2
    color: ink
    Accessible.ignored: true

    Shape {
        visible: mark.tone === "good"
        width: 100
        height: 100
        scale: mark.width / 100
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeColor: mark.ground
            strokeWidth: 11
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg { path: "M29 52 L44 67 L72 36" }
        }
    }
    Figures {
        anchors.centerIn: parent
        visible: mark.tone !== "good"
        text: mark.tone === "busy" ? "…" : mark.tone === "ask" ? "?" : "!"
        size: mark.width * 0.66
        font.weight: Font.Bold
        color: mark.ground
    }
}
