"""What an operator may do at a counter, and what is refused without changing anything."""

import pytest
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.ids import CounterId, DeviceId, OperatorId, ServiceId
from hub.core.lifecycle import Status
from hub.core.reason import Reason
from hub.core.refusal import RefusalCode
from hub.core.setup import Operator, SkillLevel
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHI,
    JUSTICE,
    LAND,
    ONE,
    PC_1,
    PC_2,
    PC_3,
    SOCIETY,
    TWO,
)
from tests.support.core_day import CoreDay

NOWHERE, NOBODY = CounterId("counter-9"), OperatorId("nobody")


def serving(service_count: int = 1) -> CoreDay:
    """Anh serves A001 at counter 1; more may wait."""
    day = CoreDay()
    for _ in range(service_count):
        day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    day.start()
    return day


# --- sitting down and standing up


def test_sitting_down_staffs_the_counter_from_this_device() -> None:
    day = CoreDay()

    assert day.do(commands.SitDown(ONE, ANH), PC_1) == (events.OperatorSatDown(ONE, ANH, PC_1),)


def test_sitting_down_where_one_sits_already_is_accepted_and_changes_nothing() -> None:
    day = CoreDay()
    day.sit(ANH)

    assert day.do(commands.SitDown(ONE, ANH), PC_1) == ()


@pytest.mark.parametrize(
    ("counter", "operator", "code"),
    [(NOWHERE, ANH, RefusalCode.UNKNOWN_COUNTER), (ONE, NOBODY, RefusalCode.UNKNOWN_OPERATOR)],
)
def test_only_known_people_sit_at_known_counters(counter: CounterId, operator: OperatorId, code: RefusalCode) -> None:
    assert CoreDay().refused(commands.SitDown(counter, operator), PC_1).code is code


def test_a_counter_somebody_else_sits_at_is_taken_and_the_refusal_names_them() -> None:
    day = CoreDay()
    day.sit(ANH)

    refusal = day.refused(commands.SitDown(ONE, BINH), PC_2)

    assert (refusal.code, refusal.params) == (RefusalCode.COUNTER_TAKEN, {"operator": "Anh"})


def test_somebody_who_is_not_in_the_set_up_any_more_is_named_by_id() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.assume(replace(day.state, branch=replace(CENTRE, operators=CENTRE.operators[1:])))

    assert day.refused(commands.SitDown(ONE, BINH), PC_2).params == {"operator": ANH}


def test_an_operator_who_moves_leaves_the_old_counter_by_sitting_down() -> None:
    day = CoreDay()
    day.sit(ANH)

    moved = day.do(commands.SitDown(TWO, ANH), PC_2)

    assert moved == (events.OperatorStoodUp(ONE, ANH), events.OperatorSatDown(TWO, ANH, PC_2))
    assert set(day.state.seats) == {TWO}


def test_a_device_that_changes_counters_leaves_the_old_one() -> None:
    day = CoreDay()
    day.sit(ANH)

    day.do(commands.SitDown(TWO, BINH), PC_1)

    assert {c: seat.operator_id for c, seat in day.state.seats.items()} == {TWO: BINH}


def test_a_colleague_takes_over_on_the_same_device_when_no_ticket_is_open() -> None:
    day = CoreDay()
    day.sit(ANH)

    taken = day.do(commands.SitDown(ONE, BINH), PC_1)

    assert taken == (events.OperatorStoodUp(ONE, ANH), events.OperatorSatDown(ONE, BINH, PC_1))


def test_a_colleague_does_not_take_over_an_open_ticket() -> None:
    refusal = serving().refused(commands.SitDown(ONE, BINH), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.TICKET_OPEN, {"number": "A001"})


def test_nobody_moves_away_from_an_open_ticket() -> None:
    day = serving()

    assert day.refused(commands.SitDown(TWO, ANH), PC_2).code is RefusalCode.TICKET_OPEN
    assert day.refused(commands.SitDown(TWO, BINH), PC_1).code is RefusalCode.TICKET_OPEN


def test_the_same_operator_takes_the_ticket_along_to_another_computer() -> None:
    day = serving()

    day.do(commands.SitDown(ONE, ANH), PC_3)

    assert day.at(ONE).number == "A001"
    assert day.state.seats[ONE].device_id == PC_3
    assert day.refused(commands.Finish(ONE), PC_1).code is RefusalCode.NOT_YOUR_COUNTER


