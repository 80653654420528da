"""The number exists whatever the printer does; a paper that may have been printed is never printed again by machine."""

from itertools import product

import pytest

from hub.core import commands, events
from hub.core.ids import DeviceId, JobId, TicketId, job_id
from hub.core.lifecycle import PAPER_TRANSITIONS, PaperState
from hub.core.model import Paper, Ticket
from hub.core.papers import AGENT_SILENT, MAX_COPIES
from hub.core.refusal import RefusalCode
from tests.support.centres import AGENT, ANH, JUSTICE, KIOSK, PC_1, PRINTER, SCREEN_ONLY
from tests.support.core_day import CoreDay

HUB_WORDS = {PaperState.ISSUED, PaperState.EXPIRED}
WAYS = {
    PaperState.ISSUED: (),
    PaperState.SENDING: (PaperState.SENDING,),
    PaperState.CONFIRMED: (PaperState.SENDING, PaperState.CONFIRMED),
    PaperState.FAILED: (PaperState.FAILED,),
    PaperState.UNKNOWN: (PaperState.SENDING, PaperState.UNKNOWN),
}
"""What the agent says to bring a fresh paper into each state that it can bring about."""


def with_paper(state: PaperState) -> tuple[CoreDay, Ticket]:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    for word in WAYS[state]:
        report(day, ticket, word)
    return day, ticket


def report(day: CoreDay, ticket: Ticket, state: PaperState, detail: str = "") -> tuple[events.Event, ...]:
    return day.do(commands.ReportPaper(job_id(ticket.ticket_id, 1), state, detail), AGENT)


def paper_of(day: CoreDay, ticket: Ticket) -> Paper:
    paper = day.again(ticket).paper
    assert paper is not None
    return paper


def test_a_ticket_of_a_kiosk_with_a_printer_asks_for_its_paper_at_once() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)

    paper = paper_of(day, ticket)
    assert (paper.job_id, paper.printer_id, paper.state, paper.copy) == (
        f"{ticket.ticket_id}.p1",
        PRINTER,
        PaperState.ISSUED,
        1,
    )
    assert day.state.printing == (ticket.ordinal,)


def test_a_kiosk_without_a_printer_issues_the_number_alone() -> None:
    day = CoreDay()

    assert day.issue(JUSTICE, SCREEN_ONLY).paper is None
    assert day.state.printing == ()


@pytest.mark.parametrize(("before", "then"), list(product(WAYS, PaperState)))
def test_the_agent_is_believed_exactly_where_the_table_says(before: PaperState, then: PaperState) -> None:
    day, ticket = with_paper(before)
    command = commands.ReportPaper(job_id(ticket.ticket_id, 1), then, "why")

    if then is before:
        assert day.do(command, AGENT) == ()
    elif then in PAPER_TRANSITIONS[before] and then not in HUB_WORDS:
        assert day.do(command, AGENT) == (events.PaperReported(command.job_id, then, "why"),)
        assert (paper_of(day, ticket).state, paper_of(day, ticket).detail) == (then, "why")
    else:
        refusal = day.refused(command, AGENT)
        assert (refusal.code, refusal.params) == (RefusalCode.PAPER_NOT_ALLOWED, {"state": before})


@pytest.mark.parametrize("state", [PaperState.CONFIRMED, PaperState.UNKNOWN])
def test_a_settled_paper_is_no_longer_to_be_printed(state: PaperState) -> None:
    day, _ = with_paper(state)

    assert day.state.printing == ()


@pytest.mark.parametrize("state", [PaperState.SENDING, PaperState.FAILED])
def test_a_paper_that_can_still_come_stays_to_be_printed(state: PaperState) -> None:
    day, ticket = with_paper(state)

    assert day.state.printing == (ticket.ordinal,)


@pytest.mark.parametrize("job", ["", "2026-11-23.0.p1", "2026-11-23.0.p2", "2026-11-22.0.p1", "nonsense"])
def test_a_job_that_is_not_the_newest_of_a_ticket_is_unknown(job: str) -> None:
    day = CoreDay()
    day.issue(JUSTICE, SCREEN_ONLY)

    for command in (commands.ReportPaper(JobId(job), PaperState.SENDING), commands.ExpirePaper(JobId(job))):
        assert day.refused(command, AGENT).code is RefusalCode.UNKNOWN_JOB


# --- a paper that does not come


