"""A pad's post: from the key to the hub and back to the pad, with the hub answering, refusing, slow and away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import msgspec
import pytest

from hardware.callpad import ff68
from hardware.callpad.post import PadPost
from hardware.callpad.settings import Ff68Table, PadTable
from hardware.tables import Line
from hub.protocol import (
    Accepted,
    Answer,
    CallNext,
    Command,
    CommandId,
    CounterId,
    DeviceState,
    Failed,
    FailureCode,
    Finish,
    HallCounter,
    HardwareView,
    RefusalCode,
    Refused,
    StartService,
    Status,
)
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually_async
from tests.support.office import QuietHub, installed
from tests.unit.hardware.callpad.cable import Cable
from tests.unit.hardware.callpad.test_errand import HERE, counter

BEEP = ff68.beep(5).encoded()


class FakeHub(QuietHub):
    """Answers each command by `decide`; None is silence."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[CommandId, Command]] = []
        self.forgotten: list[CommandId] = []
        self.decide: Callable[[Command], Answer | None] = lambda _: Accepted()

    @property
    def commands(self) -> list[Command]:
        return [command for _, command in self.asked]

    def send(self, command_id: CommandId, command: Command) -> None:
        self.asked.append((command_id, command))
        if answer := self.decide(command):
            asyncio.get_running_loop().call_soon(self.desk.on_reply, command_id, answer)

    def forget(self, command_id: CommandId) -> None:
        self.forgotten.append(command_id)


class Place:
    """A post with its pads at the end of a cable."""

    def __init__(self, post: PadPost, cable: Cable, hub: FakeHub) -> None:
        self.post = post
        self.cable = cable
        self.hub = hub

    def press(self, name: str = "call", address: int = 5) -> None:
        self.cable.says(ff68.key_frame(address, name).encoded())

    def show(self, *counters: HallCounter) -> None:
        self.post.see(HardwareView((), counters))

    def beeps(self) -> int:
        return self.cable.written.count(BEEP)

    def states(self) -> list[tuple[str, str, str]]:
        return [(s.name, str(s.health), s.detail) for s in self.post.states() if isinstance(s, DeviceState)]


def pad(name: str = "pad-1", address: int = 5) -> Ff68Table:
    return Ff68Table(id=name, port="", counter=HERE, address=address, settle_after_s=0.0, debounce_ms=0)


@asynccontextmanager
async def place(folder: Path, *tables: PadTable) -> AsyncIterator[Place]:
    hub, cable = FakeHub(), Cable()
    async with installed(folder, hub, partial(PadPost, Line("", cable, tables or (pad(),)))) as post:
        yield Place(post, cable, hub)


async def test_a_key_is_one_command_with_an_id_of_its_own(tmp_path: Path) -> None:
    async with place(tmp_path) as p:
        p.press()
        await eventually_async(lambda: len(p.hub.asked) == 1)
        p.press("recall")
        await eventually_async(lambda: len(p.hub.asked) == 2)

        assert p.hub.asked[0] == ("id-1.0", CallNext(HERE))
        assert p.hub.asked[1][0] == "id-2.0"


async def test_next_after_a_call_starts_and_calls_each_when_the_one_before_was_accepted(tmp_path: Path) -> None:
    async with place(tmp_path) as p:
        p.show(counter(Status.CALLED))
        p.press()
        await eventually_async(lambda: len(p.hub.asked) == 2)

        assert p.hub.asked == [("id-1.0", StartService(HERE)), ("id-1.1", CallNext(HERE))]


async def test_when_the_first_is_refused_the_second_is_not_asked(tmp_path: Path) -> None:
    async with place(tmp_path) as p:
        p.hub.decide = lambda _: Refused(RefusalCode.NOT_YOUR_COUNTER)
        p.show(counter(Status.CALLED))
        p.press()
        await eventually_async(p.beeps)

        assert p.hub.commands == [StartService(HERE)]


