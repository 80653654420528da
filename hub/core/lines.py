"""The order of the lines people wait in.

A line is one service and one priority class, or one counter, or one person. Everybody in a line has the same head
start, so the line is kept in the order of places; between lines `choice` decides.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from hub.core.choice import Head
from hub.core.ids import ClassId, Ordinal, ServiceId
from hub.core.model import LineKey, State, Ticket
from hub.core.policy import Strength
from hub.core.setup import Branch

_A_MOMENT = timedelta(microseconds=1)


def joined(state: State, ticket: Ticket) -> State:
    """The ticket in its line, at its place."""
    return replace(state, lines=with_joined(state, ticket))


def with_joined(state: State, ticket: Ticket) -> dict[LineKey, tuple[Ordinal, ...]]:
    """The lines with the ticket in its own, at its place; it need not be among the tickets yet."""
    key = ticket.line
    line = state.lines.get(key, ())
    at = places_before(state, line, (ticket.place_at, ticket.place_seq))
    return {**state.lines, key: (*line[:at], ticket.ordinal, *line[at:])}


def places_before(state: State, line: tuple[Ordinal, ...], place: tuple[datetime, int]) -> int:
    """How many of a line stand before a place; most come last."""
    if not line or _place(state, line[-1]) < place:
        return len(line)
    return bisect_left(line, place, key=lambda ordinal: _place(state, ordinal))


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


def own_head_start(branch: Branch, ticket: Ticket) -> timedelta:
    """Of the line the ticket waits in; among those sent to one counter or person nobody has any."""
    return timedelta() if ticket.line.is_personal else head_start(branch, ticket.service_id, ticket.class_id)


def is_strict(branch: Branch, class_id: ClassId) -> bool:
    found = branch.priority_class(class_id)
    return found is not None and found.strength is Strength.STRICT


class Heads:
    """The tickets of one line as the rule of choice sees them; all in a line have the same head start and strength."""

    def __init__(self, branch: Branch, key: LineKey, service: int) -> None:
        own = timedelta() if key.is_personal else head_start(branch, key.service_id, key.class_id)
        self._own_s = own.total_seconds()
        self._is_strict = is_strict(branch, key.class_id) and not key.is_personal
        self._service = service

    def of(self, ticket: Ticket) -> Head:
        """Its wait counts from its place, not from when it came: so nobody in a line has waited longer than its first,
        and whoever came early for an appointment, or came back some places back, waits no longer than those around.
        """
        place_s = ticket.place_at.timestamp()
        return Head(
            since_s=place_s - self._own_s,
            seq=ticket.place_seq,
            waits_from_s=place_s,
            is_strict=self._is_strict,
            service=self._service,
            ordinal=ticket.ordinal,
        )


def place_behind(state: State, ticket: Ticket, places: int, now: datetime) -> datetime:
    """The place that has `places` people before it: of the ticket's service, whatever their class."""
    own = own_head_start(state.branch, ticket)
    before = sorted(_since(state, state.tickets[o]) for line in _beside(state, ticket.line) for o in line)
    if not before:
        return now
    if places == 0:
        return before[0] + own - _A_MOMENT
    return before[min(places, len(before)) - 1] + own


def place_at_front(state: State, ticket: Ticket) -> datetime:
    """A place before everybody the ticket will wait among, and never later than it came."""
    firsts = [_since(state, state.tickets[line[0]]) for line in _beside(state, ticket.line) if line]
    if not firsts:
        return ticket.issued_at
    return min(ticket.issued_at, min(firsts) + own_head_start(state.branch, ticket) - _A_MOMENT)


def _beside(state: State, key: LineKey) -> Iterator[tuple[Ordinal, ...]]:
    """The lines of a service, whatever the class; or the one of a counter or a person."""
    for other, line in state.lines.items():
        if other == key or (other.service_id == key.service_id and not (key.is_personal or other.is_personal)):
            yield line


def _since(state: State, ticket: Ticket) -> datetime:
    """From when it counts as waiting."""
    return ticket.place_at - own_head_start(state.branch, ticket)


def _place(state: State, ordinal: Ordinal) -> tuple[datetime, int]:
    ticket = state.tickets[ordinal]
    return ticket.place_at, ticket.place_seq


def _with_line(state: State, key: LineKey, line: tuple[Ordinal, ...]) -> State:
    return replace(state, lines={**state.lines, key: line})
