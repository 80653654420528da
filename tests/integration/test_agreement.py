"""The judge of the drills is judged: it finds screens that show what is over, and tables that say what is not."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hub.core.context import NO_WAITS
from hub.core.model import State
from hub.presence import Presence
from hub.projections import counter_view, display_view, hardware_view, kiosk_view
from hub.protocol import RoleView
from hub.store import EventLog
from tests.support.agreement import facts, the_disk_agrees
from tests.support.centres import ANH, JUSTICE, KIOSK, MORNING, PC_1
from tests.support.core_day import CoreDay
from tests.support.queue_checks import qr_url


def day() -> CoreDay:
    """Anh sits at a counter, two people wait."""
    day = CoreDay()
    day.sit(ANH)
    day.issue(JUSTICE)
    day.issue(JUSTICE)
    return day


def views(state: State) -> dict[str, RoleView]:
    return {
        "kiosk": kiosk_view(state, Presence(), MORNING, KIOSK, waits=NO_WAITS, qr_url=qr_url),
        "display": display_view(state, Presence(), MORNING),
        "counter": counter_view(state, Presence(), MORNING, PC_1),
        "hardware": hardware_view(state, qr_url),
    }


def wrong(view: RoleView, state: State) -> list[str]:
    return [what for what, shown, stored in facts(view, state, KIOSK, PC_1) if shown != stored]


@pytest.mark.parametrize("role", ["kiosk", "display", "counter", "hardware"])
def test_a_screen_that_shows_the_day_as_it_is_agrees(role: str) -> None:
    hall = day()
    hall.call_next()

    assert wrong(views(hall.state)[role], hall.state) == []


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("kiosk", ["waiting", "its last tickets"]),
        ("display", ["waiting", "counters", "calls"]),
        ("counter", ["the ticket here", "the queue"]),
    ],
)
def test_a_screen_that_missed_a_call_is_found(role: str, found: list[str]) -> None:
    hall = day()
    before = views(hall.state)
    hall.call_next()

    assert wrong(before[role], hall.state) == found


def test_an_agent_that_missed_a_ticket_is_found() -> None:
    hall = day()
    before = views(hall.state)
    hall.issue(JUSTICE)

    assert wrong(before["hardware"], hall.state) == ["jobs"]


def lose_a_number(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM tickets WHERE number = 'A002'")


def tell_another_end(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE tickets SET status = 'finished' WHERE number = 'A001'")


@pytest.mark.parametrize("lie", [lose_a_number, tell_another_end])
def test_a_table_that_lies_is_found(lie: Callable[[sqlite3.Connection], None], tmp_path: Path) -> None:
    with closing(EventLog(tmp_path)) as log:
        log.append("", day().log)
    assert len(the_disk_agrees(tmp_path / "layso.db").tickets) == 2
    with closing(sqlite3.connect(tmp_path / "layso.db")) as connection, connection:
        lie(connection)

    with pytest.raises(AssertionError):
        the_disk_agrees(tmp_path / "layso.db")
