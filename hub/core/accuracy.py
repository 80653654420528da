"""How well the promises of a day were kept: for the head of the centre, who answers for them."""

from collections.abc import Iterable
from datetime import date
from statistics import fmean, median

import msgspec

from hub.core.experience import PastTicket
from hub.core.promise import had_to_wait


class Accuracy(msgspec.Struct, frozen=True):
    """Of one day, over the people who had to wait and had been told something."""

    day: date
    people: int
    kept_share: float
    """Called within the range on their paper."""
    median_error_min: float
    """How far from the middle of the range, for half of them at most."""


def accuracy(past: Iterable[PastTicket]) -> tuple[Accuracy, ...]:
    """A day on which nobody had to wait is not in it."""
    days: dict[date, list[tuple[int, int, float]]] = {}
    for ticket in past:
        if ticket.promise is not None and had_to_wait(*ticket.promise[1:]):
            days.setdefault(ticket.day, []).append(ticket.promise)
    return tuple(_of_day(day, promises) for day, promises in sorted(days.items()))


def _of_day(day: date, promises: list[tuple[int, int, float]]) -> Accuracy:
    kept = fmean(low <= waited <= high for low, high, waited in promises)
    errors = median(abs(waited - (low + high) / 2) for low, high, waited in promises)
    return Accuracy(day, len(promises), kept, errors)
