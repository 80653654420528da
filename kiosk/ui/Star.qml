import QtQuick
import QtQuick.Shapes
import Sen

// The five-pointed star on its disc, over the door of every people's committee.
Rectangle {
    id: disc

    radius: width / 2
    color: Theme.lacquerInk
    Accessible.ignored: true

    Shape {
        width: 100
        height: 100
        scale: disc.width / 100
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeWidth: -1
            fillColor: Theme.lacquer

            PathSvg { path: "M50 22 L56.29 41.35 H76.63 L60.17 53.3 L66.46 72.65 L50 60.7 L33.54 72.65 L39.83 53.3 L23.37 41.35 H43.71 Z" }
        }
    }
}
