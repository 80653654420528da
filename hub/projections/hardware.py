"""The papers that are wanted, with everything that stands on them."""

from collections.abc import Callable
from datetime import datetime

from hub.core import calendar
from hub.core.model import Paper, State, Ticket
from hub.core.setup import Branch, Service
from hub.projections.faces import mark_of, notice_of
from hub.protocol import HardwareView, PrintJob, TicketPaper

JOBS_SHOWN = 32
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def hardware_view(state: State, qr_url: Callable[[str], str]) -> HardwareView:
    wanted = (state.tickets[ordinal] for ordinal in state.printing[:JOBS_SHOWN])
    return HardwareView(tuple(_job(state, ticket, ticket.paper, qr_url) for ticket in wanted if ticket.paper))


def _job(state: State, ticket: Ticket, paper: Paper, qr_url: Callable[[str], str]) -> PrintJob:
    return PrintJob(
        job_id=paper.job_id,
        ticket_id=ticket.ticket_id,
        printer_id=paper.printer_id,
        state=paper.state,
        requested_at=paper.requested_at,
        paper=_words(state.branch, ticket, paper, qr_url),
    )


def _words(branch: Branch, ticket: Ticket, paper: Paper, qr_url: Callable[[str], str]) -> TicketPaper:
    service = branch.service(ticket.service_id)
    session = calendar.session_at(branch, ticket.issued_at)
    return TicketPaper(
        agency=branch.texts.agency,
        centre=branch.texts.centre,
        title=branch.texts.ticket_title,
        number=ticket.number,
        service_name=service.name if service else ticket.service_id,
        counters=_fixed_counters(branch, service),
        ahead=ticket.ahead,
        wait_low_min=ticket.wait_low_min,
        wait_high_min=ticket.wait_high_min,
        issued_local=_local(branch, ticket.issued_at),
        session_name=session.name if session else "",
        qr_url=qr_url(ticket.token),
        footer=branch.texts.ticket_footer,
        copy=paper.copy,
        mark=mark_of(branch, ticket.class_id),
        notice=notice_of(branch, service, ticket.issued_at) if service else "",
        bring=service.bring if service else (),
    )


def _fixed_counters(branch: Branch, service: Service | None) -> tuple[int, ...]:
    """Only where a service belongs to counters may the paper name them."""
    bound = service.counters if service else ()
    return tuple(counter.number for counter in branch.counters if counter.counter_id in bound)


def _local(branch: Branch, moment: datetime) -> str:
    """Like "Thứ Sáu 21/11/2026  08:14": a ticket is printed in Vietnamese whatever language the kiosk speaks."""
    local = moment.astimezone(calendar.zone(branch))
    return f"{_WEEKDAYS[local.weekday()]} {local:%d/%m/%Y  %H:%M}"
