"""Who is next at a counter, and why: `choice` on the lines of the state, and its answer put into reasons."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from hub.core import lines
from hub.core.choice import Chosen, Head, Level, Limits, choose
from hub.core.ids import CounterId, OperatorId, Ordinal, ServiceId, VisitId
from hub.core.model import LineKey, Seat, State, Ticket
from hub.core.policy import Policy
from hub.core.reason import Reason
from hub.core.setup import SkillLevel

LEVELS = {SkillLevel.PRIMARY: Level.OWN, SkillLevel.SECOND: Level.SECOND, SkillLevel.RESERVE: Level.RESERVE}
_HELP = {Level.SECOND: Reason.SECOND_SKILL, Level.RESERVE: Reason.RESERVE}

Near = tuple[tuple[LineKey, Level], ...]
"""The lines a seat may call from, and how near each is."""


class Pick(msgspec.Struct, frozen=True):
    """A ticket and why it stands where it stands."""

    ordinal: Ordinal
    reason: Reason


def next_for(state: State, counter_id: CounterId, seat: Seat, now: datetime) -> Pick | None:
    """The ticket this seat calls next; None when nobody it may serve waits."""
    return next(iter(order_for(state, counter_id, seat, now, 1)), None)


def has_next(state: State, counter_id: CounterId, seat: Seat, now: datetime, *, near: Near | None = None) -> bool:
    """Whether `next_for` finds somebody; hardly ever need one look for whom."""
    if not (lines_for(state, counter_id, seat) if near is None else near):
        return False
    return not state.shared_visits or next_for(state, counter_id, seat, now) is not None


def order_for(
    state: State, counter_id: CounterId, seat: Seat, now: datetime, most: int, *, near: Near | None = None
) -> tuple[Pick, ...]:
    """Who this seat would call, in order, if no other counter took any and nobody else came."""
    queue = _Queue(state, counter_id, seat, lines_for(state, counter_id, seat) if near is None else near)
    picks: list[Pick] = []
    while len(picks) < most and (chosen := queue.pop(now)) is not None:
        reason = queue.reason(chosen, now)
        is_in_turn = bool(picks) and reason in {Reason.LONGEST_WAIT, Reason.APPOINTMENT, Reason.HEAD_START}
        picks.append(Pick(chosen.head.ordinal, Reason.IN_TURN if is_in_turn else reason))
    return tuple(picks)


def skills(state: State, seat: Seat) -> dict[ServiceId, SkillLevel]:
    """What the person at this seat serves today."""
    return skills_of(state, seat.operator_id)


def skills_of(state: State, operator_id: OperatorId) -> dict[ServiceId, SkillLevel]:
    """What a person serves today: the set-up, and over it what was given for the day."""
    operator = state.branch.operator(operator_id)
    return {**(operator.skills if operator else {}), **state.covers.get(operator_id, {})}


def lines_for(state: State, counter_id: CounterId, seat: Seat) -> Near:
    """The lines this seat may call from, and how near each is. Whoever asks more than once hands it on."""
    known = skills(state, seat)
    found = ((key, level_of(state, counter_id, seat, key, known)) for key, line in state.lines.items() if line)
    return tuple((key, level) for key, level in found if level is not None)


def level_of(
    state: State, counter_id: CounterId, seat: Seat, key: LineKey, known: dict[ServiceId, SkillLevel]
) -> Level | None:
    """How near a line is to this seat, whose person has the skills `known`; None: it may not call from it.

    Whoever was sent to a counter or a person that is not there (any more) waits for the service, so nobody is lost.
    """
    if state.branch.service(key.service_id) is None:
        return None
    if is_for(key, counter_id, seat):
        return Level.OWN
    if key.is_personal and any(is_for(key, other_id, other) for other_id, other in state.seats.items()):
        return None
    if key.service_id in known and may_serve_at(state, key.service_id, counter_id):
        return LEVELS[known[key.service_id]]
    return None


def is_for(key: LineKey, counter_id: CounterId, seat: Seat) -> bool:
    """Whoever waits there was sent to this counter, or to the person at it."""
    return key.is_personal and (counter_id == key.counter_id or seat.operator_id == key.operator_id)


def may_serve_at(state: State, service_id: ServiceId, counter_id: CounterId) -> bool:
    """Some services belong to fixed counters, where a centre insists."""
    service = state.branch.service(service_id)
    return service is not None and (not service.counters or counter_id in service.counters)


def limits_of(policy: Policy) -> Limits:
    return Limits(policy.priority_in_a_row, policy.priority_cap_min * 60, policy.help_after_min * 60)


def can_be_served_now(state: State, service_id: ServiceId) -> bool:
    """Somebody with a skill for it sits at a working counter that has no ticket."""
    return any(
        seat.ticket is None
        and seat.paused_for is None
        and service_id in skills(state, seat)
        and may_serve_at(state, service_id, counter_id)
        for counter_id, seat in state.seats.items()
    )


def at_counters(state: State) -> frozenset[VisitId]:
    """Visits whose person stands at a counter now: their other tickets cannot be called."""
    busy = (seat.ticket for seat in state.seats.values())
    return frozenset(state.tickets[ordinal].visit_id for ordinal in busy if ordinal is not None)


class _Queue:
    """The lines of one seat, to be emptied one by one without touching the state."""

    def __init__(self, state: State, counter_id: CounterId, seat: Seat, keys: Near) -> None:
        self._state = state
        self._busy = at_counters(state)
        own_ticket = None if seat.ticket is None else state.tickets[seat.ticket]
        if own_ticket is not None:
            # Calling the next one ends it, so its person is free for their next ticket.
            self._busy -= {own_ticket.visit_id}
        services = {service.service_id: index for index, service in enumerate(state.branch.services)}
        self._heads_of = [lines.Heads(state.branch, key, services[key.service_id]) for key, _ in keys]
        self._levels = tuple((index, level) for index, (_, level) in enumerate(keys))
        self._keys = [key for key, _ in keys]
        self._own = frozenset(key for key in self._keys if is_for(key, counter_id, seat))
        self._left = [self._waiting(state.lines[key]) for key in self._keys]
        self._heads: list[Head | None] = [self._next(index) for index in range(len(keys))]
        self._runs = [state.runs.get(service.service_id, 0) for service in state.branch.services]
        self._limits = limits_of(state.branch.policy)

    def pop(self, now: datetime) -> Chosen | None:
        chosen = choose(self._levels, self._heads.__getitem__, self._runs, now.timestamp(), self._limits)
        if chosen is None:
            return None
        line = self._heads.index(chosen.head)
        self._heads[line] = self._next(line)
        if not self._keys[line].is_personal:
            self._runs[chosen.head.service] = self._runs[chosen.head.service] + 1 if chosen.head.is_strict else 0
        return chosen

    def reason(self, chosen: Chosen, now: datetime) -> Reason:  # noqa: PLR0911 - one return per step of the rule
        """Why this one, in one word: the step of the rule that decided."""
        ticket = self._state.tickets[chosen.head.ordinal]
        if ticket.line in self._own:
            return Reason.FOR_THIS_COUNTER
        if chosen.level is not Level.OWN:
            return _HELP[chosen.level]
        if self._level_of(ticket) is not Level.OWN:
            return Reason.HELP
        if chosen.is_overdue and now.timestamp() - ticket.waiting_since.timestamp() > self._limits.cap_s:
            return Reason.WAITED_TOO_LONG
        if chosen.head.is_strict:
            return Reason.PRIORITY
        if ticket.appointment_at is not None:
            return Reason.APPOINTMENT
        has_head_start = chosen.head.since_s < ticket.place_at.timestamp()
        return Reason.HEAD_START if has_head_start else Reason.LONGEST_WAIT

    def _level_of(self, ticket: Ticket) -> Level:
        return self._levels[self._keys.index(ticket.line)][1]

    def _waiting(self, line: Sequence[Ordinal]) -> Iterator[Ticket]:
        tickets = (self._state.tickets[ordinal] for ordinal in line)
        return (ticket for ticket in tickets if ticket.visit_id not in self._busy)

    def _next(self, line: int) -> Head | None:
        ticket = next(self._left[line], None)
        return None if ticket is None else self._heads_of[line].of(ticket)
