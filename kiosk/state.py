"""What the kiosk knows at one moment: where its citizen stands, what the hub said last, and since when.

All frozen; `flow.step` makes the next one. Times are seconds of this machine's monotonic clock; only `HubClock` knows
the hour of the day, and it is the hub's.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from hub.client.hub_time import HubClock
from hub.client.port import Trouble
from hub.protocol import (
    ClassId,
    CommandId,
    FailureCode,
    FoundTicket,
    KioskTicket,
    KioskView,
    RefusalCode,
    ServiceId,
    TicketId,
)
from kiosk.paper import Notice, Question


class Page(StrEnum):
    """What fills the screen."""

    HOME = "home"
    PRIORITY = "priority"
    MISSED = "missed"
    CLAIM = "claim"
    FOUND = "found"
    ISSUING = "issuing"
    REJOINING = "rejoining"
    RESULT = "result"
    SORRY = "sorry"
    CLOSED = "closed"
    NO_HUB = "no_hub"


RESTING_PAGES = frozenset({Page.HOME, Page.CLOSED, Page.NO_HUB})
"""Nobody's ticket is at stake on these."""


EVERYBODY = ClassId("")
"""The priority class of whoever claims none."""


class Language(StrEnum):
    """Of the words on the screen."""

    VI = "vi"
    EN = "en"


Seconds = Annotated[float, msgspec.Meta(ge=1, le=600)]


class Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the screen waits, in seconds: `[times]` of the configuration file."""

    answer_s: Seconds = 6.0
    """For the hub's answer to a tap, before the citizen is sent to the staff."""
    settle_s: Annotated[float, msgspec.Meta(ge=0.2, le=2)] = 0.4
    """After the picture has changed, taps meant for the old one are ignored."""
    result_s: Seconds = 20.0
    """The number stays on the screen when its paper is out."""
    photo_s: Seconds = 45.0
    """It stays when the paper is not out: time to find the phone."""
    question_s: Seconds = 15.0
    """For "have you got your ticket?"."""
    result_most_s: Seconds = 180.0
    """Nobody can hold the number on the screen for longer by touching it."""
    printing_s: Seconds = 15.0
    """A paper neither out nor given up by then is called late."""
    sorry_s: Seconds = 30.0
    """A page that says why there is no number."""
    found_s: Seconds = 20.0
    """A ticket that was held to the scanner."""
    note_s: Seconds = 10.0
    """A line about anything else that was held to it."""
    idle_s: Seconds = 40.0
    """The home page forgets language, large print and priority when nobody has touched it; a list goes home."""
    no_hub_s: Seconds = 5.0
    """Without the hub for longer, the whole page says so; before, a small line."""
    recover_s: Seconds = 40.0
    """A ticket this young, never shown by this process, is still worth showing."""


class Comfort(msgspec.Struct, frozen=True):
    """What one citizen has chosen for their eyes; forgotten with them. `leaf` is the sheet of fields being read."""

    language: Language = Language.VI
    is_large: bool = False
    is_high_contrast: bool = False
    leaf: int = 0


class Link(msgspec.Struct, frozen=True):
    """The way to the hub, and what is wrong with it while it is down."""

    is_up: bool
    since: float
    trouble: Trouble | None = None


class Resting(msgspec.Struct, frozen=True):
    """Nobody has tapped: the home page, or the reason why there is none."""


class ChoosingClass(msgspec.Struct, frozen=True):
    """The citizen reads which priority classes there are."""


class ChoosingMissed(msgspec.Struct, frozen=True):
    """The citizen looks for their number among those that missed their call."""


class Confirming(msgspec.Struct, frozen=True):
    """A field was chosen after a card was read: does its holder want the priority their age gives them?"""

    service_id: ServiceId


class Found(msgspec.Struct, frozen=True):
    """A ticket was held to the scanner: how it stands, as long as the hub tells it anew."""

    scan_id: str
    found: FoundTicket
    since: float


class Issuing(msgspec.Struct, frozen=True):
    """One tap is on its way to the hub."""

    command_id: CommandId
    service_id: ServiceId
    since: float


class Rejoining(msgspec.Struct, frozen=True):
    """A missed ticket wants to wait again; the hub has not answered."""

    command_id: CommandId
    ticket: KioskTicket
    since: float


class Showing(msgspec.Struct, frozen=True):
    """A number stands on the screen.

    `is_recovered`: found in the hub's view, not answered to a tap. `is_rejoined`: it missed its call and waits again.
    """

    ticket: KioskTicket
    since: float
    notice: Notice
    notice_since: float
    paper_since: float
    touched_at: float
    is_recovered: bool = False
    is_rejoined: bool = False
    question: Question = Question.UNASKED
    copy_request: CommandId | None = None
    """The unanswered request for a copy."""


class NoAnswer(msgspec.Struct, frozen=True):
    """The hub did not answer; it may still have done what it was asked."""

    command_id: CommandId
    service_id: ServiceId


class NotGiven(msgspec.Struct, frozen=True):
    """The rules say no."""

    code: RefusalCode
    params: dict[str, str]


class NotDecided(msgspec.Struct, frozen=True):
    """The hub could not."""

    code: FailureCode


Regret = NoAnswer | NotGiven | NotDecided


class Sorry(msgspec.Struct, frozen=True):
    """No number, and why; or `missed` could not wait again, and why."""

    regret: Regret
    since: float
    missed: KioskTicket | None = None


Stage = Resting | ChoosingClass | ChoosingMissed | Confirming | Found | Issuing | Rejoining | Showing | Sorry


class Note(msgspec.Struct, frozen=True):
    """What is said about something that was scanned and is no ticket of today: "card", or why it is of no use."""

    about: str
    since: float


class Flow(msgspec.Struct, frozen=True):
    """The whole. `page` follows from the rest; it is kept to know since when it is on the screen."""

    stage: Stage
    page: Page
    changed_at: float
    touched_at: float
    link: Link
    comfort: Comfort = Comfort()
    claimed: ClassId = EVERYBODY
    """The priority class the citizen says they belong to; it goes home with them."""
    view: KioskView | None = None
    seq: int = -1
    clock: HubClock | None = None
    shown: tuple[TicketId, ...] = ()
    """The last tickets this process has shown or let pass, newest last."""
    scan_id: str = ""
    """The newest scan this process has heard of."""
    offered: ClassId = EVERYBODY
    """The priority class a card that was just read gives by age; asked about when a field is chosen."""
    note: Note | None = None


def started(now: float) -> Flow:
    """Before the first word of the hub."""
    return Flow(stage=Resting(), page=Page.NO_HUB, changed_at=now, touched_at=now, link=Link(is_up=False, since=now))
