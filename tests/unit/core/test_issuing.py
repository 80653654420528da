"""Who gets a number, which place it means, and what is promised with it."""

from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.context import Wait
from hub.core.decide import decide
from hub.core.ids import ClassId, VisitId
from hub.core.issuing import ahead_now, remaining
from hub.core.refusal import RefusalCode
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHILD,
    ELDERLY,
    JUSTICE,
    KIOSK,
    MORNING,
    ONE,
    PC_1,
    RULED,
    SOCIETY,
    TWO,
    with_policy,
    with_service,
)
from tests.support.core_day import EVERYBODY, CoreDay

LIMITED = with_service(JUSTICE, quota=2)
AFTERNOON = datetime(2026, 11, 23, 6, 31, tzinfo=UTC)


def issued(day: CoreDay, command: commands.IssueTicket, wait: Wait | None = None) -> events.TicketIssued:
    waits = {} if wait is None else {(command.service_id, command.class_id): wait}
    context = replace(day.context(KIOSK), waits=MappingProxyType(waits))
    event = decide(day.state, command, context)[0]
    assert isinstance(event, events.TicketIssued)
    return event


# --- classes


def test_a_ticket_carries_the_class_the_citizen_says() -> None:
    assert CoreDay(RULED).issue(class_id=ELDERLY).class_id == ELDERLY


def test_a_class_the_set_up_does_not_have_is_refused() -> None:
    refusal = CoreDay(RULED).refused(commands.IssueTicket(JUSTICE, ClassId("vip")), KIOSK)

    assert (refusal.code, refusal.params) == (RefusalCode.UNKNOWN_CLASS, {"class_id": "vip"})


# --- visits


def test_a_first_ticket_is_a_visit_of_its_own() -> None:
    ticket = CoreDay().issue()

    assert ticket.visit_id == VisitId(ticket.ticket_id)


def test_a_further_ticket_belongs_to_the_visit_of_the_first() -> None:
    day = CoreDay()
    first = day.issue()

    assert day.issue(SOCIETY, visit=first.visit_id).visit_id == first.visit_id


def test_a_visit_nobody_makes_today_is_refused() -> None:
    refusal = CoreDay().refused(commands.IssueTicket(JUSTICE, visit_id=VisitId("2026-11-22.0")), KIOSK)

    assert (refusal.code, refusal.params) == (RefusalCode.UNKNOWN_VISIT, {"visit": "2026-11-22.0"})


# --- quotas


def test_a_service_gives_no_more_numbers_than_its_quota_in_a_session() -> None:
    day = CoreDay(LIMITED)
    service = LIMITED.services[0]
    assert remaining(day.state, service, day.now) == 2
    day.issue()
    day.issue()

    refusal = day.refused(commands.IssueTicket(JUSTICE), KIOSK)

    assert remaining(day.state, service, day.now) == 0
    assert (refusal.code, refusal.params) == (
        RefusalCode.QUOTA_REACHED,
        {"most": "2", "opens_at": "2026-11-23T13:00:00+07:00"},
    )
    assert day.issue(SOCIETY).number == "B001"


def test_a_quota_begins_anew_with_the_next_session() -> None:
    day = CoreDay(LIMITED)
    day.issue()
    day.issue()
    day.now = AFTERNOON

    assert remaining(day.state, LIMITED.services[0], day.now) == 2
    assert day.issue().number == "A003"


def test_a_quota_lowered_during_the_day_leaves_nothing_and_takes_nothing_back() -> None:
    day = CoreDay(LIMITED)
    first, second = day.issue(), day.issue()
    fewer = with_service(JUSTICE, quota=1)

    day.do(commands.OpenDay(fewer), PC_1)

    assert remaining(day.state, fewer.services[0], day.now) == 0
    assert [day.again(t).status for t in (first, second)] == ["waiting", "waiting"]


def test_a_service_without_a_quota_has_no_end() -> None:
    assert remaining(CoreDay().state, CENTRE.services[0], MORNING) is None


def test_somebody_who_stands_at_the_counter_gets_a_number_whatever_the_quota_and_the_hour() -> None:
    day = CoreDay(with_service(JUSTICE, quota=0))
    day.sit(ANH)
    day.now = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)

    ticket = day.walk_in()

    assert (ticket.number, ticket.session) == ("A001", "")


# --- the last ticket


@pytest.mark.parametrize(("median_min", "is_given"), [(59.0, True), (61.0, False)])
def test_no_number_is_given_whose_wait_would_pass_closing(median_min: float, is_given: bool) -> None:
    day = CoreDay(with_policy(stop_at_closing=True), datetime(2026, 11, 23, 3, 30, tzinfo=UTC))
    wait = Wait(30, 70, median_min)
    context = replace(day.context(KIOSK), waits=MappingProxyType({(JUSTICE, EVERYBODY): wait}))

    if is_given:
        assert decide(day.state, commands.IssueTicket(JUSTICE), context)
    else:
        with pytest.raises(Exception, match=RefusalCode.TOO_LATE_TODAY) as refused:
            decide(day.state, commands.IssueTicket(JUSTICE), context)
        assert refused.value.params == {"opens_at": "2026-11-23T13:00:00+07:00"}  # type: ignore[attr-defined]


