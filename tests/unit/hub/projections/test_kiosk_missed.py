"""A kiosk knows where its waiting tickets stand now, which missed ones may come back, and when a full service opens."""

from datetime import timedelta

from msgspec.structs import replace

from hub.core import commands
from hub.core.context import Wait
from hub.core.ids import ClassId
from hub.core.lifecycle import Status
from hub.presence import Presence
from hub.projections import kiosk_view
from hub.protocol import DeviceId, KioskView
from tests.support.centres import ANH, CENTRE, JUSTICE, KIOSK, LAND, NOON, ONE, PC_1, SCREEN_ONLY
from tests.support.core_day import CoreDay
from tests.support.queue_checks import qr_url

EVERYBODY = ClassId("")


def shown(day: CoreDay, device: DeviceId = KIOSK, waits: dict[object, Wait] | None = None) -> KioskView:
    return kiosk_view(day.state, Presence(), day.now, device, waits=waits or {}, qr_url=qr_url)  # type: ignore[arg-type]


def a_day_with_a_missed_ticket(later: int) -> CoreDay:
    """A001 was called in vain; `later` others have come since."""
    day = CoreDay(replace(CENTRE, policy=replace(CENTRE.policy, no_show_after_calls=1)))
    day.issue(JUSTICE)
    day.sit(ANH)
    day.do(commands.CallNext(ONE), PC_1)
    day.do(commands.MarkNoShow(ONE), PC_1)
    for _ in range(later):
        day.pass_time(seconds=20)
        day.issue(JUSTICE)
    return day


def test_the_number_of_people_before_a_ticket_is_that_of_now() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.pass_time(seconds=20)
    day.issue(JUSTICE)
    assert [ticket.ahead for ticket in shown(day).tickets] == [1, 0]

    day.sit(ANH)
    day.do(commands.CallNext(ONE), PC_1)

    assert [(ticket.ahead, ticket.status) for ticket in shown(day).tickets] == [(0, Status.WAITING), (0, Status.CALLED)]


def test_a_missed_ticket_is_listed_behind_the_last_three_while_it_may_come_back() -> None:
    day = a_day_with_a_missed_ticket(later=5)
    assert [ticket.number for ticket in shown(day).tickets] == ["A006", "A005", "A004", "A001"]
    assert [ticket.can_rejoin for ticket in shown(day).tickets] == [False, False, False, True]
    assert shown(day, SCREEN_ONLY).tickets == ()

    day.pass_time(minutes=31)

    assert [ticket.number for ticket in shown(day).tickets] == ["A006", "A005", "A004"]


def test_who_came_back_stands_where_the_policy_says() -> None:
    day = a_day_with_a_missed_ticket(later=5)
    missed = shown(day).tickets[-1]

    day.do(commands.Rejoin(missed.ticket_id), KIOSK)

    back = shown(day).tickets[-1]
    assert (back.number, back.status, back.ahead, back.can_rejoin) == ("A001", Status.WAITING, 3, False)


def test_a_service_without_numbers_says_when_there_are_some_again() -> None:
    services = (replace(CENTRE.services[0], quota=1), *CENTRE.services[1:])
    day = CoreDay(replace(CENTRE, services=services))
    assert [service.opens_at for service in shown(day).services] == [None, None, None]

    day.issue(JUSTICE)

    full, *others = shown(day).services
    assert full.remaining == 0
    assert full.opens_at == NOON + timedelta(hours=1)
    assert [service.opens_at for service in others] == [None, None]


def test_a_service_whose_wait_would_pass_closing_says_when_to_come() -> None:
    day = CoreDay(replace(CENTRE, policy=replace(CENTRE.policy, stop_at_closing=True)))
    waits: dict[object, Wait] = {(LAND, EVERYBODY): Wait(low_min=480, high_min=600, median_min=540)}

    late = shown(day, waits=waits).services[-1]

    assert late.is_too_late
    assert late.opens_at == NOON + timedelta(hours=1)
