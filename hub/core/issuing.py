"""How a number comes into the world, and how a missed one comes back."""

from datetime import datetime, timedelta
from typing import Final

from hub.core import calendar, commands, events, lines
from hub.core.context import Context, Wait
from hub.core.ids import ClassId, Ordinal, ServiceId, VisitId, job_id, ticket_id
from hub.core.lifecycle import Action, Status, after
from hub.core.model import LineKey, State, Ticket
from hub.core.numbering import appointment_number, next_number
from hub.core.refusal import Refusal, RefusalCode
from hub.core.setup import Kiosk, Service

Events = tuple[events.Event, ...]

_LAST: Final = 2**60
"""Behind every ticket of the day."""


def issue(state: State, command: commands.IssueTicket, context: Context) -> Events:
    """A number, and a paper where the kiosk has a printer."""
    kiosk = _kiosk(state, context)
    service = _open_service(state, command, context)
    if command.class_id and state.branch.priority_class(command.class_id) is None:
        raise Refusal(RefusalCode.UNKNOWN_CLASS, class_id=command.class_id)
    place_at, appointment_at = _place(state, command, context.now)
    issued = _issued(
        state,
        service,
        context,
        class_id=command.class_id,
        visit_id=_visit(state, command.visit_id),
        place_at=place_at,
        appointment_at=appointment_at,
    )
    if kiosk.printer_id is None:
        return (issued,)
    paper = events.PrintRequested(job_id(issued.ticket_id, 1), issued.ticket_id, kiosk.printer_id, copy=1)
    return (issued, paper)


def ticket_for_walk_in(state: State, service: Service, context: Context) -> events.TicketIssued:
    """A number for somebody who is served at once; given whatever the hour and the quota."""
    return _issued(state, service, context)


def rejoin(state: State, command: commands.Rejoin, context: Context) -> Events:
    """Back within the grace time, some places back, as often as the policy allows."""
    ticket = state.ticket(command.ticket_id)
    if ticket is None:
        raise Refusal(RefusalCode.UNKNOWN_TICKET, ticket=command.ticket_id)
    no = _rejoin_refusal(state, ticket, context.now)
    if no is not None:
        raise no
    place_at = lines.place_behind(state, ticket, state.branch.policy.rejoin_places_back, context.now)
    return (events.TicketRejoined(ticket.ticket_id, place_at),)


def may_rejoin(state: State, ticket: Ticket, now: datetime) -> bool:
    """It missed its call, and may come back now."""
    return _rejoin_refusal(state, ticket, now) is None


def rejoin_until(state: State, ticket: Ticket) -> datetime | None:
    """Until when a missed ticket may come back; None: it may not."""
    policy = state.branch.policy
    if ticket.status is not Status.NO_SHOW or ticket.ended_at is None or ticket.rejoins >= policy.rejoin_times:
        return None
    return ticket.ended_at + timedelta(minutes=policy.rejoin_within_min)


def remaining(state: State, service: Service, now: datetime) -> int | None:
    """Tickets of a service left in this session; None: no limit."""
    if service.quota is None:
        return None
    session = calendar.session_at(state.branch, now)
    given = state.issued.get((service.service_id, session.name if session else ""), 0)
    return max(0, service.quota - given)


def is_too_late(state: State, wait: Wait | None, now: datetime) -> bool:
    """Somebody who joined now would probably not be served before the session ends."""
    closes_at = calendar.closes_at(state.branch, now)
    if not state.branch.policy.stop_at_closing or wait is None or closes_at is None:
        return False
    return now + timedelta(minutes=wait.median_min) > closes_at


def _rejoin_refusal(state: State, ticket: Ticket, now: datetime) -> Refusal | None:
    if after(ticket.status, Action.REJOIN) is None:
        return Refusal(RefusalCode.WRONG_STATUS, status=ticket.status, action=Action.REJOIN, number=ticket.number)
    until = rejoin_until(state, ticket)
    if until is None:
        return Refusal(RefusalCode.REJOIN_LIMIT)
    if state.branch.service(ticket.service_id) is None:
        return Refusal(RefusalCode.UNKNOWN_SERVICE, service=ticket.service_id)
    if now > until:
        return Refusal(RefusalCode.REJOIN_TOO_LATE, minutes=str(state.branch.policy.rejoin_within_min))
    return None


def _kiosk(state: State, context: Context) -> Kiosk:
    kiosk = state.branch.kiosk(context.device_id)
    if kiosk is None:
        raise Refusal(RefusalCode.UNKNOWN_KIOSK, device=context.device_id)
    return kiosk


