"""What may be done at the counter and what becomes of it: a machine without clock, socket or window.

Theory of operation. The state (`state.py`) holds the newest view, the state of the connection, and at most one command
of ours on its way. Events come in (`connected`, `disconnected`, `seen`, `replied`, `ticked`, and the intentions of the
person); each gives a new state. A step that must tell the hub something says so beside the new state, once.

One press is one command: while a command is on its way no other is sent, and it counts as on its way until the hub has
answered *and* the view shows what it did, because in between the screen still offers what was allowed before. The same
key pressed again within `DOUBLE_PRESS_S` is still the first press (recalling is allowed again at once, and a nervous
finger is quick), and each further blow makes that longer: so a key held down is one press even where Qt does not see
that the keyboard repeats it. A command no one answers for `GIVE_UP_S` is taken back: doing it minutes later would
surprise everybody.
"""

from typing import assert_never

import msgspec

from counter_client.hotkeys import Meaning, Toggle
from counter_client.seating import Seating, settle
from counter_client.state import (
    DOUBLE_PRESS_S,
    NOTICE_S,
    Held,
    Notice,
    Pending,
    State,
    Unanswered,
    can,
    can_sit_down,
    gives_up_at,
)
from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    Answer,
    CallNext,
    Command,
    CommandId,
    CounterId,
    CounterView,
    DeskAction,
    Failed,
    Finish,
    MarkNoShow,
    Recall,
    Refused,
    SitDown,
    StandUp,
    StartService,
)


class Step(msgspec.Struct, frozen=True):
    """A new state and what to tell the hub: a command to send once, a command nobody waits for any more."""

    state: State
    send: Pending | None = None
    forget: CommandId | None = None


# --- What the hub does ---


def connected(state: State) -> State:
    """The hub knows us; its first view is still to come, and it may count from anew."""
    return msgspec.structs.replace(state, trouble=None, is_fresh=False, seq=-1)


def disconnected(state: State, trouble: Trouble) -> State:
    """What was shown stays; nothing may be done."""
    return msgspec.structs.replace(state, trouble=trouble, is_fresh=False, is_leaving=False)


def seen(state: State, view: CounterView, seq: int, now: float) -> State:
    """A view; one older than the last is old news."""
    if seq < state.seq:
        return state
    pending = state.pending
    if pending is not None and pending.accepted_at is not None and _marks(view) != pending.before:
        pending = None
    may_leave = view.desk is not None and DeskAction.STAND_UP in view.desk.actions
    return msgspec.structs.replace(
        state,
        view=view,
        seq=seq,
        is_fresh=state.trouble is None,
        pending=pending,
        seating=settle(state.seating, view),
        is_leaving=state.is_leaving and may_leave,
        is_bar=state.is_bar and view.desk is not None,
        call_seen_at=state.call_seen_at if _call(view) == _call(state.view) else now,
    )


def replied(state: State, command_id: CommandId, answer: Answer, now: float) -> State:
    """The answer to our command; answers to others are long given up."""
    pending = state.pending
    if pending is None or pending.command_id != command_id or pending.accepted_at is not None:
        return state
    match answer:
        case Accepted():
            has_shown = state.view is not None and _marks(state.view) != pending.before
            rest = None if has_shown else msgspec.structs.replace(pending, accepted_at=now)
            return msgspec.structs.replace(state, pending=rest, notice=None)
        case Refused() | Failed():
            notice = Notice(pending.about, answer, now + NOTICE_S)
            return msgspec.structs.replace(state, pending=None, notice=notice)
    assert_never(answer)


# --- What time does ---


def ticked(state: State, now: float) -> Step:
    """Let go of what is over."""
    if state.held is not None and now >= state.held.until:
        state = msgspec.structs.replace(state, held=None)
    if state.notice is not None and now >= state.notice.until:
        state = msgspec.structs.replace(state, notice=None)
    pending = state.pending
    if pending is None or now < gives_up_at(pending):
        return Step(state)
    if pending.accepted_at is not None:
        return Step(msgspec.structs.replace(state, pending=None))
    notice = Notice(pending.about, Unanswered(), now + NOTICE_S)
    return Step(msgspec.structs.replace(state, pending=None, notice=notice), forget=pending.command_id)


