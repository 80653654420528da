"""Many days of one set-up, played one after the other, with a hub that learns from each as the real one does."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from types import MappingProxyType

import msgspec

from hub.core.context import NO_WAITS, LineName, Waits
from hub.core.estimate import estimate
from hub.core.experience import Experience, PastTicket, experience_of
from hub.core.lifecycle import ENDED
from hub.core.model import State
from hub.core.setup import Branch
from hub.simulate.day import Day, Staff
from hub.simulate.habits import Habits
from hub.simulate.records import DayBook, Record, Step
from hub.simulate.rivals import Rivals
from hub.simulate.visitors import visitors_of_day

FIRST_DAY = date(2027, 3, 1)
"""A Monday far from Tết. The days have dates because hours do."""
LEARNING_DAYS = 20
"""Played first and not counted, so that estimates have something to learn from."""
HISTORY_DAYS = 60
"""As many days as the hub itself remembers."""
OURS = "estimate"


class SetUp(msgspec.Struct, frozen=True):
    """A centre, its people and its officials: all that a study needs besides a seed."""

    branch: Branch
    habits: Habits
    staff: Staff
    visits: int
    break_min: float = 0.0


class Study(msgspec.Struct):
    """What the counted days came to."""

    branch: Branch
    days: int = 0
    visits: int = 0
    turned_away: int = 0
    """Visitors who got no number."""
    left_open: int = 0
    """Tickets that nobody ended: must be 0."""
    idle_s: float = 0.0
    """Counters resting while somebody waited whom they could have served: must be 0."""
    waiting_s: float = 0.0
    """People in the lines times seconds: must be the sum of all waits."""
    records: list[Record] = []


def play(set_up: SetUp, *, days: int, seed: int, has_estimates: bool, tick: Callable[[], None]) -> Study:
    """`tick` is called after each day, also those that are only learnt from."""
    study = Study(set_up.branch)
    past: list[list[PastTicket]] = []
    not_counted = LEARNING_DAYS if has_estimates else 0
    for number, day in enumerate(_working_days(set_up.branch, not_counted + days)):
        experience = experience_of(set_up.branch, [ticket for tickets in past[-HISTORY_DAYS:] for ticket in tickets])
        looker = _Looker(set_up, day, experience if has_estimates else None, seed + number)
        visitors = visitors_of_day(set_up.branch, set_up.habits, day, set_up.visits, seed)
        played = Day(set_up.branch, day, visitors, set_up.staff, looker, break_min=set_up.break_min, seed=seed)
        state = played.play()
        looker.book.close(state)
        past.append([record.past(set_up.branch) for record in looker.book.records])
        if number >= not_counted:
            _add(study, looker.book, len(visitors), played.turned_away)
        tick()
    return study


def _add(study: Study, book: DayBook, visits: int, turned_away: int) -> None:
    study.days += 1
    study.visits += visits
    study.turned_away += turned_away
    study.left_open += sum(record.status not in ENDED for record in book.records)
    study.idle_s += book.idle_s
    study.waiting_s += book.waiting_s
    study.records += book.records


class _Looker:
    """Keeps the book of a day, and predicts each wait in every way at the moment the number is taken."""

    def __init__(self, set_up: SetUp, day: date, experience: Experience | None, seed: int) -> None:
        self.book = DayBook(day)
        self._experience = experience
        self._rivals = Rivals(set_up.habits.mean_min)
        self._seed = seed

    def watch(self, step: Step) -> None:
        self.book.watch(step)
        self._rivals.watch(step)

    def waits(self, state: State, now: datetime, name: LineName) -> Waits:
        """What the hub would have at hand: the estimate for the line the visitor is about to join."""
        if self._experience is None:
            self.book.predicted = {}
            return NO_WAITS
        found = estimate(state, now, self._experience, self._seed + len(state.tickets), (name,))
        self.book.predicted = self._rivals.predicted(state, now, name)
        if name in found:
            self.book.predicted[OURS] = found[name].median_min
        return MappingProxyType(found)


def _working_days(branch: Branch, count: int) -> Iterator[date]:
    """The first so many from `FIRST_DAY` on; fewer where a centre hardly ever opens."""
    days = (FIRST_DAY + timedelta(days=n) for n in range(366 + 7 * count))
    return islice((day for day in days if branch.sessions_on(day)), count)
