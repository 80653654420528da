"""Another printer may take over, and two never print the same paper."""

import pytest

from hub.core import commands, events
from hub.core.ids import DeviceId, JobId, PrinterId, job_id
from hub.core.lifecycle import PaperState
from hub.core.model import Paper, Ticket
from hub.core.papers import may_move, spare_of
from hub.core.refusal import RefusalCode
from tests.support.centres import AGENT, CENTRE, KIOSK, PRINTER, SCREEN_ONLY, SPARE, TWO_PRINTERS
from tests.support.core_day import HUB, CoreDay

OTHER_AGENT = DeviceId("agent-2")


def day_with_paper() -> tuple[CoreDay, JobId]:
    day = CoreDay(TWO_PRINTERS)
    return day, job_id(day.issue().ticket_id, 1)


def say(
    day: CoreDay, job: JobId, state: PaperState, agent: DeviceId = AGENT, printer: PrinterId | None = None
) -> tuple[events.Event, ...]:
    return day.do(commands.ReportPaper(job, state, "", printer), agent)


def no(
    day: CoreDay, job: JobId, state: PaperState, agent: DeviceId = AGENT, printer: PrinterId | None = None
) -> RefusalCode:
    return day.refused(commands.ReportPaper(job, state, "", printer), agent).code


def paper(day: CoreDay) -> Paper:
    found = day.newest().paper
    assert found is not None
    return found


# --- one sender


def test_a_paper_that_one_agent_sends_is_not_sent_by_another() -> None:
    day, job = day_with_paper()
    say(day, job, PaperState.SENDING)

    assert no(day, job, PaperState.SENDING, OTHER_AGENT) is RefusalCode.PAPER_NOT_ALLOWED
    assert say(day, job, PaperState.SENDING) == ()
    assert paper(day).sent_by == AGENT


@pytest.mark.parametrize("word", [PaperState.CONFIRMED, PaperState.FAILED, PaperState.UNKNOWN])
def test_nobody_else_says_what_became_of_a_paper_being_sent(word: PaperState) -> None:
    day, job = day_with_paper()
    say(day, job, PaperState.SENDING)

    assert no(day, job, word, OTHER_AGENT) is RefusalCode.PAPER_NOT_ALLOWED
    assert say(day, job, word) == (events.PaperReported(job, word),)


def test_of_a_paper_of_unknown_fate_only_its_sender_may_still_say_that_it_came() -> None:
    day, job = day_with_paper()
    say(day, job, PaperState.SENDING)
    day.do(commands.ExpirePaper(job), HUB)

    assert no(day, job, PaperState.CONFIRMED, OTHER_AGENT) is RefusalCode.PAPER_NOT_ALLOWED
    assert say(day, job, PaperState.CONFIRMED) != ()


def test_a_paper_that_certainly_failed_may_be_sent_by_anybody_who_has_the_printer() -> None:
    """The box was changed: another agent owns the printer now."""
    day, job = day_with_paper()
    say(day, job, PaperState.SENDING)
    say(day, job, PaperState.FAILED)

    say(day, job, PaperState.SENDING, OTHER_AGENT)

    assert paper(day).sent_by == OTHER_AGENT


# --- taking over


@pytest.mark.parametrize("words", [(), (PaperState.FAILED,), (PaperState.SENDING, PaperState.FAILED)])
def test_the_spare_takes_over_what_has_not_been_printed(words: tuple[PaperState, ...]) -> None:
    day, job = day_with_paper()
    for word in words:
        say(day, job, word)
    before = paper(day)

    assert day.do(commands.MovePaper(job, SPARE), HUB) == (events.PaperMoved(job, SPARE),)

    after = paper(day)
    assert (after.printer_id, after.state, after.sent_by, after.moved_from) == (SPARE, PaperState.ISSUED, None, PRINTER)
    assert (after.job_id, after.copy, after.requested_at) == (job, before.copy, before.requested_at)
    assert day.state.printing == (day.newest().ordinal,)


