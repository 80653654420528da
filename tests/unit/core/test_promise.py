"""From draws to a range on paper, and how bold the next range may be."""

import pytest

from hub.core.promise import CONFIDENT, KEPT_SHARE, confidence_after, had_to_wait, promised


def minutes(*values: float) -> list[float]:
    return [value * 60 for value in values]


def test_nobody_before_and_a_free_counter_is_nought_to_five_minutes() -> None:
    wait = promised(minutes(*[0.0] * 40), CONFIDENT)

    assert (wait.low_min, wait.high_min, wait.median_min) == (0, 5, 0.0)


def test_a_range_stands_on_steps_of_five_minutes_around_the_draws() -> None:
    wait = promised(minutes(*[11, 12, 13] * 20), CONFIDENT)

    assert (wait.low_min, wait.high_min, wait.median_min) == (10, 15, 12.0)


def test_a_range_is_the_narrowest_that_is_sure_enough() -> None:
    """A few who may wait much longer do not make it wider, too many do."""
    few, many = [12] * 58 + [80] * 2, [12] * 40 + [80] * 20

    assert (promised(minutes(*few), 0.9).low_min, promised(minutes(*few), 0.9).high_min) == (10, 15)
    assert promised(minutes(*many), 0.9).high_min == 80


def test_a_range_lies_where_most_draws_are() -> None:
    wait = promised(minutes(2, *[21] * 50, *[24] * 9), 0.9)

    assert (wait.low_min, wait.high_min) == (20, 25)


def test_a_quarter_of_an_hour_is_preferred_to_a_wide_range_that_is_a_little_surer() -> None:
    draws = minutes(*[21, 24, 28, 33] * 20, *[50] * 25)

    assert promised(draws, 0.92).high_min - promised(draws, 0.92).low_min == 15
    assert promised(draws, 0.99).high_min == 50, "but not if it is much less sure"


def test_a_handy_range_is_no_wider_than_it_needs_to_be() -> None:
    wait = promised(minutes(*[12] * 50, *[80] * 10), 0.9)

    assert (wait.low_min, wait.high_min) == (10, 15)


def test_with_few_draws_a_range_is_wider_than_what_was_drawn_of_it() -> None:
    """The next wait may well lie beyond the most extreme of ten."""
    draws = minutes(*range(3, 43, 4))

    assert (promised(draws, 0.9).low_min, promised(draws, 0.9).high_min) == (0, 40)


@pytest.mark.parametrize(("draws", "median"), [((1, 2, 3), 2.0), ((1, 2, 3, 4), 2.5), ((7,), 7.0)])
def test_the_median_is_the_middle_of_the_draws(draws: tuple[float, ...], median: float) -> None:
    assert promised(minutes(*draws), 0.5).median_min == median


def test_to_be_right_about_no_wait_counts_for_nothing() -> None:
    assert not had_to_wait(5, 0.4)
    assert had_to_wait(5, 1.5)
    assert had_to_wait(20, 0.0), "whoever was told to wait, and had not to, was told something wrong"
    assert confidence_after([(0, 5, 0.2)] * 500) == CONFIDENT


def test_broken_promises_make_the_next_more_careful_and_kept_ones_bolder() -> None:
    assert confidence_after([(10, 20, 25.0)]) > CONFIDENT
    assert confidence_after([(10, 20, 5.0)]) > CONFIDENT
    assert confidence_after([(10, 20, 15.0)]) < CONFIDENT


def test_confidence_rests_where_nine_of_ten_promises_are_kept() -> None:
    kept, broken = [(10, 20, 15.0)] * 9, [(10, 20, 30.0)]

    assert confidence_after([*kept, *broken] * 50) == pytest.approx(CONFIDENT)
    assert pytest.approx(0.9) == KEPT_SHARE


def test_confidence_stays_within_reason_whatever_happens() -> None:
    assert 0.7 < confidence_after([(10, 20, 15.0)] * 5000) < confidence_after([(10, 20, 90.0)] * 5000) < 1
