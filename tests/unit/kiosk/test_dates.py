"""Hours and days as the hall says them."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk import dates
from kiosk.words_en import EN
from kiosk.words_vi import VI

FRIDAY_MORNING = datetime(2025, 11, 21, 0, 42, tzinfo=UTC)


def test_the_day_turns_at_midnight_in_the_hall_and_not_in_greenwich() -> None:
    just_before = datetime(2025, 11, 21, 16, 59, tzinfo=UTC)

    assert (dates.hour(just_before), dates.day(just_before, VI)) == ("23:59", "Thứ Sáu 21/11")
    assert dates.day(just_before + timedelta(minutes=1), VI) == "Thứ Bảy 22/11"


@pytest.mark.parametrize(
    ("hours", "vietnamese", "english"),
    [
        (5, "12:42 hôm nay", "12:42 today"),
        (24, "07:42 ngày mai, Thứ Bảy 22/11", "07:42 tomorrow, Saturday 22 Nov"),
        (72, "07:42 Thứ Hai 24/11", "07:42, Monday 24 Nov"),
    ],
)
def test_a_time_to_come_is_told_from_today(hours: int, vietnamese: str, english: str) -> None:
    then = FRIDAY_MORNING + timedelta(hours=hours)

    assert dates.when(then, FRIDAY_MORNING, VI) == vietnamese
    assert dates.when(then, FRIDAY_MORNING, EN) == english


def test_sunday_has_its_own_name() -> None:
    assert dates.day(FRIDAY_MORNING + timedelta(days=2), VI) == "Chủ Nhật 23/11"
