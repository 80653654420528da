"""One counter while somebody sits at it: the ticket there, who waits and why in this order, who is parked or missed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice

from hub.core import issuing
from hub.core.actions import DeskAction, allowed
from hub.core.ids import CounterId, ServiceId
from hub.core.lifecycle import Status
from hub.core.model import Seat, State, Ticket
from hub.core.reason import Reason
from hub.core.selection import Near, Pick, lines_for, order_for, skills
from hub.core.setup import SkillLevel
from hub.projections.faces import mark_of, newest_call
from hub.protocol import Desk, DeskTicket, MissedRow, ParkedRow, QueueRow, ServiceChoice

ROWS_SHOWN = 12
_LOOKED_BACK = 200
"""Tickets looked at for missed ones: more than the grace time can hold."""


class Desks:
    """The desks of one moment; what all of them are shown alike is made once."""

    def __init__(self, state: State, now: datetime) -> None:
        self._state = state
        self._now = now
        self._names = {service.service_id: service.short_name for service in state.branch.services}
        self._numbers = {counter.counter_id: counter.number for counter in state.branch.counters}
        self._parked = _parked(state)
        self._missed = _missed(state, now)
        self._queues: dict[tuple[object, ...], tuple[QueueRow, ...]] = {}

    def of(self, counter_id: CounterId, seat: Seat) -> Desk:
        state, now = self._state, self._now
        operator = state.branch.operator(seat.operator_id)
        known = skills(state, seat)
        usual = {} if operator is None else operator.skills
        covered = state.covers.get(seat.operator_id, {}).keys() - usual.keys()
        lines = lines_for(state, counter_id, seat)
        waiting = [state.lines[key] for key, _ in lines]
        actions = allowed(state, counter_id, seat, now, near=lines)
        return Desk(
            counter_id=counter_id,
            number=self._numbers.get(counter_id, 0),
            operator_name=operator.name if operator else seat.operator_id,
            primary=service_names(self._names, known, SkillLevel.PRIMARY),
            second=service_names(self._names, known, SkillLevel.SECOND),
            ticket=None if seat.ticket is None else _ticket(state, state.tickets[seat.ticket]),
            actions=actions,
            waiting=sum(map(len, waiting)),
            longest_since=min((state.tickets[line[0]].waiting_since for line in waiting), default=None),
            queue=self._queue(counter_id, seat, lines),
            paused_for=seat.paused_for,
            may_choose=operator is not None and operator.may_choose,
            parked=self._parked,
            missed=self._missed,
            services=tuple(
                ServiceChoice(
                    s.service_id,
                    s.prefix,
                    s.short_name,
                    is_own=s.service_id in known,
                    is_covered=s.service_id in covered,
                )
                for s in state.branch.services
            ),
            park_min=state.branch.policy.park_min,
            undo_until=self._undo_until(counter_id) if DeskAction.UNDO in actions else None,
        )

    def _queue(self, counter_id: CounterId, seat: Seat, lines: Near) -> tuple[QueueRow, ...]:
        """Made once for all who call from the same lines; a visit with several tickets is seen apart by its counter."""
        visit = None if seat.ticket is None else self._state.tickets[seat.ticket].visit_id
        key = (lines, visit if visit in self._state.shared_visits else None)
        if key not in self._queues:
            picks = order_for(self._state, counter_id, seat, self._now, ROWS_SHOWN, near=lines)
            self._queues[key] = tuple(_row(self._state, pick) for pick in picks)
        return self._queues[key]

    def _undo_until(self, counter_id: CounterId) -> datetime | None:
        last = self._state.last_actions.get(counter_id)
        return None if last is None else last.at + timedelta(seconds=self._state.branch.policy.undo_within_s)


def service_names(
    names: Mapping[ServiceId, str], known: Mapping[ServiceId, SkillLevel], level: SkillLevel
) -> tuple[str, ...]:
    """Short names of the services known at that level, in the order of the person's skills."""
    return tuple(names[service_id] for service_id, at in known.items() if at is level and service_id in names)


def _ticket(state: State, ticket: Ticket) -> DeskTicket:
    call = newest_call(state, ticket)
    return DeskTicket(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        service_name=_service_name(state, ticket, is_short=False),
        status=ticket.status,
        issued_at=ticket.issued_at,
        called_at=ticket.called_at or ticket.issued_at,
        started_at=ticket.started_at,
        call_count=ticket.call_count,
        reason=ticket.reason or Reason.LONGEST_WAIT,
        is_shown=call is not None and call.is_shown,
        is_spoken=call is not None and call.is_spoken,
        mark=mark_of(state.branch, ticket.class_id),
        service_id=ticket.service_id,
    )


def _row(state: State, pick: Pick) -> QueueRow:
    ticket = state.tickets[pick.ordinal]
    return QueueRow(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        service_name=_service_name(state, ticket),
        waiting_since=ticket.waiting_since,
        reason=pick.reason,
        mark=mark_of(state.branch, ticket.class_id),
        appointment_at=ticket.appointment_at,
    )


def _parked(state: State) -> tuple[ParkedRow, ...]:
    rows = (
        ParkedRow(t.ticket_id, t.number, _service_name(state, t), t.parked_until or t.issued_at)
        for t in (state.tickets[ordinal] for ordinal in state.parked)
    )
    return tuple(sorted(rows, key=lambda row: row.until)[:ROWS_SHOWN])


def _missed(state: State, now: datetime) -> tuple[MissedRow, ...]:
    """Newest first; only the last tickets of the day are looked at, so the cost does not grow with it."""
    total = len(state.tickets)
    latest = (state.tickets[n] for n in range(total - 1, max(-1, total - 1 - _LOOKED_BACK), -1))
    missed = (ticket for ticket in latest if ticket.status is Status.NO_SHOW)
    back = ((ticket, issuing.rejoin_until(state, ticket)) for ticket in missed)
    rows = (
        MissedRow(t.ticket_id, t.number, _service_name(state, t), until)
        for t, until in back
        if until is not None and until >= now
    )
    return tuple(islice(rows, ROWS_SHOWN))


def _service_name(state: State, ticket: Ticket, *, is_short: bool = True) -> str:
    service = state.branch.service(ticket.service_id)
    if service is None:
        return ticket.service_id
    return service.short_name if is_short else service.name
