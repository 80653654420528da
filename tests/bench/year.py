"""A database with a year in it: 100,000 old tickets over 250 working days, and 5,000 who wait today.

One old day is played by the rules (`decide`, `evolve`), from the tap to the end of the service; every other one is that
day under another date. All go through the hub's own store. It is twice the tickets of the largest centre, without the
events of papers and wall screens: about as many events as a real year.
"""

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import msgspec

from hub.core import commands, events
from hub.core.context import Context
from hub.core.decide import decide, open_day
from hub.core.evolve import evolve
from hub.core.ids import CommandId, DeviceId, job_id
from hub.core.lifecycle import PaperState
from hub.core.model import State
from hub.core.setup import Branch
from hub.store import EventLog
from tests.bench.centre import SERVED, counter_id, counter_pc, helper_id, kiosk_id

OLD_TICKETS: Final = 100_000
WAITING: Final = 5_000
TODAY: Final = date(2026, 11, 23)
"""The day of `tests.support.processes.A_MORNING`."""
_DAYS: Final = 250
_FIRST: Final = date(2025, 11, 24)
_OPENS: Final = time(0, 5, tzinfo=UTC)
"""07:05 at the centre: before the demo clock's 07:31, within ticket hours."""
_CALLS: Final = time(0, 35, tzinfo=UTC)
"""07:35: within working hours, when numbers may be called."""
_COUNTER: Final = counter_id(1)
_OFFICIAL: Final = counter_pc(1)
_AGENT: Final = DeviceId("agent-1")
_KIOSK: Final = kiosk_id(1)
_KIOSK_WITHOUT_PRINTER: Final = kiosk_id(2)

_log = msgspec.json.Decoder(list[events.Recorded])


class Day:
    """One service day as it is written: each command decided on the state the ones before it left."""

    def __init__(self, branch: Branch, day: date, seq: int, begins: time = _OPENS) -> None:
        self.log: list[events.Recorded] = []
        self._now = datetime.combine(day, begins)
        self._seq = seq
        self._state: State | None = None
        self._take(open_day(None, branch, self._context(_AGENT)), _AGENT)

    @property
    def state(self) -> State:
        assert self._state is not None
        return self._state

    def do(self, device_id: DeviceId, command: commands.Command) -> None:
        self._now += timedelta(milliseconds=100)
        self._take(decide(self.state, command, self._context(device_id)), device_id)

    def take_ticket(self, kiosk: DeviceId, place: int) -> None:
        self.do(kiosk, commands.IssueTicket(SERVED[place % len(SERVED)]))

    def print_ticket(self) -> None:
        """The newest one's paper comes out."""
        job = job_id(self.state.tickets[len(self.state.tickets) - 1].ticket_id, 1)
        self.do(_AGENT, commands.ReportPaper(job, PaperState.SENDING))
        self.do(_AGENT, commands.ReportPaper(job, PaperState.CONFIRMED))

    def serve_next(self) -> None:
        """Called, there, done."""
        self.do(_OFFICIAL, commands.CallNext(_COUNTER))
        self.do(_OFFICIAL, commands.StartService(_COUNTER))
        self.do(_OFFICIAL, commands.Finish(_COUNTER))

    def _context(self, device_id: DeviceId) -> Context:
        return Context(now=self._now, device_id=device_id, token=f"bench-{self._seq:010d}")

    def _take(self, happened: tuple[events.Event, ...], device_id: DeviceId) -> None:
        command_id = CommandId(f"c{self._seq}")
        for event in happened:
            self._seq += 1
            entry = events.Recorded(self._seq, self._now, command_id, device_id, event)
            self._state = evolve(self._state, entry)
            self.log.append(entry)


def write_year(folder: Path, branch: Branch, *, days: int = _DAYS) -> None:
    """`layso.db` in `folder`, as a hub would find it on the morning of `TODAY`, after so many working days."""
    old = msgspec.json.encode(_old_day(branch).log).decode()
    seq = 0
    with closing(EventLog(folder)) as store:
        before = ""
        for day in _working_days(days):
            # The date stands in the times, and in the ids of tickets, calls and papers.
            entries = _log.decode(old.replace(_FIRST.isoformat(), day.isoformat()))
            store.append(before, [msgspec.structs.replace(entry, seq=entry.seq + seq) for entry in entries])
            seq += len(entries)
            before = day.isoformat()
        store.append(before, _today(branch, seq).log)


def _old_day(branch: Branch) -> Day:
    day = Day(branch, _FIRST, seq=0, begins=_CALLS)
    day.do(_OFFICIAL, commands.SitDown(_COUNTER, helper_id(1)))
    for place in range(OLD_TICKETS // _DAYS):
        day.take_ticket(_KIOSK_WITHOUT_PRINTER, place)
        day.serve_next()
    day.do(_OFFICIAL, commands.StandUp(_COUNTER))
    return day


def _today(branch: Branch, seq: int) -> Day:
    day = Day(branch, TODAY, seq)
    for place in range(WAITING):
        day.take_ticket(_KIOSK, place)
        day.print_ticket()
    return day


def _working_days(count: int) -> list[date]:
    """The last ones before `TODAY`, oldest first."""
    days: list[date] = []
    day = TODAY
    while len(days) < count:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            days.append(day)
    return days[::-1]
