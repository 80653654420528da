"""Numbers in every style a centre may choose, counted per series, never twice on one day whatever is changed."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.ids import DeviceId, ServiceId
from hub.core.numbering import PER_COUNTER, Number, appointment_number
from hub.core.policy import NumberReset, NumberStyle
from hub.core.setup import Branch
from tests.support.centres import (
    ANH,
    CENTRE,
    CHILD,
    ELDERLY,
    JUSTICE,
    LAND,
    MERIT,
    MORNING,
    ONE,
    RULED,
    SCREEN_ONLY,
    SOCIETY,
    TWO,
    with_policy,
    with_service,
)
from tests.support.core_day import CoreDay

HUB = DeviceId("hub")
AFTERNOON = datetime(2026, 11, 23, 6, 31, tzinfo=UTC)


def sessions_from(morning: int | None, afternoon: int | None, branch: Branch = CENTRE) -> Branch:
    """Numbers start anew with each session, at these."""
    first, second = branch.sessions
    sessions = (replace(first, first_number=morning), replace(second, first_number=afternoon))
    return with_policy(replace(branch, sessions=sessions), reset=NumberReset.SESSION)


def numbers(day: CoreDay, *services: ServiceId) -> list[str]:
    return [day.issue(service, SCREEN_ONLY).number for service in services]


# --- a letter each


def test_each_service_has_its_letter_and_starts_where_it_says() -> None:
    assert numbers(CoreDay(), JUSTICE, LAND, JUSTICE) == ["A001", "C101", "A002"]


@pytest.mark.parametrize(("first", "number"), [(1, "A001"), (25, "A025"), (999, "A999"), (1000, "A1000")])
def test_a_number_fills_its_width_and_grows_past_it(first: int, number: str) -> None:
    day = CoreDay(with_service(JUSTICE, first_number=999))

    assert numbers(CoreDay(with_service(JUSTICE, first_number=first)), JUSTICE) == [number]
    assert numbers(day, JUSTICE, JUSTICE) == ["A999", "A1000"]


def test_each_service_counts_its_own_series_whoever_issues() -> None:
    day = CoreDay()

    assert [day.issue(JUSTICE).number, day.issue(SOCIETY).number, day.issue(JUSTICE, SCREEN_ONLY).number] == [
        "A001",
        "B001",
        "A002",
    ]


def test_a_width_may_be_two_digits_or_four() -> None:
    assert numbers(CoreDay(with_service(JUSTICE, number_width=2)), JUSTICE) == ["A01"]
    assert numbers(CoreDay(with_service(JUSTICE, number_width=4)), JUSTICE) == ["A0001"]


# --- other styles


@pytest.mark.parametrize(("prefix", "expected"), [("", ["001", "002", "003"]), ("K", ["K001", "K002", "K003"])])
def test_one_series_numbers_all_services_together(prefix: str, expected: list[str]) -> None:
    day = CoreDay(with_policy(numbers=NumberStyle.ONE_SERIES, one_series_prefix=prefix))

    assert numbers(day, JUSTICE, SOCIETY, JUSTICE) == expected


def by_counter() -> Branch:
    """Justice at counter 1 only, society at counter 2 only, land anywhere."""
    bound = with_service(SOCIETY, with_service(JUSTICE, counters=(ONE,)), counters=(TWO,))
    return with_policy(bound, numbers=NumberStyle.PER_COUNTER)


def test_a_service_of_one_counter_is_numbered_in_that_counters_thousands() -> None:
    assert numbers(CoreDay(by_counter()), JUSTICE, SOCIETY, JUSTICE, LAND) == ["1001", "2001", "1002", "C101"]


def test_two_services_of_one_counter_share_its_thousands() -> None:
    branch = with_service(SOCIETY, by_counter(), counters=(ONE,))

    assert numbers(CoreDay(branch), JUSTICE, SOCIETY) == ["1001", "1002"]


def test_a_counter_the_set_up_lost_has_no_thousands() -> None:
    branch = replace(by_counter(), counters=CENTRE.counters[1:])

    assert numbers(CoreDay(branch), JUSTICE) == ["A001"]


def test_a_counter_past_its_thousands_does_not_give_the_next_counters_numbers() -> None:
    branch = with_service(JUSTICE, by_counter(), first_number=PER_COUNTER - 1)

    assert numbers(CoreDay(branch), SOCIETY, JUSTICE, JUSTICE, JUSTICE, SOCIETY) == [
        "2001",
        "1999",
        "2000",
        "2002",
        "2003",
    ]


def test_a_priority_class_may_have_its_own_letter() -> None:
    day = CoreDay(RULED)
    given = [day.issue(class_id=class_id).number for class_id in (MERIT, ELDERLY, CHILD, MERIT)]

    assert given == ["P001", "A001", "A002", "P002"]
    assert day.issue(SOCIETY, class_id=MERIT).number == "P003"


# --- appointments


def test_an_appointment_is_numbered_by_its_booked_time_where_a_centre_wants_that() -> None:
    day = CoreDay(with_policy(appointment_prefix="LH"))
    booked = MORNING + timedelta(minutes=14)

    given = [day.issue(service, booked=booked).number for service in (JUSTICE, SOCIETY, JUSTICE)]

    assert given == ["LH0745", "LH0746", "LH0747"]
    assert day.issue(JUSTICE).number == "A001"


def test_without_an_own_series_an_appointment_is_numbered_with_everybody() -> None:
    assert CoreDay().issue(booked=MORNING).number == "A001"


def test_who_comes_too_late_for_an_appointment_is_numbered_with_everybody() -> None:
    day = CoreDay(with_policy(appointment_prefix="LH"))

    assert day.issue(booked=MORNING - timedelta(minutes=16)).number == "A001"


def test_an_appointment_never_takes_a_number_that_everybodys_series_has_given() -> None:
    """`layso-hub check` warns of one prefix for both; the numbers stay apart all the same."""
    day = CoreDay(with_policy(with_service(JUSTICE, first_number=745), appointment_prefix="A"))
    booked = MORNING + timedelta(minutes=14)

    assert [day.issue().number, day.issue(booked=booked).number, day.issue().number] == ["A745", "A0746", "A747"]


def test_a_day_with_all_its_minutes_booked_still_numbers_the_next() -> None:
    day = CoreDay(with_policy(appointment_prefix="LH"))
    (ticket,) = (day.issue(booked=MORNING),)
    minutes = (f"LH{hour:02d}{minute:02d}" for hour in range(24) for minute in range(60))
    tickets = day.state.tickets
    for number in minutes:
        tickets = tickets.appended(replace(ticket, number=number))
    day.assume(replace(day.state, tickets=tickets))

    assert appointment_number(day.state, MORNING) == Number("LH", 2360, "LH2360")


# --- starting anew


def test_numbers_start_anew_each_day() -> None:
    day = CoreDay()
    day.issue()
    day.pass_time(days=1)
    day.do(commands.OpenDay(CENTRE), HUB)

    assert day.issue().number == "A001"


def test_numbers_may_start_anew_each_session_at_a_number_of_its_own() -> None:
    day = CoreDay(sessions_from(1, 501))
    morning = numbers(day, JUSTICE, JUSTICE)
    day.now = AFTERNOON

    assert morning + numbers(day, JUSTICE, JUSTICE, SOCIETY) == ["A001", "A002", "A501", "A502", "B501"]


def test_a_series_already_past_a_sessions_start_goes_on() -> None:
    day = CoreDay(sessions_from(None, 2))
    numbers(day, JUSTICE, JUSTICE, JUSTICE)
    day.now = AFTERNOON

    assert numbers(day, JUSTICE, SOCIETY) == ["A004", "B002"]


def test_a_session_that_says_no_start_goes_on_counting() -> None:
    day = CoreDay(sessions_from(1, None))
    numbers(day, JUSTICE)
    day.now = AFTERNOON

    assert numbers(day, JUSTICE) == ["A002"]


def test_where_numbers_run_through_the_day_a_sessions_start_does_not_count() -> None:
    day = CoreDay(with_policy(sessions_from(1, 501), reset=NumberReset.DAY))
    numbers(day, JUSTICE)
    day.now = AFTERNOON

    assert numbers(day, JUSTICE) == ["A002"]


def test_a_counters_thousands_start_anew_within_its_thousands() -> None:
    day = CoreDay(sessions_from(1, 501, by_counter()))
    numbers(day, JUSTICE)
    day.now = AFTERNOON

    assert numbers(day, JUSTICE) == ["1501"]


# --- never twice


def test_a_number_is_not_reused_when_the_set_up_changes_during_the_day() -> None:
    day = CoreDay()
    day.issue()
    renamed = replace(CENTRE.services[0], service_id=ServiceId("civil"), first_number=1)
    day.sit(ANH)
    day.call_next()
    day.start()
    day.finish()

    day.do(commands.OpenDay(replace(CENTRE, services=(renamed, *CENTRE.services[1:]))), HUB)

    assert day.issue(ServiceId("civil")).number == "A002"


def test_no_style_gives_what_another_gave_earlier_in_the_day() -> None:
    plain = with_policy(numbers=NumberStyle.ONE_SERIES)
    day = CoreDay(with_service(LAND, plain, first_number=1001))
    assert numbers(day, LAND, LAND) == ["1001", "1002"]

    day.do(commands.OpenDay(by_counter()), HUB)

    assert numbers(day, JUSTICE, SOCIETY) == ["1003", "2001"]


def test_a_walk_in_gets_the_next_number_of_its_service() -> None:
    day = CoreDay()
    day.issue()
    day.sit(ANH)

    assert day.walk_in().number == "A002"
    assert day.issue().number == "A003"
