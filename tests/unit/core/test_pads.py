"""A call pad acts for whoever sits at its counter: it has no place of its own, and its log entries name it."""

import pytest

from hub.core import commands, events
from hub.core.ids import CounterId
from hub.core.lifecycle import Status
from hub.core.refusal import RefusalCode
from tests.support.centres import AGENT, ANH, BINH, JUSTICE, ONE, PC_1, SCREEN_ONLY, TWO
from tests.support.core_day import CoreDay
from tests.unit.core.hall import hall


def press(day: CoreDay, command: commands.Command) -> tuple[events.Event, ...]:
    return day.do(command, AGENT, is_pad=True)


def test_a_pad_calls_for_whoever_sits_there() -> None:
    day = hall()

    (called,) = press(day, commands.CallNext(ONE))

    assert isinstance(called, events.TicketCalled)
    assert (called.counter_id, called.operator_id) == (ONE, ANH)
    assert day.at(ONE).status is Status.CALLED


def test_the_log_says_that_it_was_the_pad() -> None:
    day = hall()

    press(day, commands.CallNext(ONE))

    assert day.log[-1].device_id == AGENT
    assert day.state.seats[ONE].device_id == PC_1


@pytest.mark.parametrize(
    "command",
    [
        commands.CallNext(ONE),
        commands.Recall(ONE),
        commands.StartService(ONE),
        commands.Finish(ONE),
        commands.MarkNoShow(ONE),
        commands.Park(ONE),
        commands.Pause(ONE),
        commands.Resume(ONE),
        commands.Undo(ONE),
    ],
)
def test_a_pad_at_an_empty_counter_is_told_that_nobody_sits_there(command: commands.Command) -> None:
    day = CoreDay()
    day.issue(JUSTICE)

    refusal = day.refused(command, AGENT, is_pad=True)

    assert (refusal.code, refusal.params) == (RefusalCode.NOT_YOUR_COUNTER, {"number": "1"})


def test_a_pad_of_a_counter_the_centre_does_not_have_is_refused() -> None:
    refusal = hall().refused(commands.CallNext(CounterId("counter-9")), AGENT, is_pad=True)

    assert refusal.code is RefusalCode.UNKNOWN_COUNTER


def test_a_device_that_is_no_pad_does_not_act_for_others() -> None:
    assert hall().refused(commands.CallNext(ONE), AGENT).code is RefusalCode.NOT_YOUR_COUNTER


def test_the_rules_hold_for_a_pad_as_for_the_screen() -> None:
    day = hall()
    press(day, commands.CallNext(ONE))

    assert day.refused(commands.Recall(ONE), AGENT, is_pad=True).code is RefusalCode.RECALL_TOO_SOON
    assert day.refused(commands.CallNext(ONE), AGENT, is_pad=True).code is RefusalCode.TICKET_OPEN


def test_a_whole_service_goes_by_the_pad_alone() -> None:
    day = hall()

    for command in (commands.CallNext(ONE), commands.StartService(ONE), commands.Finish(ONE), commands.Pause(ONE)):
        press(day, command)

    assert day.state.tickets[0].status is Status.FINISHED
    assert day.state.seats[ONE].paused_for == ""
    assert press(day, commands.Resume(ONE)) == (events.CounterResumed(ONE),)


def test_the_next_call_of_a_pad_is_one_action_and_is_taken_back_whole() -> None:
    """It ends one service and calls another: two events, from a device that is not the one of the seat."""
    day = hall()
    press(day, commands.CallNext(ONE))
    press(day, commands.StartService(ONE))
    first = day.at(ONE)
    press(day, commands.CallNext(ONE))

    press(day, commands.Undo(ONE))

    assert day.at(ONE) == first
    assert day.state.tickets[1].status is Status.WAITING


def test_the_screen_takes_back_what_the_pad_did_and_the_pad_what_the_screen_did() -> None:
    day = hall()
    press(day, commands.CallNext(ONE))
    day.undo()
    day.call_next()

    press(day, commands.Undo(ONE))

    assert day.state.seats[ONE].ticket is None


def test_two_pads_of_one_agent_do_not_mix_up_their_counters() -> None:
    day = hall()
    press(day, commands.CallNext(ONE))
    press(day, commands.CallNext(TWO))

    press(day, commands.Undo(ONE))

    assert day.state.seats[ONE].ticket is None
    assert day.at(TWO).number == "A002"
    assert day.state.seats[TWO].operator_id == BINH


def test_the_same_command_id_of_two_devices_is_two_actions() -> None:
    """Ids are fresh per device only: what a pad did last must not be taken for a part of what the screen does."""
    day = CoreDay()
    day.issue(JUSTICE, SCREEN_ONLY)
    day.sit(ANH)
    called = day.do(commands.CallNext(ONE), PC_1)
    started = events.ServiceStarted(called[0].ticket_id, ONE)  # type: ignore[union-attr]
    entry = day.log[-1]

    day.record(started, entry.command_id, AGENT)
    day.undo()

    assert day.at(ONE).status is Status.CALLED
