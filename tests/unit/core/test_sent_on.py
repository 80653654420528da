"""Tickets that leave a counter unserved: parked, sent on, cancelled. Nobody loses number, time or place."""

from datetime import timedelta
from typing import cast

import pytest

from hub.core import commands, events
from hub.core.commands import CancelReason, ToCounter, ToOperator, ToService
from hub.core.deadlines import due
from hub.core.ids import CounterId, OperatorId, ServiceId, TicketId
from hub.core.lifecycle import Status
from hub.core.reason import Reason
from hub.core.refusal import RefusalCode
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHI,
    CHILD,
    ELDERLY,
    JUSTICE,
    KIOSK,
    LAND,
    MORNING,
    ONE,
    PC_1,
    PC_2,
    RULED,
    SOCIETY,
    THREE,
    TWO,
    with_policy,
)
from tests.support.core_day import CoreDay
from tests.unit.core.hall import hall, order

# --- parked


@pytest.mark.parametrize("serve_first", [False, True])
def test_a_parked_ticket_frees_the_counter_and_comes_back_by_itself_to_its_old_place(serve_first: bool) -> None:
    day = hall()
    ticket = day.call_next()
    if serve_first:
        day.start()
    day.park(minutes=5)
    assert (day.again(ticket).status, day.state.seats[ONE].ticket) == (Status.PARKED, None)
    assert due(day.state, CENTRE, day.now + timedelta(minutes=5, seconds=-1)) == ()

    day.pass_time(minutes=5)
    (back,) = due(day.state, CENTRE, day.now)
    day.do(back, KIOSK)

    assert back == commands.UnparkDue(ticket.ticket_id)
    assert day.again(ticket).parked_until is None
    assert order(day) == ["A001", "A002", "A003"]


def test_without_a_time_the_policy_says_how_long_one_is_parked() -> None:
    day = hall(branch=with_policy(park_min=7))
    day.call_next()

    assert day.park().parked_until == day.now + timedelta(minutes=7)


def test_a_parked_citizen_who_is_ready_waits_again() -> None:
    day = hall()
    ticket = day.call_next()
    day.park()

    day.do(commands.Unpark(ticket.ticket_id), PC_2)

    assert (day.again(ticket).status, day.again(ticket).place_at) == (Status.WAITING, ticket.place_at)
    assert day.state.parked == ()


def test_a_parked_citizen_may_be_called_back_by_anybody_at_once() -> None:
    day = hall()
    ticket = day.call_next()
    day.start()
    day.park()

    day.do(commands.CallTicket(TWO, ticket.ticket_id), PC_2)

    again = day.at(TWO)
    assert (again.ticket_id, again.reason, again.call_count, again.started_at) == (
        ticket.ticket_id,
        Reason.CALLED_BACK,
        1,
        None,
    )
    assert day.state.parked == ()


def test_only_a_parked_ticket_is_unparked() -> None:
    day = hall()

    refusal = day.refused(commands.Unpark(day.state.tickets[0].ticket_id), PC_1)

    assert refusal.code is RefusalCode.WRONG_STATUS
    assert refusal.params == {"status": "waiting", "action": "unpark", "number": "A001"}
    assert day.refused(commands.UnparkDue(TicketId("x")), PC_1).code is RefusalCode.UNKNOWN_TICKET


# --- sent on


def test_a_ticket_sent_on_keeps_its_number_and_its_time() -> None:
    day = hall()
    ticket = day.call_next()
    day.start()

    sent = day.send(ToService(SOCIETY))

    assert (sent.number, sent.issued_at, sent.waiting_since) == (ticket.number, ticket.issued_at, ticket.waiting_since)
    assert (sent.service_id, sent.status, sent.counter_id, sent.started_at) == (SOCIETY, Status.WAITING, None, None)
    assert day.state.seats[ONE].ticket is None


@pytest.mark.parametrize(("to_front", "place"), [(True, 0), (False, 1)])
def test_it_goes_before_all_who_wait_there_or_by_its_arrival(to_front: bool, place: int) -> None:
    day = CoreDay()
    day.issue(SOCIETY)
    day.pass_time(minutes=1)
    day.issue(JUSTICE)
    day.pass_time(minutes=1)
    day.issue(SOCIETY)
    day.sit(ANH)
    day.call_next()

    day.send(ToService(SOCIETY), to_front=to_front)

    assert order(day)[place] == "A001"


def test_before_all_means_before_those_with_a_head_start_too() -> None:
    day = CoreDay(RULED)
    day.issue(SOCIETY, class_id=CHILD)
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()

    day.send(ToService(SOCIETY))

    assert order(day) == ["A001", "B001"]


def test_it_never_stands_later_than_it_came() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    day.pass_time(minutes=5)
    day.issue(SOCIETY)
    day.sit(ANH)
    day.call_next()

    assert day.send(ToService(SOCIETY)).place_at == ticket.issued_at


