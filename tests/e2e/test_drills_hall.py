"""Drills with real hubs and sockets: a second hub, clocks that jump, a crowd at the door, a log cut short."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hub.protocol import Accepted, IssueTicket, Role, ServiceId
from tests.bench.centre import write_centre
from tests.support.agreement import every_screen_agrees
from tests.support.eventually import eventually
from tests.support.processes import HubProcess
from tests.support.taps import WARM, issued_on_disk, numbers_taken
from tests.support.wire_device import device

ISSUE = IssueTicket(ServiceId("justice"))


def at(local: str) -> list[str]:
    return ["--demo-clock", local]


def test_a_second_hub_on_the_same_data_is_refused_and_disturbs_nobody(tmp_path: Path) -> None:
    with HubProcess(tmp_path, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "one") == ["A001"]
        with HubProcess(tmp_path, environment=WARM) as second:
            assert second.process.wait(15) == 2
        assert "another hub is already running with the data in" in hub.output(), "both write into this file"
        assert numbers_taken(hub, "two") == ["A002"]
        every_screen_agrees(hub)


@pytest.mark.parametrize(
    ("then", "numbers"),
    [
        pytest.param("2026-11-23 06:45:00", ["A002", "A003"], id="back, before ticket hours: time stands still"),
        pytest.param("2026-11-23 07:31:00", ["A002", "A003"], id="back by an hour"),
        pytest.param("2026-11-22 08:31:00", ["A002", "A003"], id="back by a day: no number of it again"),
        pytest.param("2026-11-24 08:31:00", ["A001", "A002"], id="forward by a day: a new one"),
    ],
)
def test_a_clock_that_jumped_over_a_power_cut_doubles_no_number(then: str, numbers: list[str], tmp_path: Path) -> None:
    with HubProcess(tmp_path, options=at("2026-11-23 08:31:00"), environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "one") == ["A001"]
        hub.kill()

    with HubProcess(tmp_path, options=at(then), environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "two", "three") == numbers
        every_screen_agrees(hub)
        hub.kill()

    with closing(sqlite3.connect(tmp_path / "layso.db")) as connection:
        rows = connection.execute("SELECT day, number FROM tickets").fetchall()
    assert len(set(rows)) == len(rows) == 3


def test_over_midnight_a_running_hub_begins_a_new_day_by_itself(tmp_path: Path) -> None:
    options = [*at("2026-11-23 23:50:00"), "--demo-speed", "300"]
    with HubProcess(tmp_path, options=at("2026-11-23 16:20:00"), environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "one") == ["A001"]
        hub.kill()

    with HubProcess(tmp_path, options=options, environment=WARM).wait_until_open() as hub:
        health = eventually(lambda: tomorrows(hub), "the day changes")
        assert health is not None
        assert (health["tickets"], health["waiting"]) == (0, 0)
        assert every_screen_agrees(hub).day.isoformat() == "2026-11-24"
        hub.kill()

    assert issued_on_disk(tmp_path) == []


def tomorrows(hub: HubProcess) -> dict[str, Any] | None:
    health = hub.health()
    return health if health is not None and health["day"] == "2026-11-24" else None


def test_200_devices_that_come_at_once_are_all_let_in_and_get_their_numbers(tmp_path: Path) -> None:
    branch = write_centre(tmp_path, kiosks=200, screens=1)

    async def come(hub: HubProcess, number: int) -> str:
        async with device(hub.url, Role.KIOSK, f"kiosk-{number}", hub.key) as kiosk:
            answer = await kiosk.ask(ISSUE)
            assert isinstance(answer, Accepted), answer
            assert answer.ticket is not None
            return answer.ticket.number

    async def all_at_once(hub: HubProcess) -> list[str]:
        return await asyncio.gather(*(come(hub, number) for number in range(1, 201)))

    with HubProcess(tmp_path / "hub", branch=branch, environment=WARM).wait_until_open() as hub:
        numbers = asyncio.run(all_at_once(hub))
        every_screen_agrees(hub, kiosk="kiosk-200")

    assert sorted(numbers) == [f"A{n:03}" for n in range(1, 201)]
    assert issued_on_disk(tmp_path / "hub") == [f"A{n:03}" for n in range(1, 201)]


@pytest.mark.parametrize("torn", [b"", b"\x00" * 5000, bytes(range(256)) * 33])
def test_a_write_that_the_power_cut_tore_is_as_if_it_had_not_begun(killed: Path, torn: bytes) -> None:
    """It was never acknowledged: what follows the last whole commit counts for nothing."""
    with (killed / "layso.db-wal").open("ab") as wal:
        wal.write(torn)

    with HubProcess(killed, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "three", "four") == ["A003", "A004"]
        every_screen_agrees(hub)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_log_that_is_cut_short_leaves_whole_tickets_without_a_gap(killed: Path, keep: float) -> None:
    """By a disk that had promised more. What is left is a beginning of what was told, and nothing by half."""
    wal = killed / "layso.db-wal"
    wal.write_bytes(wal.read_bytes()[: int(wal.stat().st_size * keep)])

    with HubProcess(killed, environment=WARM).wait_until_open() as hub:
        left = issued_on_disk(killed)
        assert left == ["A001", "A002", "A003"][: len(left)]
        assert numbers_taken(hub, "next") == [f"A{len(left) + 1:03}"]
        every_screen_agrees(hub)
