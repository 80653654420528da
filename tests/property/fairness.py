"""Who was called before whom, judged from the log alone: against the promises of the policy, not against the code.

Keeps a book of its own of priority in a row. What was undone is struck out of it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from hub.core import events
from hub.core.evolve import evolve
from hub.core.ids import CallId, ServiceId, call_id
from hub.core.lifecycle import Status
from hub.core.model import State, Ticket
from hub.core.policy import Strength
from hub.core.reason import Reason

OUT_OF_TURN = {Reason.CHOSEN, Reason.CALLED_BACK, Reason.FOR_THIS_COUNTER}


class Entry(NamedTuple):
    """A call in the book."""

    call_id: CallId
    service_id: ServiceId
    is_priority: bool


def everybody_was_called_by_the_rules_of_the_house(log: Sequence[events.Recorded]) -> None:
    state: State | None = None
    book: list[Entry] = []
    for entry in log:
        event = entry.event
        if isinstance(event, events.DayOpened):
            book = []
        elif state is not None and isinstance(event, events.TicketCalled):
            _judge(state, event, book, entry.at)
        elif state is not None and isinstance(event, events.ActionUndone):
            _strike_out(state, event, book)
        state = evolve(state, entry)


def _judge(state: State, event: events.TicketCalled, book: list[Entry], now: datetime) -> None:
    called = state.ticket(event.ticket_id)
    assert called is not None
    is_priority = _is_strict(state, called)
    if event.reason is Reason.CALLED_BACK or _is_sent(called):
        return
    if event.reason not in OUT_OF_TURN:
        for waiting in _waiting_beside(state, called):
            if waiting.class_id == called.class_id:
                assert _place(waiting) > _place(called), f"{waiting.number} stood before {called.number}"
            elif is_priority and not _is_strict(state, waiting) and _place(waiting) < _place(called):
                _judge_passing(state, book, waiting, called, now)
            elif not is_priority and _is_strict(state, waiting) and _place(waiting) < _place(called):
                _judge_turn(state, book, waiting, called)
    if is_priority or event.reason is not Reason.CHOSEN:
        book.append(Entry(event.call_id, called.service_id, is_priority))


def _judge_passing(state: State, book: Sequence[Entry], waiting: Ticket, called: Ticket, now: datetime) -> None:
    """Somebody with priority who came later is called before somebody of the same service without."""
    policy = state.branch.policy
    cap = timedelta(minutes=policy.priority_cap_min)
    assert now - waiting.place_at <= cap, f"{waiting.number} had waited too long to be passed by {called.number}"
    row = _row(book, called.service_id)
    assert row < policy.priority_in_a_row, f"{called.number} is the {row + 1}. with priority to pass {waiting.number}"


def _judge_turn(state: State, book: Sequence[Entry], waiting: Ticket, called: Ticket) -> None:
    """Somebody without priority who came later is called before somebody of the same service with."""
    row = _row(book, called.service_id)
    is_turn = row >= state.branch.policy.priority_in_a_row
    assert is_turn, f"{called.number} passed {waiting.number}, which has priority and came before"


def _row(book: Sequence[Entry], service_id: ServiceId) -> int:
    """Priority calls of a service in a row, up to now."""
    row = 0
    for entry in reversed(book):
        if entry.service_id == service_id:
            if not entry.is_priority:
                break
            row += 1
    return row


def _strike_out(state: State, event: events.ActionUndone, book: list[Entry]) -> None:
    for restored in event.tickets:
        ticket = state.ticket(restored.ticket_id)
        assert ticket is not None
        if ticket.status is Status.CALLED and restored.status is Status.WAITING:
            undone = call_id(ticket.ticket_id, ticket.calls_made)
            book[:] = [entry for entry in book if entry.call_id != undone]


def _waiting_beside(state: State, called: Ticket) -> Iterator[Ticket]:
    """Others of the same service whom the same counter could have called."""
    busy = {state.tickets[seat.ticket].visit_id for seat in state.seats.values() if seat.ticket is not None}
    for ticket in state.tickets:
        is_beside = ticket.status is Status.WAITING and ticket.service_id == called.service_id
        if is_beside and not _is_sent(ticket) and ticket is not called and ticket.visit_id not in busy:
            yield ticket


def _is_sent(ticket: Ticket) -> bool:
    return ticket.for_counter is not None or ticket.for_operator is not None


def _is_strict(state: State, ticket: Ticket) -> bool:
    found = state.branch.priority_class(ticket.class_id)
    return found is not None and found.strength is Strength.STRICT


def _place(ticket: Ticket) -> tuple[datetime, int]:
    return ticket.place_at, ticket.place_seq
