"""What is personal is gone when its day is over: from the rows, from the bytes of the file, and from the backups."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.core import events
from hub.core.ids import CallId, CommandId
from hub.core.reason import Reason
from hub.store import DatabaseDamaged, EventLog
from hub.store.backup import back_up
from hub.store.reading import read_log
from hub.store.retention import Erasure, erase_in_copy
from hub.store.verify import check_whole_log, verified
from tests.support.centres import ANH, CENTRE, JUSTICE, KIOSK, MONDAY, ONE, PC_1
from tests.support.core_day import CoreDay

DAY, TOMORROW = MONDAY.isoformat(), MONDAY + timedelta(days=1)
NOTE = "Bà Nguyễn Thị Lan đau chân"
NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)


class Hub:
    """Monday with two tickets, a call out of turn and a pause; Tuesday has begun."""

    def __init__(self, data: Path) -> None:
        day = CoreDay()
        day.sit(ANH)
        day.issue(JUSTICE)
        day.issue(JUSTICE)
        self.tokens = [ticket.token for ticket in day.state.tickets]
        second = day.state.tickets[1].ticket_id
        self.log = EventLog(data)
        self.log.append("", day.log)
        self._seq, self._now = len(day.log), day.now
        call = events.TicketCalled(second, CallId(f"{second}.c1"), ONE, ANH, Reason.CHOSEN, NOTE)
        self.add(call, DAY)
        self.add(events.CounterPaused(ONE, NOTE), DAY)

    def add(self, event: events.Event, day: str) -> None:
        self._seq += 1
        self.log.append(day, [events.Recorded(self._seq, self._now, CommandId(f"c{self._seq}"), KIOSK, event)])

    def begin_tuesday(self) -> None:
        self.add(events.DayClosed(MONDAY), DAY)
        self.add(events.DayOpened(TOMORROW, CENTRE), DAY)
        self.add(events.OperatorSatDown(ONE, ANH, PC_1), TOMORROW.isoformat())
        self.add(events.CounterPaused(ONE, "nghỉ trưa"), TOMORROW.isoformat())

    def bytes_on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.log.path.parent.glob("layso.db*"))


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    hub = Hub(tmp_path / "data")
    with closing(hub.log):
        yield hub


def test_on_the_day_itself_nothing_is_erased(hub: Hub) -> None:
    assert hub.log.erase_next(NOW) is None
    assert NOTE.encode() in hub.bytes_on_disk()


def test_when_the_day_is_over_no_byte_of_it_is_left_and_the_figures_stay(hub: Hub) -> None:
    before = list(read_log(hub.log.path))
    hub.begin_tuesday()

    assert hub.log.erase_next(NOW) == Erasure(DAY, changed=4)
    assert hub.log.erase_next(NOW) is None

    on_disk = hub.bytes_on_disk()
    for secret in (NOTE, *hub.tokens):
        assert secret.encode() not in on_disk
    after = list(read_log(hub.log.path))
    assert [(e.seq, e.at, e.device_id, type(e.event)) for e in after[: len(before)]] == [
        (e.seq, e.at, e.device_id, type(e.event)) for e in before
    ]
    issued = [e.event for e in after if isinstance(e.event, events.TicketIssued)]
    assert [(event.number, event.token) for event in issued] == [("A001", ""), ("A002", "")]
    assert [e.event for e in after if isinstance(e.event, events.CounterPaused)][-1].reason == "nghỉ trưa"


def test_the_chain_holds_after_it_and_the_day_goes_on(hub: Hub) -> None:
    hub.begin_tuesday()
    hub.log.erase_next(NOW)

    hub.add(events.CounterResumed(ONE), TOMORROW.isoformat())

    check_whole_log(hub.log.path, lambda _seq: None)
    assert verified(hub.log.path).day == TOMORROW.isoformat()


def test_it_is_written_down_what_was_erased_and_when(hub: Hub) -> None:
    hub.begin_tuesday()
    hub.log.erase_next(NOW)

    rows = hub.log._connection.execute("SELECT * FROM erasures").fetchall()

    assert rows == [(DAY, NOW.isoformat(), 4)]


def test_damage_is_not_sealed_over(hub: Hub) -> None:
    hub.begin_tuesday()
    hub.log._connection.execute("UPDATE events SET device_id = 'nobody' WHERE seq = 2")

    with pytest.raises(DatabaseDamaged):
        hub.log.erase_next(NOW)

    assert NOTE.encode() in hub.bytes_on_disk()
    hub.add(events.CounterResumed(ONE), TOMORROW.isoformat())


def test_backups_of_that_day_lose_it_too(hub: Hub, tmp_path: Path) -> None:
    backup, holds = back_up(hub.log.path, tmp_path, lambda _done, _of: None)
    assert NOTE.encode() in backup.path.read_bytes()
    erase_in_copy(backup.path, DAY, NOW)
    assert NOTE.encode() in backup.path.read_bytes(), "the day is not over"

    erase_in_copy(backup.path, TOMORROW.isoformat(), NOW)

    for secret in (NOTE, *hub.tokens):
        assert secret.encode() not in backup.path.read_bytes()
    assert verified(backup.path) == holds


def test_many_days_are_seen_to_one_after_the_other(hub: Hub) -> None:
    hub.begin_tuesday()
    wednesday = TOMORROW + timedelta(days=1)
    hub.add(events.DayOpened(wednesday, CENTRE), TOMORROW.isoformat())

    done = [hub.log.erase_next(NOW), hub.log.erase_next(NOW), hub.log.erase_next(NOW)]

    assert done == [Erasure(DAY, 4), Erasure(TOMORROW.isoformat(), 1), None]
