"""A page of QML in a window without a screen: load it, look at it, touch it.

Whatever Qt has to complain about goes to the log as a warning, and so fails the test.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QSize, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from hub.client.qt import fonts, messages
from hub.client.qt.app import QML_IMPORTS
from hub.client.qt.items import item_named, items_of
from tests.support.eventually import eventually

SHOTS = os.environ.get("LAYSO_SHOTS")
"""A folder to keep pictures in, for people to look at."""


class Page:
    """A window that is shown."""

    def __init__(self, window: QQuickWindow) -> None:
        self.window = window
        self._finger = QTest.createTouchDevice()

    def item(self, name: str) -> QQuickItem:
        return item_named(self.window, name)

    def items(self) -> list[QQuickItem]:
        """All that stands on the page, also what is hidden."""
        return list(items_of(self.window))

    def tap(self, name: str) -> None:
        item = self.item(name)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.touchEvent(self.window, self._finger).press(0, middle, self.window).commit()
        QTest.touchEvent(self.window, self._finger).release(0, middle, self.window).commit()

    def wait(self, condition: Callable[[], object], what: str = "") -> None:
        """Let Qt work until the condition is met."""

        def is_met() -> object:
            QCoreApplication.processEvents()
            return condition()

        eventually(is_met, what)

    def picture(self, name: str = "") -> QImage:
        """What the window shows; kept under its name when somebody asked for pictures."""
        image = self.window.grabWindow()
        if SHOTS and name:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            image.save(str(Path(SHOTS) / f"{name}.png"))
        return image


@contextmanager
def shown(main_qml: Path, size: tuple[int, int] = (1080, 1920), **initial: Any) -> Iterator[Page]:
    """Load a page with a SenWindow at its root, and show it at this size."""
    with engine_with(main_qml, initial) as engine:
        roots = engine.rootObjects()
        assert roots, f"{main_qml} does not load"
        window = roots[0]
        assert isinstance(window, QQuickWindow)
        window.resize(QSize(*size))
        window.show()
        page = Page(window)
        page.wait(window.isExposed, "the window to be shown")
        yield page
        window.close()


@contextmanager
def engine_with(main_qml: Path, initial: dict[str, Any]) -> Iterator[QQmlApplicationEngine]:
    assert QCoreApplication.instance() is not None, "use pytest-qt's qapp fixture"
    messages.install()
    fonts.load()
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML_IMPORTS))
    engine.setInitialProperties(initial)
    engine.load(QUrl.fromLocalFile(str(main_qml)))
    try:
        yield engine
    finally:
        for root in engine.rootObjects():
            delete_now(root)
        delete_now(engine)


def delete_now(thing: QObject) -> None:
    """Bindings must be gone before the view-model they read."""
    from shiboken6 import Shiboken

    if Shiboken.isValid(thing):
        Shiboken.delete(thing)
