"""A kiosk's real window and view-model; the clock and the hub are the test's. Also for pictures of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

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
from tests.support.qml import Page, shown
from tests.unit.kiosk.builders import HUB_START, slip, view


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
        raise AssertionError(f"a kiosk has nothing to report: {report}")


class HeldKiosk:
    """A view-model whose clock and hub are in the test's hand."""

    def __init__(self, config: KioskConfig | None = None) -> None:
        self.now = 1000.0
        self.hub = FakeHub()
        self._ids = 0
        self._seq = 0
        self.vm = KioskViewModel(
            hub=self.hub, config=config or KioskConfig(), clock=lambda: self.now, new_command_id=self._new_id
        )

    def _new_id(self) -> CommandId:
        self._ids += 1
        return CommandId(f"id-{self._ids}")

    @property
    def hub_now(self) -> datetime:
        return HUB_START + timedelta(seconds=self.now - 1000.0)

    def connect(self) -> None:
        self.vm.onConnected(Welcome(protocol=1, branch_code=BranchCode("t"), hub_version="0", now=self.hub_now))

    def see(self, shown: KioskView) -> None:
        self._seq += 1
        self.vm.onView(View(seq=self._seq, now=self.hub_now, view=shown))

    def open(self, first: KioskView) -> None:
        """Connected, with its first view, and ready for a finger."""
        self.connect()
        self.see(first)
        self.wait(1)

    def answer(self, answer: Answer) -> None:
        """The hub's answer to the newest request."""
        self.vm.onReplied(self.hub.sent[-1][0], answer)

    def give(self, ticket: KioskTicket) -> None:
        self.answer(Accepted(slip(ticket)))

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.vm.tick()


class KioskStage(HeldKiosk):
    """The same with its window."""

    def __init__(self, config: KioskConfig) -> None:
        super().__init__(config)
        self.page: Page

    def settle(self) -> None:
        """Let bindings, layouts and the first frame happen."""
        for _ in range(4):
            QCoreApplication.processEvents()

    def go_home(self) -> None:
        """Whatever has happened: the home page as it is for the next citizen."""
        self.open(view())
        self.wait(200)
        self.wait(1)

    def touch(self, name: str) -> None:
        """A finger on the item's middle."""
        assert self.sees(name), f"{name} cannot be seen"
        self.page.tap(name)
        self.settle()

    def sees(self, name: str) -> bool:
        return any(item.objectName() == name and is_seen(item) for item in self.page.items())

    def text(self, name: str) -> str:
        item = self.page.item(name)
        assert is_seen(item), f"{name} cannot be seen"
        return str(item.property("text"))


@contextmanager
def a_kiosk(
    size: tuple[int, int] = (1080, 1920), *, dpi: float = 96.0, reduce_motion: bool = True
) -> Iterator[KioskStage]:
    stage = KioskStage(KioskConfig(screen=Glass(dpi=dpi, reduce_motion=reduce_motion)))
    with shown(MAIN_QML, size, vm=stage.vm) as page:
        stage.page = page
        stage.settle()
        yield stage


class Seen(NamedTuple):
    """What a person sees of an item, kept after its window is gone."""

    name: str
    text: str
    frame: QRectF
    """Where it stands on the glass."""
    ink: QRectF
    """Of a text: where its longest line is."""
    pixels: int
    """Of a text: the size of its letters."""
    is_cut: bool

    def __str__(self) -> str:
        return f"{self.name} {self.text!r}"


def texts(stage: KioskStage) -> list[Seen]:
    # Not by `metaObject()`: PySide keeps its wrapper when QML has freed it, and takes the next item there for one.
    items = (item for item in stage.page.items() if item.property("truncated") is not None)
    return [_seen_text(item) for item in items if is_seen(item) and str(item.property("text")).strip()]


TILES = ("field-", "class-", "missed-")


def buttons(stage: KioskStage) -> list[Seen]:
    return [
        Seen(item.objectName(), str(item.property("text")), frame_of(item), QRectF(), 0, is_cut=False)
        for item in stage.page.items()
        if is_seen(item) and (item.objectName().startswith(TILES) or item.objectName().endswith("Button"))
    ]


def _seen_text(item: QQuickItem) -> Seen:
    width, height = float(item.property("contentWidth")), float(item.property("contentHeight"))
    is_cut = item.property("truncated") or width > item.width() + 1 or height > item.height() + 1
    ink = frame_of(item)
    # PySide cannot read this enumeration as a property.
    context = qmlContext(item)
    assert context is not None
    alignment, _ = QQmlExpression(context, item, "horizontalAlignment").evaluate()
    if alignment == Qt.AlignmentFlag.AlignRight.value:
        ink.setLeft(ink.right() - width)
    elif alignment == Qt.AlignmentFlag.AlignHCenter.value:
        ink = QRectF(ink.center().x() - width / 2, ink.top(), width, ink.height())
    else:
        ink.setWidth(width)
    pixels = int(item.property("font").pixelSize())
    # Above and below the letters there is air, and accents that reach into it.
    ink.adjust(0, pixels * 0.12, 0, -pixels * 0.12)
    return Seen(item.objectName(), str(item.property("text")), frame_of(item), ink, pixels, is_cut=bool(is_cut))


def is_seen(item: QQuickItem) -> bool:
    """Visible, of some size, and not faded away."""
    above: QQuickItem | None = item
    while above is not None:
        if above.opacity() == 0:
            return False
        above = above.parentItem()
    return item.isVisible() and item.width() > 0 and item.height() > 0


def frame_of(item: QQuickItem) -> QRectF:
    """Where it stands on the glass."""
    return QRectF(item.mapToScene(QPointF(0, 0)), item.size())
