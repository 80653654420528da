"""How an operator's actions move tickets, and how an undo moves them back.

Each action remembers, per counter, the seat and the tickets as they were before (`LastAction`); the events of one
command count as one action. Whatever touches one of these tickets afterwards makes the memory void, so an undo can
always give back exactly what was. A walk-in was nothing before: undone, its number is void.
"""

from msgspec.structs import replace

from hub.core import events, lines
from hub.core.changes import ticket_of, touched, with_ticket, without
from hub.core.ids import CounterId, Ordinal, ServiceId, call_id
from hub.core.lifecycle import ACTIVE, Status
from hub.core.lines import is_strict
from hub.core.model import CALLS_KEPT, Call, LastAction, Row, State, Ticket
from hub.core.reason import Reason


def called(state: State, event: events.TicketCalled, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, event.ticket_id)
    state = _remembered(state, event.counter_id, ticket, recorded)
    moved = replace(
        ticket,
        status=Status.CALLED,
        counter_id=event.counter_id,
        call_count=ticket.call_count + 1,
        calls_made=ticket.calls_made + 1,
        called_at=recorded.at,
        last_call_at=recorded.at,
        started_at=None,
        parked_until=None,
        reason=event.reason,
    )
    call = Call(
        call_id=event.call_id,
        ordinal=ticket.ordinal,
        counter_id=event.counter_id,
        called_at=recorded.at,
        is_recall=False,
        service_id=ticket.service_id,
        row=_row(state, moved),
    )
    run = _run_after(call, state.runs.get(ticket.service_id, 0))
    state = _moved(state, ticket, moved)
    state = _with_seat_ticket(state, event.counter_id, ticket.ordinal)
    return _with_call(_with_run(state, ticket.service_id, run), call)


def recalled(state: State, event: events.TicketRecalled, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, event.ticket_id)
    again = replace(
        ticket, call_count=ticket.call_count + 1, calls_made=ticket.calls_made + 1, last_call_at=recorded.at
    )
    state = touched(with_ticket(state, again), ticket.ordinal, recorded)
    call = Call(
        call_id=event.call_id,
        ordinal=ticket.ordinal,
        counter_id=event.counter_id,
        called_at=recorded.at,
        is_recall=True,
        service_id=ticket.service_id,
        row=Row.STAYS,
    )
    return _with_call(state, call)


def started(state: State, event: events.ServiceStarted, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, event.ticket_id)
    state = _remembered(state, event.counter_id, ticket, recorded)
    return with_ticket(state, replace(ticket, status=Status.SERVING, started_at=recorded.at))


def walked_in(state: State, event: events.WalkInStarted, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, event.ticket_id)
    void = replace(ticket, status=Status.CANCELLED, ended_at=recorded.at)
    state = _remembered(state, event.counter_id, void, recorded)
    serving = replace(
        ticket,
        status=Status.SERVING,
        counter_id=event.counter_id,
        called_at=recorded.at,
        started_at=recorded.at,
    )
    return _with_seat_ticket(_moved(state, ticket, serving), event.counter_id, ticket.ordinal)


def ended(
    state: State,
    event: events.TicketFinished | events.TicketNoShow | events.TicketCancelled,
    status: Status,
    recorded: events.Recorded,
) -> State:
    ticket = ticket_of(state, event.ticket_id)
    if event.counter_id is not None:
        state = _remembered(state, event.counter_id, ticket, recorded)
    outcome = event.outcome if isinstance(event, events.TicketFinished) else None
    state = _moved(state, ticket, replace(ticket, status=status, ended_at=recorded.at, outcome=outcome))
    return _freed(state, ticket.ordinal)


def parked(state: State, event: events.TicketParked, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, event.ticket_id)
    state = _remembered(state, event.counter_id, ticket, recorded)
    state = _moved(state, ticket, replace(ticket, status=Status.PARKED, parked_until=event.until, call_count=0))
    return replace(_freed(state, ticket.ordinal), parked=(*state.parked, ticket.ordinal))


def unparked(state: State, event: events.TicketUnparked) -> State:
    ticket = ticket_of(state, event.ticket_id)
    return _waiting_again(state, ticket, replace(ticket, parked_until=None))


def rejoined(state: State, event: events.TicketRejoined, recorded: events.Recorded) -> State:
    """Waits anew: what it waited before the missed call does not count against others."""
    ticket = ticket_of(state, event.ticket_id)
    back = replace(
        ticket,
        place_at=event.place_at,
        place_seq=recorded.seq,
        waiting_since=recorded.at,
        appointment_at=None,
        rejoins=ticket.rejoins + 1,
        ended_at=None,
    )
    return _waiting_again(state, ticket, back)


