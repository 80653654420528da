"""`evolve(state, recorded)`: the state after one stored event. Total: it accepts every event ever stored.

It never judges. Whether something was allowed was asked before it was stored; what is stored has happened.
"""

from typing import assert_never

from msgspec.structs import replace

from hub.core import events
from hub.core.ids import CallId, CounterId, Ordinal, ServiceId, TicketId, ordinal_of, ticket_of_job
from hub.core.lifecycle import ACTIVE, PAPER_PENDING, PaperState, Status
from hub.core.model import CALLS_KEPT, LATEST_KEPT, Call, Paper, Seat, State, Ticket


def evolve(state: State | None, recorded: events.Recorded) -> State:
    """`state` is None only before the first `DayOpened` of a log."""
    event = recorded.event
    if isinstance(event, events.DayOpened):
        return State(branch=event.branch, day=event.day, seq=recorded.seq, last_at=recorded.at)
    if state is None:
        raise ValueError(f"event {recorded.seq} stands before the first day_opened")
    return replace(_apply(state, event, recorded), seq=recorded.seq, last_at=recorded.at)


def _apply(  # noqa: PLR0911, PLR0912 - one case per event
    state: State, event: events.DuringDay, recorded: events.Recorded
) -> State:
    match event:
        case events.DayClosed():
            return _day_closed(state, event, recorded)
        case events.SetupChanged():
            return replace(state, branch=event.branch)
        case events.TicketIssued():
            return _issued(state, event, recorded)
        case events.PrintRequested():
            return _print_requested(state, event, recorded)
        case events.PaperReported():
            return _paper_reported(state, event)
        case events.OperatorSatDown():
            seat = Seat(event.operator_id, event.device_id, _ticket_at(state, event.counter_id))
            return replace(state, seats={**state.seats, event.counter_id: seat})
        case events.OperatorStoodUp():
            return replace(state, seats={c: seat for c, seat in state.seats.items() if c != event.counter_id})
        case events.TicketCalled():
            return _called(state, event, recorded)
        case events.TicketRecalled():
            return _recalled(state, event, recorded)
        case events.CallShown():
            return _call_marked(state, event.call_id, is_shown=True)
        case events.CallSpoken():
            return _call_marked(state, event.call_id, is_spoken=True)
        case events.ServiceStarted():
            ticket = replace(_ticket(state, event.ticket_id), status=Status.SERVING, started_at=recorded.at)
            return _with_ticket(state, ticket)
        case events.TicketFinished():
            ticket = replace(_ticket(state, event.ticket_id), outcome=event.outcome)
            return _ended(state, ticket, Status.FINISHED, recorded)
        case events.TicketNoShow():
            return _ended(state, _ticket(state, event.ticket_id), Status.NO_SHOW, recorded)
    assert_never(event)


def _issued(state: State, event: events.TicketIssued, recorded: events.Recorded) -> State:
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
    )
    line = (*state.lines.get(event.service_id, ()), ordinal)
    return replace(
        state,
        tickets=state.tickets.appended(ticket),
        lines={**state.lines, event.service_id: line},
        last_value={**state.last_value, event.series: event.value},
        latest={**state.latest, recorded.device_id: (ordinal, *state.latest.get(recorded.device_id, ()))[:LATEST_KEPT]},
    )


def _print_requested(state: State, event: events.PrintRequested, recorded: events.Recorded) -> State:
    ticket = _ticket(state, event.ticket_id)
    paper = Paper(
        job_id=event.job_id,
        printer_id=event.printer_id,
        state=PaperState.ISSUED,
        copy=event.copy,
        requested_at=recorded.at,
    )
    state = _with_ticket(state, replace(ticket, paper=paper))
    others = state.printing if event.copy == 1 else _without(state.printing, ticket.ordinal)
    return replace(state, printing=(*others, ticket.ordinal))


def _paper_reported(state: State, event: events.PaperReported) -> State:
    ticket = _ticket(state, ticket_of_job(event.job_id))
    if ticket.paper is None or ticket.paper.job_id != event.job_id:
        return state
    paper = replace(ticket.paper, state=event.state, detail=event.detail)
    state = _with_ticket(state, replace(ticket, paper=paper))
    if event.state in PAPER_PENDING:
        return state
    return replace(state, printing=_without(state.printing, ticket.ordinal))


