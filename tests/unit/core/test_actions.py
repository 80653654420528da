"""A key is enabled exactly when its command would be accepted."""

from collections.abc import Callable

import pytest

from hub.core import commands
from hub.core.actions import ON_TICKET, DeskAction, allowed
from tests.support.centres import ANH, JUSTICE, ONE, PC_1
from tests.support.core_day import CoreDay

COMMAND_OF: dict[DeskAction, commands.Command] = {
    DeskAction.CALL_NEXT: commands.CallNext(ONE),
    DeskAction.RECALL: commands.Recall(ONE),
    DeskAction.START: commands.StartService(ONE),
    DeskAction.FINISH: commands.Finish(ONE),
    DeskAction.MARK_NO_SHOW: commands.MarkNoShow(ONE),
    DeskAction.STAND_UP: commands.StandUp(ONE),
}


def seated(waiting: int) -> CoreDay:
    day = CoreDay()
    for _ in range(waiting):
        day.issue(JUSTICE)
    day.sit(ANH)
    return day


def idle() -> CoreDay:
    return seated(0)


def idle_with_a_line() -> CoreDay:
    return seated(1)


def called() -> CoreDay:
    day = seated(2)
    day.call_next()
    return day


def serving() -> CoreDay:
    day = called()
    day.start()
    return day


def serving_the_last() -> CoreDay:
    day = seated(1)
    day.call_next()
    day.start()
    return day


def keys(day: CoreDay) -> set[DeskAction]:
    return set(allowed(day.state, day.state.seats[ONE]))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (idle, {DeskAction.STAND_UP}),
        (idle_with_a_line, {DeskAction.CALL_NEXT, DeskAction.STAND_UP}),
        (called, {DeskAction.RECALL, DeskAction.START, DeskAction.MARK_NO_SHOW}),
        (serving, {DeskAction.CALL_NEXT, DeskAction.FINISH}),
        (serving_the_last, {DeskAction.FINISH}),
    ],
)
def test_each_moment_at_a_counter_has_its_keys(day: Callable[[], CoreDay], expected: set[DeskAction]) -> None:
    assert keys(day()) == expected


@pytest.mark.parametrize("day", [idle, idle_with_a_line, called, serving, serving_the_last])
@pytest.mark.parametrize("action", DeskAction)
def test_a_key_is_enabled_exactly_when_the_command_is_accepted(day: Callable[[], CoreDay], action: DeskAction) -> None:
    now = day()

    assert (action in keys(now)) is now.accepts(COMMAND_OF[action], PC_1)


def test_keys_come_in_their_own_order() -> None:
    day = called()

    assert allowed(day.state, day.state.seats[ONE]) == (DeskAction.RECALL, DeskAction.START, DeskAction.MARK_NO_SHOW)


def test_every_key_but_calling_and_leaving_acts_on_the_ticket() -> None:
    assert set(ON_TICKET) == set(DeskAction) - {DeskAction.CALL_NEXT, DeskAction.STAND_UP}
