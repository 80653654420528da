"""What the counter's screen knows, and what may be done with it.

Frozen values and questions about them; how one state becomes the next is in `desk.py`. Times are seconds of one
monotonic clock.
"""

from enum import StrEnum

import msgspec

from counter_client.about import About, Deed
from counter_client.hotkeys import Meaning, ScreenKey
from counter_client.seating import NOTHING_CHOSEN, Seating
from counter_client.sheets import Reasons, Sheet
from hub.client.port import Trouble
from hub.protocol import Command, CommandId, CounterView, Desk, DeskAction, Failed, Refused

DOUBLE_PRESS_S = 0.7
"""Longer than a keyboard waits before it repeats a held key (0.66 s under X11 as it comes)."""
SETTLE_S = 1.0
"""How long an accepted command may wait for its view; a command that changed nothing has none."""
SLOW_S = 0.3
"""An answer later than this is told: "đang gửi…". Earlier ones would only flicker."""
GIVE_UP_S = 30.0
NOTICE_S = 7.0
DEAF_S = 0.35
"""How long a sheet opened by a click is deaf: the second half of a double click must not answer it."""


class Listed(StrEnum):
    """Which list stands beside the ticket."""

    WAITING = "waiting"
    PARKED = "parked"
    MISSED = "missed"


class Unanswered(msgspec.Struct, frozen=True):
    """The hub never said whether it did this."""


class Notice(msgspec.Struct, frozen=True):
    """Why a press did nothing, shown for some seconds."""

    about: About
    why: Refused | Failed | Unanswered
    until: float


class Pending(msgspec.Struct, frozen=True):
    """Our command on its way. `before` is what the desk looked like when it was pressed."""

    command_id: CommandId
    command: Command
    about: About
    pressed_at: float
    before: tuple[object, ...]
    accepted_at: float | None = None


class Held(msgspec.Struct, frozen=True):
    """A key just pressed, or still being pressed: deaf to further blows."""

    intent: Meaning | Deed
    until: float


class State(msgspec.Struct, frozen=True):
    """Everything the screen is drawn from. Times are seconds of one monotonic clock."""

    view: CounterView | None = None
    seq: int = -1
    trouble: Trouble | None = Trouble.SEARCHING
    is_fresh: bool = False
    """The view came over the connection that stands now."""
    pending: Pending | None = None
    held: Held | None = None
    notice: Notice | None = None
    seating: Seating = NOTHING_CHOSEN
    sheet: Sheet | None = None
    """The question that stands over the page; nothing else can be pressed then."""
    reasons: Reasons = Reasons()
    listed: Listed = Listed.WAITING
    is_bar: bool = False
    """Only the narrow strip is shown."""
    call_seen_at: float = 0.0
    """Since when the newest call of our ticket has been on this screen."""


def is_live(state: State) -> bool:
    """The hub is there and what the screen shows is true now."""
    return state.trouble is None and state.is_fresh


def seated(state: State) -> Desk | None:
    """Our desk, while something may be sent from it."""
    if not is_live(state) or state.pending is not None or state.view is None:
        return None
    return state.view.desk


def can(state: State, action: DeskAction) -> bool:
    """Whether the key of this action is enabled."""
    desk = seated(state)
    return (
        desk is not None
        and state.sheet is None
        and (state.held is None or state.held.intent is not action)
        and action in desk.actions
    )


def can_open(state: State, key: ScreenKey) -> bool:
    """Whether the key of a question that is no action of the table is enabled."""
    if key is ScreenKey.FINISH_AS:
        return can(state, DeskAction.FINISH)
    return seated(state) is not None and state.sheet is None


def can_sit_down(state: State) -> bool:
    return (
        is_live(state)
        and state.pending is None
        and state.view is not None
        and state.view.desk is None
        and state.seating.is_complete
    )


def is_slow(state: State, now: float) -> bool:
    """Our command takes so long that it must be told."""
    return state.pending is not None and (not is_live(state) or now - state.pending.pressed_at >= SLOW_S)


def next_deadline(state: State, now: float) -> float | None:
    """When `ticked` (or `is_slow`) has something new to say."""
    times = []
    if state.held is not None:
        times.append(state.held.until)
    if state.notice is not None:
        times.append(state.notice.until)
    if state.pending is not None:
        slow_at = state.pending.pressed_at + SLOW_S
        times.append(slow_at if now < slow_at else gives_up_at(state.pending))
    return min(times, default=None)


def gives_up_at(pending: Pending) -> float:
    """When nobody waits for this command any more."""
    return pending.pressed_at + GIVE_UP_S if pending.accepted_at is None else pending.accepted_at + SETTLE_S
