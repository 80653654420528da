"""The tables beside the log must say what a replay of the log says."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from hub.core import events
from hub.core.evolve import evolve
from hub.core.model import State, Ticket

_TICKETS = (
    "SELECT ordinal, number, service_id, device_id, token, status, issued_at, ahead, counter_id, reason, calls,"
    " called_at, started_at, ended_at, outcome, paper, copies FROM tickets WHERE day = ? ORDER BY ordinal"
)


def tables_say_what_the_log_says(database: Path, log: Sequence[events.Recorded]) -> None:
    connection = sqlite3.connect(database)
    try:
        for state in _days(log):
            day = state.day.isoformat()
            assert connection.execute(_TICKETS, (day,)).fetchall() == [_row(ticket) for ticket in state.tickets]
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


def _row(ticket: Ticket) -> tuple[object, ...]:
    moments = (ticket.called_at, ticket.started_at, ticket.ended_at)
    return (
        ticket.ordinal,
        ticket.number,
        ticket.service_id,
        ticket.device_id,
        ticket.token,
        ticket.status,
        ticket.issued_at.isoformat(),
        ticket.ahead,
        ticket.counter_id,
        ticket.reason,
        ticket.call_count,
        *(None if moment is None else moment.isoformat() for moment in moments),
        ticket.outcome,
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
