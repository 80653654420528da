"""What an operator does with people: call, serve, finish, send on, park, undo."""

from datetime import timedelta
from typing import assert_never

from msgspec.structs import replace

from hub.core import calendar, commands, counters, events, issuing, lines
from hub.core.actions import DeskAction, not_open_yet
from hub.core.context import Context
from hub.core.ids import CounterId, ServiceId, TicketId, call_id
from hub.core.lifecycle import Action, Status, after
from hub.core.model import LineKey, State, Ticket
from hub.core.reason import Reason
from hub.core.refusal import Refusal, RefusalCode
from hub.core.selection import at_counters, may_serve_at, order_for, skills

Events = tuple[events.Event, ...]


def call_next(state: State, command: commands.CallNext, context: Context) -> Events:
    """Finish what is being served and call whoever is next; refused whole when nobody waits."""
    seat = counters.checked_seat(DeskAction.CALL_NEXT, state, command.counter_id, context)
    (pick,) = order_for(state, command.counter_id, seat, context.now, 1)
    return _called(state, command.counter_id, state.tickets[pick.ordinal], pick.reason)


def call_ticket(state: State, command: commands.CallTicket, context: Context) -> Events:
    """A parked ticket is called back by anybody; a waiting one out of turn only with the right and a reason."""
    seat = counters.own_seat(state, command.counter_id, context)
    ticket = _known(state, command.ticket_id)
    if after(ticket.status, Action.CALL) is None:
        raise Refusal(RefusalCode.WRONG_STATUS, status=ticket.status, action=Action.CALL, number=ticket.number)
    current = None if seat.ticket is None else state.tickets[seat.ticket]
    if seat.paused_for is not None:
        raise Refusal(RefusalCode.PAUSED)
    if not calendar.is_open_for_calls(state.branch, context.now):
        raise not_open_yet(state.branch, context.now)
    if current is not None and after(current.status, Action.FINISH) is None:
        raise Refusal(RefusalCode.TICKET_OPEN, number=current.number)
    if ticket.visit_id in at_counters(state) and (current is None or current.visit_id != ticket.visit_id):
        raise Refusal(RefusalCode.AT_ANOTHER_COUNTER)
    if ticket.status is Status.PARKED:
        return _called(state, command.counter_id, ticket, Reason.CALLED_BACK, command.note)
    operator = state.branch.operator(seat.operator_id)
    if operator is None or not operator.may_choose:
        raise Refusal(RefusalCode.MAY_NOT_CHOOSE)
    if not command.note.strip():
        raise Refusal(RefusalCode.REASON_NEEDED)
    return _called(state, command.counter_id, ticket, Reason.CHOSEN, command.note)


def recall(state: State, command: commands.Recall, context: Context) -> Events:
    ticket = _here(DeskAction.RECALL, state, command.counter_id, context)
    again = call_id(ticket.ticket_id, ticket.calls_made + 1)
    return (events.TicketRecalled(ticket.ticket_id, again, command.counter_id),)


def start(state: State, command: commands.StartService, context: Context) -> Events:
    ticket = _here(DeskAction.START, state, command.counter_id, context)
    return (events.ServiceStarted(ticket.ticket_id, command.counter_id),)


def walk_in(state: State, command: commands.WalkIn, context: Context) -> Events:
    seat = counters.checked_seat(DeskAction.WALK_IN, state, command.counter_id, context)
    service = state.branch.service(command.service_id)
    if service is None:
        raise Refusal(RefusalCode.UNKNOWN_SERVICE, service=command.service_id)
    is_bound_elsewhere = not may_serve_at(state, command.service_id, command.counter_id)
    if command.service_id not in skills(state, seat) or is_bound_elsewhere:
        raise Refusal(RefusalCode.NOBODY_CAN_SERVE)
    issued = issuing.ticket_for_walk_in(state, service, context)
    return (issued, events.WalkInStarted(issued.ticket_id, command.counter_id, seat.operator_id))


def finish(state: State, command: commands.Finish, context: Context) -> Events:
    ticket = _here(DeskAction.FINISH, state, command.counter_id, context)
    return (events.TicketFinished(ticket.ticket_id, command.counter_id, command.outcome, command.procedures),)


def mark_no_show(state: State, command: commands.MarkNoShow, context: Context) -> Events:
    ticket = _here(DeskAction.MARK_NO_SHOW, state, command.counter_id, context)
    return (events.TicketNoShow(ticket.ticket_id, command.counter_id),)


def park(state: State, command: commands.Park, context: Context) -> Events:
    ticket = _here(DeskAction.PARK, state, command.counter_id, context)
    minutes = state.branch.policy.park_min if command.minutes is None else command.minutes
    return (events.TicketParked(ticket.ticket_id, command.counter_id, context.now + timedelta(minutes=minutes)),)


