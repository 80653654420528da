"""What past days teach: robust times, filled up while young, and days to play again."""

from datetime import date
from statistics import fmean

import pytest

from hub.core.experience import (
    ENOUGH,
    LONGEST_S,
    Comer,
    Experience,
    PastTicket,
    experience_of,
    is_forgotten,
    left_s,
    service_times,
)
from hub.core.ids import ClassId, ServiceId
from hub.core.promise import CONFIDENT
from tests.support.centres import CENTRE, JUSTICE, LAND, MONDAY, SOCIETY, with_service

EVERYBODY = ClassId("")


def past(day: date = MONDAY, *, second: float = 30_000, waited: float = 3) -> PastTicket:
    return PastTicket(day, second, (JUSTICE, EVERYBODY), waited, 600.0, 0, 5)


def of_justice(*seconds: float) -> tuple[float, ...]:
    return service_times(CENTRE, ((JUSTICE, s) for s in seconds))[JUSTICE]


def test_without_any_history_a_service_takes_its_typical_time() -> None:
    centre = with_service(SOCIETY, typical_min=20.0)
    times = service_times(centre, ())

    assert len(times[JUSTICE]) == ENOUGH
    assert fmean(times[JUSTICE]) == pytest.approx(12 * 60, rel=0.05)
    assert fmean(times[SOCIETY]) == pytest.approx(20 * 60, rel=0.08)
    assert times[JUSTICE] == tuple(sorted(times[JUSTICE]))
    assert Experience().seconds_of(CENTRE.services[0]) == times[JUSTICE]


def test_the_typical_time_fills_up_until_enough_is_known() -> None:
    half, enough = of_justice(*[60.0] * (ENOUGH // 2)), of_justice(*[60.0] * ENOUGH)

    assert half.count(60.0) == ENOUGH // 2
    assert len(half) == ENOUGH
    assert enough == (60.0,) * ENOUGH


def test_a_very_long_service_counts_as_an_hour() -> None:
    assert max(of_justice(*[1500.0] * 40, 3 * 1500.0)) == LONGEST_S


def test_a_service_somebody_forgot_to_finish_does_not_count() -> None:
    usual = [300.0 + n for n in range(100)]

    assert of_justice(*usual, 4 * 3600.0) == tuple(usual)
    assert not is_forgotten(4 * 3600.0, usual[: ENOUGH - 1]), "too little is known to tell"


def test_of_many_observations_an_even_selection_is_kept() -> None:
    kept = of_justice(*[float(n) for n in range(1, 3001)])

    assert len(kept) < 300
    assert fmean(kept) == pytest.approx(1500, rel=0.01)


def test_what_cannot_be_is_left_out() -> None:
    times = service_times(CENTRE, [(ServiceId("gone"), 60.0), (JUSTICE, -5.0), (JUSTICE, 0.0)])

    assert set(times) == {JUSTICE, SOCIETY, LAND}
    assert times[JUSTICE] == of_justice()


def test_the_rest_of_a_service_is_what_longer_ones_took_beyond_it() -> None:
    seconds = tuple(float(n * 100) for n in range(1, 21))

    assert left_s(seconds, 0) == seconds
    assert left_s(seconds, 1450) == (50.0, 150.0, 250.0, 350.0, 450.0, 550.0)


def test_a_service_longer_than_nearly_all_may_take_the_longer_the_longer_it_took() -> None:
    seconds = tuple(float(n * 100) for n in range(1, 21))
    late, later = left_s(seconds, 1900), left_s(seconds, 3600)

    assert min(late) > 0
    assert fmean(later) > fmean(late)


def test_each_past_day_can_be_played_again_in_its_order() -> None:
    tuesday = date(2026, 11, 24)
    found = experience_of(CENTRE, [past(second=9.0), past(second=5.0), past(tuesday, second=7.0)])

    name = (JUSTICE, EVERYBODY)
    assert found.days == ((Comer(5.0, name), Comer(9.0, name)), (Comer(7.0, name),))


def test_what_was_never_served_or_promised_teaches_neither_times_nor_confidence() -> None:
    silent = PastTicket(MONDAY, 5.0, (JUSTICE, EVERYBODY), None, None, None, None)

    assert silent.promise is None
    assert PastTicket(MONDAY, 5.0, (JUSTICE, EVERYBODY), None, None, 0, 5).promise is None
    assert PastTicket(MONDAY, 5.0, (JUSTICE, EVERYBODY), 9.0, None, 0, None).promise is None
    found = experience_of(CENTRE, [silent] * 30)
    assert found.confidence == CONFIDENT
    assert found.seconds == service_times(CENTRE, ())


def test_broken_promises_of_past_days_make_new_ones_more_careful() -> None:
    assert experience_of(CENTRE, [past(waited=40)] * 10).confidence > CONFIDENT
