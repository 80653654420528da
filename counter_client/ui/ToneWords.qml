import QtQuick
import Sen

// Words whose seriousness has a colour; the words themselves say it too.
Words {
    property string tone: "plain"
    property color plain: Theme.ink2

    color: tone === "good" ? Theme.leaf : tone === "watch" ? Theme.amber : tone === "alarm" ? Theme.lacquer : plain
    elide: Text.ElideRight
}