def _called(state: State, event: events.TicketCalled, recorded: events.Recorded) -> State:
    ticket = _ticket(state, event.ticket_id)
    called = replace(
        ticket,
        status=Status.CALLED,
        counter_id=event.counter_id,
        call_count=ticket.call_count + 1,
        called_at=recorded.at,
        reason=event.reason,
    )
    state = _with_ticket(_out_of_line(state, ticket.service_id, ticket.ordinal), called)
    state = _with_seat_ticket(state, event.counter_id, ticket.ordinal)
    return _with_call(state, Call(event.call_id, ticket.ordinal, event.counter_id, recorded.at, is_recall=False))


def _recalled(state: State, event: events.TicketRecalled, recorded: events.Recorded) -> State:
    ticket = _ticket(state, event.ticket_id)
    state = _with_ticket(state, replace(ticket, call_count=ticket.call_count + 1))
    return _with_call(state, Call(event.call_id, ticket.ordinal, event.counter_id, recorded.at, is_recall=True))


def _ended(state: State, ticket: Ticket, status: Status, recorded: events.Recorded) -> State:
    state = _with_ticket(state, replace(ticket, status=status, ended_at=recorded.at))
    return _with_seat_ticket(state, ticket.counter_id, None)


def _day_closed(state: State, event: events.DayClosed, recorded: events.Recorded) -> State:
    for ticket_id in event.cancelled:
        ticket = replace(_ticket(state, ticket_id), status=Status.CANCELLED, ended_at=recorded.at)
        state = _with_ticket(state, ticket)
    return replace(state, lines={}, seats={}, printing=())


def _call_marked(state: State, call_id: CallId, **marks: bool) -> State:
    calls = tuple(replace(call, **marks) if call.call_id == call_id else call for call in state.calls)
    return replace(state, calls=calls)


def _ticket(state: State, ticket_id: TicketId) -> Ticket:
    ordinal = ordinal_of(ticket_id, state.day)
    if ordinal is None:
        raise ValueError(f"{ticket_id} does not belong to {state.day}")
    return state.tickets[ordinal]


def _ticket_at(state: State, counter_id: CounterId) -> Ordinal | None:
    seat = state.seats.get(counter_id)
    return seat.ticket if seat else None


def _with_ticket(state: State, ticket: Ticket) -> State:
    return replace(state, tickets=state.tickets.replaced(ticket.ordinal, ticket))


def _with_seat_ticket(state: State, counter_id: CounterId | None, ordinal: Ordinal | None) -> State:
    if counter_id is None or counter_id not in state.seats:
        return state
    seat = replace(state.seats[counter_id], ticket=ordinal)
    return replace(state, seats={**state.seats, counter_id: seat})


def _with_call(state: State, call: Call) -> State:
    calls = (*state.calls, call)
    if len(calls) > CALLS_KEPT:
        calls = _less_one(calls, state)
    return replace(state, calls=calls)


def _less_one(calls: tuple[Call, ...], state: State) -> tuple[Call, ...]:
    """Without the call that is missed least.

    One that was repeated since goes first, then one whose ticket has left its counter: so a clerk who holds the recall
    key down cannot push the others' calls off the wall, and a long service still knows that its call was heard.
    """
    newest = {call.ordinal: place for place, call in enumerate(calls)}

    def is_missed(place: int) -> tuple[bool, bool, int]:
        call = calls[place]
        return newest[call.ordinal] == place, state.tickets[call.ordinal].status in ACTIVE, place

    least = min(range(len(calls)), key=is_missed)
    return calls[:least] + calls[least + 1 :]


def _out_of_line(state: State, service_id: ServiceId, ordinal: Ordinal) -> State:
    line = _without(state.lines.get(service_id, ()), ordinal)
    return replace(state, lines={**state.lines, service_id: line})


def _without(line: tuple[Ordinal, ...], ordinal: Ordinal) -> tuple[Ordinal, ...]:
    """The line less one, by slices: thousands may stand in it."""
    if ordinal not in line:
        return line
    place = line.index(ordinal)
    return line[:place] + line[place + 1 :]
