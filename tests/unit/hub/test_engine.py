"""The one writer: nothing stands before it is stored, every answer is given once, every day is the right one."""

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from hub.core import commands, events
from hub.core.ids import CommandId, TicketId
from hub.core.lifecycle import PaperState
from hub.core.refusal import RefusalCode
from hub.protocol import Accepted, Failed, FailureCode, Refused, TicketSlip
from hub.store import StoreError
from tests.conftest import ExpectedLog
from tests.support.centres import (
    AGENT,
    ANH,
    BINH,
    CENTRE,
    JUSTICE,
    KIOSK,
    MONDAY,
    MORNING,
    ONE,
    PC_1,
    PC_2,
    SCREEN_ONLY,
    SOCIETY,
    TWO,
)
from tests.support.clocks import SetClock
from tests.support.engine_rig import EngineRig
from tests.support.stores import MemoryStore

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


# --- answers


def test_a_ticket_is_answered_with_all_its_citizen_must_know(rig: EngineRig) -> None:
    rig.submit(KIOSK, "1", ISSUE)

    ticket = slip(rig.submit(KIOSK, "2", ISSUE))

    assert ticket == TicketSlip(
        ticket_id=rig.state.tickets[1].ticket_id,
        number="A002",
        service_id=JUSTICE,
        service_name="Tư pháp – Hộ tịch",
        ahead=1,
        issued_at=MORNING,
        has_paper=True,
        qr_url="http://hub.test/t/token-2",
    )


def test_a_refusal_is_an_answer_and_nothing_is_stored(rig: EngineRig) -> None:
    before = rig.store.whole_log()

    answer = rig.submit(PC_1, "1", commands.CallNext(ONE))

    assert answer == Refused(RefusalCode.NOT_YOUR_COUNTER, {"number": "1"})
    assert rig.store.whole_log() == before


def test_commands_that_wait_together_are_stored_together_and_decided_one_on_the_other() -> None:
    batches: list[int] = []

    class Counting(MemoryStore):
        def append(self, day: str, batch: Sequence[events.Recorded]) -> None:
            batches.append(len(batch))
            super().append(day, batch)

    with EngineRig(Counting()) as rig:
        rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH))
        batches.clear()
        taps = [(SCREEN_ONLY, CommandId(f"{n}"), ISSUE) for n in range(5)]

        *issued, called = rig.submit_at_once([*taps, (PC_1, CommandId("call"), commands.CallNext(ONE))])

    assert [slip(answer).number for answer in issued] == ["A001", "A002", "A003", "A004", "A005"]
    assert called == Accepted()
    assert batches == [6]


def test_two_clerks_who_press_next_at_once_get_two_people(rig: EngineRig) -> None:
    for n in range(2):
        rig.submit(KIOSK, f"{n}", ISSUE)
    rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH))
    rig.submit(PC_2, "sit", commands.SitDown(TWO, BINH))

    rig.submit_at_once(
        [
            (PC_1, CommandId("next"), commands.CallNext(ONE)),
            (PC_2, CommandId("next"), commands.CallNext(TWO)),
        ]
    )

    assert {rig.state.seats[ONE].ticket, rig.state.seats[TWO].ticket} == {0, 1}


def test_a_bug_in_a_rule_is_answered_and_the_queue_goes_on(rig: EngineRig, expected_log: ExpectedLog) -> None:
    expected_log.expect("could not decide str of kiosk-1")

    nonsense = rig.submit(KIOSK, "1", "no command")  # type: ignore[arg-type]

    assert nonsense == Failed(FailureCode.INTERNAL)
    assert slip(rig.submit(KIOSK, "2", ISSUE)).number == "A001"


def test_a_change_is_published_after_it_is_stored(rig: EngineRig) -> None:
    before = rig.redrawn

    rig.submit(KIOSK, "1", ISSUE)
    rig.submit(PC_1, "2", commands.CallNext(ONE))

    assert rig.redrawn == before + 1


# --- the same command again


def test_a_command_sent_again_gets_its_first_answer_and_does_nothing(rig: EngineRig) -> None:
    first = rig.submit(KIOSK, "tap", ISSUE)
    rig.submit(KIOSK, "another", ISSUE)
    seq = rig.state.seq

    assert rig.submit(KIOSK, "tap", ISSUE) == first
    assert rig.state.seq == seq


def test_a_command_sent_twice_in_one_breath_is_done_once(rig: EngineRig) -> None:
    first, second = rig.submit_at_once([(KIOSK, CommandId("tap"), ISSUE)] * 2)

    assert slip(first) == slip(second)
    assert len(rig.state.tickets) == 1


def test_two_devices_may_mint_the_same_id(rig: EngineRig) -> None:
    numbers = [slip(rig.submit(device, "tap", ISSUE)).number for device in (KIOSK, SCREEN_ONLY)]

    assert numbers == ["A001", "A002"]


def test_a_command_sent_again_after_a_restart_gets_its_first_answer(rig: EngineRig) -> None:
    rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH))
    first = rig.submit(KIOSK, "tap", ISSUE)
    called = rig.submit(PC_1, "next", commands.CallNext(ONE))
    seq = rig.state.seq

    rig.restart()

    assert rig.submit(KIOSK, "tap", ISSUE) == first
    assert rig.submit(PC_1, "next", commands.CallNext(ONE)) == called
    assert rig.state.seq == seq


