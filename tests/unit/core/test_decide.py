"""`decide` for citizens, walls and days; counters and papers have their own files beside this one."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.context import Context
from hub.core.decide import decide, open_day, stranded
from hub.core.ids import CallId, DeviceId, ServiceId
from hub.core.lifecycle import Status
from hub.core.refusal import RefusalCode
from tests.support.centres import (
    ANH,
    CENTRE,
    JUSTICE,
    KIOSK,
    MONDAY,
    MORNING,
    NOON,
    ONE,
    PC_1,
    SECOND_WALL,
    SOCIETY,
    WALL,
)
from tests.support.core_day import CoreDay

TOMORROW = MORNING + timedelta(days=1)
HUB = Context(now=MORNING, device_id=DeviceId("hub"), token="")


# --- taking a number


def test_a_ticket_carries_its_number_its_secret_and_the_people_ahead() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.issue(SOCIETY)

    issued, wanted = day.do(commands.IssueTicket(JUSTICE), KIOSK)

    assert isinstance(issued, events.TicketIssued)
    assert (issued.number, issued.ticket_id, issued.ahead) == ("A002", "2026-11-23.2", 1)
    assert issued.token.startswith("token-")
    assert isinstance(wanted, events.PrintRequested)
    assert wanted.ticket_id == issued.ticket_id


@pytest.mark.parametrize(
    ("service", "device", "code", "params"),
    [
        ("justice", "pc-1", RefusalCode.UNKNOWN_KIOSK, {"device": "pc-1"}),
        ("taxes", "kiosk-1", RefusalCode.UNKNOWN_SERVICE, {"service": "taxes"}),
    ],
)
def test_only_kiosks_of_the_set_up_issue_for_services_of_the_set_up(
    service: str, device: str, code: RefusalCode, params: dict[str, str]
) -> None:
    refusal = CoreDay().refused(commands.IssueTicket(ServiceId(service)), DeviceId(device))

    assert (refusal.code, refusal.params) == (code, params)


def test_outside_of_ticket_hours_it_is_said_when_they_begin_again() -> None:
    refusal = CoreDay(now=NOON).refused(commands.IssueTicket(JUSTICE), KIOSK)

    assert (refusal.code, refusal.params) == (RefusalCode.CLOSED, {"opens_at": "2026-11-23T13:00:00+07:00"})


def test_a_centre_that_never_opens_again_names_no_time() -> None:
    never = replace(CENTRE, sessions=())

    assert CoreDay(never).refused(commands.IssueTicket(JUSTICE), KIOSK).params == {"opens_at": ""}


# --- the wall


def called() -> CoreDay:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    return day


def test_a_call_is_shown_and_spoken_once_however_many_walls_say_so() -> None:
    day = called()
    call_id = day.last_call().call_id

    assert day.do(commands.ConfirmShown(call_id), WALL) == (events.CallShown(call_id, WALL),)
    assert day.do(commands.ConfirmSpoken(call_id), WALL) == (events.CallSpoken(call_id, WALL),)
    assert day.do(commands.ConfirmShown(call_id), SECOND_WALL) == ()
    assert day.do(commands.ConfirmSpoken(call_id), SECOND_WALL) == ()
    assert (day.last_call().is_shown, day.last_call().is_spoken) == (True, True)


@pytest.mark.parametrize("confirm", [commands.ConfirmShown, commands.ConfirmSpoken])
def test_a_wall_cannot_have_shown_a_call_that_never_was(confirm: type[commands.ConfirmShown]) -> None:
    refusal = called().refused(confirm(CallId("2026-11-22.0.c1")), WALL)

    assert (refusal.code, refusal.params) == (RefusalCode.UNKNOWN_CALL, {"call": "2026-11-22.0.c1"})


# --- days and set-ups


def test_the_first_day_is_opened_from_nothing() -> None:
    assert open_day(None, CENTRE, HUB) == (events.DayOpened(MONDAY, CENTRE),)


def test_a_day_that_is_open_stays_open() -> None:
    day = CoreDay()
    day.now = datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC)

    assert day.do(commands.OpenDay(CENTRE), DeviceId("hub")) == ()


def test_a_clock_behind_the_day_does_not_open_yesterday() -> None:
    day = CoreDay()
    day.now = MORNING - timedelta(days=1)

    assert day.do(commands.OpenDay(CENTRE), DeviceId("hub")) == ()


def test_a_new_day_ends_what_was_left_open_and_starts_with_nothing() -> None:
    day = CoreDay()
    served, missed, waiting = day.issue(JUSTICE), day.issue(JUSTICE), day.issue(SOCIETY)
    day.sit(ANH)
    day.call_next()
    day.do(commands.MarkNoShow(ONE), PC_1)
    day.call_next()
    day.now = TOMORROW

    closed, opened = day.do(commands.OpenDay(CENTRE), DeviceId("hub"))

    assert closed == events.DayClosed(MONDAY, (missed.ticket_id, waiting.ticket_id))
    assert opened == events.DayOpened(TOMORROW.date(), CENTRE)
    assert (len(day.state.tickets), day.state.seats, day.state.lines) == (0, {}, {})
    assert served.ticket_id not in closed.cancelled
    assert day.issue(JUSTICE).number == "A001"


def test_a_changed_set_up_is_taken_over_during_the_day() -> None:
    day = called()
    newer = replace(CENTRE, call_max_age_s=30)

    assert day.do(commands.OpenDay(newer), DeviceId("hub")) == (events.SetupChanged(newer),)
    assert day.state.branch == newer
    assert day.at(ONE).status is Status.CALLED


def test_a_set_up_that_would_strand_somebody_is_not_taken_over_today() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    poorer = replace(CENTRE, services=CENTRE.services[1:], counters=CENTRE.counters[1:], operators=CENTRE.operators[1:])

    assert day.do(commands.OpenDay(poorer), DeviceId("hub")) == ()
    assert stranded(day.state, poorer) == (JUSTICE, ONE, ANH)
    assert stranded(day.state, CENTRE) == ()


def test_a_set_up_without_what_nobody_uses_strands_nobody() -> None:
    day = called()

    assert stranded(day.state, replace(CENTRE, services=CENTRE.services[1:])) == ()


def test_a_command_without_a_rule_is_a_bug_and_no_refusal() -> None:
    with pytest.raises(AssertionError):
        decide(CoreDay().state, cast("commands.Command", object()), HUB)
