import QtQuick
import QtQuick.Window

// Makes the window a strip above all others at its own upper edge, and back what it was.
QtObject {
    id: shape

    required property Window window
    required property bool isBar

    readonly property int barHeight: 84
    property int oldVisibility: Window.Windowed
    property rect old

    // A window that changes its kind loses the keyboard for a moment.
    signal shaped

    onIsBarChanged: {
        if (isBar)
            shrink();
        else
            restore();
        Qt.callLater(shaped);
    }

    function shrink(): void {
        const isFull = window.visibility === Window.FullScreen || window.visibility === Window.Maximized;
        oldVisibility = window.visibility;
        old = Qt.rect(window.x, window.y, window.width, window.height);
        window.flags = Qt.Window | Qt.FramelessWindowHint | Qt.WindowStaysOnTopHint;
        window.visibility = Window.Windowed;
        window.x = isFull ? window.screen.virtualX : old.x;
        window.y = isFull ? window.screen.virtualY : old.y;
        window.width = isFull ? window.screen.width : old.width;
        window.height = barHeight;
    }

    function restore(): void {
        window.flags = Qt.Window;
        window.x = old.x;
        window.y = old.y;
        window.width = old.width;
        window.height = old.height;
        window.visibility = oldVisibility;
    }
}