def unpark(state: State, command: commands.Unpark | commands.UnparkDue) -> Events:
    ticket = _known(state, command.ticket_id)
    if after(ticket.status, Action.UNPARK) is None:
        raise Refusal(RefusalCode.WRONG_STATUS, status=ticket.status, action=Action.UNPARK, number=ticket.number)
    return (events.TicketUnparked(ticket.ticket_id),)


def transfer(state: State, command: commands.Transfer, context: Context) -> Events:
    ticket = _here(DeskAction.TRANSFER, state, command.counter_id, context)
    key = _line_of(state, command.target, ticket.service_id)
    sent = replace(ticket, service_id=key.service_id, for_counter=key.counter_id, for_operator=key.operator_id)
    place_at = lines.place_at_front(state, sent) if command.to_front else ticket.issued_at
    return (
        events.TicketTransferred(
            ticket.ticket_id, command.counter_id, key.service_id, place_at, key.counter_id, key.operator_id
        ),
    )


def cancel(state: State, command: commands.CancelTicket, context: Context) -> Events:
    """The ticket at this counter, or one that stands at none."""
    counters.own_seat(state, command.counter_id, context)
    if command.reason in {commands.CancelReason.SESSION_END, commands.CancelReason.DAY_END}:
        raise Refusal(RefusalCode.REASON_NEEDED)
    ticket = _known(state, command.ticket_id)
    if after(ticket.status, Action.CANCEL) is None:
        raise Refusal(RefusalCode.WRONG_STATUS, status=ticket.status, action=Action.CANCEL, number=ticket.number)
    holder = next((c for c, seat in state.seats.items() if seat.ticket == ticket.ordinal), None)
    if holder not in {None, command.counter_id}:
        raise Refusal(RefusalCode.AT_ANOTHER_COUNTER)
    return (events.TicketCancelled(ticket.ticket_id, command.reason, command.counter_id),)


def undo(state: State, command: commands.Undo, context: Context) -> Events:
    counters.checked_seat(DeskAction.UNDO, state, command.counter_id, context)
    last = state.last_actions[command.counter_id]
    tickets = tuple(_restored(ticket) for ticket in last.tickets)
    return (events.ActionUndone(command.counter_id, last.command_id, tickets),)


def _restored(ticket: Ticket) -> events.Restored:
    return events.Restored(
        ticket_id=ticket.ticket_id,
        status=ticket.status,
        service_id=ticket.service_id,
        counter_id=ticket.counter_id,
        called_at=ticket.called_at,
        started_at=ticket.started_at,
        ended_at=ticket.ended_at,
        reason=ticket.reason,
        outcome=ticket.outcome,
    )


def _called(state: State, counter_id: CounterId, ticket: Ticket, reason: Reason, note: str = "") -> Events:
    """The call, and before it the end of what is being served there."""
    seat = state.seats[counter_id]
    called = events.TicketCalled(
        ticket_id=ticket.ticket_id,
        call_id=call_id(ticket.ticket_id, ticket.calls_made + 1),
        counter_id=counter_id,
        operator_id=seat.operator_id,
        reason=reason,
        note=note,
    )
    if seat.ticket is None:
        return (called,)
    current = state.tickets[seat.ticket]
    return (events.TicketFinished(current.ticket_id, counter_id, commands.Outcome.DONE), called)


def _here(action: DeskAction, state: State, counter_id: CounterId, context: Context) -> Ticket:
    """The ticket at the speaking device's counter, if the action is allowed on it."""
    seat = counters.own_seat(state, counter_id, context)
    if seat.ticket is None:
        raise Refusal(RefusalCode.NO_TICKET_HERE)
    counters.checked_seat(action, state, counter_id, context)
    return state.tickets[seat.ticket]


def _known(state: State, ticket_id: TicketId) -> Ticket:
    ticket = state.ticket(ticket_id)
    if ticket is None:
        raise Refusal(RefusalCode.UNKNOWN_TICKET, ticket=ticket_id)
    return ticket


def _line_of(state: State, target: commands.Target, service_id: ServiceId) -> LineKey:
    """The line the target means; a counter or a person serves the ticket for the service it was taken for."""
    match target:
        case commands.ToService(service_id=other):
            if state.branch.service(other) is None:
                raise Refusal(RefusalCode.UNKNOWN_SERVICE, service=other)
            return LineKey(other)
        case commands.ToCounter(counter_id=counter_id):
            if counter_id not in state.seats:
                raise Refusal(RefusalCode.NOBODY_CAN_SERVE)
            return LineKey(service_id, counter_id=counter_id)
        case commands.ToOperator(operator_id=operator_id):
            if all(seat.operator_id != operator_id for seat in state.seats.values()):
                raise Refusal(RefusalCode.NOBODY_CAN_SERVE)
            return LineKey(service_id, operator_id=operator_id)
    assert_never(target)
