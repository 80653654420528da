"""The start, the life and the end of a screen: what the kiosk, the display and the counter client share.

A program's `app.py` makes a `Screen`, then its link and view-model, and hands them to `run`. The scene graph is the
software one by force: without a graphics card the default costs a whole core, and on every box pictures come out the
same to the bit.
"""

import logging
import os
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from hub.client.device import DeviceSettings, connection_to_hub
from hub.client.paths import data_dir
from hub.client.program import start_logging
from hub.client.qt import fonts, messages
from hub.client.qt.interrupt import Interrupt
from hub.client.qt.link import HubLink
from hub.client.qt.options import ScreenOptions
from hub.client.settings import ConfigError
from hub.protocol import Role

log = logging.getLogger(__name__)

QML_IMPORTS: Final = Path(__file__).parent / "qml"
EXIT_BROKEN: Final = 1
WINDOW_SHARE: Final = 0.9
"""Of the screen, at most, for a window."""

_NAMES_A_DISPLAY: Final = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")


class Screen:
    """One Qt application with one window. Raises `ConfigError` when there is no screen or a font is missing."""

    def __init__(self, options: ScreenOptions, *, title: str) -> None:
        _demand_a_display(os.environ)
        start_logging(is_verbose=options.is_verbose)
        messages.install()
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
        self._options = options
        self._app = QGuiApplication([title])
        self._app.setApplicationDisplayName(title)
        fonts.load()

    def link(self, role: Role, settings: DeviceSettings) -> HubLink:
        """The connection of this device; `run` starts and stops it."""
        return HubLink(
            lambda listener: connection_to_hub(
                settings, role=role, data_dir=data_dir(), listener=listener, jitter=random.random
            )
        )

    def run(self, main_qml: Path, view_model: QObject, link: HubLink) -> int:
        """Show `main_qml` (a SenWindow with `required property ... vm`) until it is closed; the exit code."""
        engine = QQmlApplicationEngine()
        engine.addImportPath(str(QML_IMPORTS))
        engine.setInitialProperties({"vm": view_model})
        engine.load(QUrl.fromLocalFile(str(main_qml)))
        windows = engine.rootObjects()
        if not windows or not isinstance(windows[0], QQuickWindow):
            log.error("%s does not load; see the lines above", main_qml)
            return EXIT_BROKEN
        interrupt = Interrupt(self._app.quit, self._app)
        self._show(windows[0])
        if self._options.has_puppet:
            self._add_puppet(windows[0])
        link.start()
        try:
            return self._app.exec()
        finally:
            link.stop()
            interrupt.close()
            # Before the view-model, or its bindings would read from nothing.
            del windows, engine

    def _show(self, window: QQuickWindow) -> None:
        glass = window.screen().availableGeometry()
        if self._options.size is not None:
            window.resize(*self._options.size)
            window.show()
        elif self._options.is_windowed:
            room = glass.size() * WINDOW_SHARE
            if room.expandedTo(window.size()) != room:
                window.resize(window.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
            window.show()
        else:
            # A kiosk may run without a window manager, which else would do this.
            window.setGeometry(window.screen().geometry())
            window.showFullScreen()

    def _add_puppet(self, window: QQuickWindow) -> None:
        from hub.client.qt.puppet import Puppet

        Puppet(window, end=self._app.quit, parent=self._app)


def _demand_a_display(environ: Mapping[str, str]) -> None:
    """Without one Qt would abort the process, and say so in words for programmers."""
    if sys.platform == "linux" and not any(environ.get(name) for name in _NAMES_A_DISPLAY):
        raise ConfigError(("there is no screen to show anything on; log in to the desktop, or set QT_QPA_PLATFORM",))