async def test_next_where_nobody_waits_ends_the_service_and_beeps(tmp_path: Path) -> None:
    async with place(tmp_path) as p:
        p.hub.decide = lambda command: (
            Refused(RefusalCode.NOBODY_WAITING) if isinstance(command, CallNext) else Accepted()
        )
        p.show(counter(Status.SERVING))
        p.press()
        await eventually_async(p.beeps)

        assert p.hub.commands == [CallNext(HERE), Finish(HERE)]


@pytest.mark.parametrize(
    "answer", [Refused(RefusalCode.NOBODY_WAITING), Refused(RefusalCode.PAUSED), Failed(FailureCode.NOT_ALLOWED)]
)
async def test_a_no_of_any_kind_is_one_beep(tmp_path: Path, answer: Answer) -> None:
    async with place(tmp_path) as p:
        p.hub.decide = lambda _: answer
        p.press()
        await eventually_async(p.beeps)
        await asyncio.sleep(0.4)

        assert p.beeps() == 1


async def test_what_is_not_answered_in_time_is_taken_back_and_told_as_not_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hardware.callpad.post.WORTH_S", 0.05)
    async with place(tmp_path) as p:
        p.hub.decide = lambda _: None
        p.press()
        await eventually_async(lambda: p.beeps() == 2)

        assert p.hub.forgotten == ["id-1.0"]
        p.press("recall")
        await eventually_async(lambda: len(p.hub.asked) == 2)


async def test_a_key_while_one_is_under_way_is_not_now_and_not_asked(tmp_path: Path) -> None:
    async with place(tmp_path) as p:
        p.hub.decide = lambda _: None
        p.press()
        await eventually_async(lambda: p.hub.asked)
        p.press("recall")
        await eventually_async(lambda: p.beeps() == 2)

        assert p.hub.commands == [CallNext(HERE)]


async def test_one_pad_under_way_does_not_hold_up_another(tmp_path: Path) -> None:
    async with place(tmp_path, pad(), pad("pad-2", 6)) as p:
        p.hub.decide = lambda _: None
        p.press(address=5)
        p.press(address=6)

        await eventually_async(lambda: len(p.hub.asked) == 2)


async def test_a_fault_of_this_program_is_one_beep_and_the_next_key_is_served(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("failed by a fault of this program")
    async with place(tmp_path) as p:

        def broken(_: Command) -> Answer:
            raise RuntimeError("a fault")

        p.hub.decide = broken
        p.press()
        await eventually_async(p.beeps)
        p.hub.decide = lambda _: Accepted()
        p.press("recall")

        await eventually_async(lambda: len(p.hub.asked) == 2)


async def test_the_pad_shows_its_counter_and_nothing_it_has_shown_already(tmp_path: Path) -> None:
    async with place(tmp_path) as p:
        p.show(counter(Status.CALLED))
        shown = ff68.show(5, "002", "001").encoded()
        await eventually_async(lambda: shown in p.cable.written)
        p.show(counter(Status.CALLED))
        p.press()
        await eventually_async(lambda: p.hub.asked)

        assert p.cable.written.count(shown) == 1


async def test_a_counter_the_centre_does_not_have_is_a_fault_of_the_pad(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("is fault: unknown_counter")
    async with place(tmp_path) as p:
        await eventually_async(lambda: p.states() == [("pad-1", "ready", "")])
        p.show(msgspec.structs.replace(counter(), counter_id=CounterId("counter-9")))
        assert p.states() == [("pad-1", "fault", "unknown_counter")]
        p.show(counter())

        assert p.states() == [("pad-1", "ready", "")]


async def test_a_pad_that_is_pulled_out_is_offline(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable: pulled out")
    expected_log.expect("is offline")
    async with place(tmp_path) as p:
        await eventually_async(lambda: p.states() == [("pad-1", "ready", "")])
        p.cable.pull_out()

        await eventually_async(lambda: p.states() == [("pad-1", "offline", "")])