def test_it_keeps_its_class_on_the_way() -> None:
    day = CoreDay(RULED)
    day.issue(SOCIETY)
    day.issue(JUSTICE, class_id=ELDERLY)
    day.sit(BINH)
    assert day.call_next().number == "A001"
    day.send(ToService(SOCIETY), to_front=False)

    assert day.call_next().reason is Reason.PRIORITY


def test_a_booked_time_is_used_up_by_the_first_counter() -> None:
    day = CoreDay()
    day.issue(booked=MORNING + timedelta(minutes=20))
    day.sit(ANH)
    day.call_next()

    assert day.send(ToService(SOCIETY)).appointment_at is None


@pytest.mark.parametrize("target", [ToCounter(TWO), ToOperator(BINH)])
def test_a_counter_or_a_person_serves_it_for_its_own_service_though_without_the_skill(target: commands.Target) -> None:
    day = CoreDay()
    ticket = day.issue(LAND)
    day.sit(CHI)
    day.sit(BINH, TWO)
    day.call_next()

    sent = day.send(target)

    assert sent.service_id == LAND
    assert day.call_next(TWO).ticket_id == ticket.ticket_id


def test_one_may_send_it_back_to_the_own_line() -> None:
    day = hall()
    day.call_next()

    day.send(ToCounter(ONE))

    assert day.call_next().reason is Reason.FOR_THIS_COUNTER


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (ToService(ServiceId("taxes")), RefusalCode.UNKNOWN_SERVICE),
        (ToCounter(THREE), RefusalCode.NOBODY_CAN_SERVE),
        (ToCounter(CounterId("counter-9")), RefusalCode.NOBODY_CAN_SERVE),
        (ToOperator(CHI), RefusalCode.NOBODY_CAN_SERVE),
        (ToOperator(OperatorId("nobody")), RefusalCode.NOBODY_CAN_SERVE),
    ],
)
def test_nobody_is_sent_where_nobody_is(target: commands.Target, code: RefusalCode) -> None:
    day = hall()
    day.call_next()

    assert day.refused(commands.Transfer(ONE, target), PC_1).code is code
    assert day.at(ONE).status is Status.CALLED


def test_a_target_without_a_rule_is_a_bug_and_no_refusal() -> None:
    day = hall()
    day.call_next()

    with pytest.raises(AssertionError):
        day.do(commands.Transfer(ONE, cast("commands.Target", object())), PC_1)


# --- cancelled


@pytest.mark.parametrize("reason", [CancelReason.LEFT, CancelReason.MISTAKE, CancelReason.FALSE_PRIORITY])
def test_a_ticket_at_the_counter_is_closed_with_its_reason(reason: CancelReason) -> None:
    day = hall()
    ticket = day.call_next()

    (cancelled,) = day.do(commands.CancelTicket(ONE, ticket.ticket_id, reason), PC_1)

    assert cancelled == events.TicketCancelled(ticket.ticket_id, reason, ONE)
    assert (day.again(ticket).status, day.again(ticket).ended_at) == (Status.CANCELLED, day.now)
    assert day.state.seats[ONE].ticket is None


def test_who_waits_or_is_parked_is_cancelled_from_any_counter() -> None:
    day = hall()
    parked = day.call_next()
    day.park()
    waiting = day.state.tickets[1]

    for ticket in (parked, waiting):
        day.do(commands.CancelTicket(TWO, ticket.ticket_id), PC_2)

    assert day.state.parked == ()
    assert order(day) == ["A003"]


def test_a_ticket_at_another_counter_is_not_cancelled() -> None:
    day = hall()
    ticket = day.call_next()

    assert day.refused(commands.CancelTicket(TWO, ticket.ticket_id), PC_2).code is RefusalCode.AT_ANOTHER_COUNTER


def test_what_has_ended_is_not_cancelled_nor_what_is_unknown() -> None:
    day = hall()
    day.call_next()
    day.start()
    done = day.finish()

    assert day.refused(commands.CancelTicket(ONE, done.ticket_id), PC_1).code is RefusalCode.WRONG_STATUS
    assert day.refused(commands.CancelTicket(ONE, TicketId("x")), PC_1).code is RefusalCode.UNKNOWN_TICKET
    assert day.refused(commands.CancelTicket(THREE, done.ticket_id), PC_1).code is RefusalCode.NOT_YOUR_COUNTER


@pytest.mark.parametrize("reason", [CancelReason.DAY_END, CancelReason.SESSION_END])
def test_the_reasons_of_time_itself_are_the_hubs_own(reason: CancelReason) -> None:
    day = hall()
    command = commands.CancelTicket(ONE, day.state.tickets[0].ticket_id, reason)

    assert day.refused(command, PC_1).code is RefusalCode.REASON_NEEDED
