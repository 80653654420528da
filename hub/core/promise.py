"""From many drawn waits to the range on the paper, and how sure a range has to be so that nine of ten hold.

How sure is learned: each promise that was kept to somebody who had to wait lets the next be a little bolder, each
broken one makes it more careful (Gibbs and Candès 2021 call it adaptive conformal inference). So the share of kept
promises finds its place whatever the estimate leaves out.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from hub.core.context import Wait

STEP_MIN: Final = 5
"""Ranges begin and end at multiples of this: nobody can be told a single minute."""
HANDY_MIN: Final = 15
"""A range no wider than this is of more use to people than a surer one,"""
HANDY_SHARE: Final = 0.8
"""as long as it holds so much of what a wider one would have to."""
KEPT_SHARE: Final = 0.9
"""Of the promises to people who had to wait, so many shall be kept."""
CONFIDENT: Final = 0.92
"""Share of the draws a range has to hold before there is anything to learn from."""
AT_ONCE_MIN: Final = 1.0
"""Called at once: the official had to see the person first."""
_LEAST, _MOST = 0.75, 0.99
_STEP: Final = 0.005
"""How far one kept or broken promise moves the next."""


def promised(waits_s: Sequence[float], confidence: float) -> Wait:
    """The narrowest range that holds a share of `confidence`; a handy one if it holds nearly as much."""
    minutes = sorted(seconds / 60 for seconds in waits_s)
    low, high = _narrowest(minutes, confidence)
    if high - low > HANDY_MIN:
        share, handy_low, handy_high = _handy(minutes)
        if share >= confidence * HANDY_SHARE:
            low, high = handy_low, handy_high
    return Wait(low, high, _median(minutes))


def confidence_after(promises: Iterable[tuple[int, int, float]], confidence: float = CONFIDENT) -> float:
    """How sure the next range has to be; `promises` are (low, high, what it was), in minutes, oldest first."""
    for low, high, waited in promises:
        if had_to_wait(high, waited):
            is_kept = low <= waited <= high
            step = KEPT_SHARE - 1 if is_kept else KEPT_SHARE
            confidence = min(_MOST, max(_LEAST, confidence + _STEP * step))
    return confidence


def had_to_wait(high: int, waited: float) -> bool:
    """To promise nothing and be right is no merit: whoever was called at once, as promised, does not count."""
    return high > STEP_MIN or waited > AT_ONCE_MIN


def _narrowest(minutes: Sequence[float], confidence: float) -> tuple[int, int]:
    """Of the ranges on the steps that hold enough the narrowest, and of those the surest, and the earliest."""
    count = min(len(minutes), math.ceil(confidence * (len(minutes) + 1)))
    ranges = []
    for low in range(0, _up(minutes[-1]), STEP_MIN):
        first = bisect_left(minutes, low)
        if first + count > len(minutes):
            break
        high = max(_up(minutes[first + count - 1]), low + STEP_MIN)
        ranges.append((high - low, -_held(minutes, low, high), low))
    width, _, low = min(ranges)
    return low, low + width


def _handy(minutes: Sequence[float]) -> tuple[float, int, int]:
    """Of the ranges no wider than is handy the surest, without steps that hold nothing."""
    widths = range(STEP_MIN, HANDY_MIN + 1, STEP_MIN)
    ranges = ((low, low + width) for low in range(0, _up(minutes[-1]), STEP_MIN) for width in widths)
    share, width, low = max((_held(minutes, low, high), low - high, low) for low, high in ranges)
    return share, low, low - width


def _held(minutes: Sequence[float], low: int, high: int) -> float:
    """The share of a next draw that this range is expected to hold."""
    return (bisect_right(minutes, high) - bisect_left(minutes, low)) / (len(minutes) + 1)


def _up(minutes: float) -> int:
    return max(STEP_MIN, math.ceil(minutes / STEP_MIN) * STEP_MIN)


def _median(minutes: Sequence[float]) -> float:
    middle = len(minutes) // 2
    return minutes[middle] if len(minutes) % 2 else (minutes[middle - 1] + minutes[middle]) / 2
