"""The numbers of a study: waits, promises, fairness, and whether everybody is accounted for."""

import math
from collections.abc import Sequence
from statistics import fmean, median
from typing import Final, NamedTuple

import msgspec

from hub.core.ids import ClassId
from hub.core.promise import had_to_wait
from hub.simulate.records import Record
from hub.simulate.rivals import RIVALS
from hub.simulate.study import OURS, Study

LONG_MIN: Final = 30.0
"""A wait beyond this is one to apologise for."""


class _Promise(NamedTuple):
    low: int
    high: int
    waited: float
    predicted: dict[str, float]


class Waits(msgspec.Struct, frozen=True):
    """Of one group of people, in minutes."""

    name: str
    people: int
    mean: float
    p50: float
    p90: float
    p95: float
    worst: float
    long_share: float
    """Who waited longer than `LONG_MIN`."""


class Predictor(msgspec.Struct, frozen=True):
    """How far a prediction was from what happened, in minutes, for people who had to wait."""

    name: str
    mean_error: float
    bias: float
    """Above 0: it said more than it was."""


class Promises(msgspec.Struct, frozen=True):
    """What was printed, for people who had to wait."""

    people: int
    predictors: tuple[Predictor, ...]
    """Ours first."""
    kept_share: float
    width_min: float
    """Median."""
    mean_width_min: float
    silent_share: float
    """Of all who came: nothing could be said to them."""

    @property
    def error_x(self) -> float:
        """Our mean error over the best rival's."""
        ours, *rivals = self.predictors
        return ours.mean_error / min(rival.mean_error for rival in rivals)


class Checks(msgspec.Struct, frozen=True):
    """What must hold in every play, whatever the set-up."""

    is_everybody_accounted_for: bool
    idle_s: float
    """Counters rested while somebody waited whom they could have served."""
    little_gap: float
    """How far the people in the lines and the waits of the people disagree, over the latter (Little's law)."""
    skips: float
    """By people who came later, for each person without priority."""
    most_skips: int

    @property
    def is_sound(self) -> bool:
        return self.is_everybody_accounted_for and self.idle_s == 0 and self.little_gap < 1e-6


def waits(study: Study) -> tuple[Waits, ...]:
    """Everybody, those without priority and those with, and each priority class: of whom somebody came."""
    classes = (ClassId(""), *(found.class_id for found in study.branch.policy.priority))
    of_class: dict[ClassId, list[float]] = {class_id: [] for class_id in classes}
    for record in study.records:
        if record.wait_min is not None:
            of_class[record.class_id].append(record.wait_min)
    with_priority = [minutes for class_id, of_one in of_class.items() if class_id for minutes in of_one]
    groups = {"everybody": [*of_class[ClassId("")], *with_priority], "no priority": of_class[ClassId("")]}
    groups["with priority"] = with_priority
    groups |= {found.name: of_class[found.class_id] for found in study.branch.policy.priority}
    return tuple(_waits(name, minutes) for name, minutes in groups.items() if minutes)


def promises(study: Study) -> Promises | None:
    """None when nobody to whom something was said had to wait."""
    told = [promise for record in study.records if (promise := _promise(record)) is not None]
    waited = [promise for promise in told if had_to_wait(promise.high, promise.waited)]
    if not waited:
        return None
    return Promises(
        people=len(waited),
        predictors=tuple(_predictor(name, waited) for name in (OURS, *RIVALS)),
        kept_share=fmean(promise.low <= promise.waited <= promise.high for promise in waited),
        width_min=median(promise.high - promise.low for promise in waited),
        mean_width_min=fmean(promise.high - promise.low for promise in waited),
        silent_share=fmean(record.low_min is None for record in study.records),
    )


def checks(study: Study) -> Checks:
    waited_s = sum(record.waited_s for record in study.records)
    usual = [record.skips for record in study.records if not record.class_id]
    is_complete = study.visits == len(study.records) + study.turned_away and study.left_open == 0
    return Checks(
        is_everybody_accounted_for=is_complete,
        idle_s=study.idle_s,
        little_gap=abs(study.waiting_s - waited_s) / max(1.0, waited_s),
        skips=fmean(usual) if usual else 0.0,
        most_skips=max(usual, default=0),
    )


def percentile(in_order: Sequence[float], share: float) -> float:
    """The smallest that at least `share` of all do not exceed (nearest rank)."""
    return in_order[max(0, math.ceil(share * len(in_order)) - 1)]


def _promise(record: Record) -> _Promise | None:
    if record.low_min is None or record.high_min is None or record.wait_min is None:
        return None
    return _Promise(record.low_min, record.high_min, record.wait_min, record.predicted)


def _predictor(name: str, promises: Sequence[_Promise]) -> Predictor:
    errors = [promise.predicted[name] - promise.waited for promise in promises]
    return Predictor(name, fmean(abs(error) for error in errors), fmean(errors))


def _waits(name: str, minutes: list[float]) -> Waits:
    in_order = sorted(minutes)
    p50, p90, p95 = (percentile(in_order, share) for share in (0.5, 0.9, 0.95))
    long_share = fmean(minute > LONG_MIN for minute in in_order)
    return Waits(name, len(in_order), fmean(in_order), p50, p90, p95, in_order[-1], long_share)
