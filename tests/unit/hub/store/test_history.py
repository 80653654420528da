"""What the tables still know of past days, for those who learn from it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.calendar import zone
from hub.core.context import Context, Wait
from hub.core.experience import PastTicket
from hub.core.ids import DeviceId
from hub.store import EventLog, StoreError
from hub.store.history import past_tickets
from tests.support.centres import ANH, CENTRE, ELDERLY, JUSTICE, KIOSK, RULED, SOCIETY
from tests.support.core_day import EVERYBODY, CoreDay

ZONE = zone(CENTRE)
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


class ToldDay(CoreDay):
    """Whoever takes a number is told the same."""

    def context(self, device: DeviceId) -> Context:
        waits = {(JUSTICE, EVERYBODY): Wait(5, 15, 9.0)}
        return replace(super().context(device), waits=MappingProxyType(waits))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventLog]:
    with closing(EventLog(tmp_path)) as store:
        yield store


def a_day(day: date) -> CoreDay:
    """08:00 at the centre: one is called after ten minutes and served for six, one misses, two leave uncalled."""
    told = ToldDay(RULED, datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
    told.issue()
    told.issue()
    told.issue(SOCIETY, class_id=ELDERLY)
    told.issue()
    told.sit(ANH)
    told.pass_time(minutes=10)
    told.call_next()
    told.pass_time(minutes=1)
    told.start()
    told.pass_time(minutes=5)
    told.call_next()
    told.pass_time(seconds=30)
    told.miss()
    return told


def keep(store: EventLog, *days: CoreDay) -> None:
    seq, open_day = 0, ""
    for day in days:
        log = [replace(entry, seq=entry.seq + seq) for entry in day.log]
        store.append(open_day, log)
        seq, open_day = log[-1].seq, day.state.day.isoformat()


def read(store: EventLog, before: date = WEDNESDAY, days: int = 60) -> tuple[PastTicket, ...]:
    return past_tickets(store.path, before, ZONE, days)


def test_a_ticket_is_remembered_with_its_wait_its_service_and_its_promise(store: EventLog) -> None:
    keep(store, a_day(MONDAY))

    served, missed, elderly, _ = read(store)
    eight = 8 * 3600.0
    assert served == PastTicket(MONDAY, eight, (JUSTICE, EVERYBODY), 10.0, 360.0, 5, 15)
    assert missed.waited_min == 16.0
    assert missed.served_s == 45.0, "whoever does not come keeps the counter as well"
    assert elderly == PastTicket(MONDAY, eight, (SOCIETY, ELDERLY), None, None, None, None)


def test_a_wait_ends_with_the_first_call_whatever_came_after(store: EventLog) -> None:
    day = a_day(MONDAY)
    missed = day.state.tickets[1]
    day.do(commands.Rejoin(missed.ticket_id), KIOSK)
    while day.call_next().ordinal != missed.ordinal:
        day.start()
        day.pass_time(minutes=20)
    keep(store, day)

    assert day.again(missed).calls_made == 3
    assert read(store)[1].waited_min == 16.0


def test_today_is_not_past(store: EventLog) -> None:
    keep(store, a_day(MONDAY), a_day(TUESDAY))

    assert {ticket.day for ticket in read(store, TUESDAY)} == {MONDAY}
    assert {ticket.day for ticket in read(store, WEDNESDAY)} == {MONDAY, TUESDAY}
    assert read(store, MONDAY) == ()


def test_only_so_many_days_with_tickets_are_looked_back_at(store: EventLog) -> None:
    empty = CoreDay(CENTRE, datetime(2026, 11, 22, 1, tzinfo=UTC))
    friday = a_day(date(2026, 11, 20))
    keep(store, friday, empty, a_day(MONDAY), a_day(TUESDAY))

    assert {ticket.day for ticket in read(store, days=2)} == {MONDAY, TUESDAY}
    assert {ticket.day for ticket in read(store, days=3)} == {friday.state.day, MONDAY, TUESDAY}


def test_a_damaged_database_is_told_as_the_disks_fault(tmp_path: Path) -> None:
    (tmp_path / "layso.db").write_bytes(b"no database at all, but long enough to be looked at" * 50)

    with pytest.raises(StoreError):
        past_tickets(tmp_path / "layso.db", MONDAY, ZONE)
