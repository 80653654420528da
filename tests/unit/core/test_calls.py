"""Calling people: at what hours, the next or a chosen one, again, in vain; and serving who has no paper."""

from datetime import UTC, datetime

import pytest

from hub.core import commands, events
from hub.core.commands import Outcome, ToService
from hub.core.ids import CounterId, TicketId
from hub.core.lifecycle import Status
from hub.core.model import Ticket
from hub.core.reason import Reason
from hub.core.refusal import RefusalCode
from tests.support.centres import (
    ANH,
    JUSTICE,
    LAND,
    ONE,
    PC_1,
    PC_2,
    PC_3,
    SOCIETY,
    TWO,
    with_operator,
    with_policy,
    with_service,
)
from tests.support.core_day import CoreDay
from tests.unit.core.hall import hall

CHOOSING = with_operator(ANH, may_choose=True)
BEFORE_OPENING = datetime(2026, 11, 23, 0, 29, tzinfo=UTC)


def chosen(day: CoreDay, ticket: Ticket, note: str = "xe cứu thương", counter: CounterId = ONE) -> commands.CallTicket:
    return commands.CallTicket(counter, day.again(ticket).ticket_id, note)


# --- hours of calling


def test_nobody_is_called_before_the_counters_begin() -> None:
    day = CoreDay(now=BEFORE_OPENING)
    day.issue()
    day.sit(ANH)

    refusal = day.refused(commands.CallNext(ONE), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.NOT_OPEN_YET, {"opens_at": "2026-11-23T07:30:00+07:00"})
    day.pass_time(minutes=1)
    assert day.call_next().number == "A001"


def test_nobody_is_chosen_before_the_counters_begin_either() -> None:
    day = CoreDay(CHOOSING, BEFORE_OPENING)
    ticket = day.issue()
    day.sit(ANH)

    assert day.refused(chosen(day, ticket), PC_1).code is RefusalCode.NOT_OPEN_YET


def test_who_still_waits_after_closing_is_called() -> None:
    day = hall()
    day.now = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)

    assert day.call_next().number == "A001"


# --- a chosen one


def test_whoever_may_choose_calls_out_of_turn_with_a_reason_that_is_kept() -> None:
    day = hall(branch=CHOOSING)
    last = day.state.tickets[2]

    (called,) = day.do(chosen(day, last), PC_1)

    assert isinstance(called, events.TicketCalled)
    assert (called.ticket_id, called.reason, called.note) == (last.ticket_id, Reason.CHOSEN, "xe cứu thương")
    assert day.at(ONE).number == "A003"


def test_choosing_the_next_finishes_the_one_being_served() -> None:
    day = hall(branch=CHOOSING)
    first = day.call_next()
    day.start()

    day.do(chosen(day, day.state.tickets[2]), PC_1)

    assert day.again(first).status is Status.FINISHED


@pytest.mark.parametrize("note", ["", "  \n"])
def test_choosing_needs_a_reason(note: str) -> None:
    day = hall(branch=CHOOSING)

    assert day.refused(chosen(day, day.state.tickets[0], note), PC_1).code is RefusalCode.REASON_NEEDED


def test_choosing_needs_the_right() -> None:
    day = hall()

    assert day.refused(chosen(day, day.state.tickets[2]), PC_1).code is RefusalCode.MAY_NOT_CHOOSE


def test_nobody_is_chosen_who_does_not_wait() -> None:
    day = hall(branch=CHOOSING)
    day.call_next(TWO)

    refusal = day.refused(chosen(day, day.state.tickets[0]), PC_1)

    assert refusal.code is RefusalCode.WRONG_STATUS
    assert refusal.params == {"status": "called", "action": "call", "number": "A001"}


def test_nobody_is_chosen_who_is_not_of_today() -> None:
    unknown = commands.CallTicket(ONE, TicketId("2026-11-22.0"), "x")

    refusal = hall(branch=CHOOSING).refused(unknown, PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.UNKNOWN_TICKET, {"ticket": "2026-11-22.0"})


def test_nobody_is_chosen_to_a_counter_that_rests_or_has_called_somebody() -> None:
    day = hall(branch=CHOOSING)
    day.do(commands.Pause(ONE), PC_1)
    assert day.refused(chosen(day, day.state.tickets[2]), PC_1).code is RefusalCode.PAUSED

    day.do(commands.Resume(ONE), PC_1)
    day.call_next()

    refusal = day.refused(chosen(day, day.state.tickets[2]), PC_1)
    assert (refusal.code, refusal.params) == (RefusalCode.TICKET_OPEN, {"number": "A001"})


def test_a_person_at_another_counter_is_not_chosen() -> None:
    day = hall(branch=CHOOSING)
    second = day.issue(SOCIETY, visit=day.state.tickets[0].visit_id)
    day.call_next(TWO)

    assert day.refused(chosen(day, second), PC_1).code is RefusalCode.AT_ANOTHER_COUNTER


