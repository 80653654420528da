"""How long somebody who joined a line now would wait: for every line at once, as ranges that can be printed.

The queue as it stands (`outlook`) is rolled forward (`roll`) a number of times, each time with other times at the
counters and with the people of another past day; `promise` words the range. What is not known is left out. The same
state, time, experience and seed give the same estimates.

A forecast can be made in one go or step by step, so that whoever has something more urgent to do can do it in between.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import merge
from typing import Final

from hub.core.context import LineName, Wait
from hub.core.experience import Experience
from hub.core.model import State
from hub.core.outlook import Outlook, line_names, outlook
from hub.core.promise import promised
from hub.core.roll import HORIZON_S, Future, Joiner, Line

MOST_DRAWS, LEAST_DRAWS = 60, 16
_WORK: Final = 480
"""Draws times people: the longer the lines, the fewer the draws, and the less each matters."""
_UNKNOWN_SHARE: Final = 0.1
_PRIME: Final = 2**31 - 1


def estimate(
    state: State, now: datetime, experience: Experience, seed: int, names: Iterable[LineName] | None = None
) -> dict[LineName, Wait]:
    """The estimated waits of the lines of that name, or of all; a line without one is not in it."""
    forecast = Forecast(state, now, experience, seed, names)
    while not forecast.is_complete:
        forecast.step()
    return forecast.waits()


class Forecast:
    """Estimates that are made step by step."""

    def __init__(
        self, state: State, now: datetime, experience: Experience, seed: int, names: Iterable[LineName] | None = None
    ) -> None:
        self._outlook = outlook(state, now, line_names(state.branch) if names is None else names, experience)
        self._experience = experience
        self._chance = 1 + seed * 7919 % (_PRIME - 1)
        self._first_day = seed
        self._future: Future | None = None
        self._futures: list[dict[Line, float]] = []
        self._wanted = 0 if self._outlook is None else _draws(self._outlook)

    @property
    def is_complete(self) -> bool:
        return len(self._futures) >= self._wanted

    def step(self) -> None:
        """A part of a draw, well under a millisecond."""
        if self._outlook is None:
            return
        if self._future is None:
            self._future = Future(self._outlook.plan, self._joiners(self._outlook), self._chance)
        if self._future.play():
            self._futures.append(self._future.waits)
            self._chance, self._future = self._future.chance, None

    def waits(self) -> dict[LineName, Wait]:
        """What the futures so far say; a line that is answered in too few of them is left out."""
        if self._outlook is None:
            return {}
        of_line = {line: self._seconds(line) for line in self._outlook.plan.askers}
        words = {line: promised(s, self._experience.confidence) for line, s in of_line.items() if s}
        return {name: words[line] for name, line in self._outlook.askers.items() if line in words}

    def _seconds(self, line: Line) -> list[float]:
        """One for each draw; a wait beyond the horizon counts as the horizon. Empty: too many are."""
        known = [waits[line] for waits in self._futures if line in waits]
        missing = len(self._futures) - len(known)
        return [] if missing > _UNKNOWN_SHARE * len(self._futures) else known + [HORIZON_S] * missing

    def _joiners(self, outlook: Outlook) -> Iterator[Joiner]:
        days = self._experience.days
        if not days:
            return iter(outlook.parked)
        comers = outlook.comers(days[(self._first_day + len(self._futures)) % len(days)])
        return merge(outlook.parked, comers) if outlook.parked else comers


def _draws(outlook: Outlook) -> int:
    people = sum(len(line) for line in outlook.plan.lines)
    return max(LEAST_DRAWS, min(MOST_DRAWS, _WORK // (people + 1)))
