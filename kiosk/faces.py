"""What stands on the glass, piece by piece: plain values for QML. `face.py` fills them in."""

import msgspec

from kiosk.state import Comfort, Page
from kiosk.words import Words


class Head(msgspec.Struct, frozen=True):
    """Over every resting page."""

    agency: str = ""
    centre: str = ""
    time: str = ""
    date: str = ""


class Field(msgspec.Struct, frozen=True):
    """One thing to touch: a field of work, a priority class or a missed number.

    `prefix` is the letter on its block, "" for no block; `queue` and `queue_detail` stand under each other,
    `queue_line` says the same in one line. What `is_off` says why in `examples`.
    """

    option_id: str
    prefix: str = ""
    name: str = ""
    examples: str = ""
    notice: str = ""
    colour: str = ""
    queue: str = ""
    queue_detail: str = ""
    queue_line: str = ""
    is_free: bool = False
    is_off: bool = False


class Offer(msgspec.Struct, frozen=True):
    """What the home page has besides the fields; `claim` is the chosen class, to be taken off."""

    claim: str = ""
    has_priorities: bool = False
    has_missed: bool = False


class Fact(msgspec.Struct, frozen=True):
    """A card: what is big on it, and what it means."""

    value: str = ""
    meaning: str = ""
    is_number: bool = True


class NumberFace(msgspec.Struct, frozen=True):
    """The result page."""

    caption: str = ""
    number: str = ""
    mark: str = ""
    service: str = ""
    service_notice: str = ""
    taken_at: str = ""
    ahead: Fact = Fact()
    wait: Fact = Fact()
    tone: str = "plain"
    notice: str = ""
    notice_detail: str = ""
    is_asking: bool = False
    rejoin: str = ""
    """The button of a scanned ticket that missed its call."""
    qr_url: str = ""
    leaving: str = ""


class Message(msgspec.Struct, frozen=True):
    """A page of few words: what is, why, what to do or from when, and a small line below."""

    title: str = ""
    detail: str = ""
    value: str = ""
    note: str = ""


class Face(msgspec.Struct, frozen=True):
    """All of it."""

    page: Page
    words: Words
    comfort: Comfort
    head: Head
    fields: tuple[Field, ...]
    offer: Offer
    question: Message
    """What a list of options asks."""
    options: tuple[Field, ...]
    chosen: str
    """The field or missed number that was tapped, while its answer is on the way."""
    printer_line: str
    scan_line: str
    banner: str
    number: NumberFace
    message: Message
    fraction_left: float
    """Of the time until the screen goes home by itself."""
