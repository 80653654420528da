"""A hall in full swing on a real port: many devices at once, slow ones, ones that drop out and come back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from msgspec.structs import replace

from hub.core import commands
from hub.core.ids import CounterId, DeviceId, OperatorId
from hub.core.setup import Branch, Kiosk
from hub.protocol import (
    Accepted,
    Answer,
    CounterView,
    DisplayReport,
    DisplayView,
    Failed,
    FailureCode,
    HardwareReport,
    HardwareView,
    KioskView,
    PaperState,
    PrinterHealth,
    PrinterReport,
    Refused,
    Role,
    TicketSlip,
)
from tests.conftest import ExpectedLog
from tests.support import queue_checks as check
from tests.support.centres import (
    AGENT,
    ANH,
    BINH,
    CENTRE,
    JUSTICE,
    KIOSK,
    ONE,
    PC_1,
    PC_2,
    PRINTER,
    SECOND_WALL,
    SOCIETY,
    TWO,
    WALL,
)
from tests.support.eventually import eventually_async
from tests.support.running_hub import LOCAL_KEY, RunningHub, running_hub
from tests.support.tables import tables_say_what_the_log_says
from tests.support.wire_device import WireDevice, device, devices

ISSUE = commands.IssueTicket(JUSTICE)
KIOSKS = [f"kiosk-{n}" for n in range(1, 33)]


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[RunningHub]:
    async with running_hub(tmp_path) as hub:
        yield hub


def slip(answer: Answer) -> TicketSlip:
    assert isinstance(answer, Accepted)
    assert answer.ticket is not None
    return answer.ticket


async def seated(clerk: WireDevice, counter: CounterId, operator: OperatorId) -> None:
    assert await clerk.ask(commands.SitDown(counter, operator)) == Accepted()


def with_kiosks(names: Sequence[str]) -> Branch:
    return replace(CENTRE, kiosks=tuple(Kiosk(DeviceId(name), name) for name in names))


# --- at once


async def test_32_kiosks_at_once_skip_no_number_and_double_none(tmp_path: Path) -> None:
    taps = 12
    async with (
        running_hub(tmp_path, branch=with_kiosks(KIOSKS)) as hub,
        devices(hub.url, Role.KIOSK, KIOSKS, LOCAL_KEY) as kiosks,
    ):
        answers = await asyncio.gather(*(kiosk.ask(ISSUE) for _ in range(taps) for kiosk in kiosks))

        numbers = sorted(slip(answer).number for answer in answers)
        log = hub.store.whole_log()
        assert numbers == [f"A{n:03}" for n in range(1, taps * len(KIOSKS) + 1)]
        check.numbers_are_unique_and_without_gaps(log, {"A": 1})
        assert sorted(_numbers_in(tmp_path)) == list(range(1, taps * len(KIOSKS) + 1))
        tables_say_what_the_log_says(tmp_path / "layso.db", log)


def _numbers_in(folder: Path) -> list[int]:
    connection = sqlite3.connect(folder / "layso.db")
    try:
        return [value for (value,) in connection.execute("SELECT value FROM tickets WHERE series = 'A'")]
    finally:
        connection.close()


async def test_two_clerks_who_press_next_at_once_get_two_people(hub: RunningHub) -> None:
    async with (
        devices(hub.url, Role.COUNTER, [PC_1, PC_2], LOCAL_KEY) as clerks,
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
    ):
        await seated(clerks[0], ONE, ANH)
        await seated(clerks[1], TWO, BINH)
        for _ in range(10):
            await asyncio.gather(kiosk.ask(ISSUE), kiosk.ask(ISSUE))
            calls = (commands.CallNext(ONE), commands.CallNext(TWO))
            assert await asyncio.gather(*map(WireDevice.ask, clerks, calls)) == [Accepted()] * 2
            first, second = (hub.engine.state.seats[counter].ticket for counter in (ONE, TWO))
            assert first != second
            for clerk, counter in zip(clerks, (ONE, TWO), strict=True):
                assert await clerk.ask(commands.StartService(counter)) == Accepted()
                assert await clerk.ask(commands.Finish(counter)) == Accepted()


async def test_one_person_and_two_clerks_make_one_call_and_one_refusal(hub: RunningHub) -> None:
    async with (
        devices(hub.url, Role.COUNTER, [PC_1, PC_2], LOCAL_KEY) as clerks,
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
    ):
        await seated(clerks[0], ONE, ANH)
        await seated(clerks[1], TWO, BINH)
        await kiosk.ask(ISSUE)

        calls = (commands.CallNext(ONE), commands.CallNext(TWO))
        answers = await asyncio.gather(*map(WireDevice.ask, clerks, calls))

        assert sorted(type(answer).__name__ for answer in answers) == ["Accepted", "Refused"]


# --- the same command again


async def test_a_tap_sent_again_on_a_new_connection_is_the_same_ticket(hub: RunningHub) -> None:
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        first = await kiosk.ask(ISSUE, "tap")
        assert await kiosk.ask(ISSUE, "tap") == first
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        assert await kiosk.ask(ISSUE, "tap") == first

    assert len(hub.engine.state.tickets) == 1


async def test_a_tap_whose_answer_never_arrived_is_one_ticket(hub: RunningHub) -> None:
    """The kiosk is cut off right after sending; what it sent may or may not have been heard."""
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        asking = asyncio.create_task(kiosk.ask(ISSUE, "tap"))
        await asyncio.sleep(0)
        kiosk.socket.transport.abort()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        assert slip(await kiosk.ask(ISSUE, "tap")).number == "A001"

    assert len(hub.engine.state.tickets) == 1


# --- views


async def test_everybody_sees_a_ticket_from_its_tap_to_its_end(hub: RunningHub) -> None:
    async with (
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
        device(hub.url, Role.COUNTER, PC_1, LOCAL_KEY) as clerk,
        device(hub.url, Role.DISPLAY, WALL, LOCAL_KEY) as wall,
        device(hub.url, Role.HARDWARE, AGENT, LOCAL_KEY) as agent,
    ):
        await agent.report(HardwareReport((PrinterReport(PRINTER, PrinterHealth.READY),)))
        await wall.report(DisplayReport(has_sound=True))
        await kiosk.sees(lambda v: isinstance(v, KioskView) and v.printer is PrinterHealth.READY)
        ticket = slip(await kiosk.ask(ISSUE))
        await wall.sees(lambda v: isinstance(v, DisplayView) and v.lines[0].waiting == 1)
        view = await agent.sees(lambda v: isinstance(v, HardwareView) and len(v.jobs) == 1)
        assert isinstance(view, HardwareView)
        job = view.jobs[0]
        for state in (PaperState.SENDING, PaperState.CONFIRMED):
            assert await agent.ask(commands.ReportPaper(job.job_id, state)) == Accepted()
        await kiosk.sees(lambda v: isinstance(v, KioskView) and v.tickets[0].paper is PaperState.CONFIRMED)
        await agent.sees(lambda v: isinstance(v, HardwareView) and not v.jobs)

        await seated(clerk, ONE, ANH)
        await clerk.sees(lambda v: isinstance(v, CounterView) and v.desk is not None and v.desk.waiting == 1)
        assert await clerk.ask(commands.CallNext(ONE)) == Accepted()
        seen = await wall.sees(lambda v: isinstance(v, DisplayView) and len(v.unspoken) == 1)
        assert isinstance(seen, DisplayView)
        assert (seen.unspoken[0].number, seen.unspoken[0].counter_number) == (ticket.number, 1)
        call_id = seen.unspoken[0].call_id
        await wall.ask(commands.ConfirmShown(call_id))
        await wall.ask(commands.ConfirmSpoken(call_id))
        await clerk.sees(
            lambda v: isinstance(v, CounterView) and bool(v.desk and v.desk.ticket and v.desk.ticket.is_spoken)
        )
        assert not (await wall.sees(lambda v: isinstance(v, DisplayView) and not v.unspoken)).unspoken  # type: ignore[union-attr]


async def test_views_come_in_the_order_of_the_log_and_the_last_one_is_the_truth(hub: RunningHub) -> None:
    async with (
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
        device(hub.url, Role.DISPLAY, WALL, LOCAL_KEY) as wall,
    ):
        await asyncio.gather(*(kiosk.ask(ISSUE) for _ in range(100)))

        await wall.sees(lambda v: isinstance(v, DisplayView) and v.lines[0].waiting == 100)
        seqs = [view.seq for view in wall.views]
        assert seqs == sorted(seqs)
        assert len(seqs) < 100, "a burst is drawn together"


async def test_a_device_that_comes_back_is_shown_what_it_was_shown(hub: RunningHub) -> None:
    async with (
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
        device(hub.url, Role.DISPLAY, WALL, LOCAL_KEY) as wall,
    ):
        for service in (JUSTICE, SOCIETY):
            await kiosk.ask(commands.IssueTicket(service))
        before = await wall.sees(lambda v: isinstance(v, DisplayView) and v.lines[1].waiting == 1)
        await wall.hang_up()
        async with device(hub.url, Role.DISPLAY, WALL, LOCAL_KEY) as again:
            assert again.view == before
            assert len(again.views) == 1


async def test_the_hours_change_on_the_kiosk_without_anybody_touching_it(hub: RunningHub) -> None:
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        hub.clock.move(hours=5)

        closed = await kiosk.sees(lambda v: isinstance(v, KioskView) and not v.is_open)
        assert isinstance(closed, KioskView)
        assert closed.opens_at is not None
        assert isinstance(await kiosk.ask(ISSUE), Refused)


async def test_at_midnight_everybody_sees_an_empty_hall(hub: RunningHub) -> None:
    async with (
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
        device(hub.url, Role.DISPLAY, WALL, LOCAL_KEY) as wall,
    ):
        await kiosk.ask(ISSUE)
        await wall.sees(lambda v: isinstance(v, DisplayView) and v.lines[0].waiting == 1)

        hub.clock.shows += timedelta(days=1)

        assert slip(await kiosk.ask(ISSUE)).number == "A001"
        await wall.sees(lambda v: isinstance(v, DisplayView) and v.lines[0].waiting == 1)
        assert hub.engine.state.tickets[0].ticket_id == "2026-11-24.0"


# --- slow devices and a disk that refuses


async def test_who_stops_reading_delays_nobody_and_is_let_go(
    tmp_path: Path, expected_log: ExpectedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty walls and one that is frozen with its connection standing; views are made huge to fill every buffer."""
    expected_log.expect("[display-2] does not read; let go")
    monkeypatch.setattr("hub.session.STUCK_AFTER_S", 0.3)
    monkeypatch.setattr("hub.hall._LOOK_AROUND_EVERY_S", 0.1)
    huge = replace(with_kiosks([KIOSK]), texts=replace(CENTRE.texts, ticker=("Xin chào! " * 30_000,)))
    walls = [f"wall-{n}" for n in range(20)]
    async with (
        running_hub(tmp_path, branch=huge, configure=_patient) as hub,
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
        device(hub.url, Role.DISPLAY, SECOND_WALL, LOCAL_KEY) as frozen,
        devices(hub.url, Role.DISPLAY, walls, LOCAL_KEY) as others,
    ):
        frozen.socket.transport.pause_reading()
        for waiting in range(1, 26):
            assert isinstance(await kiosk.ask(ISSUE), Accepted)
            for wall in others:
                await wall.sees(lambda v, n=waiting: isinstance(v, DisplayView) and v.lines[0].waiting == n)  # type: ignore[misc]
                wall.views[:-1] = []

        await eventually_async(lambda: SECOND_WALL not in hub.hall.presence.connected)
        assert set(walls) < set(hub.hall.presence.connected)
        frozen.socket.transport.abort()


