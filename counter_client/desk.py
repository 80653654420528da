"""What may be done at the counter and what becomes of it: a machine without clock, socket or window.

Theory of operation. The state (`state.py`) holds the newest view, the state of the connection, and at most one command
of ours on its way. Events come in (`connected`, `disconnected`, `seen`, `replied`, `ticked`, and the intentions of the
person); each gives a new state. A step that must tell the hub something says so beside the new state, once.

One press is one command: while a command is on its way no other is sent, and it counts as on its way until the hub has
answered *and* the view shows what it did, because in between the screen still offers what was allowed before. The same
key pressed again within `DOUBLE_PRESS_S` is still the first press (a nervous finger is quick), and each further blow
makes that longer: so a key held down is one press even where Qt does not see that the keyboard repeats it. A command no
one answers for `GIVE_UP_S` is taken back: doing it minutes later would surprise everybody.

Some keys ask first: they open a sheet (`sheets.py`), of which there is at most one; `asking.py` has its answers.
"""

from typing import assert_never

import msgspec

from counter_client.about import About, Deed, Errand
from counter_client.effect import marks
from counter_client.hotkeys import Meaning, ScreenKey
from counter_client.keys import command_of, meant
from counter_client.seating import Seating, settle
from counter_client.sheet_options import options
from counter_client.sheets import OPENED_BY, Sheet, SheetKind
from counter_client.state import (
    DOUBLE_PRESS_S,
    NOTICE_S,
    Held,
    Listed,
    Notice,
    Pending,
    State,
    Unanswered,
    can,
    can_open,
    can_sit_down,
    gives_up_at,
)
from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    Answer,
    Command,
    CommandId,
    CounterView,
    DeskAction,
    Failed,
    Refused,
    SitDown,
    TicketId,
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
    return msgspec.structs.replace(closed(state), trouble=trouble, is_fresh=False)


def seen(state: State, view: CounterView, seq: int, now: float) -> State:
    """A view; one older than the last is old news."""
    if seq < state.seq:
        return state
    pending = state.pending
    if pending is not None and pending.accepted_at is not None and marks(view, pending.command) != pending.before:
        pending = None
    state = msgspec.structs.replace(
        state,
        view=view,
        seq=seq,
        is_fresh=state.trouble is None,
        pending=pending,
        seating=settle(state.seating, view),
        is_bar=state.is_bar and view.desk is not None,
        listed=Listed.WAITING if view.desk is None else state.listed,
        call_seen_at=state.call_seen_at if _call(view) == _call(state.view) else now,
    )
    is_pointless = state.sheet is not None and not options(state.sheet, view, state.reasons)
    return closed(state) if is_pointless else state


def replied(state: State, command_id: CommandId, answer: Answer, now: float) -> State:
    """The answer to our command; answers to others are long given up."""
    pending = state.pending
    if pending is None or pending.command_id != command_id or pending.accepted_at is not None:
        return state
    match answer:
        case Accepted():
            has_shown = state.view is not None and marks(state.view, pending.command) != pending.before
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


def pressed(state: State, action: DeskAction, command_id: CommandId, now: float, *, deaf_s: float = 0.0) -> Step:
    """A key or a click; some ask first, and are deaf to a second click for `deaf_s`."""
    desk = None if state.view is None else state.view.desk
    action = meant(action, desk)
    if _is_held(state, action):
        return Step(holding(state, action, now))
    if not can(state, action) or desk is None:
        return Step(state)
    state = holding(state, action, now)
    if action in OPENED_BY:
        about = None if desk.ticket is None else desk.ticket.ticket_id
        return Step(opened(state, OPENED_BY[action], about, now + deaf_s))
    return sent(state, command_of(action, desk.counter_id), action, command_id, now)


def asked(state: State, key: ScreenKey, now: float, *, deaf_s: float = 0.0) -> State:
    """A key that opens a question, without being an action of the table: how a service ended, what else one takes."""
    if _is_held(state, key):
        return holding(state, key, now)
    if not can_open(state, key) or state.view is None or state.view.desk is None:
        return state
    ticket = state.view.desk.ticket
    kind = SheetKind.FINISH if key is ScreenKey.FINISH_AS else SheetKind.COVER
    about = None if ticket is None or kind is SheetKind.COVER else ticket.ticket_id
    return opened(holding(state, key, now), kind, about, now + deaf_s)


def repeated(state: State, intent: Meaning, now: float) -> State:
    """The keyboard says that the key is still down."""
    if isinstance(intent, DeskAction):
        intent = meant(intent, None if state.view is None else state.view.desk)
    return holding(state, intent, now) if _is_held(state, intent) else state


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
    return sent(state, SitDown(counter, operator), Errand.SIT_DOWN, command_id, now)


def bar_toggled(state: State, now: float) -> State:
    """The strip instead of the page, or back; only while seated, as the strip has no place for choosing."""
    if _is_held(state, ScreenKey.BAR):
        return holding(state, ScreenKey.BAR, now)
    if state.view is None or state.view.desk is None or state.sheet is not None:
        return state
    return holding(msgspec.structs.replace(state, is_bar=not state.is_bar), ScreenKey.BAR, now)


def list_shown(state: State, listed: Listed) -> State:
    return msgspec.structs.replace(state, listed=listed)


def next_list(state: State) -> State:
    """Those who wait, the parked, the missed, and again."""
    lists = list(Listed)
    return list_shown(state, lists[(lists.index(state.listed) + 1) % len(lists)])


# --- What all of it is made of ---


def opened(state: State, kind: SheetKind, ticket_id: TicketId | None, deaf_until: float) -> State:
    """A question over the page: the strip has no room for one, so it makes way until that is answered."""
    if state.view is None:
        return state
    returns = state.is_bar if state.sheet is None else state.sheet.returns_to_bar
    sheet = Sheet(kind, ticket_id, deaf_until=deaf_until, returns_to_bar=returns)
    found = options(sheet, state.view, state.reasons)
    if not found:
        return state
    sheet = msgspec.structs.replace(sheet, pointed=found[0].option_id)
    return msgspec.structs.replace(state, sheet=sheet, is_bar=False)


def closed(state: State) -> State:
    """The page again, or the strip it was asked from."""
    if state.sheet is None:
        return state
    is_seated = state.view is not None and state.view.desk is not None
    return msgspec.structs.replace(state, sheet=None, is_bar=state.sheet.returns_to_bar and is_seated)


def sent(state: State, command: Command, about: About, command_id: CommandId, now: float) -> Step:
    pending = Pending(command_id, command, about, now, marks(state.view, command))
    return Step(msgspec.structs.replace(state, pending=pending, notice=None), send=pending)


def _is_held(state: State, intent: Meaning) -> bool:
    return state.held is not None and state.held.intent is intent


def holding(state: State, intent: Meaning | Deed, now: float) -> State:
    return msgspec.structs.replace(state, held=Held(intent, now + DOUBLE_PRESS_S))


def _call(view: CounterView | None) -> tuple[str, int] | None:
    if view is None or view.desk is None or view.desk.ticket is None:
        return None
    return view.desk.ticket.ticket_id, view.desk.ticket.call_count
