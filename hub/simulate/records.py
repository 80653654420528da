"""What happened in a day that was played, read from its events: the rules are not asked whether they were kept."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

import msgspec

from hub.core import events
from hub.core.experience import ENDED_AT_COUNTER, PastTicket
from hub.core.ids import ClassId, CounterId, OperatorId, Ordinal, ServiceId, TicketId, ordinal_of
from hub.core.lifecycle import Status
from hub.core.model import LineKey, Seat, State
from hub.core.outlook import second_of_day
from hub.core.reason import Reason
from hub.core.setup import Branch

_OUT_OF_TURN: Final = frozenset({Reason.CHOSEN, Reason.CALLED_BACK, Reason.FOR_THIS_COUNTER})


class Step(NamedTuple):
    """One event of the play."""

    before: State
    entry: events.Recorded
    after: State
    resting: Mapping[CounterId, datetime]
    """Officials who pressed "next", were told that nobody waits, and have seen nobody come since then."""


class Record(msgspec.Struct):
    """One ticket, as far as its day has come."""

    day: date
    service_id: ServiceId
    class_id: ClassId
    issued_at: datetime
    low_min: int | None
    high_min: int | None
    predicted: dict[str, float]
    """What each predictor said when the number was taken, in minutes."""
    first_called_at: datetime | None = None
    waits_since: datetime | None = None
    waited_s: float = 0.0
    """In all its waits."""
    skips: int = 0
    """How often somebody who came later for the same service was called before it."""
    status: Status = Status.WAITING
    served_s: float | None = None

    @property
    def wait_min(self) -> float | None:
        """Until it was first called."""
        return None if self.first_called_at is None else (self.first_called_at - self.issued_at).total_seconds() / 60

    def past(self, branch: Branch) -> PastTicket:
        name, second = (self.service_id, self.class_id), second_of_day(branch, self.issued_at)
        return PastTicket(self.day, second, name, self.wait_min, self.served_s, self.low_min, self.high_min)


class DayBook:
    """Keeps the records of one day, and two sums that must agree with them."""

    def __init__(self, day: date) -> None:
        self.records: list[Record] = []
        self.waiting_s = 0.0
        """People waiting times seconds, counted from the lines: must be the sum of all waits."""
        self.idle_s = 0.0
        """Seconds in which a counter rested while somebody waited whom it could have served: must be 0."""
        self.predicted: dict[str, float] = {}
        """For whoever takes a number next."""
        self._day = day
        self._last_at: datetime | None = None

    def watch(self, step: Step) -> None:
        self._measure(step)
        now = step.entry.at
        match step.entry.event:
            case events.TicketIssued() as event:
                self._issued(event, now)
            case events.TicketCalled() as event:
                self._called(step, event)
            case events.TicketRejoined() | events.TicketUnparked() | events.TicketTransferred() as event:
                self._record(event.ticket_id).waits_since = now
            case events.TicketCancelled() as event:
                self._end_wait(self._record(event.ticket_id), now)
            case events.SessionClosed() | events.DayClosed() as event:
                for ticket_id in event.cancelled:
                    self._end_wait(self._record(ticket_id), now)
            case _:
                pass

    def close(self, state: State) -> None:
        """The day is over: how each ticket ended."""
        for record, ticket in zip(self.records, state.tickets, strict=True):
            record.status = ticket.status
            is_ended = ticket.status in ENDED_AT_COUNTER
            if is_ended and ticket.called_at is not None and ticket.ended_at is not None:
                record.served_s = (ticket.ended_at - ticket.called_at).total_seconds()

    def _issued(self, event: events.TicketIssued, now: datetime) -> None:
        self.records.append(
            Record(
                day=self._day,
                service_id=event.service_id,
                class_id=event.class_id,
                issued_at=now,
                low_min=event.wait_low_min,
                high_min=event.wait_high_min,
                predicted=self.predicted,
                waits_since=now,
            )
        )

    def _called(self, step: Step, event: events.TicketCalled) -> None:
        record = self._record(event.ticket_id)
        self._end_wait(record, step.entry.at)
        record.first_called_at = record.first_called_at or step.entry.at
        if event.reason not in _OUT_OF_TURN:
            for ordinal in _passed(step.after, _ordinal(step.after.day, event.ticket_id)):
                self.records[ordinal].skips += 1

    def _end_wait(self, record: Record, now: datetime) -> None:
        if record.waits_since is not None:
            record.waited_s += (now - record.waits_since).total_seconds()
            record.waits_since = None

    def _record(self, ticket_id: TicketId) -> Record:
        return self.records[_ordinal(self._day, ticket_id)]

    def _measure(self, step: Step) -> None:
        since, self._last_at = self._last_at, step.entry.at
        if since is None:
            return
        self.waiting_s += sum(map(len, step.before.lines.values())) * (step.entry.at - since).total_seconds()
        for counter_id, rested_since in step.resting.items():
            seat = step.before.seats.get(counter_id)
            if seat is not None and _could_serve(step.before, counter_id, seat):
                self.idle_s += (step.entry.at - max(since, rested_since)).total_seconds()


def _ordinal(day: date, ticket_id: TicketId) -> Ordinal:
    ordinal = ordinal_of(ticket_id, day)
    if ordinal is None:
        raise ValueError(f"{ticket_id} is not of {day}")
    return ordinal


def _passed(state: State, called: Ordinal) -> Iterator[Ordinal]:
    """Who took a number for the same service before that one and still waits, and has not missed a call."""
    service_id = state.tickets[called].service_id
    for key, line in state.lines.items():
        if key.service_id == service_id and not key.is_personal:
            yield from (o for o in line if o < called and state.tickets[o].rejoins == 0)


def _could_serve(state: State, counter_id: CounterId, seat: Seat) -> bool:
    """Somebody waits whom the person at this counter has a skill for: told from the set-up, not from the rule."""
    operator = state.branch.operator(seat.operator_id)
    known = set(operator.skills if operator else ()) | set(state.covers.get(seat.operator_id, ()))
    at_counters = {state.tickets[other.ticket].visit_id for other in state.seats.values() if other.ticket is not None}
    return any(
        state.tickets[ordinal].visit_id not in at_counters
        for key, line in state.lines.items()
        if _is_for(state, key, counter_id, seat.operator_id, known)
        for ordinal in line
    )


def _is_for(state: State, key: LineKey, counter_id: CounterId, operator_id: OperatorId, known: set[ServiceId]) -> bool:
    if key.is_personal:
        return counter_id == key.counter_id or operator_id == key.operator_id
    service = state.branch.service(key.service_id)
    return service is not None and key.service_id in known and (not service.counters or counter_id in service.counters)
