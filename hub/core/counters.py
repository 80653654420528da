"""Who sits where: sitting down, standing up, breaks, and skills given for the day."""

from hub.core import commands, events
from hub.core.actions import DeskAction, refusal
from hub.core.context import Context
from hub.core.ids import CounterId
from hub.core.model import Seat, State
from hub.core.refusal import Refusal, RefusalCode

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
    seat = own_seat(state, command.counter_id, context)
    return (_stood_up(state, command.counter_id, seat),)


def pause(state: State, command: commands.Pause, context: Context) -> Events:
    checked_seat(DeskAction.PAUSE, state, command.counter_id, context)
    return (events.CounterPaused(command.counter_id, command.reason),)


def resume(state: State, command: commands.Resume, context: Context) -> Events:
    checked_seat(DeskAction.RESUME, state, command.counter_id, context)
    return (events.CounterResumed(command.counter_id),)


def cover(state: State, command: commands.Cover) -> Events:
    if state.branch.operator(command.operator_id) is None:
        raise Refusal(RefusalCode.UNKNOWN_OPERATOR, operator=command.operator_id)
    if state.branch.service(command.service_id) is None:
        raise Refusal(RefusalCode.UNKNOWN_SERVICE, service=command.service_id)
    if state.covers.get(command.operator_id, {}).get(command.service_id) is command.level:
        return ()
    return (events.SkillCovered(command.operator_id, command.service_id, command.level),)


def own_seat(state: State, counter_id: CounterId, context: Context) -> Seat:
    """The seat at this counter, if the speaking device sits there, or is a pad: that stands beside whoever does."""
    if state.branch.counter(counter_id) is None:
        raise Refusal(RefusalCode.UNKNOWN_COUNTER, counter=counter_id)
    seat = state.seats.get(counter_id)
    if seat is None or (seat.device_id != context.device_id and not context.is_pad):
        raise Refusal(RefusalCode.NOT_YOUR_COUNTER, number=counter_number(state, counter_id))
    return seat


def checked_seat(action: DeskAction, state: State, counter_id: CounterId, context: Context) -> Seat:
    """The speaking device's seat, if it may do this now."""
    seat = own_seat(state, counter_id, context)
    no = refusal(action, state, counter_id, seat, context.now)
    if no is not None:
        raise no
    return seat


def counter_number(state: State, counter_id: CounterId) -> str:
    counter = state.branch.counter(counter_id)
    return str(counter.number) if counter else counter_id


def _stood_up(state: State, counter_id: CounterId, seat: Seat) -> events.OperatorStoodUp:
    """Leaving is refused while a ticket is open: its citizen would stand before an empty counter."""
    if seat.ticket is not None:
        raise Refusal(RefusalCode.TICKET_OPEN, number=state.tickets[seat.ticket].number)
    return events.OperatorStoodUp(counter_id, seat.operator_id)


def _operator_name(state: State, seat: Seat) -> str:
    operator = state.branch.operator(seat.operator_id)
    return operator.name if operator else seat.operator_id