# --- What the person wants ---


def pressed(state: State, action: DeskAction, command_id: CommandId, now: float) -> Step:
    """A key or a click; standing up only asks back first."""
    if _is_held(state, action):
        return Step(_holding(state, action, now))
    if not can(state, action) or state.view is None or state.view.desk is None:
        return Step(state)
    if action is DeskAction.STAND_UP:
        return Step(msgspec.structs.replace(state, is_leaving=True, is_bar=False))
    return _sent(_holding(state, action, now), _command(action, state.view.desk.counter_id), action, command_id, now)


def repeated(state: State, intent: Meaning, now: float) -> State:
    """The keyboard says that the key is still down."""
    return _holding(state, intent, now) if _is_held(state, intent) else state


def leave_confirmed(state: State, command_id: CommandId, now: float) -> Step:
    """Yes, leave the counter."""
    if not state.is_leaving:
        return Step(state)
    state = msgspec.structs.replace(state, is_leaving=False)
    if not can(state, DeskAction.STAND_UP) or state.view is None or state.view.desk is None:
        return Step(state)
    command = StandUp(state.view.desk.counter_id)
    return _sent(state, command, DeskAction.STAND_UP, command_id, now)


def leave_cancelled(state: State) -> State:
    return msgspec.structs.replace(state, is_leaving=False)


def seat_chosen(state: State, seating: Seating) -> State:
    """Another counter or person was pointed at; what cannot be is dropped."""
    if state.view is None or state.pending is not None:
        return state
    return msgspec.structs.replace(state, seating=settle(seating, state.view))


def sat_down(state: State, command_id: CommandId, now: float) -> Step:
    """Take the chosen seat."""
    counter, operator = state.seating.counter_id, state.seating.operator_id
    if not can_sit_down(state) or counter is None or operator is None:
        return Step(state)
    return _sent(state, SitDown(counter, operator), None, command_id, now)


def bar_toggled(state: State, now: float) -> State:
    """The strip instead of the page, or back; only while seated, as the strip has no place for choosing."""
    if _is_held(state, Toggle.BAR):
        return _holding(state, Toggle.BAR, now)
    if state.view is None or state.view.desk is None or state.is_leaving:
        return state
    return _holding(msgspec.structs.replace(state, is_bar=not state.is_bar), Toggle.BAR, now)


def _is_held(state: State, intent: Meaning) -> bool:
    return state.held is not None and state.held.intent is intent


def _holding(state: State, intent: Meaning, now: float) -> State:
    return msgspec.structs.replace(state, held=Held(intent, now + DOUBLE_PRESS_S))


def _sent(state: State, command: Command, about: DeskAction | None, command_id: CommandId, now: float) -> Step:
    before = _marks(state.view) if state.view is not None else ()
    pending = Pending(command_id, command, about, now, before)
    return Step(msgspec.structs.replace(state, pending=pending, notice=None), send=pending)


def _command(action: DeskAction, counter: CounterId) -> Command:
    match action:
        case DeskAction.CALL_NEXT:
            return CallNext(counter)
        case DeskAction.RECALL:
            return Recall(counter)
        case DeskAction.START:
            return StartService(counter)
        case DeskAction.FINISH:
            return Finish(counter)
        case DeskAction.MARK_NO_SHOW:
            return MarkNoShow(counter)
        case DeskAction.STAND_UP:
            return StandUp(counter)
    assert_never(action)


def _marks(view: CounterView) -> tuple[object, ...]:
    """What every accepted command of ours changes in at least one place."""
    desk = view.desk
    if desk is None:
        return ()
    seat = (desk.counter_id, desk.operator_name)
    ticket = desk.ticket
    return seat if ticket is None else (*seat, ticket.ticket_id, ticket.status, ticket.call_count)


def _call(view: CounterView | None) -> tuple[str, int] | None:
    if view is None or view.desk is None or view.desk.ticket is None:
        return None
    return view.desk.ticket.ticket_id, view.desk.ticket.call_count