def _patient(config: uvicorn.Config) -> None:
    """Let the hall notice the frozen one, not the server's ping."""
    config.ws_ping_interval = None


async def test_a_frozen_device_is_noticed_by_its_silence(tmp_path: Path) -> None:
    def hurry(config: uvicorn.Config) -> None:
        config.ws_ping_interval, config.ws_ping_timeout = 0.05, 0.1

    async with (
        running_hub(tmp_path, configure=hurry) as hub,
        device(hub.url, Role.DISPLAY, WALL, LOCAL_KEY) as frozen,
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
    ):
        frozen.socket.transport.pause_reading()

        await eventually_async(lambda: WALL not in hub.hall.presence.connected)
        assert isinstance(await kiosk.ask(ISSUE), Accepted)
        frozen.socket.transport.abort()


async def test_a_disk_that_refuses_is_told_to_the_kiosk_and_nothing_is_lost(
    hub: RunningHub, expected_log: ExpectedLog
) -> None:
    expected_log.expect("nothing was stored")
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        first = await kiosk.ask(ISSUE, "first")
        hub.store.fail(10)
        assert await kiosk.ask(ISSUE, "second") == Failed(FailureCode.STORE_UNAVAILABLE)
        assert await kiosk.ask(ISSUE, "first") == first
        hub.store.heal()

        assert slip(await kiosk.ask(ISSUE, "second")).number == "A002"
