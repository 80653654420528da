"""Who missed the call may come back: within the grace time, some places back, so often."""

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.commands import ToCounter
from hub.core.ids import TicketId
from hub.core.issuing import may_rejoin
from hub.core.model import Ticket
from hub.core.refusal import RefusalCode
from hub.core.setup import Branch
from tests.support.centres import (
    CENTRE,
    CHILD,
    JUSTICE,
    KIOSK,
    ONE,
    PC_1,
    PC_2,
    RULED,
    TWO,
    with_policy,
)
from tests.support.core_day import CoreDay
from tests.unit.core.hall import hall, order


def missed(places_back: int = 3, waiting: int = 6, branch: Branch = CENTRE) -> tuple[CoreDay, Ticket]:
    day = hall(waiting, with_policy(branch, rejoin_places_back=places_back, no_show_after_calls=1))
    day.call_next()
    return day, day.miss()


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (0, ["A001", "A002", "A003", "A004", "A005", "A006"]),
        (1, ["A002", "A001", "A003", "A004", "A005", "A006"]),
        (3, ["A002", "A003", "A004", "A001", "A005", "A006"]),
        (9, ["A002", "A003", "A004", "A005", "A006", "A001"]),
    ],
)
def test_who_comes_back_stands_so_many_places_back(places: int, expected: list[str]) -> None:
    day, ticket = missed(places)

    day.do(commands.Rejoin(ticket.ticket_id), KIOSK)

    assert order(day) == expected


def test_who_comes_back_to_an_empty_line_is_next() -> None:
    day, ticket = missed(waiting=1)

    day.do(commands.Rejoin(ticket.ticket_id), KIOSK)

    assert (day.again(ticket).place_at, order(day)) == (day.now, ["A001"])


def test_places_are_counted_in_the_order_of_the_rule_whatever_the_class() -> None:
    day, ticket = missed(2, waiting=2, branch=RULED)
    day.issue(class_id=CHILD)
    day.issue()

    day.do(commands.Rejoin(ticket.ticket_id), KIOSK)

    assert order(day) == ["A003", "A002", "A001", "A004"]


def test_who_was_sent_to_a_counter_and_missed_stands_back_among_those_sent_there() -> None:
    day = hall(4, with_policy(rejoin_places_back=1, no_show_after_calls=1))
    for _ in range(3):
        day.call_next()
        day.send(ToCounter(TWO), to_front=False)
    day.call_next(TWO)
    ticket = day.miss(TWO)

    day.do(commands.Rejoin(ticket.ticket_id), PC_2)

    called = []
    for _ in range(4):
        called.append(day.call_next(TWO).number)
        day.start(TWO)
    assert called == ["A002", "A001", "A003", "A004"]


def test_who_comes_back_waits_anew() -> None:
    day, ticket = missed()
    day.pass_time(minutes=10)

    day.do(commands.Rejoin(ticket.ticket_id), PC_1)

    back = day.again(ticket)
    assert (back.waiting_since, back.ended_at, back.rejoins, back.call_count) == (day.now, None, 1, 0)


@pytest.mark.parametrize(("minutes", "code"), [(30, None), (30.1, RefusalCode.REJOIN_TOO_LATE)])
def test_the_grace_time_ends(minutes: float, code: RefusalCode | None) -> None:
    day, ticket = missed()
    day.pass_time(minutes=minutes)
    back = commands.Rejoin(ticket.ticket_id)

    if code is None:
        assert day.do(back, KIOSK)
    else:
        refusal = day.refused(back, KIOSK)
        assert (refusal.code, refusal.params) == (code, {"minutes": "30"})


def test_what_a_kiosk_shows_is_what_is_accepted() -> None:
    day, ticket = missed()
    assert may_rejoin(day.state, ticket, day.now)
    assert not may_rejoin(day.state, day.newest(), day.now)

    day.pass_time(minutes=31)

    assert not may_rejoin(day.state, ticket, day.now)


def test_one_comes_back_only_so_often() -> None:
    day, ticket = missed(waiting=1)
    day.do(commands.Rejoin(ticket.ticket_id), KIOSK)
    day.call_next()
    day.miss()

    assert day.refused(commands.Rejoin(ticket.ticket_id), KIOSK).code is RefusalCode.REJOIN_LIMIT


def test_only_a_missed_ticket_of_today_comes_back() -> None:
    day = hall()
    waiting = commands.Rejoin(day.state.tickets[0].ticket_id)

    assert day.refused(waiting, KIOSK).params == {"status": "waiting", "action": "rejoin", "number": "A001"}
    assert day.refused(commands.Rejoin(TicketId("2026-11-22.0")), KIOSK).code is RefusalCode.UNKNOWN_TICKET


def test_nobody_comes_back_to_a_service_that_is_no_more() -> None:
    day, ticket = missed(waiting=1)
    day.do(commands.StandUp(TWO), PC_2)
    day.do(commands.StandUp(ONE), PC_1)
    day.do(commands.OpenDay(replace(CENTRE, services=CENTRE.services[1:])), KIOSK)

    refusal = day.refused(commands.Rejoin(ticket.ticket_id), KIOSK)

    assert (refusal.code, refusal.params) == (RefusalCode.UNKNOWN_SERVICE, {"service": JUSTICE})
