"""Events to the rows that reports read: for each event the SQL that keeps the tables in step with the log.

The tables are derived: the same statements over the same log give the same rows. Nothing but reports reads them.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from hub.core import events
from hub.core.commands import CancelReason
from hub.core.ids import DeviceId, TicketId, ticket_of_call, ticket_of_job
from hub.core.lifecycle import ACTIVE, PaperState, Status

Statement = tuple[str, tuple[str | int | None, ...]]

_NEW_TICKET = (
    "INSERT INTO tickets (day, ordinal, number, series, value, service_id, device_id, token, status, issued_at, ahead,"
    " class_id, visit_id, session, appointment_at, wait_low_min, wait_high_min)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_NEW_CALL = "INSERT INTO calls (call_id, day, ordinal, counter_id, called_at) VALUES (?, ?, ?, ?, ?)"
_PAPER = "UPDATE tickets SET paper = ?, copies = ? WHERE day = ? AND ordinal = ?"
_PAPER_STATE = "UPDATE tickets SET paper = ? WHERE day = ? AND ordinal = ?"
_CALLED = (
    "UPDATE tickets SET status = ?, counter_id = ?, operator_id = ?, reason = ?, called_at = ?, calls = calls + 1,"
    " started_at = NULL WHERE day = ? AND ordinal = ?"
)
_RECALLED = "UPDATE tickets SET calls = calls + 1 WHERE day = ? AND ordinal = ?"
_STARTED = "UPDATE tickets SET status = ?, started_at = ? WHERE day = ? AND ordinal = ?"
_ENDED = "UPDATE tickets SET status = ?, ended_at = ?, outcome = ? WHERE day = ? AND ordinal = ?"
_WALKED_IN = (
    "UPDATE tickets SET status = ?, counter_id = ?, operator_id = ?, called_at = ?, started_at = ?"
    " WHERE day = ? AND ordinal = ?"
)
_PARKED = "UPDATE tickets SET status = ? WHERE day = ? AND ordinal = ?"
_WAITS_AGAIN = "UPDATE tickets SET status = ?, counter_id = NULL, started_at = NULL WHERE day = ? AND ordinal = ?"
_REJOINED = (
    "UPDATE tickets SET status = ?, counter_id = NULL, ended_at = NULL, rejoins = rejoins + 1"
    " WHERE day = ? AND ordinal = ?"
)
_TRANSFERRED = (
    "UPDATE tickets SET status = ?, service_id = ?, counter_id = NULL, started_at = NULL WHERE day = ? AND ordinal = ?"
)
_RESTORED = (
    "UPDATE tickets SET status = ?, service_id = ?, counter_id = ?, called_at = ?, started_at = ?, ended_at = ?,"
    " reason = ?, outcome = ? WHERE day = ? AND ordinal = ?"
)
_SHOWN = "UPDATE calls SET shown_at = ? WHERE call_id = ?"
_SPOKEN = "UPDATE calls SET spoken_at = ? WHERE call_id = ?"


def statements(recorded: events.Recorded, at: str) -> Iterator[Statement]:  # noqa: PLR0912, PLR0915 - one case per event
    """The statements for one event, in order; `at` is its time as the log writes it."""
    event = recorded.event
    match event:
        case events.DayOpened():
            yield "INSERT INTO days (day, first_seq) VALUES (?, ?)", (event.day.isoformat(), recorded.seq)
        case events.DayClosed() | events.SessionClosed():
            why = CancelReason.DAY_END if isinstance(event, events.DayClosed) else CancelReason.SESSION_END
            for ticket in event.cancelled:
                yield _ENDED, (Status.CANCELLED, at, why, *_key(ticket))
        case events.TicketIssued():
            yield _NEW_TICKET, _new_ticket(event, recorded.device_id, at)
        case events.PrintRequested():
            yield _PAPER, (PaperState.ISSUED, event.copy, *_key(event.ticket_id))
        case events.PaperReported():
            yield _PAPER_STATE, (event.state, *_key(ticket_of_job(event.job_id)))
        case events.PaperMoved():
            yield _PAPER_STATE, (PaperState.ISSUED, *_key(ticket_of_job(event.job_id)))
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
        case events.WalkInStarted():
            place = (event.counter_id, event.operator_id)
            yield _WALKED_IN, (Status.SERVING, *place, at, at, *_key(event.ticket_id))
        case events.TicketCancelled():
            yield _ENDED, (Status.CANCELLED, at, event.reason, *_key(event.ticket_id))
        case events.TicketParked():
            yield _PARKED, (Status.PARKED, *_key(event.ticket_id))
        case events.TicketUnparked():
            yield _WAITS_AGAIN, (Status.WAITING, *_key(event.ticket_id))
        case events.TicketRejoined():
            yield _REJOINED, (Status.WAITING, *_key(event.ticket_id))
        case events.TicketTransferred():
            yield _TRANSFERRED, (Status.WAITING, event.service_id, *_key(event.ticket_id))
        case events.ActionUndone():
            # Whoever leaves the counter again does so before whoever comes back to it: it has room for one.
            for restored in sorted(event.tickets, key=lambda ticket: ticket.status in ACTIVE):
                yield _RESTORED, _restored(restored)
        case (
            events.SetupChanged()
            | events.OperatorSatDown()
            | events.OperatorStoodUp()
            | events.CounterPaused()
            | events.CounterResumed()
            | events.SkillCovered()
        ):
            return
        case _:
            assert_never(event)


def _key(ticket: TicketId) -> tuple[str, int]:
    """(day, ordinal): a ticket id is both."""
    day, _, ordinal = ticket.partition(".")
    return day, int(ordinal)


def _new_ticket(event: events.TicketIssued, device_id: DeviceId, at: str) -> tuple[str | int | None, ...]:
    return (
        *_key(event.ticket_id),
        event.number,
        event.series,
        event.value,
        event.service_id,
        device_id,
        event.token,
        Status.WAITING,
        at,
        event.ahead,
        event.class_id,
        event.visit_id or event.ticket_id,
        event.session,
        _text(event.appointment_at),
        event.wait_low_min,
        event.wait_high_min,
    )


def _restored(ticket: events.Restored) -> tuple[str | int | None, ...]:
    moments = (_text(ticket.called_at), _text(ticket.started_at), _text(ticket.ended_at))
    seat = (ticket.status, ticket.service_id, ticket.counter_id)
    return (*seat, *moments, ticket.reason, ticket.outcome, *_key(ticket.ticket_id))


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