def transferred(state: State, event: events.TicketTransferred, recorded: events.Recorded) -> State:
    ticket = ticket_of(state, event.ticket_id)
    state = _remembered(state, event.from_counter_id, ticket, recorded)
    sent = replace(
        ticket,
        service_id=event.service_id,
        for_counter=event.counter_id,
        for_operator=event.operator_id,
        place_at=event.place_at,
        place_seq=recorded.seq,
        appointment_at=None,
    )
    return _waiting_again(_freed(state, ticket.ordinal), ticket, sent, recorded)


def undone(state: State, event: events.ActionUndone) -> State:
    """All that the action changed is as it was; papers printed and calls made since have happened all the same."""
    last = state.last_actions[event.counter_id]
    state = _with_runs_undone(state, last)
    for before in last.tickets:
        now = state.tickets[before.ordinal]
        back = replace(before, paper=now.paper, calls_made=now.calls_made)
        state = with_ticket(lines.left(state, now), back)
        if back.status is Status.WAITING:
            state = lines.joined(state, back)
    # The clock may stand still, so which calls were made since is told by their count.
    calls_since = {
        call_id(before.ticket_id, number)
        for before in last.tickets
        for number in range(before.calls_made + 1, state.tickets[before.ordinal].calls_made + 1)
    }
    parked_again = tuple(before.ordinal for before in last.tickets if before.status is Status.PARKED)
    return replace(
        state,
        seats={**state.seats, event.counter_id: last.seat},
        calls=tuple(call for call in state.calls if call.call_id not in calls_since),
        parked=tuple(o for o in (*state.parked, *parked_again) if state.tickets[o].status is Status.PARKED),
        last_actions={c: other for c, other in state.last_actions.items() if c != event.counter_id},
    )


def _remembered(state: State, counter_id: CounterId, ticket: Ticket, recorded: events.Recorded) -> State:
    """Keep how the counter and the ticket stood before this command; void what others remember of the ticket."""
    state = touched(state, ticket.ordinal, recorded)
    seat = state.seats.get(counter_id)
    if seat is None:
        return state
    last = state.last_actions.get(counter_id)
    if last is None or (last.device_id, last.command_id) != (recorded.device_id, recorded.command_id):
        last = LastAction(recorded.device_id, recorded.command_id, recorded.at, seat, (), state.runs)
    if all(before.ordinal != ticket.ordinal for before in last.tickets):
        last = replace(last, tickets=(*last.tickets, ticket))
    return replace(state, last_actions={**state.last_actions, counter_id: last})


def _row(state: State, called: Ticket) -> Row:
    """Only who was called in turn ends a row: whoever jumped the line leaves those who were passed where they were."""
    if called.line.is_personal or called.reason is Reason.CALLED_BACK:
        return Row.STAYS
    if is_strict(state.branch, called.class_id):
        return Row.GROWS
    return Row.STAYS if called.reason is Reason.CHOSEN else Row.ENDS


def _run_after(call: Call, run: int) -> int:
    if call.row is Row.ENDS:
        return 0
    return run + 1 if call.row is Row.GROWS else run


def _with_run(state: State, service_id: ServiceId, run: int) -> State:
    others = {service: other for service, other in state.runs.items() if service != service_id}
    return replace(state, runs={**others, service_id: run} if run else others)


def _with_runs_undone(state: State, last: LastAction) -> State:
    """As if the call had not been: what it followed, and the calls that other counters have made since."""
    waited = {
        before.ordinal
        for before in last.tickets
        if before.status is Status.WAITING and state.tickets[before.ordinal].status is Status.CALLED
    }
    place = next((n for n, c in reversed(tuple(enumerate(state.calls))) if c.ordinal in waited), None)
    if place is None:
        return state
    service_id = state.calls[place].service_id
    run = last.runs.get(service_id, 0)
    for call in state.calls[place + 1 :]:
        if call.service_id == service_id:
            run = _run_after(call, run)
    return _with_run(state, service_id, run)


def _waiting_again(state: State, before: Ticket, after: Ticket, recorded: events.Recorded | None = None) -> State:
    """Back in a line: nobody has called it yet in this wait."""
    waiting = replace(after, status=Status.WAITING, counter_id=None, call_count=0, started_at=None)
    state = _moved(touched(state, before.ordinal, recorded), before, waiting)
    return lines.joined(state, waiting)


def _moved(state: State, before: Ticket, after: Ticket) -> State:
    """Out of the line and out of the parked, whichever it was in."""
    state = with_ticket(lines.left(state, before), after)
    if before.status is Status.PARKED:
        return replace(state, parked=without(state.parked, before.ordinal))
    return state


def _freed(state: State, ordinal: Ordinal) -> State:
    """The counter that had the ticket has none."""
    for counter_id, seat in state.seats.items():
        if seat.ticket == ordinal:
            return _with_seat_ticket(state, counter_id, None)
    return state


def _with_seat_ticket(state: State, counter_id: CounterId, ordinal: Ordinal | None) -> State:
    seat = state.seats.get(counter_id)
    if seat is None:
        return state
    return replace(state, seats={**state.seats, counter_id: replace(seat, ticket=ordinal)})


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
