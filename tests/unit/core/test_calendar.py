"""The service day and the hours are those of the branch's own clock on the wall, whatever UTC says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core import calendar
from hub.core.setup import Branch, ExceptionalDay, WorkingSession
from tests.support.centres import CENTRE

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NEVER = replace(CENTRE, sessions=(replace(CENTRE.sessions[0], weekdays=()),))


def local(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of November 2026, on the branch's wall; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=HERE)


def test_the_service_day_turns_at_local_midnight() -> None:
    assert calendar.service_day(CENTRE, local(23, 0)) == date(2026, 11, 23)
    assert calendar.service_day(CENTRE, local(23, 0) - timedelta(seconds=1)) == date(2026, 11, 22)


def test_the_service_day_does_not_turn_at_midnight_utc() -> None:
    seven_in_the_morning = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)

    before = calendar.service_day(CENTRE, seven_in_the_morning - timedelta(seconds=1))

    assert before == calendar.service_day(CENTRE, seven_in_the_morning) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (local(23, 6, 59, 59), False),
        (local(23, 7, 0), True),
        (local(23, 11, 14, 59), True),
        (local(23, 11, 15), False),
        (local(23, 13, 0), True),
        (local(23, 16, 45), False),
        (local(28, 8, 0), False),
        (local(29, 8, 0), False),
    ],
)
def test_tickets_are_handed_out_in_ticket_hours_of_working_days_only(moment: datetime, is_open: bool) -> None:
    assert calendar.is_open_for_tickets(CENTRE, moment) is is_open


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        (local(23, 6, 59, 59), None),
        (local(23, 7, 10), "Buổi sáng"),
        (local(23, 11, 20), "Buổi sáng"),
        (local(23, 11, 30), None),
        (local(23, 16, 50), "Buổi chiều"),
        (local(28, 8, 0), None),
    ],
)
def test_a_session_lasts_from_its_first_ticket_to_its_closing(moment: datetime, name: str | None) -> None:
    session = calendar.session_at(CENTRE, moment)

    assert (session.name if session else None) == name


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (local(23, 6), local(23, 7)),
        (local(23, 12), local(23, 13)),
        (local(23, 8), local(23, 13)),
        (local(27, 18), local(30, 7)),
    ],
)
def test_it_is_told_when_tickets_are_handed_out_again(moment: datetime, opens: datetime) -> None:
    assert calendar.tickets_open_at(CENTRE, moment) == opens


def test_a_centre_that_never_opens_promises_nothing() -> None:
    assert calendar.tickets_open_at(NEVER, local(23, 6)) is None
    assert calendar.next_boundary(NEVER, local(23, 6)) == local(24, 0)


@pytest.mark.parametrize(
    ("moment", "boundary"),
    [
        (local(23, 6), local(23, 7)),
        (local(23, 7), local(23, 7, 30)),
        (local(23, 7, 30), local(23, 11, 15)),
        (local(23, 11, 15), local(23, 11, 30)),
        (local(23, 12), local(23, 13)),
        (local(23, 17), local(24, 0)),
        (local(28, 10), local(29, 0)),
    ],
)
def test_the_next_boundary_is_where_hours_or_the_day_change(moment: datetime, boundary: datetime) -> None:
    assert calendar.next_boundary(CENTRE, moment) == boundary


def test_sessions_may_stand_in_the_file_in_any_order() -> None:
    turned = replace(CENTRE, sessions=CENTRE.sessions[::-1])

    assert calendar.tickets_open_at(turned, local(23, 6)) == local(23, 7)


# --- days of their own


TET = ExceptionalDay(date(2026, 11, 24), "Tết Nguyên đán")
DUTY = ExceptionalDay(
    date(2026, 11, 28), "Trực thứ Bảy", (WorkingSession("Trực", time(8), time(10), time(7, 30), time(9, 45)),)
)
SHORT = ExceptionalDay(
    date(2026, 11, 25),
    "Nghỉ sớm",
    (
        WorkingSession("Chiều", time(13), time(14), time(13), time(13, 45)),
        WorkingSession("Sáng", time(8), time(10), time(8), time(9)),
    ),
)
FESTIVE = replace(CENTRE, exceptional_days=(TET, DUTY, SHORT))


def test_on_a_holiday_nothing_is_open_and_its_name_is_told() -> None:
    morning = local(24, 8)

    assert not calendar.is_open_for_tickets(FESTIVE, morning)
    assert not calendar.is_open_for_calls(FESTIVE, morning)
    assert calendar.session_at(FESTIVE, morning) is None
    assert calendar.closed_because(FESTIVE, morning) == "Tết Nguyên đán"
    assert calendar.tickets_open_at(FESTIVE, morning) == local(25, 8)
    assert calendar.calls_open_at(FESTIVE, morning) == local(25, 8)


def test_on_a_weekend_duty_the_centre_is_open_at_hours_of_its_own() -> None:
    assert [calendar.is_open_for_tickets(FESTIVE, local(28, h, m)) for h, m in ((7, 29), (7, 30), (9, 45))] == [
        False,
        True,
        False,
    ]
    assert calendar.closed_because(FESTIVE, local(28, 8)) == ""
    assert calendar.closed_because(FESTIVE, local(29, 8)) == ""


def test_an_exceptional_day_stands_instead_of_its_weekday_whatever_the_order_in_the_file() -> None:
    assert [s.name for s in FESTIVE.sessions_on(date(2026, 11, 25))] == ["Sáng", "Chiều"]
    assert not calendar.is_open_for_tickets(FESTIVE, local(25, 11))
    assert calendar.next_boundary(FESTIVE, local(25, 9)) == local(25, 10)


def test_a_long_tet_is_looked_through_to_the_first_day_after_it() -> None:
    days = tuple(ExceptionalDay(date(2027, 2, day), "Tết") for day in range(1, 15))
    eve = datetime(2027, 1, 29, 18, tzinfo=HERE)

    assert calendar.tickets_open_at(replace(CENTRE, exceptional_days=days), eve) == datetime(
        2027, 2, 15, 7, tzinfo=HERE
    )


# --- hours of calling and closing


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [(local(23, 7, 29), False), (local(23, 7, 30), True), (local(23, 12), True), (local(23, 20), True)],
)
def test_people_are_called_from_the_first_opening_on(moment: datetime, is_open: bool) -> None:
    assert calendar.is_open_for_calls(CENTRE, moment) is is_open


def test_it_is_told_when_the_counters_begin() -> None:
    assert calendar.calls_open_at(CENTRE, local(23, 7)) == local(23, 7, 30)
    assert calendar.calls_open_at(CENTRE, local(27, 18)) == local(30, 7, 30)
    assert calendar.calls_open_at(NEVER, local(23, 7)) is None


def test_a_session_ends_when_its_counters_do() -> None:
    assert calendar.closes_at(CENTRE, local(23, 8)) == local(23, 11, 30)
    assert calendar.closes_at(CENTRE, local(23, 12)) is None


@pytest.mark.parametrize(
    ("moment", "names"),
    [
        (local(23, 11, 29), []),
        (local(23, 11, 30), ["Buổi sáng"]),
        (local(23, 17), ["Buổi sáng", "Buổi chiều"]),
        (local(28, 17), []),
    ],
)
def test_ended_sessions_are_those_of_today_whose_end_is_past(moment: datetime, names: list[str]) -> None:
    assert [session.name for session in calendar.ended_sessions(CENTRE, moment)] == names


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - st wants naive bounds
branches = st.sampled_from([CENTRE, NEVER, FESTIVE, replace(CENTRE, timezone="Europe/Berlin")])


@given(branches, moments, st.floats(0, 1))
def test_nothing_changes_before_the_next_boundary(branch: Branch, moment: datetime, part: float) -> None:
    boundary = calendar.next_boundary(branch, moment)
    between = moment + (boundary - moment) * part * 0.999_999

    assert moment < boundary
    assert calendar.is_open_for_tickets(branch, between) == calendar.is_open_for_tickets(branch, moment)
    assert calendar.is_open_for_calls(branch, between) == calendar.is_open_for_calls(branch, moment)
    assert calendar.ended_sessions(branch, between) == calendar.ended_sessions(branch, moment)
    assert calendar.service_day(branch, between) == calendar.service_day(branch, moment)


@given(moments)
def test_at_the_moment_promised_tickets_are_handed_out(moment: datetime) -> None:
    opens = calendar.tickets_open_at(CENTRE, moment)

    assert opens is not None
    assert opens > moment
    assert calendar.is_open_for_tickets(CENTRE, opens)


def test_an_hour_that_is_skipped_in_summer_time_does_not_stop_the_clock() -> None:
    """Not in Viet Nam, but a rule must not hang anywhere."""
    berlin = replace(
        CENTRE,
        timezone="Europe/Berlin",
        sessions=(WorkingSession("Đêm", time(2, 15), time(4), time(2, 15), time(3, 30), weekdays=(6,)),),
    )
    night = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)

    for _ in range(4):
        boundary = calendar.next_boundary(berlin, night)
        assert boundary > night
        night = boundary
