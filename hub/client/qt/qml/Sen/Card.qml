import QtQuick

// A white sheet on the paper.
Rectangle {
    color: Theme.card
    radius: Theme.radius
    border.width: Theme.border
    border.color: Theme.line
}
