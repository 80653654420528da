"""What time does by itself at a running hub: people come back, sessions and days end, clocks go astray."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from hub.core import commands
from hub.core.context import Wait
from hub.core.ids import ClassId
from hub.core.lifecycle import Status
from hub.presence import Presence
from hub.projections.counter import alerts
from hub.protocol import Accepted, AlertCode, Refused, TicketSlip
from tests.support.centres import ANH, CENTRE, JUSTICE, KIOSK, ONE, PC_1, with_policy
from tests.support.engine_rig import EngineRig

ISSUE = commands.IssueTicket(JUSTICE)
END_OF_MORNING = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)


@pytest.fixture
def rig() -> Iterator[EngineRig]:
    with EngineRig() as rig:
        rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH))
        yield rig


def slip(answer: object) -> TicketSlip:
    assert isinstance(answer, Accepted)
    assert answer.ticket is not None
    return answer.ticket


def statuses(rig: EngineRig) -> list[Status]:
    return [ticket.status for ticket in rig.state.tickets]


def test_a_parked_ticket_waits_again_when_its_time_has_come_though_nobody_speaks(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.submit(PC_1, "2", commands.CallNext(ONE))
    rig.submit(PC_1, "3", commands.Park(ONE, 1))
    rig.clock.move(seconds=59)
    rig.look_around()
    assert statuses(rig) == [Status.PARKED]

    rig.clock.move(seconds=1)
    rig.look_around()

    assert statuses(rig) == [Status.WAITING]


def test_a_parked_ticket_whose_time_came_while_the_hub_was_down_waits_again_at_the_start(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.submit(PC_1, "2", commands.CallNext(ONE))
    rig.submit(PC_1, "3", commands.Park(ONE, 1))
    rig.clock.move(minutes=30)

    rig.restart()
    rig.look_around()

    assert statuses(rig) == [Status.WAITING]


def test_where_nobody_is_carried_over_the_end_of_the_session_closes_who_waits() -> None:
    with EngineRig(branch=with_policy(carry_over=False)) as rig:
        rig.submit(KIOSK, "1", ISSUE)
        rig.clock.shows = END_OF_MORNING

        rig.look_around()
        closed = rig.state.seq
        rig.look_around()

        assert statuses(rig) == [Status.CANCELLED]
        assert (rig.state.closed_sessions, rig.state.seq) == (("Buổi sáng",), closed)


def test_a_walk_in_is_answered_with_its_number(rig: EngineRig) -> None:
    answer = rig.submit(PC_1, "1", commands.WalkIn(ONE, JUSTICE))

    assert slip(answer).number == "A001"
    assert not slip(answer).has_paper


def test_an_undo_sent_again_undoes_nothing_more(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.submit(PC_1, "2", commands.CallNext(ONE))
    first = rig.submit(PC_1, "3", commands.Undo(ONE))
    rig.submit(PC_1, "4", commands.CallNext(ONE))

    assert rig.submit(PC_1, "3", commands.Undo(ONE)) == first == Accepted()
    assert statuses(rig) == [Status.CALLED]


def test_the_latest_estimate_is_promised_and_kept(rig: EngineRig) -> None:
    rig.waits = MappingProxyType({(JUSTICE, ClassId("")): Wait(10, 25, 15.0)})

    ticket = slip(rig.submit(KIOSK, "1", ISSUE))

    assert (ticket.wait_low_min, ticket.wait_high_min) == (10, 25)
    assert (rig.state.tickets[0].wait_low_min, rig.state.tickets[0].wait_high_min) == (10, 25)


# --- clocks


def test_a_clock_set_forward_a_day_and_back_gives_no_number_twice_and_staff_are_told(rig: EngineRig) -> None:
    given = [slip(rig.submit(KIOSK, f"{n}", ISSUE)) for n in range(2)]
    rig.clock.move(days=1)
    given.append(slip(rig.submit(KIOSK, "tomorrow", ISSUE)))
    rig.clock.move(days=-1)
    rig.look_around()

    given.append(slip(rig.submit(KIOSK, "back", ISSUE)))

    assert rig.state.day == date(2026, 11, 24)
    assert [ticket.number for ticket in given] == ["A001", "A002", "A001", "A002"]
    assert len({ticket.ticket_id for ticket in given}) == 4
    told = alerts(CENTRE, Presence(clock_behind_s=rig.engine.clock_behind_s()))
    assert AlertCode.CLOCK_JUMPED in {alert.code for alert in told}


def test_a_clock_set_back_an_hour_shortens_no_wait_and_lengthens_no_grace(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.submit(PC_1, "2", commands.CallNext(ONE))
    rig.submit(PC_1, "3", commands.Park(ONE, 1))
    rig.clock.move(hours=-1)
    rig.look_around()
    assert statuses(rig) == [Status.PARKED]

    rig.clock.move(hours=1, minutes=1)
    rig.look_around()

    assert statuses(rig) == [Status.WAITING]


def test_on_the_day_after_nothing_of_yesterday_can_be_undone(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.submit(PC_1, "2", commands.CallNext(ONE))
    rig.clock.move(days=1)
    rig.look_around()

    assert isinstance(rig.submit(PC_1, "3", commands.Undo(ONE)), Refused)
    assert rig.state.seats == {}
