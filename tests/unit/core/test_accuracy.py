"""How the promises of each day were kept."""

from datetime import date

from hub.core.accuracy import Accuracy, accuracy
from hub.core.experience import PastTicket
from tests.support.centres import JUSTICE, MONDAY
from tests.support.core_day import EVERYBODY

TUESDAY = date(2026, 11, 24)


def told(low: int | None, high: int | None, waited: float | None, day: date = MONDAY) -> PastTicket:
    return PastTicket(day, 30_000.0, (JUSTICE, EVERYBODY), waited, None, low, high)


def test_a_day_is_judged_by_those_who_had_to_wait_and_had_been_told_something() -> None:
    found = accuracy([told(10, 20, 15), told(10, 20, 29), told(0, 5, 0.2), told(None, None, 30), told(0, 5, None)])

    assert found == (Accuracy(MONDAY, people=2, kept_share=0.5, median_error_min=7.0),)


def test_days_come_in_order_and_one_without_waiting_does_not_come() -> None:
    found = accuracy([told(5, 10, 9, TUESDAY), told(5, 10, 8), told(0, 5, 0.1, date(2026, 11, 25))])

    assert [day.day for day in found] == [MONDAY, TUESDAY]
    assert accuracy([]) == ()
