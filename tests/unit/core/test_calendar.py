"""The service day and the hours are those of the branch's own clock on the wall, whatever UTC says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core import calendar
from hub.core.setup import Branch, WorkingSession
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
        (local(23, 7), local(23, 11, 15)),
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


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - st wants naive bounds
branches = st.sampled_from([CENTRE, NEVER, replace(CENTRE, timezone="Europe/Berlin")])


@given(branches, moments, st.floats(0, 1))
def test_nothing_changes_before_the_next_boundary(branch: Branch, moment: datetime, part: float) -> None:
    boundary = calendar.next_boundary(branch, moment)
    between = moment + (boundary - moment) * part * 0.999_999

    assert moment < boundary
    assert calendar.is_open_for_tickets(branch, between) == calendar.is_open_for_tickets(branch, moment)
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
