"""Everybody in the hall is shown what is true now; who comes twice, goes, or takes nothing disturbs nobody else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from msgspec.structs import replace

from hub.core.context import NO_WAITS, Waits
from hub.core.ids import Ordinal
from hub.core.model import LineKey, State
from hub.hall import Hall
from hub.protocol import (
    Bye,
    ByeCode,
    CounterView,
    DeviceId,
    DisplayReport,
    DisplayView,
    HardwareReport,
    KioskView,
    NothingFound,
    PrinterHealth,
    PrinterReport,
    Role,
    RoleView,
    ScanReport,
    SeenUnknown,
    View,
)
from hub.session import Session
from tests.conftest import ExpectedLog
from tests.support.centres import AGENT, CENTRE, JUSTICE, KIOSK, PC_1, PRINTER, SCREEN_ONLY, SECOND_WALL, WALL
from tests.support.core_day import CoreDay
from tests.support.eventually import eventually_async
from tests.support.queue_checks import qr_url
from tests.support.websockets import FakeSocket


class StillQueue:
    """The part of the engine a hall reads, set by hand."""

    def __init__(self) -> None:
        self.day = CoreDay()
        self.behind_s = 0.0
        self.busy = False
        self.accepting = True

    @property
    def state(self) -> State:
        return self.day.state

    def now(self) -> datetime:
        return self.day.now

    def clock_behind_s(self) -> float:
        return self.behind_s

    def is_busy(self) -> bool:
        return self.busy

    def waits(self) -> Waits:
        return NO_WAITS

    def is_accepting(self) -> bool:
        return self.accepting


class Guest:
    """A device in the hall, and what it was sent."""

    def __init__(self, hall: Hall, role: Role, device_id: DeviceId) -> None:
        self.socket = FakeSocket()
        self.session = Session(self.socket, role, device_id)
        hall.enter(self.session)
        self.task = asyncio.create_task(self.session.serve(_silent()))

    @property
    def shown(self) -> RoleView | None:
        """The newest view."""
        return next((m.view for m in reversed(self.socket.sent) if isinstance(m, View)), None)

    def goodbyes(self) -> list[ByeCode]:
        return [message.code for message in self.socket.sent if isinstance(message, Bye)]


async def _silent() -> None:
    await asyncio.Event().wait()


class OpenHall:
    """A hall that is showing views, and its guests."""

    def __init__(self) -> None:
        self.queue = StillQueue()
        self.hall = Hall(qr_url)
        self.guests: list[Guest] = []

    def guest(self, role: Role, device_id: DeviceId) -> Guest:
        self.guests.append(Guest(self.hall, role, device_id))
        return self.guests[-1]


@asynccontextmanager
async def opened() -> AsyncIterator[OpenHall]:
    hall = OpenHall()
    showing = asyncio.create_task(hall.hall.show_forever(hall.queue))
    yield hall
    await asyncio.sleep(0)
    tasks = [showing, *(guest.task for guest in hall.guests)]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_who_enters_is_shown_the_view_of_its_role() -> None:
    async with opened() as hall:
        kiosk, wall, clerk = (
            hall.guest(Role.KIOSK, KIOSK),
            hall.guest(Role.DISPLAY, WALL),
            hall.guest(Role.COUNTER, PC_1),
        )
        await eventually_async(lambda: kiosk.shown and wall.shown and clerk.shown)

        assert isinstance(kiosk.shown, KioskView)
        assert isinstance(wall.shown, DisplayView)
        assert isinstance(clerk.shown, CounterView)


async def test_a_change_reaches_everybody_it_concerns() -> None:
    async with opened() as hall:
        walls = [hall.guest(Role.DISPLAY, WALL), hall.guest(Role.DISPLAY, SECOND_WALL)]
        await eventually_async(lambda: all(wall.shown for wall in walls))

        hall.queue.day.issue(JUSTICE)
        hall.hall.touch()

        await eventually_async(lambda: all(waiting(wall) == 1 for wall in walls))


def waiting(wall: Guest) -> int | None:
    return wall.shown.lines[0].waiting if isinstance(wall.shown, DisplayView) else None


async def test_a_view_with_a_bug_does_not_take_the_others_along(expected_log: ExpectedLog) -> None:
    """A rule that lets a line grow of a ticket that does not exist; only the walls do not look into the line."""
    expected_log.expect("[pc-1] cannot be shown its view")
    async with opened() as hall:
        hall.queue.day.sit(CENTRE.operators[0].operator_id)
        broken = {LineKey(JUSTICE): (Ordinal(99),)}
        hall.queue.day.assume(replace(hall.queue.day.state, lines=broken))
        wall, clerk = hall.guest(Role.DISPLAY, WALL), hall.guest(Role.COUNTER, PC_1)

        await eventually_async(lambda: wall.shown)
        hall.queue.day.assume(replace(hall.queue.day.state, lines={}))
        hall.hall.touch()

        await eventually_async(lambda: clerk.shown)


# --- coming and going


async def test_a_device_that_comes_again_replaces_its_older_connection(expected_log: ExpectedLog) -> None:
    expected_log.expect("[kiosk-1] came again on another connection; the older one is closed")
    async with opened() as hall:
        older = hall.guest(Role.KIOSK, KIOSK)
        newer = hall.guest(Role.KIOSK, KIOSK)
        await eventually_async(lambda: older.task.done() and newer.shown)

        hall.hall.leave(older.session)

        assert older.goodbyes() == [ByeCode.REPLACED]
        assert hall.hall.presence.connected == {KIOSK: Role.KIOSK}


async def test_who_leaves_is_missed_by_the_staff() -> None:
    async with opened() as hall:
        kiosk, clerk = hall.guest(Role.KIOSK, KIOSK), hall.guest(Role.COUNTER, PC_1)
        await eventually_async(lambda: "Cửa chính" not in alarms(clerk, "kiosk_missing"))

        hall.hall.leave(kiosk.session)

        await eventually_async(lambda: "Cửa chính" in alarms(clerk, "kiosk_missing"))


def alarms(clerk: Guest, code: str) -> list[str]:
    if not isinstance(clerk.shown, CounterView):
        return []
    return [alert.params["device"] for alert in clerk.shown.alerts if alert.code == code]


async def test_what_a_device_says_of_itself_is_worth_nothing_once_it_is_gone() -> None:
    async with opened() as hall:
        kiosk, agent = hall.guest(Role.KIOSK, KIOSK), hall.guest(Role.HARDWARE, AGENT)
        hall.hall.hear(AGENT, HardwareReport((PrinterReport(PRINTER, PrinterHealth.READY),)))
        await eventually_async(lambda: printer(kiosk) is PrinterHealth.READY)

        hall.hall.leave(agent.session)

        await eventually_async(lambda: printer(kiosk) is PrinterHealth.UNKNOWN)


def printer(kiosk: Guest) -> PrinterHealth | None:
    return kiosk.shown.printer if isinstance(kiosk.shown, KioskView) else None


async def test_a_device_that_comes_again_has_said_nothing_yet() -> None:
    async with opened() as hall:
        wall = hall.guest(Role.DISPLAY, WALL)
        hall.hall.hear(WALL, DisplayReport(has_sound=False))
        assert hall.hall.presence.is_mute(WALL)
        hall.hall.leave(wall.session)

        hall.guest(Role.DISPLAY, WALL)

        assert not hall.hall.presence.is_mute(WALL)


async def test_when_the_hub_goes_down_everybody_is_told_and_nobody_is_waited_for() -> None:
    async with opened() as hall:
        well, frozen = hall.guest(Role.KIOSK, KIOSK), hall.guest(Role.DISPLAY, WALL)
        await eventually_async(lambda: well.shown)
        frozen.socket.is_taking.clear()

        await hall.hall.dismiss_all()

        assert well.goodbyes() == [ByeCode.SHUTTING_DOWN]
        assert well.socket.closed_with == 1001
        assert frozen.goodbyes() == []


async def test_who_takes_nothing_delays_nobody_and_is_let_go(
    expected_log: ExpectedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log.expect("[display-2] does not read; let go")
    monkeypatch.setattr("hub.session.STUCK_AFTER_S", 0.02)
    monkeypatch.setattr("hub.hall._LOOK_AROUND_EVERY_S", 0.01)
    async with opened() as hall:
        looking = asyncio.create_task(hall.hall.look_around_forever(hall.queue))
        well, frozen = hall.guest(Role.DISPLAY, WALL), hall.guest(Role.DISPLAY, SECOND_WALL)
        frozen.socket.is_taking.clear()
        hall.queue.day.issue(JUSTICE)
        hall.hall.touch()

        await eventually_async(lambda: waiting(well) == 1)
        await eventually_async(frozen.task.done)

        assert hall.hall.presence.connected == {WALL: Role.DISPLAY}
        looking.cancel()


async def test_a_clock_that_was_set_back_is_told_to_the_staff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.hall._LOOK_AROUND_EVERY_S", 0.005)
    async with opened() as hall:
        looking = asyncio.create_task(hall.hall.look_around_forever(hall.queue))
        clerk = hall.guest(Role.COUNTER, PC_1)
        await eventually_async(lambda: clerk.shown)

        hall.queue.behind_s = 3600.0

        await eventually_async(
            lambda: isinstance(clerk.shown, CounterView) and clerk.shown.alerts[0].params == {"seconds": "3600"}
        )
        looking.cancel()


async def test_while_commands_wait_the_newest_view_still_arrives() -> None:
    async with opened() as hall:
        wall = hall.guest(Role.DISPLAY, WALL)
        hall.queue.busy = True
        for _ in range(5):
            hall.queue.day.issue(JUSTICE)
            hall.hall.touch()
            await asyncio.sleep(0)

        await eventually_async(lambda: waiting(wall) == 5)


# --- what was held to a scanner


def scan_shown(kiosk: Guest) -> str:
    if not isinstance(kiosk.shown, KioskView) or kiosk.shown.scan is None:
        return ""
    return kiosk.shown.scan.scan_id


def scan(scan_id: str) -> ScanReport:
    return ScanReport(KIOSK, scan_id, SeenUnknown("vneid"))


async def test_what_is_scanned_is_on_its_kiosk_until_it_is_used() -> None:
    async with opened() as hall:
        kiosk, other = hall.guest(Role.KIOSK, KIOSK), hall.guest(Role.KIOSK, SCREEN_ONLY)
        hall.hall.see(scan("one"), hall.queue.state, hall.queue.now())
        await eventually_async(lambda: scan_shown(kiosk) == "one" and other.shown)
        assert isinstance(kiosk.shown, KioskView)
        assert kiosk.shown.scan is not None
        assert kiosk.shown.scan.found == NothingFound("vneid")
        assert scan_shown(other) == ""

        hall.hall.forget_scan(KIOSK)
        hall.hall.forget_scan(KIOSK)

        await eventually_async(lambda: scan_shown(kiosk) == "")


async def test_what_is_scanned_is_forgotten_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.scans.KEPT_S", 0.05)
    monkeypatch.setattr("hub.hall._LOOK_AROUND_EVERY_S", 0.005)
    async with opened() as hall:
        looking = asyncio.create_task(hall.hall.look_around_forever(hall.queue))
        kiosk = hall.guest(Role.KIOSK, KIOSK)
        hall.hall.see(scan("one"), hall.queue.state, hall.queue.now())
        await eventually_async(lambda: scan_shown(kiosk) == "one")

        await eventually_async(lambda: kiosk.shown and scan_shown(kiosk) == "")
        looking.cancel()


async def test_a_scan_does_not_take_away_what_the_agent_said_of_its_printers() -> None:
    async with opened() as hall:
        kiosk = hall.guest(Role.KIOSK, KIOSK)
        hall.guest(Role.HARDWARE, AGENT)
        hall.hall.hear(AGENT, HardwareReport((PrinterReport(PRINTER, PrinterHealth.READY),)))

        hall.hall.see(scan("one"), hall.queue.state, hall.queue.now())

        await eventually_async(lambda: scan_shown(kiosk) == "one")
        assert printer(kiosk) is PrinterHealth.READY
