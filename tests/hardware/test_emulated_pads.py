"""Each kind of pad with its real driver, thread and port, at an emulator that also behaves badly; the hub is a fake."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from hardware.callpad.keys import PadKey
from hardware.callpad.post import PadPost
from hardware.callpad.settings import Ff68Table, ModbusPadTable, NumpadTable, PadTable, TemplatePadTable
from hardware.emulators.pad import EmulatedPad, PadOptions
from hardware.emulators.pad_control import read_order
from hardware.emulators.place import line_at
from hardware.tables import lines
from hub.protocol import CallNext, CounterId, HardwareView, Recall, Status
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually_async
from tests.support.office import installed
from tests.unit.hardware.callpad.test_errand import counter
from tests.unit.hardware.callpad.test_post import FakeHub

HERE = CounterId("counter-1")
OPTIONS = {
    "ff68": PadOptions("ff68", ("5", "6")),
    "evdev": PadOptions("evdev"),
    "modbus": PadOptions("modbus", ("1", "2")),
    "template": PadOptions("template", ("01", "02"), r"P{address}K{key}\r"),
}
KEYS = {"ff68": ("call", "recall"), "evdev": ("enter", "plus"), "modbus": ("0", "1"), "template": ("N", "R")}


def tables(kind: str, url: str) -> list[PadTable]:
    """The pads of OPTIONS, as the agent's file would have them."""
    match kind:
        case "ff68":
            return [Ff68Table(id=f"pad-{at}", port=url, counter=HERE, address=at) for at in (5, 6)]
        case "evdev":
            return [NumpadTable(id="pad-1", port=url, counter=HERE, light="num_lock")]
        case "modbus":
            return [
                ModbusPadTable(
                    id=f"pad-{at}",
                    port=url,
                    counter=HERE,
                    address=at,
                    inputs={"0": PadKey.NEXT, "1": PadKey.RECALL},
                    lamps={"waiting": 0, "serving": 1},
                )
                for at in (1, 2)
            ]
        case _:
            return [
                TemplatePadTable(
                    id=f"pad-{at}",
                    port=url,
                    counter=HERE,
                    address=at,
                    pattern=r"P(?P<address>\d\d)K(?P<key>\w)\r",
                    keys={"N": PadKey.NEXT, "R": PadKey.RECALL},
                    reply="\x06",
                    show="W{waiting}\r",
                )
                for at in ("01", "02")
            ]


class Desk:
    """An emulated pad and what the agent makes of it."""

    def __init__(self, kind: str, pad: EmulatedPad, post: PadPost, hub: FakeHub, told: list[dict[str, object]]) -> None:
        self.keys = KEYS[kind]
        self.pad = pad
        self.post = post
        self.hub = hub
        self.told = told

    def do(self, order: str) -> None:
        self.pad.do(read_order(order))

    def press(self, place: int = 0) -> None:
        self.do(self.keys[place])

    async def until(self, *commands: type) -> None:
        await eventually_async(
            lambda: [type(each) for each in self.hub.commands] == list(commands), f"{commands}; {self.hub.commands}"
        )

    async def until_all(self, health: str) -> None:
        await eventually_async(lambda: {str(each.health) for each in self.post.states()} == {health}, health)

    def show(self) -> None:
        self.post.see(HardwareView((), (counter(Status.SERVING),)))


@asynccontextmanager
async def desk(folder: Path, kind: str) -> AsyncIterator[Desk]:
    told: list[dict[str, object]] = []
    pad = EmulatedPad(OPTIONS[kind], line_at(folder / "line", None, time.monotonic), told.append)
    await pad.start()
    hub = FakeHub()
    try:
        (line,) = lines(tables(kind, pad.url))
        async with installed(folder, hub, partial(PadPost, line)) as post:
            desk = Desk(kind, pad, post, hub, told)
            await desk.until_all("ready")
            yield desk
    finally:
        await pad.stop()


@pytest.fixture(params=OPTIONS)
async def any_desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, request.param) as made:
        yield made


async def test_every_kind_of_pad_calls_and_calls_again(any_desk: Desk) -> None:
    any_desk.press(0)
    await any_desk.until(CallNext)
    any_desk.press(1)

    await any_desk.until(CallNext, Recall)


async def test_every_kind_of_pad_shows_what_it_has_lights_for(any_desk: Desk) -> None:
    any_desk.show()

    await eventually_async(lambda: any_desk.told, "the pad is told something")


async def test_every_kind_of_pad_comes_back_when_its_cable_does(any_desk: Desk, expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable")
    expected_log.expect("is offline")
    any_desk.show()
    await eventually_async(lambda: any_desk.told, "the pad is told something")
    any_desk.do('{"do": "unplug"}')
    await any_desk.until_all("offline")
    any_desk.told.clear()
    any_desk.do('{"do": "plug_in"}')
    await any_desk.until_all("ready")
    any_desk.press(0)

    await any_desk.until(CallNext)
    await eventually_async(lambda: any_desk.told, "the pad is told again")


@pytest.mark.parametrize("kind", ["ff68", "evdev", "template"])
async def test_what_comes_byte_by_byte_is_heard(tmp_path: Path, kind: str) -> None:
    async with desk(tmp_path, kind) as d:
        d.do('{"do": "one_by_one"}')
        d.press(0)

        await d.until(CallNext)


@pytest.mark.parametrize(
    "mishap", ['{"do": "lose"}', '{"do": "garble"}', '{"do": "half"}', '{"do": "noise", "hex": "00ff68ff"}']
)
async def test_a_pad_that_repeats_itself_is_heard_through_a_bad_line_once(tmp_path: Path, mishap: str) -> None:
    async with desk(tmp_path, "ff68") as d:
        d.do(mishap)
        d.press(0)

        await d.until(CallNext)
        await eventually_async(lambda: {"address": 5, "echo": "call"} in d.told)


async def test_a_pad_that_says_a_key_many_times_is_heard_once(tmp_path: Path) -> None:
    async with desk(tmp_path, "ff68") as d:
        d.do('{"do": "key", "name": "call", "repeats": 5}')
        await eventually_async(lambda: {"address": 5, "echo": "call"} in d.told)
        d.press(1)

        await d.until(CallNext, Recall)


@pytest.mark.skipif("LAYSO_QUIET" not in os.environ, reason="needs a quiet machine: a key is worth two seconds")
async def test_modules_that_stammer_or_are_slow_still_call(tmp_path: Path) -> None:
    async with desk(tmp_path, "modbus") as d:
        d.do('{"do": "delay", "seconds": 0.02}')
        d.do('{"do": "garble"}')
        d.press(0)

        await d.until(CallNext)


async def test_a_silent_module_is_offline_within_six_seconds(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("is offline: no_answer")
    async with desk(tmp_path, "modbus") as d:
        d.do('{"do": "silent"}')
        await d.until_all("offline")
        d.do('{"do": "silent", "is_on": false}')

        await d.until_all("ready")


@pytest.mark.parametrize(
    ("order", "what"),
    [("dial", "there are call"), ('{"do": "explode"}', "explode"), ('{"do": "lose", "times": -1}', "times")],
)
async def test_an_order_that_is_not_understood_says_why(tmp_path: Path, order: str, what: str) -> None:
    pad = EmulatedPad(OPTIONS["ff68"], line_at(tmp_path / "line", None, time.monotonic), lambda _: None)

    with pytest.raises(ValueError, match=what):
        pad.do(read_order(order))
