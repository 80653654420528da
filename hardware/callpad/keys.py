"""What a key of a call pad can mean."""

from enum import StrEnum


class PadKey(StrEnum):
    """One intention of an official."""

    NEXT = "next"
    """Done with this one; the next, please."""
    RECALL = "recall"
    START = "start"
    """The called citizen is here."""
    FINISH = "finish"
    NO_SHOW = "no_show"
    PARK = "park"
    BREAK = "break"
    """Begin a break, or end it."""
    PAUSE = "pause"
    RESUME = "resume"
    UNDO = "undo"
    NOTHING = "nothing"
    """The key is there, and does nothing."""


class NextSettles(StrEnum):
    """What `next` makes of a citizen who was called and of whom no key has said yet whether they came."""

    SERVED = "served"
    NO_SHOW = "no_show"
    REFUSE = "refuse"
    """Nothing: `next` is refused until a key says it."""