def test_whoever_takes_the_computer_of_another_counter_empties_that_one() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.sit(BINH, TWO)

    day.do(commands.SitDown(ONE, ANH), PC_2)

    assert {c: (s.operator_id, s.device_id) for c, s in day.state.seats.items()} == {ONE: (ANH, PC_2)}


def test_standing_up_empties_the_counter() -> None:
    day = CoreDay()
    day.sit(ANH)

    assert day.do(commands.StandUp(ONE), PC_1) == (events.OperatorStoodUp(ONE, ANH),)
    assert day.state.seats == {}


def test_nobody_stands_up_from_an_open_ticket() -> None:
    refusal = serving().refused(commands.StandUp(ONE), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.TICKET_OPEN, {"number": "A001"})


# --- calling


def test_calling_names_the_ticket_the_counter_and_the_reason() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    day.sit(ANH)

    (called,) = day.do(commands.CallNext(ONE), PC_1)

    assert isinstance(called, events.TicketCalled)
    assert (called.ticket_id, called.counter_id, called.operator_id) == (ticket.ticket_id, ONE, ANH)
    assert called.reason is Reason.LONGEST_WAIT
    assert day.at(ONE).status is Status.CALLED


def test_calling_the_next_finishes_the_ticket_being_served_in_the_same_breath() -> None:
    day = serving(2)
    first = day.at(ONE)

    finished, called = day.do(commands.CallNext(ONE), PC_1)

    assert isinstance(finished, events.TicketFinished)
    assert isinstance(called, events.TicketCalled)
    assert day.again(first).status is Status.FINISHED
    assert day.at(ONE).number == "A002"


def test_calling_when_nobody_waits_is_refused_whole_and_nothing_is_finished() -> None:
    day = serving(1)

    assert day.refused(commands.CallNext(ONE), PC_1).code is RefusalCode.NOBODY_WAITING
    assert day.at(ONE).status is Status.SERVING


def test_a_called_ticket_must_be_settled_before_the_next_is_called() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()

    refusal = day.refused(commands.CallNext(ONE), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.TICKET_OPEN, {"number": "A001"})


def test_two_counters_that_call_get_two_different_people() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.issue(JUSTICE)
    day.sit(ANH)
    day.sit(BINH, TWO)

    assert {day.call_next(ONE).number, day.call_next(TWO).number} == {"A001", "A002"}


def test_a_second_skill_is_the_reason_of_such_a_call() -> None:
    day = CoreDay()
    day.issue(SOCIETY)
    day.sit(CHI)

    assert day.call_next().reason is Reason.SECOND_SKILL


def test_a_recall_is_a_new_call_of_the_same_ticket() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    first = day.call_next()
    day.pass_time(seconds=30)

    day.do(commands.Recall(ONE), PC_1)

    assert day.at(ONE).called_at == first.called_at
    assert day.at(ONE).call_count == 2
    assert [call.is_recall for call in day.state.calls] == [False, True]
    assert len({call.call_id for call in day.state.calls}) == 2


def test_a_ticket_is_served_and_finished_and_the_counter_is_free() -> None:
    day = CoreDay()
    ticket = day.issue(LAND)
    day.sit(CHI)
    day.call_next()
    day.pass_time(seconds=20)
    day.start()
    day.pass_time(minutes=5)

    day.do(commands.Finish(ONE), PC_1)

    done = day.again(ticket)
    assert (done.status, done.outcome, done.counter_id) == (Status.FINISHED, commands.Outcome.DONE, ONE)
    assert done.started_at is not None
    assert done.ended_at == day.now
    assert day.state.seats[ONE].ticket is None


def test_a_missed_call_frees_the_counter() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()

    day.miss()

    assert day.again(ticket).status is Status.NO_SHOW
    assert day.state.seats[ONE].ticket is None


# --- refusals common to all keys

KEYS = [
    commands.StandUp,
    commands.CallNext,
    commands.Recall,
    commands.StartService,
    commands.Finish,
    commands.MarkNoShow,
    commands.Park,
    commands.Pause,
    commands.Resume,
    commands.Undo,
]
TICKET_KEYS = [commands.Recall, commands.StartService, commands.Finish, commands.MarkNoShow, commands.Park]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_refused_at_a_counter_that_does_not_exist(key: type[commands.CallNext]) -> None:
    assert CoreDay().refused(key(NOWHERE), PC_1).code is RefusalCode.UNKNOWN_COUNTER


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_refused_at_a_counter_where_nobody_or_another_device_sits(key: type[commands.CallNext]) -> None:
    day = CoreDay()
    assert day.refused(key(ONE), PC_1).code is RefusalCode.NOT_YOUR_COUNTER

    day.sit(ANH)

    refusal = day.refused(key(ONE), PC_2)
    assert (refusal.code, refusal.params) == (RefusalCode.NOT_YOUR_COUNTER, {"number": "1"})


