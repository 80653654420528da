"""What a key of a call pad can mean."""

from enum import StrEnum


class PadKey(StrEnum):
    """One intention of an official."""

    NEXT = "next"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    PARK = "park"
    BREAK = "break"
    """Begin a break, or end it."""
    PAUSE = "pause"
    RESUME = "resume"
    UNDO = "undo"
