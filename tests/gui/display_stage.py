"""A wall screen's real window and view-model; the hub, the loudspeaker and the clock are the test's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from PySide6.QtQuick import QQuickItem

from display.app import MAIN_QML
from display.config import DisplayConfig, Screen
from display.viewmodel import DisplayViewModel
from hub.client.port import Trouble
from hub.protocol import DisplayView, View
from tests.support.qml import Page, shown
from tests.unit.display.hall import NOW, WELCOME, FakeHub, FakePlayer

CALM = DisplayConfig(screen=Screen(reduce_motion=True))


class DisplayStage:
    """One wall."""

    def __init__(self, config: DisplayConfig) -> None:
        self.hub = FakeHub()
        self.player = FakePlayer()
        self.at = 100.0
        self.seq = 0
        self.vm = DisplayViewModel(hub=self.hub, player=self.player, config=config, clock=lambda: self.at)
        self.page: Page

    def connect(self, *, has_sound: bool | None = True) -> None:
        self.vm.onConnected(WELCOME)
        if has_sound is not None:
            self.vm.on_sound(has_sound=has_sound)

    def see(self, view: DisplayView) -> None:
        self.seq += 1
        self.vm.onView(View(seq=self.seq, now=NOW + timedelta(seconds=self.at - 100), view=view))

    def cut(self, trouble: Trouble = Trouble.UNREACHABLE) -> None:
        self.vm.onDisconnected(trouble)

    def end_speaking(self) -> None:
        self.vm.on_ended(self.player.played[-1].call.call_id, is_spoken=True)
        self.page.wait(lambda: True)

    def wait(self, seconds: float) -> None:
        self.at += seconds
        self.vm.look()

    def text(self, name: str) -> str:
        return str(self.page.item(name).property("text"))

    def recent(self) -> list[str]:
        rows = sorted((item.objectName(), item) for item in self.page.items() if item.objectName().startswith("recent"))
        return [str(item.property("number")) for _, item in rows if item.isVisible()]


@contextmanager
def a_wall(size: tuple[int, int] = (1920, 1080), config: DisplayConfig = CALM) -> Iterator[DisplayStage]:
    stage = DisplayStage(config)
    try:
        with shown(MAIN_QML, size, vm=stage.vm) as page:
            stage.page = page
            yield stage
    finally:
        stage.vm.stop()


def is_seen(item: QQuickItem) -> bool:
    return item.isVisible() and item.width() > 0 and item.height() > 0
