"""What past days teach an estimate: how long services take, when people come, how sure a promise has to be.

Pure builders from plain observations, so the same history gives the same estimates. All of it may be missing: a new
centre starts from `Service.typical_min`, with nobody expected to come.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import NormalDist
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from hub.core.context import LineName
from hub.core.ids import ServiceId
from hub.core.lifecycle import Status
from hub.core.promise import CONFIDENT, confidence_after
from hub.core.setup import Branch, Service

ENDED_AT_COUNTER: Final = frozenset({Status.FINISHED, Status.NO_SHOW})
"""Whoever does not come when called keeps the counter busy as well."""
ENOUGH: Final = 20
"""Observations of a service from which on its typical time is no longer mixed in."""
LONGEST_S: Final = 60 * 60.0
"""A longer service counts as this long: one file of half a day must not frighten everybody for weeks."""
FORGOTTEN_X: Final = 3.0
"""A service longer than this many times the 95th of 100 was not served but forgotten to be finished."""
_SHARE: Final = 0.95
_SPREAD: Final = 0.8
"""Standard deviation over mean of a service nobody has measured yet: services vary nearly as much as they take."""
_KEPT: Final = 240
"""Observations kept of a service, evenly over the sorted ones: more make no estimate better."""
_TAIL: Final = 5
"""With fewer longer services known, the rest of one that takes very long is taken as memoryless."""
_REST_S, _REST_SHARE, _RESTS = 300.0, 0.3, 15
"""Then its mean: five minutes and three tenths of what it has taken, as of a lognormal; in so many values."""


class Comer(NamedTuple):
    """Somebody who took a number on a past day."""

    second: float
    """Of the local day."""
    name: LineName


class PastTicket(NamedTuple):
    """What is left of a ticket for those who learn from it."""

    day: date
    second: float
    """Of that local day, when the number was taken."""
    name: LineName
    waited_min: float | None
    """Until its first call; None: it was never called."""
    served_s: float | None
    """At the counter, from its last call to its end; None: it did not end there."""
    low_min: int | None
    high_min: int | None
    """What was promised, in minutes; None: nothing was."""

    @property
    def promise(self) -> tuple[int, int, float] | None:
        """What was promised, and what it was."""
        if self.low_min is None or self.high_min is None or self.waited_min is None:
            return None
        return self.low_min, self.high_min, self.waited_min


class Experience(msgspec.Struct, frozen=True):
    """All an estimate knows besides the queue itself."""

    seconds: Mapping[ServiceId, tuple[float, ...]] = MappingProxyType({})
    """For each service how long people stood at the counter, from the call to the end; sorted, all equally likely."""
    days: tuple[tuple[Comer, ...], ...] = ()
    """Who came on past days, in order: each draw plays one of them from now on."""
    confidence: float = CONFIDENT
    """Share of the draws a promised range has to hold."""

    def seconds_of(self, service: Service) -> tuple[float, ...]:
        return self.seconds.get(service.service_id) or _seconds([], service.typical_min * 60)


def experience_of(branch: Branch, past: Sequence[PastTicket]) -> Experience:
    """All that the tickets of past days teach, the oldest first."""
    days: dict[date, list[Comer]] = {}
    for ticket in past:
        days.setdefault(ticket.day, []).append(Comer(ticket.second, ticket.name))
    promises = (promise for ticket in past if (promise := ticket.promise) is not None)
    return Experience(
        service_times(branch, served(past)),
        tuple(tuple(sorted(comers)) for comers in days.values()),
        confidence_after(promises),
    )


def served(past: Iterable[PastTicket]) -> Iterator[tuple[ServiceId, float]]:
    """Each service that came to its end, and its seconds."""
    return ((ticket.name[0], ticket.served_s) for ticket in past if ticket.served_s is not None)


def service_times(
    branch: Branch, observations: Iterable[tuple[ServiceId, float]]
) -> MappingProxyType[ServiceId, tuple[float, ...]]:
    """`observations` are seconds at the counter; services with few of them are filled up with their typical time."""
    of_service: dict[ServiceId, list[float]] = {service.service_id: [] for service in branch.services}
    for service_id, seconds in observations:
        if service_id in of_service and seconds > 0:
            of_service[service_id].append(seconds)
    return MappingProxyType(
        {s.service_id: _seconds(of_service[s.service_id], s.typical_min * 60) for s in branch.services}
    )


def is_forgotten(seconds: float, others: Sequence[float]) -> bool:
    """Nobody stood there so long: the official forgot to press the key. `others` are sorted."""
    return len(others) >= ENOUGH and seconds > FORGOTTEN_X * others[int(_SHARE * len(others))]


def left_s(seconds: Sequence[float], elapsed_s: float) -> tuple[float, ...]:
    """How long a service may still take that has taken so long, all equally likely. `seconds` are sorted."""
    longer = seconds[bisect_right(seconds, elapsed_s) :]
    if len(longer) >= _TAIL:
        return tuple(second - elapsed_s for second in longer)
    mean_s = _REST_S + _REST_SHARE * elapsed_s
    return tuple(-mean_s * math.log(1 - (n + 0.5) / _RESTS) for n in range(_RESTS))


def _seconds(observed: list[float], typical_s: float) -> tuple[float, ...]:
    measured = sorted(observed)
    kept = [min(seconds, LONGEST_S) for seconds in measured if not is_forgotten(seconds, measured)]
    missing = max(0, ENOUGH - len(kept))
    kept += (min(_typical((n + 0.5) / missing, typical_s), LONGEST_S) for n in range(missing))
    kept.sort()
    if len(kept) <= _KEPT:
        return tuple(kept)
    return tuple(kept[int((n + 0.5) / _KEPT * len(kept))] for n in range(_KEPT))


def _typical(share: float, mean_s: float) -> float:
    """The time that this share of services do not exceed: lognormal, as service times are."""
    variance = math.log(1 + _SPREAD * _SPREAD)
    return mean_s * math.exp(NormalDist().inv_cdf(share) * math.sqrt(variance) - variance / 2)
