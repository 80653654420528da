"""Estimates in the background: fresh or none, never in anybody's way, and learning from past days and from today."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.context import NO_WAITS
from hub.core.estimate import LEAST_DRAWS
from hub.core.experience import PastTicket
from hub.core.model import State
from hub.core.setup import SkillLevel
from hub.estimates import STALE_AFTER, Estimates
from hub.store import StoreError
from tests.conftest import ExpectedLog
from tests.support.centres import ANH, BINH, JUSTICE, MONDAY, ONE, PC_1, RULED, SCREEN_ONLY, SOCIETY, TWO
from tests.support.core_day import EVERYBODY, CoreDay
from tests.support.eventually import eventually_async

PLAIN = (JUSTICE, EVERYBODY)
NO_HISTORY: tuple[PastTicket, ...] = ()


class Hall:
    """A queue that changes only by hand."""

    def __init__(self, people: int = 0) -> None:
        self.day = CoreDay(RULED)
        self.day.sit(ANH)
        for _ in range(people):
            self.day.issue(kiosk=SCREEN_ONLY)

    @property
    def state(self) -> State:
        return self.day.state

    def now(self) -> datetime:
        return self.day.now


class Background:
    """Estimates at work, and what they told."""

    def __init__(self, hall: Hall, history: Callable[[date], tuple[PastTicket, ...]], look_again_s: float) -> None:
        self.hall = hall
        self.told = 0
        self.estimates = Estimates(history, self._tell, gap_s=0.0, look_again_s=look_again_s)

    def _tell(self) -> None:
        self.told += 1

    def median(self) -> float | None:
        wait = self.estimates.current().get(PLAIN)
        return None if wait is None else wait.median_min

    async def renewed(self) -> None:
        """Until what changed in the hall is in the estimates."""
        self.estimates.touch()
        await eventually_async(lambda: self.estimates.made_of is self.hall.state, "the newest state is estimated")


@asynccontextmanager
async def background(
    hall: Hall, history: Callable[[date], tuple[PastTicket, ...]] = lambda _day: NO_HISTORY, look_again_s: float = 60.0
) -> AsyncIterator[Background]:
    found = Background(hall, history, look_again_s)
    task = asyncio.create_task(found.estimates.run_forever(hall))
    try:
        yield found
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def past(minutes: float, day: date = MONDAY - timedelta(days=3)) -> PastTicket:
    return PastTicket(day, 30_000.0, PLAIN, 1.0, minutes * 60, None, None)


async def test_before_the_first_forecast_there_are_none() -> None:
    assert Estimates(lambda _day: NO_HISTORY, lambda: None).current() is NO_WAITS


async def test_the_queue_is_estimated_and_everybody_is_told_once() -> None:
    async with background(Hall(people=2)) as found:
        await found.renewed()
        first = found.median()
        await found.renewed()

    assert first is not None
    assert first > 5
    assert found.told == 1, "nothing new is no news"


async def test_a_change_is_estimated_anew() -> None:
    async with background(Hall()) as found:
        await found.renewed()
        assert found.median() == 0
        for _ in range(3):
            found.hall.day.issue(kiosk=SCREEN_ONLY)
        await found.renewed()

        assert (found.median() or 0) > 10


async def test_without_any_change_estimates_are_looked_at_again() -> None:
    async with background(Hall(people=1), look_again_s=0.01) as found:
        await found.renewed()
        found.hall.day.pass_time(seconds=30)

        await eventually_async(lambda: found.estimates.made_at == found.hall.now(), "time alone was enough")


@pytest.mark.parametrize(
    "change",
    [
        lambda day: day.pass_time(seconds=STALE_AFTER.total_seconds() + 1),
        lambda day: day.do(commands.Pause(ONE), PC_1),
        lambda day: day.do(commands.StandUp(ONE), PC_1),
        lambda day: day.sit(BINH, TWO),
        lambda day: day.do(commands.Cover(ANH, SOCIETY, SkillLevel.PRIMARY), PC_1),
        lambda day: day.do(commands.OpenDay(replace(RULED, call_max_age_s=5)), PC_1),
    ],
    ids=["a minute", "a break", "an official went", "another came", "a skill was given", "other rules"],
)
async def test_what_is_no_longer_true_is_not_told(change: Callable[[CoreDay], object]) -> None:
    """Rather nothing than something untrue: staff may have changed a moment ago."""
    async with background(Hall(people=1)) as found:
        await found.renewed()
        assert found.median() is not None
        change(found.hall.day)

        assert found.estimates.current() is NO_WAITS


async def test_people_who_come_and_go_leave_the_estimates_true() -> None:
    async with background(Hall(people=1)) as found:
        await found.renewed()
        found.hall.day.issue(kiosk=SCREEN_ONLY)
        found.hall.day.call_next()

        assert found.median() is not None


async def test_past_days_are_read_once_a_day_and_taught() -> None:
    asked: list[date] = []

    def history(day: date) -> tuple[PastTicket, ...]:
        asked.append(day)
        return tuple(past(2.0) for _ in range(40))

    async with background(Hall(people=2), history) as found:
        await found.renewed()
        await found.renewed()

        assert asked == [MONDAY]
        assert found.median() == pytest.approx(4.0, abs=0.1)


async def test_a_young_centre_learns_from_today() -> None:
    hall = Hall(people=2)
    async with background(hall) as found:
        await found.renewed()
        by_typical_time = found.median() or 0
        for _ in range(30):
            hall.day.walk_in()
            hall.day.pass_time(minutes=1)
            hall.day.finish()
        hall.day.pass_time(minutes=2)
        await found.renewed()

        assert found.median() == pytest.approx(2.0, abs=0.1)
        assert by_typical_time > 5


async def test_a_centre_with_much_to_look_back_at_does_not_look_at_today() -> None:
    hall = Hall(people=2)
    async with background(hall, lambda _day: tuple(past(10.0) for _ in range(2500))) as found:
        await found.renewed()
        for _ in range(30):
            hall.day.walk_in()
            hall.day.pass_time(seconds=5)
            hall.day.finish()
        hall.day.pass_time(minutes=2)
        await found.renewed()

        assert found.median() == pytest.approx(20.0, abs=0.1)


async def test_a_disk_that_does_not_tell_of_past_days_is_told_once(expected_log: ExpectedLog) -> None:
    expected_log.expect("without past days")

    def broken(_day: date) -> tuple[PastTicket, ...]:
        raise StoreError("the disk is gone")

    async with background(Hall(people=1), broken) as found:
        await found.renewed()

        assert found.median() is not None


async def test_a_fault_in_estimating_leaves_the_queue_without_estimates_not_the_hub_without_a_queue(
    expected_log: ExpectedLog,
) -> None:
    expected_log.expect("cannot estimate")

    def faulty(_day: date) -> tuple[PastTicket, ...]:
        raise LookupError("a bug")

    async with background(Hall(people=1), faulty) as found:
        found.estimates.touch()
        for _ in range(50):
            await asyncio.sleep(0)

        assert found.estimates.current() is NO_WAITS


async def test_others_have_a_turn_between_two_draws() -> None:
    """With two hundred people before, a command waits for one draw, not for the forecast."""
    hall = Hall(people=200)
    loop = asyncio.get_running_loop()
    async with background(hall) as found:
        await found.renewed()
        gaps = []
        hall.day.issue(kiosk=SCREEN_ONLY)
        found.estimates.touch()
        while found.estimates.made_of is not hall.state:
            began = loop.time()
            await asyncio.sleep(0)
            gaps.append(loop.time() - began)

    assert len(gaps) >= LEAST_DRAWS
    assert sorted(gaps)[len(gaps) // 2] < 0.05
