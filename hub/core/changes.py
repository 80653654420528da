"""How events other than an operator's own change the state: numbers, papers, seats, marks on calls, endings by time."""

from msgspec.structs import replace

from hub.core import events, lines
from hub.core.ids import CallId, CounterId, DeviceId, Ordinal, TicketId, VisitId, ordinal_of, ticket_of_job
from hub.core.lifecycle import PAPER_PENDING, PaperState, Status
from hub.core.model import LATEST_KEPT, LastAction, Paper, Seat, State, Ticket


def issued(state: State, event: events.TicketIssued, recorded: events.Recorded) -> State:
    ordinal = Ordinal(len(state.tickets))
    ticket = Ticket(
        ticket_id=event.ticket_id,
        ordinal=ordinal,
        number=event.number,
        service_id=event.service_id,
        status=Status.WAITING,
        token=event.token,
        device_id=recorded.device_id,
        issued_at=recorded.at,
        waiting_since=recorded.at,
        ahead=event.ahead,
        place_at=event.place_at or recorded.at,
        place_seq=recorded.seq,
        visit_id=event.visit_id or VisitId(event.ticket_id),
        class_id=event.class_id,
        appointment_at=event.appointment_at,
        session=event.session,
        wait_low_min=event.wait_low_min,
        wait_high_min=event.wait_high_min,
    )
    given = (event.service_id, event.session)
    latest = (ordinal, *state.latest.get(recorded.device_id, ()))[:LATEST_KEPT]
    return replace(
        state,
        tickets=state.tickets.appended(ticket),
        lines=lines.with_joined(state, ticket),
        last_value={**state.last_value, event.series: max(event.value, state.last_value.get(event.series, 0))},
        last_session={**state.last_session, event.series: event.session},
        issued={**state.issued, given: state.issued.get(given, 0) + 1},
        latest={**state.latest, recorded.device_id: latest},
        shared_visits=state.shared_visits if event.visit_id is None else state.shared_visits | {event.visit_id},
    )


def print_requested(state: State, event: events.PrintRequested, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, event.ticket_id)
    paper = Paper(
        job_id=event.job_id,
        printer_id=event.printer_id,
        state=PaperState.ISSUED,
        copy=event.copy,
        requested_at=recorded.at,
    )
    others = state.printing if event.copy == 1 else without(state.printing, ticket.ordinal)
    tickets = state.tickets.replaced(ticket.ordinal, replace(ticket, paper=paper))
    return replace(state, tickets=tickets, printing=(*others, ticket.ordinal))


def paper_reported(state: State, event: events.PaperReported, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, ticket_of_job(event.job_id))
    if ticket.paper is None or ticket.paper.job_id != event.job_id:
        return state
    match event.state:
        case PaperState.SENDING:
            sent_by: DeviceId | None = recorded.device_id
        case PaperState.FAILED:
            sent_by = None
        case _:
            sent_by = ticket.paper.sent_by
    paper = replace(ticket.paper, state=event.state, detail=event.detail, sent_by=sent_by)
    state = with_ticket(state, replace(ticket, paper=paper))
    if event.state in PAPER_PENDING:
        return state
    return replace(state, printing=without(state.printing, ticket.ordinal))


def paper_moved(state: State, event: events.PaperMoved) -> State:
    """The same paper, wanted anew from another printer."""
    ticket = ticket_of(state, ticket_of_job(event.job_id))
    if ticket.paper is None or ticket.paper.job_id != event.job_id:
        return state
    paper = replace(
        ticket.paper,
        printer_id=event.printer_id,
        state=PaperState.ISSUED,
        detail="",
        sent_by=None,
        moved_from=ticket.paper.printer_id,
    )
    return with_ticket(state, replace(ticket, paper=paper))


def cancelled(state: State, tickets: tuple[TicketId, ...], recorded: events.Recorded) -> State:
    """Tickets closed by the end of a session or a day, wherever they stand."""
    for ticket_id in tickets:
        ticket = ticket_of(state, ticket_id)
        state = touched(lines.left(state, ticket), ticket.ordinal)
        state = with_ticket(state, replace(ticket, status=Status.CANCELLED, ended_at=recorded.at))
    return replace(state, parked=tuple(o for o in state.parked if state.tickets[o].status is Status.PARKED))


def covered(state: State, event: events.SkillCovered) -> State:
    before = state.covers.get(event.operator_id, {})
    after = {service: level for service, level in before.items() if service != event.service_id}
    if event.level is not None:
        after[event.service_id] = event.level
    return replace(state, covers={**state.covers, event.operator_id: after})


def call_marked(state: State, call_id: CallId, **marks: bool) -> State:
    calls = tuple(replace(call, **marks) if call.call_id == call_id else call for call in state.calls)
    return replace(state, calls=calls)


def with_seat(state: State, counter_id: CounterId, seat: Seat) -> State:
    """Whoever sits there now has done nothing yet that could be undone."""
    return replace(state, seats={**state.seats, counter_id: seat}, last_actions=_forgotten(state, counter_id))


def without_seat(state: State, counter_id: CounterId) -> State:
    seats = {other: seat for other, seat in state.seats.items() if other != counter_id}
    return replace(state, seats=seats, last_actions=_forgotten(state, counter_id))


def ticket_of(state: State, ticket_id: TicketId) -> Ticket:
    ordinal = ordinal_of(ticket_id, state.day)
    if ordinal is None:
        raise ValueError(f"{ticket_id} does not belong to {state.day}")
    return state.tickets[ordinal]


def with_ticket(state: State, ticket: Ticket) -> State:
    return replace(state, tickets=state.tickets.replaced(ticket.ordinal, ticket))


def without(line: tuple[Ordinal, ...], ordinal: Ordinal) -> tuple[Ordinal, ...]:
    """The line less one, by slices: thousands may stand in it."""
    if ordinal not in line:
        return line
    place = line.index(ordinal)
    return line[:place] + line[place + 1 :]


def touched(state: State, ordinal: Ordinal, recorded: events.Recorded | None = None) -> State:
    """Another command (of time itself: None) has changed this ticket: what was done to it before stays done."""
    if not state.last_actions:
        return state
    command = None if recorded is None else (recorded.device_id, recorded.command_id)
    kept = {
        counter_id: last
        for counter_id, last in state.last_actions.items()
        if (last.device_id, last.command_id) == command or all(t.ordinal != ordinal for t in last.tickets)
    }
    return replace(state, last_actions=kept)


def _forgotten(state: State, counter_id: CounterId) -> dict[CounterId, LastAction]:
    return {other: last for other, last in state.last_actions.items() if other != counter_id}
