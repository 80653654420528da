"""A key is enabled exactly when its command would be accepted."""

from collections.abc import Callable

import pytest

from hub.core import commands
from hub.core.actions import ON_TICKET, DeskAction, allowed, refusal
from tests.support.centres import ANH, BINH, CENTRE, JUSTICE, MORNING, ONE, PC_1, SOCIETY, TWO, with_policy
from tests.support.core_day import CoreDay
from tests.support.queue_checks import KEY_OF

PATIENT = with_policy(recall_limit=1, no_show_after_calls=2, recall_gap_s=20)


def seated(waiting: int) -> CoreDay:
    day = CoreDay(PATIENT)
    for _ in range(waiting):
        day.issue(JUSTICE)
    day.sit(ANH)
    return day


def idle() -> CoreDay:
    return seated(0)


def idle_with_a_line() -> CoreDay:
    return seated(1)


def before_the_counters_begin() -> CoreDay:
    day = seated(1)
    day.now = MORNING.replace(hour=0, minute=29)
    return day


def resting() -> CoreDay:
    day = seated(1)
    day.do(commands.Pause(ONE, "nghỉ"), PC_1)
    return day


def called() -> CoreDay:
    day = seated(2)
    day.call_next()
    return day


def called_a_while_ago() -> CoreDay:
    day = called()
    day.pass_time(minutes=2)
    return day


def called_as_often_as_allowed() -> CoreDay:
    day = called_a_while_ago()
    day.recall()
    day.pass_time(minutes=2)
    return day


def serving() -> CoreDay:
    day = called_a_while_ago()
    day.start()
    return day


def serving_the_last_for_long() -> CoreDay:
    day = seated(1)
    day.call_next()
    day.start()
    day.pass_time(minutes=5)
    return day


def just_finished() -> CoreDay:
    day = serving_the_last_for_long()
    day.finish()
    return day


FREE = {DeskAction.WALK_IN, DeskAction.PAUSE, DeskAction.STAND_UP}
WITH_TICKET = {DeskAction.PARK, DeskAction.TRANSFER, DeskAction.CANCEL}
MOMENTS = {
    idle: FREE,
    idle_with_a_line: {DeskAction.CALL_NEXT, *FREE},
    before_the_counters_begin: FREE,
    resting: {DeskAction.RESUME, DeskAction.STAND_UP},
    called: {DeskAction.START, DeskAction.UNDO, *WITH_TICKET},
    called_a_while_ago: {DeskAction.RECALL, DeskAction.START, *WITH_TICKET},
    called_as_often_as_allowed: {DeskAction.START, DeskAction.MARK_NO_SHOW, *WITH_TICKET},
    serving: {DeskAction.CALL_NEXT, DeskAction.FINISH, DeskAction.UNDO, *WITH_TICKET},
    serving_the_last_for_long: {DeskAction.FINISH, *WITH_TICKET},
    just_finished: {DeskAction.UNDO, *FREE},
}


def keys(day: CoreDay) -> set[DeskAction]:
    return set(allowed(day.state, ONE, day.state.seats[ONE], day.now))


@pytest.mark.parametrize("day", MOMENTS, ids=lambda day: day.__name__)
def test_each_moment_at_a_counter_has_its_keys(day: Callable[[], CoreDay]) -> None:
    assert keys(day()) == MOMENTS[day]


@pytest.mark.parametrize("day", MOMENTS, ids=lambda day: day.__name__)
@pytest.mark.parametrize("action", DeskAction)
def test_a_key_is_enabled_exactly_when_the_command_is_accepted(day: Callable[[], CoreDay], action: DeskAction) -> None:
    now = day()

    assert (action in keys(now)) is now.accepts(KEY_OF[action](now.state, ONE), PC_1)


@pytest.mark.parametrize("day", MOMENTS, ids=lambda day: day.__name__)
@pytest.mark.parametrize("action", DeskAction)
def test_a_key_is_not_enabled_exactly_when_there_is_a_reason(day: Callable[[], CoreDay], action: DeskAction) -> None:
    now = day()

    assert (refusal(action, now.state, ONE, now.state.seats[ONE], now.now) is None) is (action in keys(now))


def test_keys_come_in_their_own_order() -> None:
    shown = allowed((day := called()).state, ONE, day.state.seats[ONE], day.now)

    assert list(shown) == [action for action in DeskAction if action in shown]


def test_every_key_that_needs_a_ticket_is_in_the_table() -> None:
    free = {DeskAction.CALL_NEXT, DeskAction.WALK_IN, DeskAction.PAUSE, DeskAction.RESUME, DeskAction.UNDO}

    assert set(ON_TICKET) == set(DeskAction) - free - {DeskAction.STAND_UP}


def test_a_counter_that_serves_may_call_its_own_persons_next_ticket() -> None:
    day = CoreDay(CENTRE)
    first = day.issue(JUSTICE)
    day.issue(SOCIETY, visit=first.visit_id)
    day.sit(ANH)
    day.sit(BINH, TWO)
    day.call_next()
    day.start()

    assert DeskAction.CALL_NEXT in keys(day)
    assert DeskAction.CALL_NEXT not in allowed(day.state, TWO, day.state.seats[TWO], day.now)
