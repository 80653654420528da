"""The post of signs: what it looks up in the hub's view, and what becomes of a sign when the hub is away."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hardware.number_display import post as signs
from hardware.number_display.settings import AsciiTable
from hardware.tables import Line
from hub.protocol import DeviceState, HallCounter, HardwareView
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually_async
from tests.support.office import QuietHub, installed
from tests.unit.hardware.callpad.cable import Cable
from tests.unit.hardware.number_display.samples import NOW, counter


class Board:
    """A post with one board at the end of a cable."""

    def __init__(self, post: signs.SignPost, cable: Cable, hub: QuietHub) -> None:
        self.post = post
        self.cable = cable
        self.hub = hub

    def see(self, *counters: HallCounter) -> None:
        self.post.see(HardwareView((), counters))

    async def until(self, text: str) -> None:
        await eventually_async(lambda: self.text == text, f"{text!r}; now {self.text!r}")

    @property
    def text(self) -> str:
        *_, last, rest = [b"", *bytes(self.cable.written).split(b"\r")]
        return last.decode() if not rest else rest.decode()

    def states(self) -> list[tuple[str, str, str, str]]:
        return [(s.name, s.place, str(s.health), s.detail) for s in self.post.states() if isinstance(s, DeviceState)]


@asynccontextmanager
async def board(folder: Path, place: str = "counter-3", closed: str = "") -> AsyncIterator[Board]:
    hub, cable = QuietHub(), Cable()
    hub.now = NOW
    table = AsciiTable(id="board-1", port="", counter=place, call="[{counter}:{number:>4}]\\r", closed=closed)
    async with installed(folder, hub, lambda office: signs.SignPost(Line("", cable, (table,)), office)) as post:
        yield Board(post, cable, hub)


async def test_a_counters_sign_takes_its_own_from_the_view(tmp_path: Path) -> None:
    async with board(tmp_path) as b:
        b.see(counter(1, "A001"), counter(3, "B007"))

        await b.until("[3:B007]")
        await eventually_async(lambda: b.states() == [("board-1", "counter-3", "ready", "")])


async def test_a_hall_sign_takes_the_newest_call(tmp_path: Path) -> None:
    async with board(tmp_path, "") as b:
        b.see(counter(1, "A001", called_s_ago=1), counter(3, "B007", called_s_ago=50))

        await b.until("[1:A001]")


async def test_a_counter_the_centre_does_not_have_is_told_by_name(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("[board-1] is fault: unknown_counter")
    async with board(tmp_path, "counter-9", closed="CLOSED\\r") as b:
        b.see(counter(1, "A001"))

        await b.until("CLOSED")
        await eventually_async(lambda: b.states() == [("board-1", "counter-9", "fault", "unknown_counter")])


async def test_a_sign_keeps_its_number_for_a_while_without_the_hub_and_then_goes_dark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signs, "AWAY_S", 0.2)
    async with board(tmp_path) as b:
        b.see(counter(3, "B007"))
        await b.until("[3:B007]")
        b.post.disconnected()
        b.post.disconnected()
        await b.until("[:    ]")

        b.post.connected()
        b.see(counter(3, "B007"))
        await b.until("[3:B007]")


async def test_a_hub_that_comes_back_in_time_darkens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signs, "AWAY_S", 0.2)
    async with board(tmp_path) as b:
        b.see(counter(3, "B007"))
        await b.until("[3:B007]")
        b.post.disconnected()
        b.post.connected()
        b.post.disconnected()
        b.post.connected()
        b.see(counter(3, "B008", call="c2"))
        await b.until("[3:B008]")

        assert b"[:    ]" not in bytes(b.cable.written).partition(b"B007")[2]


async def test_a_stopped_post_leaves_a_dark_sign(tmp_path: Path) -> None:
    async with board(tmp_path) as b:
        b.see(counter(3, "B007"))
        await b.until("[3:B007]")

    assert b.text == "[:    ]"
