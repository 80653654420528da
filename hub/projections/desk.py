"""One counter while somebody sits at it: the ticket there, who waits and why in this order, who is parked or missed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice

from hub.core import issuing
from hub.core.actions import DeskAction, allowed
from hub.core.ids import CounterId, ServiceId
from hub.core.lifecycle import Status
from hub.core.model import Call, Seat, State, Ticket
from hub.core.reason import Reason
from hub.core.selection import Pick, lines_for, order_for, skills
from hub.core.setup import Branch, SkillLevel
from hub.projections.faces import mark_of
from hub.protocol import Desk, DeskTicket, MissedRow, ParkedRow, QueueRow, ServiceChoice

ROWS_SHOWN = 12
_LOOKED_BACK = 200
"""Tickets looked at for missed ones: more than the grace time can hold."""


def desk(state: State, counter_id: CounterId, seat: Seat, now: datetime) -> Desk:
    branch = state.branch
    counter, operator = branch.counter(counter_id), branch.operator(seat.operator_id)
    known = skills(state, seat)
    waiting = [line for key, _ in lines_for(state, counter_id, seat) if (line := state.lines[key])]
    actions = allowed(state, counter_id, seat, now)
    last = state.last_actions.get(counter_id)
    undo_within = timedelta(seconds=branch.policy.undo_within_s)
    return Desk(
        counter_id=counter_id,
        number=counter.number if counter else 0,
        operator_name=operator.name if operator else seat.operator_id,
        primary=service_names(branch, known, SkillLevel.PRIMARY),
        second=service_names(branch, known, SkillLevel.SECOND),
        ticket=None if seat.ticket is None else _ticket(state, state.tickets[seat.ticket]),
        actions=actions,
        waiting=sum(map(len, waiting)),
        longest_since=min((state.tickets[o].waiting_since for line in waiting for o in line[:1]), default=None),
        queue=tuple(_row(state, pick) for pick in order_for(state, counter_id, seat, now, ROWS_SHOWN)),
        paused_for=seat.paused_for,
        may_choose=operator is not None and operator.may_choose,
        parked=_parked(state),
        missed=_missed(state, now),
        services=tuple(
            ServiceChoice(s.service_id, s.prefix, s.short_name, is_own=s.service_id in known) for s in branch.services
        ),
        park_min=branch.policy.park_min,
        undo_until=last.at + undo_within if last is not None and DeskAction.UNDO in actions else None,
    )


def service_names(branch: Branch, known: Mapping[ServiceId, SkillLevel], level: SkillLevel) -> tuple[str, ...]:
    """Short names of the services known at that level, in the order of the branch."""
    return tuple(service.short_name for service in branch.services if known.get(service.service_id) is level)


def _ticket(state: State, ticket: Ticket) -> DeskTicket:
    call = _newest_call(state, ticket)
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


def _newest_call(state: State, ticket: Ticket) -> Call | None:
    return next((call for call in reversed(state.calls) if call.ordinal == ticket.ordinal), None)


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
