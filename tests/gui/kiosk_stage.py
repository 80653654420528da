"""A kiosk's window on the offscreen platform, with a hub in the hand: for the kiosk's GUI tests and for pictures of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPointingDevice
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from hub.client.qt.app import QML_IMPORTS
from hub.core.ids import BranchCode
from hub.protocol import (
    Accepted,
    Answer,
    Command,
    CommandId,
    DeviceReport,
    KioskTicket,
    KioskView,
    View,
    Welcome,
)
from kiosk.app import MAIN_QML
from kiosk.config import Glass, KioskConfig
from kiosk.viewmodel import KioskViewModel
from tests.unit.kiosk.builders import HUB_START, slip


class FakeHub:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.sent: list[tuple[CommandId, Command]] = []
        self.forgotten: list[CommandId] = []

    def send(self, command_id: CommandId, command: Command) -> None:
        self.sent.append((command_id, command))

    def forget(self, command_id: CommandId) -> None:
        self.forgotten.append(command_id)

    def report(self, report: DeviceReport) -> None:
        raise AssertionError("a kiosk has nothing to report")


class KioskStage:
    """The real window and view-model; the clock and the hub are the test's."""

    def __init__(self, size: tuple[int, int] = (1080, 1920), *, dpi: float = 96.0, reduce_motion: bool = True) -> None:
        self.now = 1000.0
        self.hub = FakeHub()
        self._ids = 0
        self._seq = 0
        self.vm = KioskViewModel(
            hub=self.hub,
            config=KioskConfig(screen=Glass(dpi=dpi, reduce_motion=reduce_motion)),
            clock=lambda: self.now,
            new_command_id=self._new_id,
        )
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML_IMPORTS))
        self.engine.setInitialProperties({"vm": self.vm})
        self.engine.load(QUrl.fromLocalFile(str(MAIN_QML)))
        window = self.engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        self.window = window
        self.window.resize(*size)
        self.window.show()
        self.settle()

    def close(self) -> None:
        self.window.close()
        # Before the view-model, or its bindings would read from nothing.
        shiboken6.delete(self.engine)

    def settle(self) -> None:
        for _ in range(4):
            QGuiApplication.processEvents()

    def _new_id(self) -> CommandId:
        self._ids += 1
        return CommandId(f"id-{self._ids}")

    # The hub.

    @property
    def hub_now(self) -> datetime:
        return HUB_START + timedelta(seconds=self.now - 1000.0)

    def connect(self) -> None:
        self.vm.onConnected(Welcome(protocol=1, branch_code=BranchCode("t"), hub_version="0", now=self.hub_now))

    def see(self, view: KioskView) -> None:
        self._seq += 1
        self.vm.onView(View(seq=self._seq, now=self.hub_now, view=view))
        self.settle()

    def open(self, view: KioskView) -> None:
        """Connected, with its first view, and ready for a finger."""
        self.connect()
        self.see(view)
        self.wait(1)

    def answer(self, answer: Answer) -> None:
        """The hub's answer to the newest request."""
        self.vm.onReplied(self.hub.sent[-1][0], answer)
        self.settle()

    def give(self, ticket: KioskTicket) -> None:
        self.answer(Accepted(slip(ticket)))

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.vm.tick()
        self.settle()

    # The glass.

    def find(self, name: str) -> QQuickItem:
        """The one visible item of this name."""
        found = [item for item in items_below(self.window.contentItem()) if item.objectName() == name]
        visible = [item for item in found if is_seen(item)]
        assert len(visible) == 1, f"{name}: {len(found)} items, {len(visible)} visible"
        return visible[0]

    def sees(self, name: str) -> bool:
        return any(item.objectName() == name and is_seen(item) for item in items_below(self.window.contentItem()))

    def text(self, name: str) -> str:
        return str(self.find(name).property("text"))

    def touch(self, name: str) -> None:
        """A finger on the item's middle."""
        point = self.middle(name)
        touch_device = _finger()
        QTest.touchEvent(self.window, touch_device).press(1, point, self.window).commit()
        QTest.touchEvent(self.window, touch_device).release(1, point, self.window).commit()
        self.settle()

    def middle(self, name: str) -> QPoint:
        item = self.find(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def picture(self) -> QImage:
        self.settle()
        return self.window.grabWindow()


def items_below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from items_below(child)


def is_seen(item: QQuickItem) -> bool:
    """Visible, of some size, and not faded away."""
    above: QObject | None = item
    while isinstance(above, QQuickItem):
        if above.opacity() == 0:
            return False
        above = above.parentItem()
    return item.isVisible() and item.width() > 0 and item.height() > 0


_devices: list[QPointingDevice] = []


def _finger() -> QPointingDevice:
    """One touch panel for the whole process, as on a kiosk."""
    if not _devices:
        _devices.append(QTest.createTouchDevice())
    return _devices[0]


NO_MODIFIER = Qt.KeyboardModifier.NoModifier