@pytest.mark.parametrize("key", TICKET_KEYS)
def test_a_key_for_a_ticket_is_refused_without_one(key: type[commands.CallNext]) -> None:
    day = CoreDay()
    day.sit(ANH)

    assert day.refused(key(ONE), PC_1).code is RefusalCode.NO_TICKET_HERE


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (commands.Recall, "recall"),
        (commands.StartService, "start_service"),
        (commands.MarkNoShow, "mark_no_show"),
    ],
)
def test_a_key_the_table_does_not_allow_names_the_status(key: type[commands.CallNext], action: str) -> None:
    refusal = serving().refused(key(ONE), PC_1)

    assert refusal.code is RefusalCode.WRONG_STATUS
    assert refusal.params == {"status": "serving", "action": action, "number": "A001"}


def test_a_set_up_with_nobody_still_refuses_politely() -> None:
    day = CoreDay(replace(CENTRE, operators=(Operator(ANH, "Anh"),)))
    day.issue(JUSTICE)
    day.do(commands.SitDown(ONE, ANH), DeviceId("pc-9"))

    assert day.refused(commands.CallNext(ONE), DeviceId("pc-9")).code is RefusalCode.NOBODY_WAITING


# --- the counter rests


def test_a_break_has_a_reason_and_nobody_is_called_meanwhile() -> None:
    day = CoreDay()
    day.issue()
    day.sit(ANH)

    assert day.do(commands.Pause(ONE, "họp"), PC_1) == (events.CounterPaused(ONE, "họp"),)

    assert day.state.seats[ONE].paused_for == "họp"
    assert day.refused(commands.CallNext(ONE), PC_1).code is RefusalCode.PAUSED
    assert day.refused(commands.Pause(ONE), PC_1).code is RefusalCode.PAUSED


def test_after_the_break_it_goes_on() -> None:
    day = CoreDay()
    day.issue()
    day.sit(ANH)
    day.do(commands.Pause(ONE), PC_1)

    assert day.do(commands.Resume(ONE), PC_1) == (events.CounterResumed(ONE),)

    assert day.state.seats[ONE].paused_for is None
    assert day.call_next().number == "A001"


def test_nobody_rests_with_a_ticket_open_and_nobody_resumes_who_works() -> None:
    day = serving()

    assert day.refused(commands.Pause(ONE), PC_1).code is RefusalCode.TICKET_OPEN
    assert day.refused(commands.Resume(ONE), PC_1).code is RefusalCode.WRONG_STATUS


def test_who_rests_may_leave() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.do(commands.Pause(ONE), PC_1)

    assert day.do(commands.StandUp(ONE), PC_1) == (events.OperatorStoodUp(ONE, ANH),)


def test_who_sits_down_after_somebody_who_rested_works() -> None:
    day = CoreDay()
    day.sit(ANH)
    day.do(commands.Pause(ONE), PC_1)

    day.sit(BINH)

    assert day.state.seats[ONE].paused_for is None


# --- covering


def test_a_cover_lasts_for_the_day() -> None:
    day = CoreDay()

    assert day.do(commands.Cover(ANH, LAND), PC_1) == (events.SkillCovered(ANH, LAND, SkillLevel.SECOND),)
    assert day.do(commands.Cover(ANH, LAND), PC_1) == ()
    assert day.state.covers == {ANH: {LAND: SkillLevel.SECOND}}

    day.pass_time(days=1)
    day.do(commands.OpenDay(CENTRE), PC_1)
    assert day.state.covers == {}


def test_a_cover_that_is_not_there_ends_without_a_word() -> None:
    assert CoreDay().do(commands.Cover(ANH, LAND, None), PC_1) == ()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (commands.Cover(NOBODY, LAND), RefusalCode.UNKNOWN_OPERATOR),
        (commands.Cover(ANH, ServiceId("taxes")), RefusalCode.UNKNOWN_SERVICE),
    ],
)
def test_only_known_people_cover_known_services(command: commands.Cover, code: RefusalCode) -> None:
    assert CoreDay().refused(command, PC_1).code is code
