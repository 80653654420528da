"""The people of one day, drawn from a seed: when they come, for what, and how long it will take."""

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from hub.core.calendar import zone
from hub.core.ids import ClassId, ServiceId
from hub.core.setup import Branch
from hub.simulate.habits import Habits

_STEP_MIN = 5


class Visitor(msgspec.Struct, frozen=True):
    """One person, and all that chance decides about them before they come."""

    comes_at: datetime
    service_id: ServiceId
    class_id: ClassId
    walk_s: float
    """From the call to the counter."""
    service_s: float
    """At the counter."""
    is_there: bool
    """When called."""
    is_back_after_s: float | None
    """After a missed call; None: does not come back."""
    fetches_s: float | None
    """Has to fill in or fetch something, and is ready after so long; None: has all papers."""
    meant: ServiceId | None
    """Took a number for the wrong service and meant this one."""


def visitors_of_day(branch: Branch, habits: Habits, day: date, visits: int, seed: int) -> tuple[Visitor, ...]:
    """In the order they come. Each person has a source of chance of their own, so one more changes no other."""
    chance = random.Random(f"{seed}/{day}")  # noqa: S311 - people of a play, no secrets
    moments = sorted(_moment(moment, chance) for moment in chance.choices(*_crowd(branch, habits, day), k=visits))
    return tuple(
        _visitor(branch, habits, moment, random.Random(f"{seed}/{day}/{n}"))  # noqa: S311
        for n, moment in enumerate(moments)
    )


def _crowd(branch: Branch, habits: Habits, day: date) -> tuple[list[datetime], list[float]]:
    """Every few minutes in which numbers are handed out that day, and how many come then."""
    begins, weights = [moment for moment, _ in habits.crowd], [weight for _, weight in habits.crowd]
    moments: list[datetime] = []
    for session in branch.sessions_on(day):
        moment = datetime.combine(day, session.tickets_from, zone(branch))
        while moment.time() < session.tickets_until:
            moments.append(moment)
            moment += timedelta(minutes=_STEP_MIN)
    return moments, [weights[max(0, bisect_right(begins, moment.time()) - 1)] for moment in moments]


def _moment(step: datetime, chance: random.Random) -> datetime:
    return step + timedelta(seconds=chance.uniform(0, _STEP_MIN * 60))


def _visitor(branch: Branch, habits: Habits, comes_at: datetime, chance: random.Random) -> Visitor:
    service = _drawn(list(habits.shares.items()), chance)
    is_prior = chance.random() < habits.priority_share
    prior = chance.random()
    classes = branch.policy.priority
    is_there = chance.random() >= habits.no_show_share
    comes_back = chance.random() < habits.rejoin_share
    back_s = chance.uniform(3, 20) * 60
    fetches, fetch_s = chance.random() < habits.park_share, chance.uniform(4, 14) * 60
    is_wrong, other = chance.random() < habits.wrong_place_share, chance.random()
    others = [s for s in habits.shares if s != service]
    meant = others[int(other * len(others))] if is_wrong and others else None
    return Visitor(
        comes_at=comes_at,
        service_id=service,
        class_id=classes[int(prior * len(classes))].class_id if is_prior and classes else ClassId(""),
        walk_s=chance.uniform(10, 40),
        service_s=_lognormal(habits.mean_min[meant or service] * 60, habits.spread, chance),
        is_there=is_there,
        is_back_after_s=back_s if not is_there and comes_back else None,
        fetches_s=fetch_s if fetches else None,
        meant=meant,
    )


def _drawn(shares: Sequence[tuple[ServiceId, float]], chance: random.Random) -> ServiceId:
    return chance.choices([service for service, _ in shares], [share for _, share in shares])[0]


def _lognormal(mean_s: float, spread: float, chance: random.Random) -> float:
    """By its mean and its coefficient of variation."""
    variance = math.log(1 + spread * spread)
    return chance.lognormvariate(math.log(mean_s) - variance / 2, math.sqrt(variance))
