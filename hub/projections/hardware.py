"""What agents are shown: the papers that are wanted, with everything that stands on them; what pads and signs show."""

from collections.abc import Callable
from datetime import datetime

from hub.core import calendar
from hub.core.model import Paper, State, Ticket
from hub.core.selection import lines_for
from hub.core.setup import Branch, Counter, Service
from hub.projections.faces import mark_of, newest_call, notice_of
from hub.protocol import AgeClass, HallCounter, HardwareView, JobId, PrintJob, TicketPaper
from hub.protocol.codec import encode_role_view

JOBS_SHOWN = 32
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


class HardwareViews:
    """The agents' view, moment after moment: a paper is put into words once, and an unchanged view is encoded once."""

    def __init__(self, qr_url: Callable[[str], str]) -> None:
        self._qr_url = qr_url
        self._jobs: dict[JobId, tuple[Ticket, Branch, PrintJob]] = {}
        self._last: tuple[HardwareView, bytes] = (HardwareView(()), b"")

    def encoded(self, state: State) -> bytes:
        view = self.of(state)
        if view != self._last[0] or not self._last[1]:
            self._last = (view, encode_role_view(view))
        return self._last[1]

    def of(self, state: State) -> HardwareView:
        wanted = (state.tickets[ordinal] for ordinal in state.printing[:JOBS_SHOWN])
        made = [self._job(state, ticket, ticket.paper) for ticket in wanted if ticket.paper]
        self._jobs = {job.job_id: (ticket, state.branch, job) for ticket, job in made}
        counters = tuple(_counter(state, counter) for counter in state.branch.counters)
        return HardwareView(tuple(job for _, job in made), counters, _ages(state.branch))

    def _job(self, state: State, ticket: Ticket, paper: Paper) -> tuple[Ticket, PrintJob]:
        """The one made before, unless the ticket or the set-up has changed: both are values, so one look tells."""
        before = self._jobs.get(paper.job_id)
        if before is not None and before[0] is ticket and before[1] is state.branch:
            return ticket, before[2]
        return ticket, _job(state, ticket, paper, self._qr_url)


def hardware_view(state: State, qr_url: Callable[[str], str]) -> HardwareView:
    """What every agent is shown now."""
    return HardwareViews(qr_url).of(state)


def _counter(state: State, counter: Counter) -> HallCounter:
    seat = state.seats.get(counter.counter_id)
    ticket = None if seat is None or seat.ticket is None else state.tickets[seat.ticket]
    call = None if ticket is None else newest_call(state, ticket)
    lines = () if seat is None else lines_for(state, counter.counter_id, seat)
    return HallCounter(
        counter_id=counter.counter_id,
        number=counter.number,
        is_staffed=seat is not None,
        is_paused=seat is not None and seat.paused_for is not None,
        ticket_number=ticket.number if ticket else "",
        status=ticket.status if ticket else None,
        call_id=call.call_id if call else None,
        called_at=call.called_at if call else None,
        waiting=sum(len(state.lines[key]) for key, _ in lines),
    )


def _ages(branch: Branch) -> tuple[AgeClass, ...]:
    """The highest age first, so that the first that fits is the nearest."""
    ages = (AgeClass(found.class_id, found.min_age) for found in branch.policy.priority if found.min_age is not None)
    return tuple(sorted(ages, key=lambda age: -age.min_age))


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
