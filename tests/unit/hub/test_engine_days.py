"""Days, clocks and set-ups: the right service day whatever the machine's clock does, and time that never runs back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.lifecycle import PaperState
from hub.protocol import Accepted, Failed, FailureCode, TicketSlip
from tests.conftest import ExpectedLog
from tests.support.centres import (
    ANH,
    CENTRE,
    JUSTICE,
    KIOSK,
    MONDAY,
    MORNING,
    ONE,
    PC_1,
    SOCIETY,
)
from tests.support.engine_rig import EngineRig

ISSUE = commands.IssueTicket(JUSTICE)
TUESDAY_MORNING = datetime(2026, 11, 24, 0, 31, tzinfo=UTC)
JUST_BEFORE_MIDNIGHT = datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC)


@pytest.fixture
def rig() -> Iterator[EngineRig]:
    with EngineRig() as rig:
        yield rig


def slip(answer: object) -> TicketSlip:
    assert isinstance(answer, Accepted)
    assert answer.ticket is not None
    return answer.ticket


def test_a_new_day_begins_at_midnight_though_nobody_speaks(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.clock.shows = JUST_BEFORE_MIDNIGHT
    rig.look_around()
    assert rig.state.day == MONDAY

    rig.clock.move(seconds=1)
    rig.look_around()

    assert rig.state.day == date(2026, 11, 24)
    assert len(rig.state.tickets) == 0


def test_the_first_tap_after_a_night_asleep_is_a_ticket_of_the_new_day(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.clock.shows = TUESDAY_MORNING

    ticket = slip(rig.submit(KIOSK, "2", ISSUE))

    assert (ticket.number, ticket.ticket_id) == ("A001", "2026-11-24.0")
    assert rig.state.day == date(2026, 11, 24)


def test_an_id_of_yesterday_that_comes_again_is_a_tap_of_today(rig: EngineRig) -> None:
    rig.submit(KIOSK, "tap", ISSUE)
    rig.submit(PC_1, "up", commands.StandUp(ONE))
    rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH))
    rig.clock.shows = TUESDAY_MORNING

    ticket = slip(rig.submit(KIOSK, "tap", ISSUE))

    assert (ticket.number, ticket.ticket_id) == ("A001", "2026-11-24.0")
    assert rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH)) == Accepted()
    assert rig.submit(PC_1, "up", commands.StandUp(ONE)) == Accepted()
    assert slip(rig.submit(KIOSK, "tap", ISSUE)) == ticket


def test_a_day_that_cannot_be_opened_for_lack_of_disk_is_tried_again(rig: EngineRig, expected_log: ExpectedLog) -> None:
    expected_log.expect("nothing was stored")
    rig.clock.shows = TUESDAY_MORNING
    rig.store.fail(0)
    assert rig.submit(KIOSK, "1", ISSUE) == Failed(FailureCode.STORE_UNAVAILABLE)
    rig.look_around()
    rig.store.heal()

    rig.look_around()

    assert rig.state.day == date(2026, 11, 24)
    assert slip(rig.submit(KIOSK, "1", ISSUE)).number == "A001"


def test_time_does_not_run_back_with_the_clock(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.clock.move(hours=-2)

    ticket = slip(rig.submit(KIOSK, "2", ISSUE))

    assert ticket.issued_at == MORNING
    assert rig.engine.clock_behind_s() == 7200.0
    assert ticket.number == "A002"


def test_a_clock_set_back_over_midnight_does_not_bring_yesterday_back(rig: EngineRig) -> None:
    rig.clock.shows = TUESDAY_MORNING
    rig.submit(KIOSK, "1", ISSUE)
    rig.clock.shows = MORNING

    rig.look_around()
    rig.restart()

    assert rig.state.day == date(2026, 11, 24)
    assert slip(rig.submit(KIOSK, "2", ISSUE)).number == "A002"


def test_a_hub_that_is_right_with_its_clock_is_not_behind(rig: EngineRig) -> None:
    rig.clock.move(seconds=5)

    assert rig.engine.clock_behind_s() == 0.0
    assert rig.engine.now() == rig.clock.shows


def test_a_restart_just_before_midnight_goes_on_with_the_day(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.clock.shows = JUST_BEFORE_MIDNIGHT

    rig.restart()

    assert rig.state.day == MONDAY
    assert len(rig.state.tickets) == 1


def test_a_restart_after_midnight_opens_the_new_day(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.clock.shows = TUESDAY_MORNING

    rig.restart()

    assert rig.state.day == date(2026, 11, 24)
    assert [type(e.event).__name__ for e in rig.store.whole_log()][-2:] == ["DayClosed", "DayOpened"]


def test_views_are_drawn_again_when_the_hours_change_though_nothing_happens(rig: EngineRig) -> None:
    rig.clock.move(hours=4)
    before = rig.redrawn

    rig.look_around()

    assert rig.redrawn > before


def test_a_paper_nobody_printed_expires_by_itself(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)
    rig.clock.move(seconds=CENTRE.print_max_age_s)

    rig.look_around()

    paper = rig.state.tickets[0].paper
    assert paper is not None
    assert paper.state is PaperState.EXPIRED
    assert rig.state.printing == ()


def test_papers_that_could_not_expire_for_lack_of_disk_expire_later(rig: EngineRig, expected_log: ExpectedLog) -> None:
    expected_log.expect("nothing was stored")
    rig.submit(KIOSK, "1", ISSUE)
    rig.submit(KIOSK, "2", commands.IssueTicket(SOCIETY))
    rig.clock.move(seconds=CENTRE.print_max_age_s)
    rig.store.fail(0)
    rig.look_around()
    rig.store.heal()

    rig.look_around()

    assert [t.paper.state for t in rig.state.tickets if t.paper] == [PaperState.EXPIRED] * 2


# --- the set-up


def test_a_changed_set_up_is_taken_over_at_the_start_even_if_the_clock_stands_still(rig: EngineRig) -> None:
    newer = replace(CENTRE, call_max_age_s=30)
    rig.restart()

    rig.restart(newer)

    assert rig.state.branch == newer


def test_a_set_up_that_would_strand_people_starts_tomorrow_and_says_so(
    rig: EngineRig, expected_log: ExpectedLog
) -> None:
    expected_log.expect("the new set-up starts tomorrow: people still wait or sit at justice today")
    rig.submit(KIOSK, "1", ISSUE)
    without_justice = replace(CENTRE, services=CENTRE.services[1:])

    rig.restart(without_justice)
    assert rig.state.branch == CENTRE
    rig.clock.shows = TUESDAY_MORNING
    rig.look_around()

    assert rig.state.branch == without_justice