def test_an_old_no_sent_again_does_not_become_a_yes_about_another_ticket(rig: EngineRig) -> None:
    for n in range(2):
        rig.submit(KIOSK, f"{n}", ISSUE)
    rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH))
    rig.submit(PC_1, "next", commands.CallNext(ONE))
    rig.submit(PC_1, "start", commands.StartService(ONE))
    no = rig.submit(PC_1, "missed", commands.MarkNoShow(ONE))
    rig.submit(PC_1, "next again", commands.CallNext(ONE))

    assert rig.submit(PC_1, "missed", commands.MarkNoShow(ONE)) == no
    assert isinstance(no, Refused)
    assert rig.state.seats[ONE].ticket == 1


def test_what_was_so_already_stays_accepted_when_asked_again(rig: EngineRig) -> None:
    rig.submit(PC_1, "sit", commands.SitDown(ONE, ANH))
    rig.submit(PC_1, "sit again", commands.SitDown(ONE, ANH))
    rig.submit(PC_1, "up", commands.StandUp(ONE))

    assert rig.submit(PC_1, "sit again", commands.SitDown(ONE, ANH)) == Accepted()
    assert rig.state.seats == {}


# --- the disk


def test_when_the_disk_refuses_nothing_is_acknowledged_and_nothing_stands(
    rig: EngineRig, expected_log: ExpectedLog
) -> None:
    expected_log.expect("nothing was stored")
    before = rig.state
    rig.store.fail(0)

    answers = rig.submit_at_once([(KIOSK, CommandId(f"{n}"), ISSUE) for n in range(3)])

    assert answers == [Failed(FailureCode.STORE_UNAVAILABLE)] * 3
    assert rig.state is before


def test_a_tap_that_failed_is_done_when_it_is_sent_again_to_a_disk_with_room(
    rig: EngineRig, expected_log: ExpectedLog
) -> None:
    expected_log.expect("nothing was stored")
    rig.store.fail(0)
    rig.submit(KIOSK, "tap", ISSUE)
    rig.store.heal()

    assert slip(rig.submit(KIOSK, "tap", ISSUE)).number == "A001"


def test_what_was_answered_before_stays_answered_while_the_disk_refuses(
    rig: EngineRig, expected_log: ExpectedLog
) -> None:
    expected_log.expect("nothing was stored")
    first = rig.submit(KIOSK, "tap", ISSUE)
    no = rig.submit(PC_1, "next", commands.CallNext(ONE))
    rig.store.fail(0)

    answers = rig.submit_at_once(
        [
            (KIOSK, CommandId("new"), ISSUE),
            (KIOSK, CommandId("tap"), ISSUE),
            (PC_1, CommandId("next"), commands.CallNext(ONE)),
        ]
    )

    assert answers == [Failed(FailureCode.STORE_UNAVAILABLE), first, no]


def test_a_refusal_needs_no_disk(rig: EngineRig) -> None:
    rig.store.fail(0)

    assert isinstance(rig.submit(PC_1, "1", commands.CallNext(ONE)), Refused)


def test_a_day_that_cannot_be_opened_stops_the_hub(expected_log: ExpectedLog) -> None:
    expected_log.expect("nothing was stored")
    store = MemoryStore()
    store.fail()

    with pytest.RaisesGroup(pytest.RaisesExc(StoreError, match="could not be opened")):
        EngineRig(store)


# --- the log


def damaged(*missing: int) -> MemoryStore:
    with EngineRig() as rig:
        for n in range(3):
            rig.submit(SCREEN_ONLY, f"{n}", ISSUE)
        return MemoryStore([entry for entry in rig.store.whole_log() if entry.seq not in missing])


def test_a_log_with_a_gap_is_a_damaged_store() -> None:
    with pytest.raises(StoreError, match="lacks event 3: restore a backup"):
        EngineRig(damaged(3))


def test_a_log_that_does_not_fit_together_is_a_damaged_store(rig: EngineRig) -> None:
    stray = events.ServiceStarted(TicketId("2026-11-23.7"), ONE)
    log = [*rig.store.whole_log(), events.Recorded(2, MORNING, CommandId("x"), PC_1, stray)]

    with pytest.raises(StoreError, match="event 2 does not fit the log before it"):
        EngineRig(MemoryStore(log))


# --- days and clocks


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


def test_a_paper_report_is_not_mistaken_for_a_ticket_after_a_restart(rig: EngineRig) -> None:
    ticket = slip(rig.submit(KIOSK, "1", ISSUE))
    paper = rig.state.tickets[0].paper
    assert paper is not None
    said = rig.submit(AGENT, "sending", commands.ReportPaper(paper.job_id, PaperState.SENDING))

    rig.restart()

    again = commands.ReportPaper(paper.job_id, PaperState.SENDING)
    assert rig.submit(AGENT, "sending", again) == said == Accepted()
    assert slip(rig.submit(KIOSK, "1", ISSUE)) == ticket


def test_a_refusal_is_logged_in_one_line_without_alarm(rig: EngineRig, caplog: pytest.LogCaptureFixture) -> None:
    rig.submit(PC_1, "1", commands.CallNext(ONE))

    (line,) = [r for r in caplog.records if r.name == "hub.engine" and "refused" in r.getMessage()]
    assert line.levelno == logging.INFO
    assert line.getMessage() == "pc-1 was refused CallNext: not_your_counter"


def test_the_engine_has_no_state_before_it_was_started() -> None:
    from hub.engine import Engine
    from tests.support.engine_rig import SLIPS

    engine = Engine(
        store=MemoryStore(), clock=SetClock(), branch=CENTRE, new_token=str, answer_for=SLIPS, on_change=lambda: None
    )

    with pytest.raises(RuntimeError):
        engine.state  # noqa: B018 - reading it is the test
    assert engine.now() == MORNING
    assert engine.clock_behind_s() == 0.0
    assert not engine.is_busy()