@pytest.mark.parametrize(
    "words",
    [
        (PaperState.SENDING,),
        (PaperState.SENDING, PaperState.UNKNOWN),
        (PaperState.SENDING, PaperState.CONFIRMED),
    ],
)
def test_what_may_have_been_printed_is_never_moved(words: tuple[PaperState, ...]) -> None:
    day, job = day_with_paper()
    for word in words:
        say(day, job, word)

    refusal = day.refused(commands.MovePaper(job, SPARE), HUB)

    assert (refusal.code, refusal.params) == (RefusalCode.PAPER_NOT_ALLOWED, {"state": words[-1]})
    assert not may_move(paper(day))


def test_two_broken_printers_do_not_pass_a_paper_to_and_fro() -> None:
    day, job = day_with_paper()
    day.do(commands.MovePaper(job, SPARE), HUB)

    for printer in (PRINTER, SPARE):
        assert day.refused(commands.MovePaper(job, printer), HUB).code is RefusalCode.PAPER_NOT_ALLOWED


@pytest.mark.parametrize("printer", [PRINTER, PrinterId("printer-9")])
def test_only_the_spare_of_the_kiosk_takes_over(printer: PrinterId) -> None:
    day, job = day_with_paper()

    assert day.refused(commands.MovePaper(job, printer), HUB).code is RefusalCode.NO_PRINTER


def test_where_there_is_no_spare_nothing_is_moved() -> None:
    day = CoreDay(CENTRE)
    job = job_id(day.issue().ticket_id, 1)

    assert day.refused(commands.MovePaper(job, SPARE), HUB).code is RefusalCode.NO_PRINTER
    assert spare_of(CENTRE, PRINTER) is None
    assert spare_of(TWO_PRINTERS, PRINTER) == SPARE


def test_the_old_printer_may_not_print_what_was_taken_from_it() -> None:
    """The agent had read an older view when it said so; both printers may be its own."""
    day, job = day_with_paper()
    day.do(commands.MovePaper(job, SPARE), HUB)

    assert no(day, job, PaperState.SENDING, printer=PRINTER) is RefusalCode.PAPER_NOT_ALLOWED
    assert no(day, job, PaperState.FAILED, printer=PRINTER) is RefusalCode.PAPER_NOT_ALLOWED
    say(day, job, PaperState.SENDING, printer=SPARE)
    assert no(day, job, PaperState.SENDING, printer=PRINTER) is RefusalCode.PAPER_NOT_ALLOWED


def test_a_paper_whose_sending_has_begun_at_the_old_printer_stays_there() -> None:
    day, job = day_with_paper()
    say(day, job, PaperState.SENDING, printer=PRINTER)

    assert day.refused(commands.MovePaper(job, SPARE), HUB).code is RefusalCode.PAPER_NOT_ALLOWED


def test_a_reprint_is_a_paper_of_its_own_and_may_be_moved_again() -> None:
    day, job = day_with_paper()
    day.do(commands.MovePaper(job, SPARE), HUB)
    say(day, job, PaperState.SENDING, printer=SPARE)
    say(day, job, PaperState.CONFIRMED, printer=SPARE)

    day.do(commands.ReprintTicket(day.newest().ticket_id), KIOSK)
    second = job_id(day.newest().ticket_id, 2)
    day.do(commands.MovePaper(second, SPARE), HUB)

    assert (paper(day).copy, paper(day).printer_id) == (2, SPARE)


def test_a_moved_paper_that_nobody_prints_expires_like_any_other() -> None:
    day, job = day_with_paper()
    day.do(commands.MovePaper(job, SPARE), HUB)

    assert day.do(commands.ExpirePaper(job), HUB) == (events.PaperReported(job, PaperState.EXPIRED),)
    assert day.state.printing == ()


def test_a_move_of_a_paper_that_is_not_there_changes_nothing() -> None:
    """`evolve` is total: it takes every event that was ever stored."""
    day = CoreDay()
    ticket: Ticket = day.issue(kiosk=SCREEN_ONLY)
    before = day.state.tickets

    day.record(events.PaperMoved(job_id(ticket.ticket_id, 1), SPARE), day.log[-1].command_id, HUB)

    assert day.state.tickets == before
