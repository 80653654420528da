"""The tables beside the log must say what a replay of the log says."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hub.core import events
from hub.core.commands import CancelReason
from hub.core.evolve import evolve
from hub.core.ids import TicketId
from hub.core.lifecycle import Status
from hub.core.model import State, Ticket

_TICKETS = (
    "SELECT ordinal, number, service_id, class_id, visit_id, session, device_id, token, status, issued_at, ahead,"
    " wait_low_min, wait_high_min, counter_id, reason, calls, rejoins, called_at, started_at, ended_at, outcome, paper,"
    " copies FROM tickets WHERE day = ? ORDER BY ordinal"
)


def tables_say_what_the_log_says(database: Path, log: Sequence[events.Recorded]) -> None:
    connection = sqlite3.connect(database)
    try:
        why = _reasons(log)
        for state in _days(log):
            day = state.day.isoformat()
            rows = [_row(ticket, why) for ticket in state.tickets]
            assert connection.execute(_TICKETS, (day,)).fetchall() == rows
            _calls_agree(connection, state)
        assert _series(connection) == _issued(log)
        days = sum(isinstance(entry.event, events.DayOpened) for entry in log)
        counted = "SELECT (SELECT COUNT(*) FROM events), (SELECT COUNT(*) FROM days)"
        assert connection.execute(counted).fetchone() == (len(log), days)
    finally:
        connection.close()


def _days(log: Sequence[events.Recorded]) -> Iterator[State]:
    """The last state of each day."""
    state = None
    for entry in log:
        if state is not None and isinstance(entry.event, events.DayOpened):
            yield state
        state = evolve(state, entry)
    if state is not None:
        yield state


def _reasons(log: Sequence[events.Recorded]) -> dict[TicketId, CancelReason]:
    """Why each ticket was closed without service, the last time it was."""
    found: dict[TicketId, CancelReason] = {}
    for entry in log:
        match entry.event:
            case events.TicketCancelled(ticket_id=ticket_id, reason=reason):
                found[ticket_id] = reason
            case events.DayClosed(cancelled=cancelled):
                found |= dict.fromkeys(cancelled, CancelReason.DAY_END)
            case events.SessionClosed(cancelled=cancelled):
                found |= dict.fromkeys(cancelled, CancelReason.SESSION_END)
            case _:
                pass
    return found


def _row(ticket: Ticket, why: Mapping[TicketId, CancelReason]) -> tuple[object, ...]:
    moments = (ticket.called_at, ticket.started_at, ticket.ended_at)
    outcome = why.get(ticket.ticket_id) if ticket.status is Status.CANCELLED else ticket.outcome
    return (
        ticket.ordinal,
        ticket.number,
        ticket.service_id,
        ticket.class_id,
        ticket.visit_id,
        ticket.session,
        ticket.device_id,
        ticket.token,
        ticket.status,
        ticket.issued_at.isoformat(),
        ticket.ahead,
        ticket.wait_low_min,
        ticket.wait_high_min,
        ticket.counter_id,
        ticket.reason,
        ticket.calls_made,
        ticket.rejoins,
        *(None if moment is None else moment.isoformat() for moment in moments),
        outcome,
        ticket.paper.state if ticket.paper else None,
        ticket.paper.copy if ticket.paper else 0,
    )


def _calls_agree(connection: sqlite3.Connection, state: State) -> None:
    for call in state.calls:
        row = connection.execute(
            "SELECT ordinal, counter_id, called_at, shown_at IS NOT NULL, spoken_at IS NOT NULL FROM calls"
            " WHERE call_id = ?",
            (call.call_id,),
        ).fetchone()
        assert row == (call.ordinal, call.counter_id, call.called_at.isoformat(), call.is_shown, call.is_spoken)


def _series(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    return connection.execute("SELECT day, series, value FROM tickets ORDER BY day, ordinal").fetchall()


def _issued(log: Sequence[events.Recorded]) -> list[tuple[str, str, int]]:
    issued = (entry.event for entry in log if isinstance(entry.event, events.TicketIssued))
    return [(event.ticket_id.partition(".")[0], event.series, event.value) for event in issued]
