"""The order of the lines people wait in.

A line is one service and one priority class, or one counter, or one person. Within a line everybody has the same head
start, so its order is kept sorted; between lines `choice` decides.
"""

from bisect import bisect_left
from datetime import datetime, timedelta

from msgspec.structs import replace

from hub.core.choice import Head
from hub.core.ids import ClassId, Ordinal, ServiceId
from hub.core.model import LineKey, State, Ticket
from hub.core.policy import Strength
from hub.core.setup import Branch


def joined(state: State, ticket: Ticket) -> State:
    """The ticket in its line, at its place."""
    line = state.lines.get(ticket.line, ())
    place = (ticket.place_at, ticket.place_seq)
    if not line or _place(state, line[-1]) < place:
        return _with_line(state, ticket.line, (*line, ticket.ordinal))
    at = bisect_left(line, place, key=lambda ordinal: _place(state, ordinal))
    return _with_line(state, ticket.line, (*line[:at], ticket.ordinal, *line[at:]))


def left(state: State, ticket: Ticket) -> State:
    """The lines without the ticket; as they are when it does not wait."""
    line = state.lines.get(ticket.line, ())
    if ticket.ordinal not in line:
        return state
    at = line.index(ticket.ordinal)
    return _with_line(state, ticket.line, line[:at] + line[at + 1 :])


def head_start(branch: Branch, service_id: ServiceId, class_id: ClassId) -> timedelta:
    """How much earlier than it came a ticket counts: its service's short job and its class's head start."""
    service = branch.service(service_id)
    found = branch.priority_class(class_id)
    minutes = service.head_start_min if service else 0
    if found is not None and found.strength is Strength.HEAD_START:
        minutes += found.head_start_min
    return timedelta(minutes=minutes)


def is_strict(branch: Branch, class_id: ClassId) -> bool:
    found = branch.priority_class(class_id)
    return found is not None and found.strength is Strength.STRICT


def head(state: State, ticket: Ticket, service_index: dict[ServiceId, int]) -> Head:
    """The ticket as the rule of choice sees it. An appointment stands by its booked time, with no head start."""
    since = ticket.place_at
    if ticket.appointment_at is None:
        since -= head_start(state.branch, ticket.service_id, ticket.class_id)
    return Head(
        since_s=since.timestamp(),
        seq=ticket.place_seq,
        waits_from_s=ticket.waiting_since.timestamp(),
        is_strict=is_strict(state.branch, ticket.class_id) and not ticket.line.is_personal,
        service=service_index[ticket.service_id],
        ordinal=ticket.ordinal,
    )


def place_behind(state: State, ticket: Ticket, places: int, now: datetime) -> datetime:
    """The place that has `places` people of the ticket's service before it, whatever their class."""
    own = head_start(state.branch, ticket.service_id, ticket.class_id)
    before = sorted(
        state.tickets[ordinal].place_at - head_start(state.branch, key.service_id, key.class_id)
        for key, line in state.lines.items()
        if key.service_id == ticket.service_id and not key.is_personal
        for ordinal in line
    )
    if not before:
        return now
    return before[min(places, len(before)) - 1] + own


def place_at_front(state: State, ticket: Ticket, key: LineKey) -> datetime:
    """A place before everybody of that line, and never later than the ticket came."""
    line = state.lines.get(key, ())
    if not line:
        return ticket.issued_at
    first = state.tickets[line[0]].place_at
    return min(ticket.issued_at, first - timedelta(microseconds=1))


def _place(state: State, ordinal: Ordinal) -> tuple[datetime, int]:
    ticket = state.tickets[ordinal]
    return ticket.place_at, ticket.place_seq


def _with_line(state: State, key: LineKey, line: tuple[Ordinal, ...]) -> State:
    return replace(state, lines={**state.lines, key: line})
