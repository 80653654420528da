"""Estimates of waits from a state: honest ranges, the same for the same seed, nothing where nothing is known."""

from hypothesis import given
from hypothesis import strategies as st

from hub.core import commands
from hub.core.context import Wait
from hub.core.estimate import LEAST_DRAWS, MOST_DRAWS, Forecast, estimate
from hub.core.experience import Comer, Experience
from hub.core.outlook import second_of_day
from hub.core.setup import Branch, SkillLevel
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    ELDERLY,
    JUSTICE,
    LAND,
    ONE,
    PC_1,
    RULED,
    SCREEN_ONLY,
    SOCIETY,
    TWO,
    with_operator,
)
from tests.support.core_day import EVERYBODY, CoreDay

PLAIN = (JUSTICE, EVERYBODY)
TEN_MIN = Experience({JUSTICE: (600.0,), SOCIETY: (600.0,), LAND: (600.0,)})


def hall(people: int, branch: Branch = RULED) -> CoreDay:
    day = CoreDay(branch)
    for _ in range(people):
        day.issue(kiosk=SCREEN_ONLY)
        day.pass_time(seconds=5)
    day.sit(ANH)
    return day


def of(day: CoreDay, experience: Experience = TEN_MIN, seed: int = 7) -> Wait | None:
    return estimate(day.state, day.now, experience, seed).get(PLAIN)


def test_with_nobody_before_and_a_free_counter_it_is_nought_to_five() -> None:
    assert of(hall(0), Experience()) == Wait(0, 5, 0.0)


def test_people_before_take_their_services_time() -> None:
    assert of(hall(2)) == Wait(15, 20, 20.0)


def test_a_second_counter_halves_the_wait() -> None:
    day = hall(2)
    day.sit(BINH, TWO)

    assert of(day) == Wait(5, 10, 10.0)


def test_priority_waits_less_than_the_others() -> None:
    found = estimate(hall(3).state, hall(3).now, TEN_MIN, 7)

    assert found[JUSTICE, ELDERLY] == Wait(0, 5, 0.0)
    assert found[PLAIN] == Wait(25, 30, 30.0)


def test_a_line_nobody_serves_has_no_estimate() -> None:
    found = estimate(hall(1).state, hall(1).now, TEN_MIN, 7)

    assert (LAND, EVERYBODY) not in found
    assert {service for service, _ in found} == {JUSTICE, SOCIETY}


def test_only_those_asked_for_are_estimated() -> None:
    assert set(estimate(hall(1).state, hall(1).now, TEN_MIN, 7, (PLAIN,))) == {PLAIN}


def test_nobody_at_work_means_no_estimate_and_no_draw() -> None:
    forecast = Forecast(CoreDay().state, CoreDay().now, TEN_MIN, 7)

    assert forecast.is_complete
    forecast.step()
    assert forecast.waits() == {}


def test_a_wait_beyond_the_day_is_not_promised() -> None:
    assert of(hall(38)) is None
    assert of(hall(30)) is not None


def test_a_wait_that_may_be_beyond_the_day_once_in_a_while_is_still_promised() -> None:
    """One long service in fifty does not silence the hub; one in two does."""
    rare = Experience({JUSTICE: (60.0,) * 49 + (7 * 3600.0,)})
    often = Experience({JUSTICE: (60.0, 7 * 3600.0)})

    assert of(hall(1), rare, seed=1) is not None
    assert of(hall(1), often) is None


def test_people_of_past_days_who_go_first_are_expected_again() -> None:
    day = hall(1)
    begins = second_of_day(CENTRE, day.now)
    elderly = tuple(Comer(begins + 60 * n, (JUSTICE, ELDERLY)) for n in (1, 2))

    assert of(day) == Wait(5, 10, 10.0)
    assert of(day, Experience(TEN_MIN.seconds, (elderly,))) == Wait(25, 30, 30.0)
    assert of(day, Experience(TEN_MIN.seconds, ((),))) == Wait(5, 10, 10.0)


def test_each_draw_plays_another_of_the_past_days() -> None:
    day = hall(1)
    begins = second_of_day(CENTRE, day.now)
    elderly = tuple(Comer(begins + 60 * n, (JUSTICE, ELDERLY)) for n in (1, 2))
    found = of(day, Experience(TEN_MIN.seconds, (elderly, ())))

    assert found is not None
    assert (found.low_min, found.high_min) == (10, 30)


def test_who_is_parked_comes_back_before_those_who_come_now() -> None:
    day = hall(2)
    day.call_next()
    day.start()
    day.park(minutes=3)
    nobody_else = of(day)
    begins = second_of_day(CENTRE, day.now)
    with_comers = of(day, Experience(TEN_MIN.seconds, ((Comer(begins + 1, (JUSTICE, ELDERLY)),),)))

    assert nobody_else == Wait(15, 20, 20.0)
    assert with_comers == Wait(25, 30, 30.0)


def test_a_counter_on_a_break_does_not_count() -> None:
    day = hall(2)
    day.sit(BINH, TWO)
    day.do(commands.Pause(ONE), PC_1)

    assert of(day) == Wait(15, 20, 20.0)


def test_the_same_seed_gives_the_same_estimate() -> None:
    assert of(hall(9), Experience(), seed=5) == of(hall(9), Experience(), seed=5)


def test_the_more_people_wait_the_fewer_draws_and_the_more_steps_for_each() -> None:
    few, some, many = (Forecast(hall(n).state, hall(n).now, TEN_MIN, 3) for n in (0, 30, 300))

    assert steps(few) == MOST_DRAWS
    assert steps(some) == LEAST_DRAWS
    assert steps(many) == LEAST_DRAWS, "the horizon ends each of them before its first step is over"
    quick = Forecast(hall(300).state, hall(300).now, Experience(dict.fromkeys(TEN_MIN.seconds, (20.0,))), 3)
    assert steps(quick) == 4 * LEAST_DRAWS


def steps(forecast: Forecast) -> int:
    count = 0
    while not forecast.is_complete:
        forecast.step()
        count += 1
    return count


@given(people=st.integers(0, 12))
def test_one_more_person_before_is_never_a_shorter_wait(people: int) -> None:
    fewer, more = of(hall(people)), of(hall(people + 1))

    assert fewer is not None
    assert more is not None
    assert fewer.median_min < more.median_min


def test_a_new_centre_estimates_by_typical_times() -> None:
    found = of(hall(3, with_operator(ANH, RULED, skills={JUSTICE: SkillLevel.PRIMARY})), Experience())

    assert found is not None
    assert 15 < found.median_min < 60
