"""Who is next, and why: one pure function, and the same order as a list for the operator's eyes.

First come first served over all the operator's primary services together; a second skill helps out only when nobody
waits for a primary one. So no counter stands idle while someone it may serve is waiting.
"""

import heapq
from collections.abc import Iterator
from itertools import chain, islice

import msgspec

from hub.core.ids import Ordinal, ServiceId
from hub.core.model import Seat, State
from hub.core.reason import Reason
from hub.core.setup import Operator, SkillLevel


class Pick(msgspec.Struct, frozen=True):
    """A ticket and why it stands where it stands."""

    ordinal: Ordinal
    reason: Reason


def next_for(state: State, seat: Seat) -> Pick | None:
    """The ticket this seat calls next; None when nobody it may serve waits."""
    return next(iter(order_for(state, seat, 1)), None)


def has_next(state: State, seat: Seat) -> bool:
    """Whether `next_for` finds somebody, without looking for whom."""
    operator = state.branch.operator(seat.operator_id)
    return operator is not None and any(state.lines.get(service_id) for service_id in operator.skills)


def order_for(state: State, seat: Seat, most: int) -> tuple[Pick, ...]:
    """Who waits for this seat's services in the order it would call them if no other counter took any."""
    operator = state.branch.operator(seat.operator_id)
    if operator is None:
        return ()
    primary = _merged(state, services_of(operator, SkillLevel.PRIMARY))
    second = _merged(state, services_of(operator, SkillLevel.SECOND))
    picks = chain(
        ((ordinal, Reason.LONGEST_WAIT) for ordinal in primary), ((ordinal, Reason.SECOND_SKILL) for ordinal in second)
    )
    return tuple(
        Pick(ordinal, Reason.IN_TURN if place and reason is Reason.LONGEST_WAIT else reason)
        for place, (ordinal, reason) in enumerate(islice(picks, most))
    )


def services_of(operator: Operator, level: SkillLevel) -> tuple[ServiceId, ...]:
    return tuple(service_id for service_id, skill in operator.skills.items() if skill is level)


def can_be_served_now(state: State, service_id: ServiceId) -> bool:
    """Somebody with a skill for it sits at a counter that has no ticket."""
    return any(
        seat.ticket is None
        and (operator := state.branch.operator(seat.operator_id)) is not None
        and service_id in operator.skills
        for seat in state.seats.values()
    )


def _merged(state: State, services: tuple[ServiceId, ...]) -> Iterator[Ordinal]:
    """The lines of these services as one, by the time since which each waits."""
    return heapq.merge(
        *(state.lines.get(service_id, ()) for service_id in services),
        key=lambda ordinal: (state.tickets[ordinal].waiting_since, ordinal),
    )
