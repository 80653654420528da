"""`decide` for citizens, walls and days; counters and papers have their own files beside this one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.context import Context
from hub.core.deadlines import due
from hub.core.decide import decide, open_day, stranded
from hub.core.ids import CallId, DeviceId, ServiceId
from hub.core.lifecycle import Status
from hub.core.model import Ticket
from hub.core.refusal import RefusalCode
from hub.core.setup import Branch
from tests.support.centres import (
    ANH,
    CENTRE,
    CHILD,
    ELDERLY,
    JUSTICE,
    KIOSK,
    MONDAY,
    MORNING,
    NOON,
    ONE,
    RULED,
    SCREEN_ONLY,
    SECOND_WALL,
    SOCIETY,
    WALL,
    with_policy,
)
from tests.support.core_day import EVERYBODY, CoreDay

TOMORROW = MORNING + timedelta(days=1)
END_OF_MORNING = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
AFTERNOON = datetime(2026, 11, 23, 6, 31, tzinfo=UTC)
ONE_SESSION_EACH = with_policy(carry_over=False)
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
    day.miss()
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


WITHOUT_JUSTICE = replace(CENTRE, services=CENTRE.services[1:])
OPEN_WAYS: dict[str, Callable[[CoreDay], object]] = {
    "waiting": lambda day: day.undo(),
    "called": lambda _: None,
    "serving": lambda day: day.start(),
    "parked": lambda day: day.park(),
}


@pytest.mark.parametrize("status", OPEN_WAYS)
def test_the_service_of_whoever_still_expects_something_is_not_taken_away(status: str) -> None:
    """A parked citizen would come back to a line that nobody serves."""
    day = called()
    OPEN_WAYS[status](day)
    assert day.state.tickets[0].status == status

    assert day.do(commands.OpenDay(WITHOUT_JUSTICE), DeviceId("hub")) == ()
    assert stranded(day.state, WITHOUT_JUSTICE) == (JUSTICE,)


def test_a_set_up_without_what_nobody_uses_strands_nobody() -> None:
    day = called()
    day.start()
    day.finish()

    assert stranded(day.state, WITHOUT_JUSTICE) == ()
    assert day.do(commands.OpenDay(WITHOUT_JUSTICE), DeviceId("hub")) == (events.SetupChanged(WITHOUT_JUSTICE),)


def test_a_changed_policy_moves_nobody_within_a_line_and_loses_nobody() -> None:
    day = CoreDay(RULED)
    for class_id in (EVERYBODY, ELDERLY, CHILD, EVERYBODY):
        day.issue(class_id=class_id)
    before = day.state.lines

    day.do(commands.OpenDay(with_policy(priority_in_a_row=0)), DeviceId("hub"))

    assert day.state.lines == before


# --- the end of a session


def closing(branch: Branch = ONE_SESSION_EACH, now: datetime = END_OF_MORNING) -> tuple[CoreDay, dict[str, Ticket]]:
    """One waits, one is parked, one is at the counter, one has been served."""
    day = CoreDay(branch)
    for _ in range(4):
        day.issue(kiosk=SCREEN_ONLY)
    day.sit(ANH)
    served = day.call_next() and day.start() and day.finish()
    day.call_next()
    parked = day.park(minutes=600)
    here = day.call_next()
    day.now = now
    return day, {"served": served, "parked": parked, "here": here, "waiting": day.newest()}


def test_where_nobody_is_carried_over_the_end_of_a_session_closes_who_waits_or_is_parked() -> None:
    day, people = closing()

    (order,) = due(day.state, ONE_SESSION_EACH, day.now)
    (closed,) = day.do(order, DeviceId("hub"))

    assert order == commands.CloseSession("Buổi sáng")
    assert isinstance(closed, events.SessionClosed)
    assert set(closed.cancelled) == {people["waiting"].ticket_id, people["parked"].ticket_id}
    assert {name: day.again(ticket).status for name, ticket in people.items()} == {
        "served": Status.FINISHED,
        "parked": Status.CANCELLED,
        "here": Status.CALLED,
        "waiting": Status.CANCELLED,
    }
    assert (day.state.parked, day.state.waiting(JUSTICE)) == ((), 0)
    assert due(day.state, ONE_SESSION_EACH, day.now) == ()
    assert day.do(order, DeviceId("hub")) == ()


def test_a_session_is_not_over_before_its_end() -> None:
    day, _ = closing(now=END_OF_MORNING - timedelta(seconds=1))

    assert due(day.state, ONE_SESSION_EACH, day.now) == ()


def test_where_people_are_carried_over_they_wait_through_lunch() -> None:
    day, people = closing(CENTRE)

    assert due(day.state, CENTRE, day.now) == ()
    day.now = AFTERNOON
    day.miss()
    assert day.call_next().ticket_id == people["waiting"].ticket_id


def test_a_session_closed_late_does_not_close_who_came_for_the_next_one() -> None:
    """The hub was off over lunch, and the first tap came before it looked around."""
    day, people = closing(now=AFTERNOON)
    newcomer = day.issue(kiosk=SCREEN_ONLY)

    (order,) = due(day.state, ONE_SESSION_EACH, day.now)
    day.do(order, DeviceId("hub"))

    assert day.again(people["waiting"]).status is Status.CANCELLED
    assert day.again(newcomer).status is Status.WAITING


def test_each_session_is_closed_once_and_the_last_one_too() -> None:
    day, _ = closing()
    day.do(commands.CloseSession("Buổi sáng"), DeviceId("hub"))
    day.now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    assert due(day.state, ONE_SESSION_EACH, day.now) == (commands.CloseSession("Buổi chiều"),)


def test_a_new_day_closes_who_is_parked_or_at_a_counter_too() -> None:
    day, people = closing()
    day.now = TOMORROW

    closed, _ = day.do(commands.OpenDay(CENTRE), DeviceId("hub"))

    assert isinstance(closed, events.DayClosed)
    assert set(closed.cancelled) == {people[name].ticket_id for name in ("waiting", "parked", "here")}


def test_a_command_without_a_rule_is_a_bug_and_no_refusal() -> None:
    with pytest.raises(AssertionError):
        decide(CoreDay().state, cast("commands.Command", object()), HUB)
