"""What a command of ours changes in the view, so that the screen knows when the view shows it."""

from counter_client.sheet_options import row_of
from hub.protocol import CancelTicket, Command, CounterView, Cover, Desk, Rejoin, Undo, Unpark

Marks = tuple[object, ...]


def marks(view: CounterView | None, command: Command) -> Marks:
    """Every accepted command of ours changes at least one of its marks; what others do changes them seldom."""
    if view is None or view.desk is None:
        return ()
    desk = view.desk
    match command:
        case Cover():
            return tuple(service.is_own for service in desk.services)
        case Unpark(ticket_id=ticket_id) | Rejoin(ticket_id=ticket_id):
            return (type(row_of(desk, ticket_id)),)
        case CancelTicket(ticket_id=ticket_id):
            return (*_seat(desk), type(row_of(desk, ticket_id)))
        case Undo():
            return (*_seat(desk), desk.undo_until)
        case _:
            return _seat(desk)


def _seat(desk: Desk) -> Marks:
    ticket = desk.ticket
    at_it = () if ticket is None else (ticket.ticket_id, ticket.status, ticket.call_count)
    return desk.counter_id, desk.operator_name, desk.paused_for, *at_it