@pytest.mark.parametrize(
    ("before", "then", "detail"),
    [
        (PaperState.ISSUED, PaperState.EXPIRED, ""),
        (PaperState.FAILED, PaperState.EXPIRED, "paper_out"),
        (PaperState.SENDING, PaperState.UNKNOWN, AGENT_SILENT),
    ],
)
def test_a_paper_that_came_too_late_is_given_up_truthfully(before: PaperState, then: PaperState, detail: str) -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    for word in WAYS[before]:
        report(day, ticket, word, "paper_out")
    job = job_id(ticket.ticket_id, 1)

    assert day.do(commands.ExpirePaper(job), AGENT) == (events.PaperReported(job, then, detail),)
    assert day.state.printing == ()


@pytest.mark.parametrize("state", [PaperState.CONFIRMED, PaperState.UNKNOWN])
def test_a_settled_paper_does_not_expire(state: PaperState) -> None:
    day, ticket = with_paper(state)

    assert day.do(commands.ExpirePaper(job_id(ticket.ticket_id, 1)), AGENT) == ()


def test_a_printer_that_proves_it_after_all_is_believed() -> None:
    day, ticket = with_paper(PaperState.UNKNOWN)

    report(day, ticket, PaperState.CONFIRMED)

    assert paper_of(day, ticket).state is PaperState.CONFIRMED


# --- a further copy


def test_a_reprint_is_a_further_copy_of_the_same_number() -> None:
    day, ticket = with_paper(PaperState.CONFIRMED)

    (wanted,) = day.do(commands.ReprintTicket(ticket.ticket_id), KIOSK)

    assert wanted == events.PrintRequested(job_id(ticket.ticket_id, 2), ticket.ticket_id, PRINTER, copy=2)
    assert day.again(ticket).number == ticket.number
    assert len(day.state.tickets) == 1


def test_a_number_from_a_kiosk_without_printer_can_be_printed_at_another() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE, SCREEN_ONLY)

    day.do(commands.ReprintTicket(ticket.ticket_id), KIOSK)

    assert paper_of(day, ticket).copy == 1
    assert day.state.printing == (ticket.ordinal,)


@pytest.mark.parametrize("state", [PaperState.ISSUED, PaperState.SENDING, PaperState.FAILED])
def test_no_copy_is_made_while_the_paper_can_still_come(state: PaperState) -> None:
    day, ticket = with_paper(state)

    refusal = day.refused(commands.ReprintTicket(ticket.ticket_id), KIOSK)

    assert (refusal.code, refusal.params) == (RefusalCode.PAPER_NOT_ALLOWED, {"state": state})


def test_copies_are_limited() -> None:
    day, ticket = with_paper(PaperState.CONFIRMED)
    for copy in range(2, MAX_COPIES + 1):
        day.do(commands.ReprintTicket(ticket.ticket_id), KIOSK)
        for word in (PaperState.SENDING, PaperState.CONFIRMED):
            day.do(commands.ReportPaper(job_id(ticket.ticket_id, copy), word), AGENT)

    refusal = day.refused(commands.ReprintTicket(ticket.ticket_id), KIOSK)

    assert (refusal.code, refusal.params) == (RefusalCode.TOO_MANY_COPIES, {"most": str(MAX_COPIES)})


@pytest.mark.parametrize("device", [SCREEN_ONLY, PC_1])
def test_only_a_kiosk_with_a_printer_reprints(device: DeviceId) -> None:
    day, ticket = with_paper(PaperState.CONFIRMED)

    assert day.refused(commands.ReprintTicket(ticket.ticket_id), device).code is RefusalCode.NO_PRINTER


def test_only_a_ticket_that_is_still_good_for_something_is_reprinted() -> None:
    day, ticket = with_paper(PaperState.CONFIRMED)
    day.sit(ANH)
    day.call_next()
    day.miss()

    for unknown in (ticket.ticket_id, TicketId("2026-11-23.99"), TicketId("")):
        assert day.refused(commands.ReprintTicket(unknown), KIOSK).code is RefusalCode.UNKNOWN_TICKET


def test_the_older_paper_of_a_reprinted_ticket_is_no_longer_asked_after() -> None:
    day, ticket = with_paper(PaperState.UNKNOWN)
    day.do(commands.ReprintTicket(ticket.ticket_id), KIOSK)

    late = commands.ReportPaper(job_id(ticket.ticket_id, 1), PaperState.CONFIRMED)

    assert day.refused(late, AGENT).code is RefusalCode.UNKNOWN_JOB
    assert paper_of(day, ticket).copy == 2
