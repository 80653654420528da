"""Which keys a counter may press now.

The counter client enables exactly these, and `decide` refuses exactly the others: both ask here, and this file asks
the table and the policy.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from hub.core import calendar
from hub.core.ids import CounterId
from hub.core.lifecycle import ACTIVE, Action, Status, after
from hub.core.model import Seat, State, Ticket
from hub.core.refusal import Refusal, RefusalCode
from hub.core.selection import Near, has_next
from hub.core.setup import Branch


class DeskAction(StrEnum):
    """The keys of the counter client; each maps to one command."""

    CALL_NEXT = "call_next"
    RECALL = "recall"
    START = "start_service"
    FINISH = "finish"
    MARK_NO_SHOW = "mark_no_show"
    PARK = "park"
    TRANSFER = "transfer"
    CANCEL = "cancel_ticket"
    WALK_IN = "walk_in"
    PAUSE = "pause"
    RESUME = "resume"
    UNDO = "undo"
    STAND_UP = "stand_up"


ON_TICKET = {
    DeskAction.RECALL: Action.RECALL,
    DeskAction.START: Action.START,
    DeskAction.FINISH: Action.FINISH,
    DeskAction.MARK_NO_SHOW: Action.MARK_NO_SHOW,
    DeskAction.PARK: Action.PARK,
    DeskAction.TRANSFER: Action.TRANSFER,
    DeskAction.CANCEL: Action.CANCEL,
}
"""The keys that act on the ticket at the counter, and what they do to it."""

_AT_FREE_COUNTER = frozenset({DeskAction.WALK_IN, DeskAction.PAUSE, DeskAction.STAND_UP})
"""The keys that need a counter without a ticket."""


def allowed(
    state: State, counter_id: CounterId, seat: Seat, now: datetime, *, near: Near | None = None
) -> tuple[DeskAction, ...]:
    """What the seat may do now, in the order of the keys; `near` are its lines, where the caller knows them."""
    status = None if seat.ticket is None else state.tickets[seat.ticket].status
    actions = _imaginable(status)
    return tuple(action for action in actions if refusal(action, state, counter_id, seat, now, near=near) is None)


@cache
def _imaginable(status: Status | None) -> tuple[DeskAction, ...]:
    """The keys that are not ruled out by the ticket at the counter alone: nobody need ask why for the others."""
    return tuple(action for action in DeskAction if _fits(action, status))


def _fits(action: DeskAction, status: Status | None) -> bool:
    if action in ON_TICKET:
        return status is not None and after(status, ON_TICKET[action]) is not None
    return status is None or action not in _AT_FREE_COUNTER


def refusal(
    action: DeskAction, state: State, counter_id: CounterId, seat: Seat, now: datetime, *, near: Near | None = None
) -> Refusal | None:
    """Why an action is not allowed now; None when it is."""
    ticket = None if seat.ticket is None else state.tickets[seat.ticket]
    if action in ON_TICKET:
        return _on_ticket(action, state, ticket, now)
    match action:
        case DeskAction.CALL_NEXT:
            return _calling(state, counter_id, seat, now, near)
        case DeskAction.UNDO:
            return _undoing(state, counter_id, now)
        case DeskAction.RESUME:
            return Refusal(RefusalCode.WRONG_STATUS, status="", action=action, number="") if not _rests(seat) else None
        case DeskAction.PAUSE | DeskAction.WALK_IN if _rests(seat):
            return Refusal(RefusalCode.PAUSED)
    return None if ticket is None else Refusal(RefusalCode.TICKET_OPEN, number=ticket.number)


def _on_ticket(action: DeskAction, state: State, ticket: Ticket | None, now: datetime) -> Refusal | None:
    if ticket is None:
        return Refusal(RefusalCode.NO_TICKET_HERE)
    if after(ticket.status, ON_TICKET[action]) is None:
        return Refusal(RefusalCode.WRONG_STATUS, status=ticket.status, action=action, number=ticket.number)
    if action is DeskAction.RECALL:
        return _recalling(state, ticket, now)
    calls = state.branch.policy.no_show_after_calls
    if action is DeskAction.MARK_NO_SHOW and ticket.call_count < calls:
        return Refusal(RefusalCode.NO_SHOW_TOO_EARLY, calls=str(calls))
    return None


def _recalling(state: State, ticket: Ticket, now: datetime) -> Refusal | None:
    policy = state.branch.policy
    if ticket.call_count > policy.recall_limit:
        return Refusal(RefusalCode.RECALL_LIMIT, most=str(policy.recall_limit))
    if ticket.last_call_at is not None and now - ticket.last_call_at < timedelta(seconds=policy.recall_gap_s):
        return Refusal(RefusalCode.RECALL_TOO_SOON, gap_s=str(policy.recall_gap_s))
    return None


def _calling(state: State, counter_id: CounterId, seat: Seat, now: datetime, near: Near | None) -> Refusal | None:
    ticket = None if seat.ticket is None else state.tickets[seat.ticket]
    if _rests(seat):
        return Refusal(RefusalCode.PAUSED)
    if not calendar.is_open_for_calls(state.branch, now):
        return not_open_yet(state.branch, now)
    if ticket is not None and after(ticket.status, Action.FINISH) is None:
        return Refusal(RefusalCode.TICKET_OPEN, number=ticket.number)
    if not has_next(state, counter_id, seat, now, near=near):
        return Refusal(RefusalCode.NOBODY_WAITING)
    return None


def _undoing(state: State, counter_id: CounterId, now: datetime) -> Refusal | None:
    last = state.last_actions.get(counter_id)
    if last is None or any(
        ticket.status in ACTIVE and _is_at_another_counter(state, counter_id, ticket) for ticket in last.tickets
    ):
        return Refusal(RefusalCode.NOTHING_TO_UNDO)
    limit_s = state.branch.policy.undo_within_s
    if now - last.at > timedelta(seconds=limit_s):
        return Refusal(RefusalCode.UNDO_TOO_LATE, seconds=str(limit_s))
    return None


def not_open_yet(branch: Branch, now: datetime) -> Refusal:
    opens_at = calendar.calls_open_at(branch, now)
    return Refusal(RefusalCode.NOT_OPEN_YET, opens_at=opens_at.isoformat() if opens_at else "")


def _is_at_another_counter(state: State, counter_id: CounterId, ticket: Ticket) -> bool:
    """The ticket's person was called elsewhere meanwhile, with another ticket."""
    others = (seat.ticket for other, seat in state.seats.items() if other != counter_id)
    return any(state.tickets[ordinal].visit_id == ticket.visit_id for ordinal in others if ordinal is not None)


def _rests(seat: Seat) -> bool:
    return seat.paused_for is not None