def test_where_the_centre_does_not_ask_the_wait_may_pass_closing() -> None:
    assert issued(CoreDay(), commands.IssueTicket(JUSTICE), Wait(500, 600, 550.0)).number == "A001"


def test_without_an_estimate_nobody_is_sent_away() -> None:
    day = CoreDay(with_policy(stop_at_closing=True), datetime(2026, 11, 23, 4, 14, tzinfo=UTC))

    assert day.issue().number == "A001"


# --- promises


def test_the_wait_that_was_promised_is_kept_with_the_ticket() -> None:
    event = issued(CoreDay(), commands.IssueTicket(JUSTICE), Wait(10, 25, 15.0))

    assert (event.wait_low_min, event.wait_high_min) == (10, 25)


def test_without_an_estimate_nothing_is_promised() -> None:
    event = issued(CoreDay(), commands.IssueTicket(JUSTICE))

    assert (event.wait_low_min, event.wait_high_min) == (None, None)


def test_a_ticket_keeps_the_session_it_was_issued_in() -> None:
    assert CoreDay().issue().session == "Buổi sáng"


def test_people_ahead_are_those_the_rule_would_call_before() -> None:
    day = CoreDay(RULED)
    for class_id in (EVERYBODY, EVERYBODY, ELDERLY, CHILD):
        day.issue(class_id=class_id)
        day.pass_time(minutes=5)

    assert issued(day, commands.IssueTicket(JUSTICE)).ahead == 4
    assert issued(day, commands.IssueTicket(JUSTICE, ELDERLY)).ahead == 1
    assert issued(day, commands.IssueTicket(JUSTICE, CHILD)).ahead == 4
    assert issued(day, commands.IssueTicket(SOCIETY)).ahead == 0


def test_a_head_start_is_seen_in_the_people_ahead() -> None:
    day = CoreDay(RULED)
    day.issue()
    day.pass_time(minutes=10)
    day.issue()
    day.pass_time(minutes=10)

    assert issued(day, commands.IssueTicket(JUSTICE, CHILD)).ahead == 1


def test_people_ahead_now_are_those_before_this_very_ticket() -> None:
    """Many may come in the same moment: those behind are not ahead."""
    day = CoreDay()
    tickets = [day.issue() for _ in range(3)]

    assert [ahead_now(day.state, ticket) for ticket in tickets] == [0, 1, 2]
    day.sit(ANH)
    day.call_next()
    assert [ahead_now(day.state, day.again(ticket)) for ticket in tickets] == [0, 0, 1]


def test_people_ahead_of_whoever_was_sent_to_a_counter_are_those_sent_there_before() -> None:
    day = CoreDay()
    for _ in range(4):
        day.issue()
        day.pass_time(seconds=1)
    day.sit(ANH)
    day.sit(BINH, TWO)

    sent = [day.call_next() and day.send(commands.ToCounter(TWO), to_front=False) for _ in range(3)]

    assert [ahead_now(day.state, day.again(ticket)) for ticket in sent] == [0, 1, 2]


# --- appointments


def test_an_appointment_may_check_in_from_its_window_on() -> None:
    day = CoreDay()
    booked = MORNING + timedelta(minutes=31)

    refusal = day.refused(commands.IssueTicket(JUSTICE, appointment_at=booked), KIOSK)

    assert refusal.code is RefusalCode.TOO_EARLY
    assert datetime.fromisoformat(refusal.params["at"]) == MORNING + timedelta(minutes=1)
    day.pass_time(minutes=1)
    assert day.issue(booked=booked).place_at == booked


@pytest.mark.parametrize(
    ("late_min", "place_min", "is_kept"),
    [(0, 0, True), (15, -15, True), (16, -15, False), (240, -15, False)],
)
def test_who_comes_late_for_an_appointment_joins_the_line_with_some_credit(
    late_min: int, place_min: int, is_kept: bool
) -> None:
    ticket = CoreDay().issue(booked=MORNING - timedelta(minutes=late_min))

    assert ticket.place_at == MORNING + timedelta(minutes=place_min)
    assert (ticket.appointment_at is not None) is is_kept


def test_windows_are_the_centres_to_say() -> None:
    day = CoreDay(with_policy(appointment_early_min=5, appointment_late_min=0))

    late = day.issue(booked=MORNING - timedelta(seconds=1))

    assert (late.place_at, late.appointment_at) == (MORNING, None)
    early = commands.IssueTicket(JUSTICE, appointment_at=MORNING + timedelta(minutes=6))
    assert day.refused(early, KIOSK).code is RefusalCode.TOO_EARLY


def test_a_walk_in_for_a_service_the_set_up_lost_is_refused() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.do(commands.Cover(ANH, SOCIETY), PC_1)
    gone = replace(CENTRE, services=tuple(s for s in CENTRE.services if s.service_id != SOCIETY))
    day.do(commands.OpenDay(gone), PC_1)

    refusal = day.refused(commands.WalkIn(ONE, SOCIETY), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.UNKNOWN_SERVICE, {"service": SOCIETY})
