"""The one question that may stand over the page: what is asked, and what an answer is.

How the answers to a question are found is in `sheet_options.py`; words are given to them in `sheet_face.py`.
"""

from enum import IntEnum, StrEnum

import msgspec

from counter_client.about import About, Deed
from hub.protocol import (
    CancelReason,
    Command,
    CounterChoice,
    DeskAction,
    OperatorChoice,
    Outcome,
    ServiceChoice,
    TicketId,
)


class SheetKind(StrEnum):
    """What is asked."""

    LEAVE = "leave"
    PARK = "park"
    TRANSFER = "transfer"
    PAUSE = "pause"
    FINISH = "finish"
    CANCEL = "cancel"
    WALK_IN = "walk_in"
    COVER = "cover"
    ROW = "row"
    CHOOSE = "choose"


CONFIRMED = frozenset({SheetKind.LEAVE, SheetKind.CANCEL})
"""Here a click only points; it is done by the confirming key, as there is no way back or it is seldom meant."""

WITH_NOTE = frozenset({SheetKind.PAUSE, SheetKind.CHOOSE})
"""Here a reason of one's own may be typed."""

OPENED_BY = {
    DeskAction.STAND_UP: SheetKind.LEAVE,
    DeskAction.PARK: SheetKind.PARK,
    DeskAction.TRANSFER: SheetKind.TRANSFER,
    DeskAction.PAUSE: SheetKind.PAUSE,
    DeskAction.CANCEL: SheetKind.CANCEL,
    DeskAction.WALK_IN: SheetKind.WALK_IN,
}
"""Keys that ask before they send."""


class Sheet(msgspec.Struct, frozen=True):
    """The open question."""

    kind: SheetKind
    ticket_id: TicketId | None = None
    """Whom it is about, at the counter or in a list."""
    pointed: str = ""
    """The answer the keyboard points at."""
    to_front: bool = True
    """Of a transfer: before all who wait there, else by arrival."""
    deaf_until: float = 0.0
    """A second blow of the click or key that opened it must not answer it."""
    returns_to_bar: bool = False


class Reasons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[reasons]`: the reasons offered when one is asked for; none: the program's own. Others can always be typed."""

    pause: tuple[str, ...] = ()
    """Why a counter takes a break."""
    choose: tuple[str, ...] = ()
    """Why somebody is called out of turn."""


class Group(IntEnum):
    """Answers of several kinds stand in columns."""

    MAIN = 0
    COUNTERS = 1
    PEOPLE = 2


class GiveBack(msgspec.Struct, frozen=True):
    """A service taken on for the day, to be given back."""

    service: ServiceChoice


class Minutes(msgspec.Struct, frozen=True):
    """How long somebody is parked."""

    count: int
    is_usual: bool


Subject = Minutes | Outcome | CancelReason | Deed | ServiceChoice | GiveBack | CounterChoice | OperatorChoice | str


class Option(msgspec.Struct, frozen=True):
    """One answer: what it speaks of, and the command it sends or the question it leads to."""

    option_id: str
    subject: Subject
    does: Command | SheetKind
    about: About
    group: Group = Group.MAIN