def _open_service(state: State, command: commands.IssueTicket, context: Context) -> Service:
    """The service, if tickets for it are handed out now."""
    service = state.branch.service(command.service_id)
    if service is None:
        raise Refusal(RefusalCode.UNKNOWN_SERVICE, service=command.service_id)
    if not calendar.is_open_for_tickets(state.branch, context.now):
        raise Refusal(RefusalCode.CLOSED, opens_at=_opens_again(state, context.now))
    if remaining(state, service, context.now) == 0:
        opens_at = _opens_again(state, context.now)
        raise Refusal(RefusalCode.QUOTA_REACHED, most=str(service.quota), opens_at=opens_at)
    if is_too_late(state, context.waits.get((service.service_id, command.class_id)), context.now):
        raise Refusal(RefusalCode.TOO_LATE_TODAY, opens_at=_opens_again(state, context.now))
    return service


def _opens_again(state: State, now: datetime) -> str:
    """When numbers are next given out after this session (ISO 8601); "" when not known."""
    opens_at = calendar.tickets_open_at(state.branch, now)
    return opens_at.isoformat() if opens_at else ""


def _visit(state: State, visit_id: VisitId | None) -> VisitId | None:
    if visit_id is not None and all(ticket.visit_id != visit_id for ticket in state.tickets):
        raise Refusal(RefusalCode.UNKNOWN_VISIT, visit=visit_id)
    return visit_id


def _place(state: State, command: commands.IssueTicket, now: datetime) -> tuple[datetime, datetime | None]:
    """Where somebody stands who comes now: by arrival, by a booked time in its window, or late with some credit."""
    booked = command.appointment_at
    if booked is None:
        return now, None
    policy = state.branch.policy
    opens = booked - timedelta(minutes=policy.appointment_early_min)
    late = timedelta(minutes=policy.appointment_late_min)
    if now < opens:
        raise Refusal(RefusalCode.TOO_EARLY, at=opens.isoformat())
    if now > booked + late:
        return now - late, None
    # The head start of the line does not count for a booked time: all in a line have the same, so it is given here.
    return booked + lines.head_start(state.branch, command.service_id, command.class_id), booked


def _issued(
    state: State,
    service: Service,
    context: Context,
    *,
    class_id: ClassId = ClassId(""),  # noqa: B008 - a name, not a call with an effect
    visit_id: VisitId | None = None,
    place_at: datetime | None = None,
    appointment_at: datetime | None = None,
) -> events.TicketIssued:
    session = calendar.session_at(state.branch, context.now)
    if appointment_at is not None and state.branch.policy.appointment_prefix:
        number = appointment_number(state, appointment_at)
    else:
        number = next_number(state, service, class_id, session)
    wait = context.waits.get((service.service_id, class_id))
    return events.TicketIssued(
        ticket_id=ticket_id(state.day, Ordinal(len(state.tickets))),
        number=number.printed,
        series=number.series,
        value=number.value,
        service_id=service.service_id,
        token=context.token,
        ahead=ahead_of(state, service.service_id, class_id, place_at or context.now),
        class_id=class_id,
        visit_id=visit_id,
        appointment_at=appointment_at,
        place_at=place_at,
        session=session.name if session else "",
        wait_low_min=wait.low_min if wait else None,
        wait_high_min=wait.high_min if wait else None,
    )


def ahead_of(state: State, service_id: ServiceId, class_id: ClassId, place_at: datetime, seq: int = _LAST) -> int:
    """How many people of a service stand before somebody of this class at this place, as far as the lines tell."""
    since = place_at - lines.head_start(state.branch, service_id, class_id)
    is_strict = lines.is_strict(state.branch, class_id)
    return sum(
        _before(state, key, line, (since, seq), is_strict=is_strict)
        for key, line in state.lines.items()
        if key.service_id == service_id
    )


def ahead_now(state: State, ticket: Ticket) -> int:
    """How many stand before a ticket at this moment; 0 for one that does not wait."""
    if ticket.status is not Status.WAITING:
        return 0
    if ticket.line.is_personal:
        return state.lines[ticket.line].index(ticket.ordinal)
    return ahead_of(state, ticket.service_id, ticket.class_id, ticket.place_at, ticket.place_seq)


def _before(
    state: State, key: LineKey, line: tuple[Ordinal, ...], place: tuple[datetime, int], *, is_strict: bool
) -> int:
    if lines.is_strict(state.branch, key.class_id) != is_strict:
        return 0 if is_strict else len(line)
    since, seq = place
    own = timedelta() if key.is_personal else lines.head_start(state.branch, key.service_id, key.class_id)
    return lines.places_before(state, line, (since + own, seq))
