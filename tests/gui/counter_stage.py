"""A counter client's real window and view-model; the clock and the hub are the test's. Also for pictures of it."""

from collections.abc import Iterator
from datetime import timedelta

import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from counter_client.app import MAIN_QML
from counter_client.config import CounterConfig
from counter_client.viewmodel import CounterViewModel
from hub.client.port import Trouble
from hub.client.qt import fonts, messages
from hub.client.qt.app import QML_IMPORTS
from hub.core.ids import BranchCode
from hub.protocol import Answer, Command, CommandId, CounterView, DeviceReport, View, Welcome
from tests.unit.counter_client.centre import NOW

FRAMES, FRAME_MS = 60, 16
NO_KEYS = Qt.KeyboardModifier.NoModifier


class FakeHub:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.sent: list[tuple[CommandId, Command]] = []
        self.forgotten: list[CommandId] = []

    @property
    def commands(self) -> list[Command]:
        return [command for _, command in self.sent]

    def send(self, command_id: CommandId, command: Command) -> None:
        self.sent.append((command_id, command))

    def forget(self, command_id: CommandId) -> None:
        self.forgotten.append(command_id)

    def report(self, report: DeviceReport) -> None:
        raise AssertionError(f"a counter has nothing to report: {report}")


class CounterStage:
    """Opens the window; `close` it before the test ends."""

    def __init__(self, size: tuple[int, int] = (1366, 768), config: CounterConfig | None = None) -> None:
        messages.install()
        fonts.load()
        self.now = 100.0
        self.hub = FakeHub()
        self._ids = 0
        self._seq = 0
        self.vm = CounterViewModel(
            hub=self.hub, config=config or CounterConfig(), monotonic=lambda: self.now, mint=self._mint
        )
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML_IMPORTS))
        self.engine.setInitialProperties({"vm": self.vm})
        self.engine.load(QUrl.fromLocalFile(str(MAIN_QML)))
        assert self.engine.rootObjects(), "Main.qml does not load"
        window = self.engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        self.window = window
        self.window.resize(*size)
        self.window.show()
        self.window.requestActivate()
        self.settle()

    def close(self) -> None:
        self.window.close()
        # Before the view-model, or its bindings would read from nothing.
        shiboken6.delete(self.engine)

    def settle(self) -> None:
        for _ in range(4):
            QGuiApplication.processEvents()

    def _mint(self) -> CommandId:
        self._ids += 1
        return CommandId(f"press-{self._ids}")

    # The hub.

    def open(self, view: CounterView) -> None:
        """Connected, with its first view."""
        self.connect()
        self.see(view)

    def connect(self) -> None:
        now = NOW + timedelta(seconds=self.now - 100.0)
        self.vm.onConnected(Welcome(protocol=1, branch_code=BranchCode("t"), hub_version="0", now=now))

    def see(self, view: CounterView) -> None:
        self._seq += 1
        self.vm.onView(View(seq=self._seq, now=NOW + timedelta(seconds=self.now - 100.0), view=view))
        self.settle()

    def cut(self, trouble: Trouble = Trouble.UNREACHABLE) -> None:
        self.vm.onDisconnected(trouble)
        self.settle()

    def answer(self, answer: Answer) -> None:
        """The hub's answer to the newest request."""
        self.vm.onReplied(self.hub.sent[-1][0], answer)
        self.settle()

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.vm.tick()
        self.settle()

    # The person.

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        pressed = NO_KEYS
        for modifier in modifiers:
            pressed |= modifier
        QTest.keyClick(self.window, key, pressed)
        self.settle()

    def write(self, text: str) -> None:
        """Into the field that has the keyboard."""
        for letter in text:
            for is_press in (True, False):
                QTest.simulateEvent(self.window, is_press, Qt.Key.Key_unknown, NO_KEYS, letter, False)
        self.settle()

    def repeat(self, key: Qt.Key, *, times: int) -> None:
        """What a keyboard sends while a key is held down."""
        for _ in range(times):
            for is_press in (False, True):
                QTest.simulateEvent(self.window, is_press, key, NO_KEYS, "", True)
        self.settle()

    def click(self, name: str) -> None:
        self.click_at(self.middle(name))

    def click_at(self, place: QPoint) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, NO_KEYS, place)
        self.settle()

    def middle(self, name: str) -> QPoint:
        item = self.find(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    # The glass.

    def find(self, name: str) -> QQuickItem:
        """The one visible item of this name; it may come with the next frame."""
        found, visible = self._named(name)
        for _ in range(FRAMES):
            if len(visible) == 1:
                break
            QTest.qWait(FRAME_MS)
            found, visible = self._named(name)
        assert len(visible) == 1, f"{name}: {len(found)} items, {len(visible)} visible"
        return visible[0]

    def _named(self, name: str) -> tuple[list[QQuickItem], list[QQuickItem]]:
        found = [item for item in items_below(self.window.contentItem()) if item.objectName() == name]
        return found, [item for item in found if is_seen(item)]

    def sees(self, name: str) -> bool:
        return any(item.objectName() == name and is_seen(item) for item in items_below(self.window.contentItem()))

    def text(self, name: str) -> str:
        return str(self.find(name).property("text"))

    def enabled_keys(self) -> set[str]:
        """The intents whose keys can be pressed now."""
        keys = [item for item in items_below(self.window.contentItem()) if item.objectName().startswith("key.")]
        return {key.objectName().removeprefix("key.") for key in keys if is_seen(key) and key.isEnabled()}

    def picture(self) -> QImage:
        self.settle()
        return self.window.grabWindow()


def items_below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from items_below(child)


def is_seen(item: QQuickItem) -> bool:
    """Visible, of some size, and not faded away."""
    above: QQuickItem | None = item
    while above is not None:
        if above.opacity() == 0:
            return False
        above = above.parentItem()
    return item.isVisible() and item.width() > 0 and item.height() > 0
