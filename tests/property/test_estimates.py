"""The estimate and the counters follow one rule: proven on halls at random, against the real commands."""

from copy import copy
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from hub.core import commands
from hub.core.choice import Chosen, Level, choose
from hub.core.context import LineName
from hub.core.estimate import estimate
from hub.core.experience import Comer, Experience
from hub.core.ids import CounterId
from hub.core.lifecycle import Status
from hub.core.model import Ticket
from hub.core.outlook import line_names, outlook
from hub.core.promise import STEP_MIN
from hub.core.roll import HORIZON_S, Future, Line
from hub.core.selection import next_for
from tests.support.centres import JUSTICE, LAND, SCREEN_ONLY, SOCIETY
from tests.support.core_day import EVERYBODY, PC_OF, CoreDay
from tests.support.halls_at_random import halls

HALF_AN_HOUR = 1800.0
ALWAYS_HALF_AN_HOUR = Experience(dict.fromkeys((JUSTICE, SOCIETY, LAND), (HALF_AN_HOUR,) * 5))
DAYS = (
    tuple(Comer(28_000.0 + 97 * n, (service, EVERYBODY)) for n, service in enumerate([JUSTICE, LAND, SOCIETY] * 9)),
)
WITH_COMERS = Experience({JUSTICE: (300.0, 700.0), SOCIETY: (60.0, 900.0), LAND: (480.0,)}, DAYS)


class Thorough(Future):
    """Asks the rule for every asker at every call, without thinking first."""

    def _may_be_next(self, asker: Line, _level: Level, _chosen: Chosen | None, _at_s: float) -> bool:
        return self._heads[asker] is not None


@given(day=halls())
def test_a_free_counter_of_a_plan_picks_whom_the_counter_would_call(day: CoreDay) -> None:
    seen = outlook(day.state, day.now, line_names(day.state.branch), ALWAYS_HALF_AN_HOUR)
    assume(seen is not None)
    assert seen is not None
    working = [(counter, seat) for counter, seat in day.state.seats.items() if seat.paused_for is None]
    plan = seen.plan

    for (counter, seat), desk in zip(working, plan.desks, strict=True):
        if seat.ticket is None:
            heads = [line[-1] if line else None for line in plan.lines]
            chosen = choose(desk.lines, heads.__getitem__, plan.runs, plan.now_s, plan.limits)
            pick = next_for(day.state, counter, seat, day.now)
            assert (chosen and chosen.head.ordinal) == (pick and pick.ordinal)


@given(day=halls(is_plain=True))
def test_the_estimate_is_what_happens_when_every_service_takes_as_long_as_assumed(day: CoreDay) -> None:
    """Where priority has to give way in turn, whoever asks may change who is before, by a place or two: not here."""
    seen = outlook(day.state, day.now, line_names(day.state.branch), ALWAYS_HALF_AN_HOUR)
    assume(seen is not None and all(served_s(day, counter) < HALF_AN_HOUR for counter in day.state.seats))
    assert seen is not None
    future = Future.whole(seen.plan, iter(()), chance=1)

    for name, line in seen.askers.items():
        assert future.waits.get(line) == seconds_until_called(day, name), name


@given(day=halls(), chance=st.integers(1, 1000))
def test_thinking_before_asking_the_rule_changes_no_answer(day: CoreDay, chance: int) -> None:
    seen = outlook(day.state, day.now, line_names(day.state.branch), WITH_COMERS)
    assume(seen is not None)
    assert seen is not None

    thinking, thorough = (made.whole(seen.plan, seen.comers(DAYS[0]), chance) for made in (Future, Thorough))

    assert thinking.waits == thorough.waits


@given(day=halls(), chance=st.integers(1, 1000))
def test_to_ask_for_all_lines_at_once_gives_each_the_answer_it_gets_alone(day: CoreDay, chance: int) -> None:
    names = line_names(day.state.branch)
    together = outlook(day.state, day.now, names, WITH_COMERS)
    assume(together is not None)
    assert together is not None
    waits = Future.whole(together.plan, together.comers(DAYS[0]), chance).waits

    for name, line in together.askers.items():
        alone = outlook(day.state, day.now, (name,), WITH_COMERS)
        assert alone is not None
        answer = Future.whole(alone.plan, alone.comers(DAYS[0]), chance).waits
        assert answer.get(alone.askers[name]) == waits.get(line), name


@given(day=halls(), seed=st.integers(0, 10_000))
def test_an_estimate_is_a_range_of_five_minute_steps_around_its_median(day: CoreDay, seed: int) -> None:
    found = estimate(day.state, day.now, WITH_COMERS, seed)

    for wait in found.values():
        assert 0 <= wait.low_min <= wait.median_min <= wait.high_min
        assert wait.low_min < wait.high_min
        assert wait.low_min % STEP_MIN == wait.high_min % STEP_MIN == 0
    assert estimate(day.state, day.now, WITH_COMERS, seed) == found


def served_s(day: CoreDay, counter: CounterId) -> float:
    ordinal = day.state.seats[counter].ticket
    called_at = None if ordinal is None else day.state.tickets[ordinal].called_at
    return 0.0 if called_at is None else (day.now - called_at).total_seconds()


def seconds_until_called(day: CoreDay, name: LineName) -> float | None:
    """Takes a number and has the officials call, each half an hour after the one before."""
    played = copy(day)
    played.log = list(day.log)
    mine = played.issue(name[0], SCREEN_ONLY, class_id=name[1]).ordinal
    free = []
    for place, (counter, seat) in enumerate(played.state.seats.items()):
        if seat.paused_for is None:
            left_s = HALF_AN_HOUR - served_s(day, counter) if seat.ticket is not None else 0.0
            free.append((left_s, place, counter))
    while free:
        free.sort()
        after_s, place, counter = free.pop(0)
        played.now = day.now + timedelta(seconds=after_s)
        if after_s > HORIZON_S:
            return None
        if _calls(played, counter) is not None:
            if played.state.seats[counter].ticket == mine:
                return after_s
            free.append((after_s + HALF_AN_HOUR, place, counter))
    return None


def _calls(day: CoreDay, counter: CounterId) -> Ticket | None:
    """The official ends what there is and calls the next one, or rests."""
    ordinal = day.state.seats[counter].ticket
    if ordinal is not None and day.state.tickets[ordinal].status is Status.CALLED:
        day.start(counter)
    if day.accepts(commands.CallNext(counter), PC_OF[counter]):
        return day.call_next(counter)
    return None
