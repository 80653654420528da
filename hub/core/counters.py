"""What an operator may decide at a counter."""

from hub.core import commands, events
from hub.core.actions import ON_TICKET, DeskAction, may_call_next
from hub.core.context import Context
from hub.core.ids import CounterId, call_id
from hub.core.lifecycle import after
from hub.core.model import Seat, State, Ticket
from hub.core.refusal import Refusal, RefusalCode
from hub.core.selection import next_for

Events = tuple[events.Event, ...]


def sit_down(state: State, command: commands.SitDown, context: Context) -> Events:
    """A counter holds one operator; an operator and a device sit at one counter.

    Operators may move: whoever sits elsewhere without a ticket leaves there by sitting down here, and whoever sits here
    already, on another device, takes the ticket along (a computer died in the middle of a service).
    """
    counter_id, operator_id = command.counter_id, command.operator_id
    if state.branch.counter(counter_id) is None:
        raise Refusal(RefusalCode.UNKNOWN_COUNTER, counter=counter_id)
    if state.branch.operator(operator_id) is None:
        raise Refusal(RefusalCode.UNKNOWN_OPERATOR, operator=operator_id)
    seat = state.seats.get(counter_id)
    if seat is not None and (seat.operator_id, seat.device_id) == (operator_id, context.device_id):
        return ()
    if seat is not None and operator_id != seat.operator_id and context.device_id != seat.device_id:
        raise Refusal(RefusalCode.COUNTER_TAKEN, operator=_operator_name(state, seat))
    left = tuple(
        _stood_up(state, other_id, other)
        for other_id, other in state.seats.items()
        if (other_id != counter_id and operator_id == other.operator_id)
        or (context.device_id == other.device_id and (other_id != counter_id or operator_id != other.operator_id))
    )
    return (*left, events.OperatorSatDown(counter_id, operator_id, context.device_id))


def stand_up(state: State, command: commands.StandUp, context: Context) -> Events:
    seat = _own_seat(state, command.counter_id, context)
    return (_stood_up(state, command.counter_id, seat),)


def call_next(state: State, command: commands.CallNext, context: Context) -> Events:
    """Finish what is being served and call whoever is next; refused whole when nobody waits."""
    counter_id = command.counter_id
    seat = _own_seat(state, counter_id, context)
    current = None if seat.ticket is None else state.tickets[seat.ticket]
    if current is not None and not may_call_next(current.status):
        raise Refusal(RefusalCode.TICKET_OPEN, number=current.number)
    pick = next_for(state, seat)
    if pick is None:
        raise Refusal(RefusalCode.NOBODY_WAITING)
    ticket = state.tickets[pick.ordinal]
    called = events.TicketCalled(
        ticket_id=ticket.ticket_id,
        call_id=call_id(ticket.ticket_id, ticket.call_count + 1),
        counter_id=counter_id,
        operator_id=seat.operator_id,
        reason=pick.reason,
    )
    if current is None:
        return (called,)
    return (events.TicketFinished(current.ticket_id, counter_id, commands.Outcome.DONE), called)


def recall(state: State, command: commands.Recall, context: Context) -> Events:
    ticket = _ticket_for(DeskAction.RECALL, state, command.counter_id, context)
    again = call_id(ticket.ticket_id, ticket.call_count + 1)
    return (events.TicketRecalled(ticket.ticket_id, again, command.counter_id),)


def start(state: State, command: commands.StartService, context: Context) -> Events:
    ticket = _ticket_for(DeskAction.START, state, command.counter_id, context)
    return (events.ServiceStarted(ticket.ticket_id, command.counter_id),)


def finish(state: State, command: commands.Finish, context: Context) -> Events:
    ticket = _ticket_for(DeskAction.FINISH, state, command.counter_id, context)
    return (events.TicketFinished(ticket.ticket_id, command.counter_id, command.outcome),)


def mark_no_show(state: State, command: commands.MarkNoShow, context: Context) -> Events:
    ticket = _ticket_for(DeskAction.MARK_NO_SHOW, state, command.counter_id, context)
    return (events.TicketNoShow(ticket.ticket_id, command.counter_id),)


def _own_seat(state: State, counter_id: CounterId, context: Context) -> Seat:
    """The seat at this counter, if the speaking device sits there."""
    if state.branch.counter(counter_id) is None:
        raise Refusal(RefusalCode.UNKNOWN_COUNTER, counter=counter_id)
    seat = state.seats.get(counter_id)
    if seat is None or seat.device_id != context.device_id:
        raise Refusal(RefusalCode.NOT_YOUR_COUNTER, number=_counter_number(state, counter_id))
    return seat


def _ticket_for(action: DeskAction, state: State, counter_id: CounterId, context: Context) -> Ticket:
    """The ticket at the speaking device's counter, if the table allows the action on it."""
    seat = _own_seat(state, counter_id, context)
    if seat.ticket is None:
        raise Refusal(RefusalCode.NO_TICKET_HERE)
    ticket = state.tickets[seat.ticket]
    if after(ticket.status, ON_TICKET[action]) is None:
        raise Refusal(RefusalCode.WRONG_STATUS, status=ticket.status, action=action, number=ticket.number)
    return ticket


def _stood_up(state: State, counter_id: CounterId, seat: Seat) -> events.OperatorStoodUp:
    """Leaving is refused while a ticket is open: its citizen would stand before an empty counter."""
    if seat.ticket is not None:
        raise Refusal(RefusalCode.TICKET_OPEN, number=state.tickets[seat.ticket].number)
    return events.OperatorStoodUp(counter_id, seat.operator_id)


def _operator_name(state: State, seat: Seat) -> str:
    operator = state.branch.operator(seat.operator_id)
    return operator.name if operator else seat.operator_id


def _counter_number(state: State, counter_id: CounterId) -> str:
    counter = state.branch.counter(counter_id)
    return str(counter.number) if counter else counter_id
