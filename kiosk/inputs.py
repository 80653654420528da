"""Everything that can happen to a kiosk, and everything it can do about it."""

from datetime import datetime
from enum import StrEnum

import msgspec

from hub.client.port import Trouble
from hub.protocol import Answer, Command, CommandId, KioskView, ServiceId


class Choice(StrEnum):
    """The buttons of the comfort bar."""

    LANGUAGE = "language"
    LARGE_PRINT = "large_print"
    HIGH_CONTRAST = "high_contrast"


class ServiceTapped(msgspec.Struct, frozen=True):
    """A finger on a field. `command_id` is minted for this very tap."""

    service_id: ServiceId
    command_id: CommandId


class PriorityTapped(msgspec.Struct, frozen=True):
    """ "I have priority": which classes are there?"""


class ClaimDropped(msgspec.Struct, frozen=True):
    """The chosen priority class is taken off again."""


class MissedTapped(msgspec.Struct, frozen=True):
    """ "I missed my call": which numbers are there?"""


class OptionTapped(msgspec.Struct, frozen=True):
    """One of a list: a priority class or a missed ticket. `command_id` is for the ticket."""

    option_id: str
    command_id: CommandId


class QuestionAnswered(msgspec.Struct, frozen=True):
    """ "Have you got your ticket?" `command_id` is for the copy, should one be wanted."""

    has_paper: bool
    command_id: CommandId


class RejoinTapped(msgspec.Struct, frozen=True):
    """The missed ticket that was just scanned wants to wait again."""

    command_id: CommandId


class ComfortTapped(msgspec.Struct, frozen=True):
    """A button of the comfort bar."""

    choice: Choice


class LeafTurned(msgspec.Struct, frozen=True):
    """Another sheet of fields."""

    leaf: int


class DoneTapped(msgspec.Struct, frozen=True):
    """The citizen is finished with this page."""


class Touched(msgspec.Struct, frozen=True):
    """A finger anywhere: somebody is still reading."""


class Replied(msgspec.Struct, frozen=True):
    """The hub's answer to one request."""

    command_id: CommandId
    answer: Answer


class Viewed(msgspec.Struct, frozen=True):
    """A fresh view from the hub."""

    seq: int
    hub_now: datetime
    view: KioskView


class Connected(msgspec.Struct, frozen=True):
    """The hub knows us."""

    hub_now: datetime


class Disconnected(msgspec.Struct, frozen=True):
    """The hub is gone."""

    trouble: Trouble


class Ticked(msgspec.Struct, frozen=True):
    """Nothing but time has passed."""


Touch = (
    ServiceTapped
    | PriorityTapped
    | ClaimDropped
    | MissedTapped
    | OptionTapped
    | QuestionAnswered
    | RejoinTapped
    | ComfortTapped
    | LeafTurned
    | DoneTapped
    | Touched
)
"""What a finger does."""

Input = Touch | Replied | Viewed | Connected | Disconnected | Ticked


class Send(msgspec.Struct, frozen=True):
    """Ask the hub; it is repeated with the same id until answered or forgotten."""

    command_id: CommandId
    command: Command


class Forget(msgspec.Struct, frozen=True):
    """Stop repeating: nobody waits for the answer any more."""

    command_id: CommandId


Effect = Send | Forget
