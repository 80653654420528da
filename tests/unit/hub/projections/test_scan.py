"""Whoever holds something to the scanner is told at their kiosk what it means now, and nobody else is."""

from types import MappingProxyType

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.context import NO_WAITS, Wait, Waits
from hub.core.ids import ClassId, TicketId
from hub.core.lifecycle import Status
from hub.core.model import Ticket
from hub.presence import Presence
from hub.projections import kiosk_view
from hub.projections.scan import wait_left
from hub.protocol import DeviceId, FoundTicket, KioskScan, NothingFound, OfferedClass, SeenCard, SeenUnknown
from hub.scans import KnownTicket, Scan
from tests.support.centres import ANH, BINH, ELDERLY, JUSTICE, KIOSK, MORNING, ONE, PC_1, PC_2, RULED, SCREEN_ONLY, TWO
from tests.support.core_day import EVERYBODY, CoreDay
from tests.support.queue_checks import qr_url


def scanned(
    day: CoreDay,
    what: SeenCard | KnownTicket | SeenUnknown,
    device: DeviceId = KIOSK,
    waits: Waits = NO_WAITS,
) -> KioskScan | None:
    presence = replace(Presence(), scans={KIOSK: Scan("scan-1", MORNING, what)})
    return kiosk_view(day.state, presence, day.now, device, waits=waits, qr_url=qr_url).scan


def found(day: CoreDay, ticket: Ticket, waits: Waits = NO_WAITS) -> FoundTicket:
    scan = scanned(day, KnownTicket(ticket.ticket_id), waits=waits)
    assert scan is not None
    assert isinstance(scan.found, FoundTicket)
    return scan.found


def test_only_the_kiosk_it_was_held_to_tells() -> None:
    day = CoreDay()

    assert scanned(day, SeenUnknown("vneid")) == KioskScan("scan-1", MORNING, NothingFound("vneid"))
    assert scanned(day, SeenUnknown("vneid"), SCREEN_ONLY) is None


def test_a_card_offers_its_class_and_only_one_the_centre_has() -> None:
    for day, offered in ((CoreDay(RULED), ELDERLY), (CoreDay(), ClassId(""))):
        scan = scanned(day, SeenCard(ELDERLY))
        assert scan is not None
        assert scan.found == OfferedClass(offered)


def test_a_waiting_ticket_tells_how_many_are_before_it_now() -> None:
    day = CoreDay()
    day.issue()
    ticket = day.issue(kiosk=SCREEN_ONLY)

    shown = found(day, ticket)

    assert (shown.ticket.number, shown.ticket.status, shown.ticket.ahead) == ("A002", Status.WAITING, 1)
    assert (shown.ticket.wait_low_min, shown.ticket.wait_high_min, shown.counter_number) == (None, None, None)


def test_a_called_ticket_tells_where_to_go() -> None:
    day = CoreDay()
    ticket = day.issue()
    day.sit(ANH)
    day.call_next()
    assert (found(day, ticket).ticket.status, found(day, ticket).counter_number) == (Status.CALLED, 1)

    day.start()

    assert (found(day, ticket).ticket.status, found(day, ticket).counter_number) == (Status.SERVING, 1)


def test_a_finished_ticket_sends_nobody_anywhere() -> None:
    day = CoreDay()
    ticket = day.issue()
    day.sit(ANH)
    day.call_next()
    day.start()
    day.finish()

    assert (found(day, ticket).ticket.status, found(day, ticket).counter_number) == (Status.FINISHED, None)


def test_a_counter_that_is_no_more_has_no_number() -> None:
    day = CoreDay()
    ticket = day.issue()
    day.sit(ANH)
    day.call_next()
    day.assume(replace(day.state, branch=replace(day.state.branch, counters=())))

    assert found(day, ticket).counter_number is None


def test_a_missed_ticket_may_come_back_from_here() -> None:
    day = CoreDay()
    ticket = day.issue(kiosk=SCREEN_ONLY)
    day.sit(ANH)
    day.call_next()
    day.miss()

    assert found(day, ticket).ticket.can_rejoin


def test_a_ticket_of_a_day_that_ended_meanwhile_is_not_of_today() -> None:
    scan = scanned(CoreDay(), KnownTicket(TicketId("2026-11-20.4")))

    assert scan is not None
    assert scan.found == NothingFound("not_today")


# --- how much longer


def promised(day: CoreDay, low: int, high: int) -> Ticket:
    day.waits = MappingProxyType({(JUSTICE, EVERYBODY): Wait(low, high, (low + high) / 2)})
    return day.issue()


def left(day: CoreDay, ticket: Ticket, newcomer: tuple[int, int] | None = None) -> tuple[int, int] | None:
    waits = NO_WAITS if newcomer is None else MappingProxyType({(JUSTICE, EVERYBODY): Wait(*newcomer, newcomer[0])})
    return wait_left(day.again(ticket), day.now, waits)


@pytest.mark.parametrize(
    ("minutes", "then"), [(0, (20, 35)), (3, (15, 35)), (12, (5, 25)), (25, (0, 10)), (34, (0, 5)), (35, None)]
)
def test_what_is_left_of_the_promise_is_told_in_steps_as_long_as_it_can_be_kept(
    minutes: int, then: tuple[int, int] | None
) -> None:
    day = CoreDay()
    ticket = promised(day, 20, 35)
    day.pass_time(minutes=minutes)

    assert left(day, ticket) == then


def test_nobody_waits_longer_than_who_comes_only_now() -> None:
    day = CoreDay()
    ticket = promised(day, 20, 35)

    assert left(day, ticket, (5, 15)) == (10, 15)
    assert left(day, ticket, (60, 90)) == (20, 35)


def test_a_broken_promise_is_not_repeated_but_the_newest_estimate_holds() -> None:
    day = CoreDay()
    ticket = promised(day, 5, 10)
    day.pass_time(minutes=20)

    assert left(day, ticket, (10, 25)) == (0, 25)


def test_who_waits_again_after_a_call_was_promised_nothing() -> None:
    day = CoreDay()
    ticket = promised(day, 20, 35)
    day.sit(ANH)
    day.call_next()
    day.park()
    day.do(commands.Unpark(ticket.ticket_id), PC_1)

    assert left(day, ticket) is None
    assert left(day, ticket, (0, 10)) == (0, 10)


def test_who_was_sent_to_a_person_or_is_called_has_no_estimate() -> None:
    day = CoreDay()
    ticket = promised(day, 20, 35)
    day.sit(ANH)
    day.call_next()
    assert left(day, ticket, (0, 10)) is None

    day.do(commands.SitDown(TWO, BINH), PC_2)
    day.do(commands.Transfer(ONE, commands.ToOperator(BINH)), PC_1)

    assert day.again(ticket).status is Status.WAITING
    assert left(day, ticket, (0, 10)) is None


def test_the_range_shown_is_what_is_left() -> None:
    day = CoreDay()
    ticket = promised(day, 20, 35)
    day.pass_time(minutes=12)

    shown = found(day, ticket).ticket

    assert (shown.wait_low_min, shown.wait_high_min) == (5, 25)
