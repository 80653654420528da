"""What a pad can be told: how things stand at its counter, and what became of a key."""

import re
from enum import StrEnum
from typing import Final

import msgspec

from hub.protocol import HallCounter, Status

_MOST: Final = 999


class Signal(StrEnum):
    """The answer to a key."""

    DONE = "done"
    REFUSED = "refused"
    """The hub says no: nobody waits, nobody sits there, something has to be settled first. One beep."""
    NOT_NOW = "not_now"
    """The hub is away, or the key before is still under way. Two beeps."""


class Face(msgspec.Struct, frozen=True):
    """How things stand at a counter. A pad shows as much of it as it has lights for."""

    waiting: int = 0
    number: str = ""
    """The ticket called or served; "" when free."""
    is_called: bool = False
    is_serving: bool = False
    is_paused: bool = False

    @property
    def waiting_digits(self) -> str:
        return f"{min(self.waiting, _MOST):03}"

    @property
    def number_digits(self) -> str:
        """The last three digits of the ticket; 000 when free."""
        return f"{int(''.join(re.findall(r'[0-9]', self.number)) or '0') % (_MOST + 1):03}"


def face_of(counter: HallCounter) -> Face:
    return Face(
        waiting=counter.waiting,
        number=counter.ticket_number,
        is_called=counter.status is Status.CALLED,
        is_serving=counter.status is Status.SERVING,
        is_paused=counter.is_paused,
    )
