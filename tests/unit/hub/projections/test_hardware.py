"""The agent is shown every paper that is wanted, with every word that stands on it."""

from datetime import time

from msgspec.structs import replace

from hub.core import commands
from hub.core.lifecycle import PaperState
from hub.projections import hardware_view
from hub.projections.hardware import JOBS_SHOWN
from hub.protocol import PrintJob
from tests.support.centres import (
    AGENT,
    CENTRE,
    ELDERLY,
    JUSTICE,
    KIOSK,
    NOON,
    PRINTER,
    RULED,
    SCREEN_ONLY,
    TWO,
    with_service,
)
from tests.support.core_day import CoreDay
from tests.support.queue_checks import qr_url


def jobs(day: CoreDay) -> tuple[PrintJob, ...]:
    return hardware_view(day.state, qr_url).jobs


def settle(day: CoreDay, job: PrintJob) -> None:
    for word in (PaperState.SENDING, PaperState.CONFIRMED):
        day.do(commands.ReportPaper(job.job_id, word), AGENT)


def test_a_wanted_paper_has_everything_that_stands_on_it() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    ticket = day.issue(JUSTICE)

    job = jobs(day)[1]

    assert (job.printer_id, job.state, job.requested_at) == (PRINTER, PaperState.ISSUED, day.now)
    paper = job.paper
    assert (paper.number, paper.service_name, paper.ahead, paper.copy) == ("A002", "Tư pháp – Hộ tịch", 1, 1)
    assert (paper.agency, paper.title) == ("UBND XÃ THỬ", "PHIẾU SỐ THỨ TỰ")
    assert (paper.issued_local, paper.session_name) == ("Thứ Hai 23/11/2026  07:31", "Buổi sáng")
    assert paper.qr_url == f"http://hub.test/t/{ticket.token}"


def test_papers_come_in_the_order_in_which_they_were_asked_for_and_not_all_at_once() -> None:
    day = CoreDay()
    for _ in range(JOBS_SHOWN + 3):
        day.issue(JUSTICE)

    shown = jobs(day)

    assert [job.paper.number for job in shown] == [f"A{n:03}" for n in range(1, JOBS_SHOWN + 1)]
    settle(day, shown[0])
    assert [job.paper.number for job in jobs(day)][::31] == ["A002", "A033"]


def test_a_settled_paper_and_a_ticket_without_one_are_not_asked_for() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.issue(JUSTICE, SCREEN_ONLY)

    settle(day, jobs(day)[0])

    assert jobs(day) == ()


def test_a_reprint_is_asked_for_as_a_further_copy() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    settle(day, jobs(day)[0])

    day.do(commands.ReprintTicket(ticket.ticket_id), KIOSK)

    (job,) = jobs(day)
    assert (job.paper.copy, job.job_id) == (2, f"{ticket.ticket_id}.p2")


def test_a_ticket_outside_of_any_session_names_none() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    (at_noon,) = (replace(ticket, issued_at=NOON) for ticket in day.state.tickets)
    day.assume(replace(day.state, tickets=day.state.tickets.replaced(0, at_noon)))

    assert jobs(day)[0].paper.session_name == ""


def test_a_ticket_whose_service_is_gone_is_printed_with_its_id() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.assume(replace(day.state, branch=replace(CENTRE, services=CENTRE.services[1:])))

    assert jobs(day)[0].paper.service_name == JUSTICE


def test_the_mark_the_promise_the_fixed_counters_and_the_notice_stand_on_the_paper() -> None:
    bound = with_service(JUSTICE, RULED, counters=(TWO,), notice_from=time(7), notice="Trả kết quả ngày mai")
    day = CoreDay(bound)
    day.issue(JUSTICE, class_id=ELDERLY)

    paper = jobs(day)[0].paper

    assert (paper.mark, paper.counters, paper.notice) == ("ƯT", (2,), "Trả kết quả ngày mai")
    assert (paper.wait_low_min, paper.wait_high_min) == (None, None)


def test_the_papers_to_bring_stand_on_the_paper() -> None:
    day = CoreDay(with_service(JUSTICE, bring=("Căn cước", "Giấy chứng sinh")))
    day.issue(JUSTICE)

    assert jobs(day)[0].paper.bring == ("Căn cước", "Giấy chứng sinh")
