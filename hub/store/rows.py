"""Events to the rows that reports read: for each event the SQL that keeps the tables in step with the log.

The tables are derived: the same statements over the same log give the same rows. Nothing but reports reads them.
"""

from collections.abc import Iterator
from typing import assert_never

from hub.core import events
from hub.core.ids import TicketId, ticket_of_call, ticket_of_job
from hub.core.lifecycle import PaperState, Status

Statement = tuple[str, tuple[str | int | None, ...]]

_NEW_TICKET = (
    "INSERT INTO tickets (day, ordinal, number, series, value, service_id, device_id, token, status, issued_at, ahead)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_NEW_CALL = "INSERT INTO calls (call_id, day, ordinal, counter_id, called_at) VALUES (?, ?, ?, ?, ?)"
_PAPER = "UPDATE tickets SET paper = ?, copies = ? WHERE day = ? AND ordinal = ?"
_PAPER_STATE = "UPDATE tickets SET paper = ? WHERE day = ? AND ordinal = ?"
_CALLED = (
    "UPDATE tickets SET status = ?, counter_id = ?, operator_id = ?, reason = ?, called_at = ?, calls = calls + 1"
    " WHERE day = ? AND ordinal = ?"
)
_RECALLED = "UPDATE tickets SET calls = calls + 1 WHERE day = ? AND ordinal = ?"
_STARTED = "UPDATE tickets SET status = ?, started_at = ? WHERE day = ? AND ordinal = ?"
_ENDED = "UPDATE tickets SET status = ?, ended_at = ?, outcome = ? WHERE day = ? AND ordinal = ?"
_SHOWN = "UPDATE calls SET shown_at = ? WHERE call_id = ?"
_SPOKEN = "UPDATE calls SET spoken_at = ? WHERE call_id = ?"


def statements(recorded: events.Recorded) -> Iterator[Statement]:  # noqa: PLR0912 - one case per event
    """The statements for one event, in order."""
    event, at = recorded.event, recorded.at.isoformat()
    match event:
        case events.DayOpened():
            yield "INSERT INTO days (day, first_seq) VALUES (?, ?)", (event.day.isoformat(), recorded.seq)
        case events.DayClosed():
            for ticket in event.cancelled:
                yield _ENDED, (Status.CANCELLED, at, None, *_key(ticket))
        case events.TicketIssued():
            yield _NEW_TICKET, _new_ticket(event, recorded)
        case events.PrintRequested():
            yield _PAPER, (PaperState.ISSUED, event.copy, *_key(event.ticket_id))
        case events.PaperReported():
            yield _PAPER_STATE, (event.state, *_key(ticket_of_job(event.job_id)))
        case events.TicketCalled():
            seat = (event.counter_id, event.operator_id, event.reason)
            yield _CALLED, (Status.CALLED, *seat, at, *_key(event.ticket_id))
            yield _NEW_CALL, (event.call_id, *_key(event.ticket_id), event.counter_id, at)
        case events.TicketRecalled():
            yield _RECALLED, _key(event.ticket_id)
            yield _NEW_CALL, (event.call_id, *_key(ticket_of_call(event.call_id)), event.counter_id, at)
        case events.CallShown():
            yield _SHOWN, (at, event.call_id)
        case events.CallSpoken():
            yield _SPOKEN, (at, event.call_id)
        case events.ServiceStarted():
            yield _STARTED, (Status.SERVING, at, *_key(event.ticket_id))
        case events.TicketFinished():
            yield _ENDED, (Status.FINISHED, at, event.outcome, *_key(event.ticket_id))
        case events.TicketNoShow():
            yield _ENDED, (Status.NO_SHOW, at, None, *_key(event.ticket_id))
        case events.SetupChanged() | events.OperatorSatDown() | events.OperatorStoodUp():
            return
        case _:
            assert_never(event)


def _key(ticket: TicketId) -> tuple[str, int]:
    """(day, ordinal): a ticket id is both."""
    day, _, ordinal = ticket.partition(".")
    return day, int(ordinal)


def _new_ticket(event: events.TicketIssued, recorded: events.Recorded) -> tuple[str | int | None, ...]:
    return (
        *_key(event.ticket_id),
        event.number,
        event.series,
        event.value,
        event.service_id,
        recorded.device_id,
        event.token,
        Status.WAITING,
        recorded.at.isoformat(),
        event.ahead,
    )