def test_the_person_one_serves_may_be_chosen_for_the_next_ticket() -> None:
    day = hall(branch=CHOOSING)
    second = day.issue(SOCIETY, visit=day.state.tickets[0].visit_id)
    day.call_next()
    day.start()

    day.do(chosen(day, second), PC_1)

    assert day.at(ONE).number == "B001"


# --- calling again


def test_a_ticket_is_not_called_again_before_the_voice_is_through() -> None:
    day = hall()
    day.call_next()
    day.pass_time(seconds=14)

    refusal = day.refused(commands.Recall(ONE), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.RECALL_TOO_SOON, {"gap_s": "15"})
    day.pass_time(seconds=1)
    assert day.do(commands.Recall(ONE), PC_1)


def test_the_gap_counts_from_the_newest_call() -> None:
    day = hall()
    day.call_next()
    day.recall()
    day.pass_time(seconds=14)

    assert day.refused(commands.Recall(ONE), PC_1).code is RefusalCode.RECALL_TOO_SOON


def test_a_ticket_is_called_again_so_often_and_no_more() -> None:
    day = hall()
    day.call_next()
    for _ in range(3):
        day.recall()
    day.pass_time(minutes=5)

    refusal = day.refused(commands.Recall(ONE), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.RECALL_LIMIT, {"most": "3"})
    assert day.at(ONE).call_count == 4
    assert len({call.call_id for call in day.state.calls}) == 4


def test_a_new_wait_has_new_calls_with_new_names() -> None:
    day = hall(1, with_policy(recall_limit=0))
    day.call_next()
    day.send(ToService(JUSTICE))

    again = day.call_next()

    assert (again.call_count, again.calls_made) == (1, 2)
    assert [call.call_id[-2:] for call in day.state.calls] == ["c1", "c2"]


# --- missed


def test_a_ticket_is_missed_only_after_as_many_calls_as_the_policy_asks_for() -> None:
    day = hall()
    day.call_next()

    refusal = day.refused(commands.MarkNoShow(ONE), PC_1)

    assert (refusal.code, refusal.params) == (RefusalCode.NO_SHOW_TOO_EARLY, {"calls": "2"})
    day.recall()
    assert day.miss().status is Status.NO_SHOW


def test_a_centre_may_ask_for_one_call_only() -> None:
    day = hall(branch=with_policy(no_show_after_calls=1))
    day.call_next()

    assert day.do(commands.MarkNoShow(ONE), PC_1)


# --- without paper


def test_a_walk_in_is_served_at_once_without_a_call_or_a_paper() -> None:
    day = hall(0)

    issued, started = day.do(commands.WalkIn(ONE, JUSTICE), PC_1)

    assert isinstance(issued, events.TicketIssued)
    assert started == events.WalkInStarted(issued.ticket_id, ONE, ANH)
    ticket = day.at(ONE)
    assert (ticket.status, ticket.call_count, ticket.paper, ticket.started_at) == (Status.SERVING, 0, None, day.now)
    assert day.state.calls == ()
    assert day.state.waiting(JUSTICE) == 0


def test_a_walk_in_needs_a_free_counter_that_works() -> None:
    day = hall()
    day.call_next()
    assert day.refused(commands.WalkIn(ONE, JUSTICE), PC_1).code is RefusalCode.TICKET_OPEN

    day.do(commands.Pause(TWO), PC_2)
    assert day.refused(commands.WalkIn(TWO, JUSTICE), PC_2).code is RefusalCode.PAUSED


def test_a_walk_in_is_served_by_somebody_with_the_skill_where_the_service_belongs() -> None:
    day = hall(0, with_service(SOCIETY, counters=(TWO,)))

    assert day.refused(commands.WalkIn(ONE, LAND), PC_1).code is RefusalCode.NOBODY_CAN_SERVE
    assert day.refused(commands.WalkIn(ONE, SOCIETY), PC_1).code is RefusalCode.NOBODY_CAN_SERVE
    assert day.walk_in(SOCIETY, TWO).number == "B001"


# --- outcomes


@pytest.mark.parametrize("outcome", Outcome)
def test_a_service_ends_with_an_outcome_and_all_that_was_done(outcome: Outcome) -> None:
    day = hall()
    ticket = day.call_next()
    day.start()

    (finished,) = day.do(commands.Finish(ONE, outcome, ("1.001193", "2.000815")), PC_1)

    assert finished == events.TicketFinished(ticket.ticket_id, ONE, outcome, ("1.001193", "2.000815"))
    assert day.again(ticket).outcome is outcome


def test_every_refusal_of_this_file_changed_nothing() -> None:
    day = hall()
    before = day.state

    day.refused(commands.WalkIn(ONE, LAND), PC_1)
    day.refused(commands.MarkNoShow(ONE), PC_1)
    day.refused(commands.Recall(ONE), PC_3)

    assert day.state is before
