"""Which keys a counter may press now.

The counter client enables exactly these, and `decide` refuses exactly the others: both ask here, and this file asks
the table.
"""

from enum import StrEnum

from hub.core.lifecycle import Action, Status, after
from hub.core.model import Seat, State
from hub.core.selection import has_next


class DeskAction(StrEnum):
    """The keys of the counter client; each maps to one command."""

    CALL_NEXT = "call_next"
    RECALL = "recall"
    START = "start_service"
    FINISH = "finish"
    MARK_NO_SHOW = "mark_no_show"
    STAND_UP = "stand_up"


ON_TICKET = {
    DeskAction.RECALL: Action.RECALL,
    DeskAction.START: Action.START,
    DeskAction.FINISH: Action.FINISH,
    DeskAction.MARK_NO_SHOW: Action.MARK_NO_SHOW,
}
"""The keys that act on the ticket at the counter, and what they do to it."""


def allowed(state: State, seat: Seat) -> tuple[DeskAction, ...]:
    """What the seat may do now, in the order of the keys."""
    status = None if seat.ticket is None else state.tickets[seat.ticket].status
    return tuple(action for action in DeskAction if _is_allowed(action, status, state, seat))


def may_call_next(status: Status) -> bool:
    """With a ticket of this status at the counter: calling the next must be able to finish it."""
    return after(status, Action.FINISH) is not None


def _is_allowed(action: DeskAction, status: Status | None, state: State, seat: Seat) -> bool:
    if action is DeskAction.CALL_NEXT:
        return (status is None or may_call_next(status)) and has_next(state, seat)
    if action is DeskAction.STAND_UP:
        return status is None
    return status is not None and after(status, ON_TICKET[action]) is not None
