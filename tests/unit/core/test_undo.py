"""An official's last action can be taken back for a while: all it changed is as it was, unless the world went on."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.commands import ToCounter, ToService
from hub.core.evolve import evolve
from hub.core.ids import DeviceId
from hub.core.lifecycle import PaperState, Status
from hub.core.refusal import RefusalCode
from tests.support.centres import (
    AGENT,
    ANH,
    BINH,
    CENTRE,
    ELDERLY,
    JUSTICE,
    KIOSK,
    ONE,
    PC_1,
    PC_2,
    RULED,
    SOCIETY,
    TWO,
    with_operator,
    with_policy,
)
from tests.support.core_day import CoreDay
from tests.support.queue_checks import what_an_undo_gives_back
from tests.unit.core.hall import hall

Step = Callable[[CoreDay], object]
UNDO = commands.Undo(ONE)


def settled() -> CoreDay:
    """Some have waited long; nothing that was done can still be undone."""
    day = hall(4, with_operator(ANH, RULED, may_choose=True))
    day.issue(class_id=ELDERLY)
    day.call_next(TWO)
    day.pass_time(minutes=10)
    return day


def called(day: CoreDay) -> None:
    day.call_next()
    day.pass_time(minutes=1)


def called_again(day: CoreDay) -> None:
    called(day)
    day.recall()


def served(day: CoreDay) -> None:
    called(day)
    day.start()
    day.pass_time(minutes=1)


def parked(day: CoreDay) -> None:
    called(day)
    day.park()
    day.pass_time(minutes=1)


def nothing(_: CoreDay) -> None:
    """Straight from a free counter."""


ACTIONS: dict[str, tuple[Step, Step]] = {
    "call": (nothing, lambda day: day.call_next()),
    "call that finishes": (served, lambda day: day.call_next()),
    "chosen call": (
        nothing,
        lambda day: day.do(commands.CallTicket(ONE, day.state.tickets[3].ticket_id, "vội"), PC_1),
    ),
    "call back": (
        parked,
        lambda day: day.do(commands.CallTicket(ONE, day.state.tickets[day.state.parked[0]].ticket_id), PC_1),
    ),
    "start": (called, lambda day: day.start()),
    "finish": (served, lambda day: day.finish()),
    "no-show": (called_again, lambda day: day.do(commands.MarkNoShow(ONE), PC_1)),
    "park called": (called, lambda day: day.park()),
    "park served": (served, lambda day: day.park()),
    "transfer to a service": (served, lambda day: day.send(ToService(SOCIETY))),
    "transfer to a counter": (called, lambda day: day.send(ToCounter(TWO))),
    "cancel at the counter": (
        called,
        lambda day: day.do(commands.CancelTicket(ONE, day.at(ONE).ticket_id), PC_1),
    ),
    "cancel somebody waiting": (
        served,
        lambda day: day.do(commands.CancelTicket(ONE, day.state.tickets[2].ticket_id), PC_1),
    ),
    "cancel somebody parked": (
        parked,
        lambda day: day.do(commands.CancelTicket(ONE, day.state.tickets[day.state.parked[0]].ticket_id), PC_1),
    ),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_undo_gives_back_exactly_what_was(action: str) -> None:
    prepare, act = ACTIONS[action]
    day = settled()
    prepare(day)
    before = what_an_undo_gives_back(day.state)
    act(day)
    assert what_an_undo_gives_back(day.state) != before
    day.pass_time(seconds=30)

    day.undo()

    assert what_an_undo_gives_back(day.state) == before
    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


@pytest.mark.parametrize("action", ACTIONS)
def test_an_undone_action_can_be_done_again(action: str) -> None:
    prepare, act = ACTIONS[action]
    day = settled()
    prepare(day)
    act(day)
    done = [ticket.status for ticket in day.state.tickets]
    day.undo()

    act(day)

    assert [ticket.status for ticket in day.state.tickets] == done


@pytest.mark.parametrize("action", ACTIONS)
def test_the_time_to_undo_ends(action: str) -> None:
    prepare, act = ACTIONS[action]
    day = settled()
    prepare(day)
    act(day)
    day.pass_time(seconds=30.001)

    refusal = day.refused(UNDO, PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.UNDO_TOO_LATE, {"seconds": "30"})


def test_the_event_of_an_undo_names_what_was_undone_and_how_each_ticket_stands() -> None:
    day = hall()
    ticket = day.call_next()
    command_id = day.log[-1].command_id

    (undone,) = day.do(UNDO, PC_1)

    back = events.Restored(ticket.ticket_id, Status.WAITING, JUSTICE)
    assert undone == events.ActionUndone(ONE, command_id, (back,))


def test_a_call_that_was_undone_leaves_the_wall_and_its_name_is_not_used_again() -> None:
    day = hall(1)
    day.call_next()
    undone = day.last_call().call_id
    day.undo()
    assert day.state.calls == ()

    day.call_next()

    assert day.last_call().call_id != undone


def test_a_walk_in_that_was_undone_leaves_a_void_number_and_a_free_counter() -> None:
    day = hall(0)
    ticket = day.walk_in()

    day.undo()

    assert (day.again(ticket).status, day.state.seats[ONE].ticket) == (Status.CANCELLED, None)
    assert day.state.waiting(JUSTICE) == 0
    assert day.issue().number == "A002"


def test_a_walk_in_cannot_bring_back_what_was_done_before_it() -> None:
    day = hall(1)
    done = day.call_next() and day.start() and day.finish()
    walk_in = day.walk_in()

    day.undo()

    assert day.again(done).status is Status.FINISHED
    assert day.again(walk_in).status is Status.CANCELLED
    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_what_one_command_did_in_several_steps_is_taken_back_as_one() -> None:
    day = hall()
    ticket = day.call_next()
    called = day.log[-1]
    started = events.ServiceStarted(ticket.ticket_id, ONE)
    day.assume(evolve(day.state, replace(called, seq=called.seq + 1, event=started)))
    assert day.at(ONE).status is Status.SERVING

    day.undo()

    assert day.again(ticket).status is Status.WAITING


# --- what happened meanwhile stays


def test_a_paper_printed_meanwhile_stays_printed() -> None:
    day = CoreDay()
    ticket = day.issue()
    day.sit(ANH)
    day.call_next()
    assert ticket.paper is not None
    for word in (PaperState.SENDING, PaperState.CONFIRMED):
        day.do(commands.ReportPaper(ticket.paper.job_id, word), AGENT)

    day.undo()

    paper = day.again(ticket).paper
    assert paper is not None
    assert paper.state is PaperState.CONFIRMED
    assert day.state.printing == ()


def test_people_who_came_and_calls_others_made_meanwhile_stay() -> None:
    day = hall()
    day.call_next()
    second = day.call_next(TWO)
    newcomer = day.issue()

    day.undo()

    assert day.at(TWO).ticket_id == second.ticket_id
    assert day.again(newcomer).status is Status.WAITING
    assert [call.counter_id for call in day.state.calls] == [TWO]


# --- what cannot be undone any more


def after_a_call() -> CoreDay:
    day = hall()
    day.call_next()
    return day


VOIDED: dict[str, Step] = {
    "it was called again": lambda day: day.recall(),
    "the counter rested": lambda day: (
        day.finish() if day.at(ONE).status is Status.SERVING else day.send(ToService(SOCIETY)),
        day.do(commands.Pause(ONE), PC_1),
        day.do(commands.Resume(ONE), PC_1),
    ),
    "the official took another computer": lambda day: day.do(commands.SitDown(ONE, ANH), DeviceId("pc-9")),
    "the set-up changed": lambda day: day.do(commands.OpenDay(replace(CENTRE, call_max_age_s=30)), KIOSK),
}


@pytest.mark.parametrize("since", VOIDED)
def test_what_has_been_built_on_is_not_undone(since: str) -> None:
    day = after_a_call()
    VOIDED[since](day)
    device = day.state.seats[ONE].device_id

    assert day.refused(UNDO, device).code is RefusalCode.NOTHING_TO_UNDO


def test_at_a_free_counter_there_is_nothing_to_undo() -> None:
    assert hall().refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_only_the_last_action_is_undone() -> None:
    day = after_a_call()
    day.start()

    day.undo()

    assert day.at(ONE).status is Status.CALLED
    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_a_ticket_another_counter_has_called_since_is_not_taken_back() -> None:
    day = after_a_call()
    day.send(ToService(SOCIETY))
    day.call_next(TWO)

    assert day.at(TWO).number == "A001"
    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_a_parked_ticket_that_came_back_is_not_taken_back() -> None:
    day = after_a_call()
    ticket = day.park()
    day.do(commands.Unpark(ticket.ticket_id), PC_2)

    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_a_missed_ticket_that_came_back_is_not_taken_back() -> None:
    day = after_a_call()
    ticket = day.miss()
    day.do(commands.Rejoin(ticket.ticket_id), KIOSK)

    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_a_person_who_was_called_elsewhere_meanwhile_is_not_taken_back() -> None:
    """One person, two tickets: the first is done, the second called at once by the neighbour."""
    day = CoreDay()
    first = day.issue()
    day.issue(SOCIETY, visit=first.visit_id)
    day.sit(ANH)
    day.sit(BINH, TWO)
    day.call_next()
    day.start()
    day.finish()
    assert day.call_next(TWO).number == "B001"

    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_a_ticket_closed_by_the_end_of_the_session_is_not_taken_back() -> None:
    day = hall(1, with_policy(carry_over=False))
    day.call_next()
    day.park()
    day.do(commands.CloseSession("Buổi sáng"), DeviceId("hub"))

    assert day.refused(UNDO, PC_1).code is RefusalCode.NOTHING_TO_UNDO


def test_one_cannot_undo_for_another_counter() -> None:
    assert after_a_call().refused(UNDO, PC_2).code is RefusalCode.NOT_YOUR_COUNTER


def test_a_call_made_before_at_the_same_moment_stays_when_a_later_one_is_undone() -> None:
    day = hall(1)
    day.call_next(TWO)
    first = day.state.calls
    day.do(commands.Park(TWO), PC_2)
    day.do(commands.Unpark(day.state.tickets[0].ticket_id), PC_2)
    day.call_next(ONE)
    assert len(day.state.calls) == len(first) + 1

    day.do(UNDO, PC_1)

    assert day.state.calls == first
