"""Finds real-time commands in whatever arrives, at any chunking, and inside pictures too: so real printers do."""

from enum import Enum, auto
from typing import Final

import msgspec


class Realtime(Enum):
    """What is asked for at once."""

    STATUS = auto()
    FULL_STATUS = auto()
    RECOVER = auto()
    CLEAR = auto()


class RealtimeCommand(msgspec.Struct, frozen=True):
    """`parameter` is the n of DLE EOT n and DLE ENQ n."""

    what: Realtime
    parameter: int = 0


_CLEAR: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class RealtimeScanner:
    """Keeps the last few bytes, so that a command cut in two is still one."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, data: bytes) -> list[RealtimeCommand]:
        return [command for command, _ in self.feed_placed(data)]

    def feed_placed(self, data: bytes) -> list[tuple[RealtimeCommand, int]]:
        """Each command with the place in `data` behind it."""
        window = self._tail + data
        before = len(self._tail)
        found: list[tuple[RealtimeCommand, int]] = []
        start = window.find(0x10)
        while start >= 0:
            rest = window[start:]
            if len(rest) < 3 or (len(rest) < len(_CLEAR) and _CLEAR.startswith(rest)):
                self._tail = rest
                return found
            if command := _command(rest):
                length = len(_CLEAR) if command.what is Realtime.CLEAR else 3
                found.append((command, start + length - before))
            start = window.find(0x10, start + 1)
        self._tail = b""
        return found


def _command(data: bytes) -> RealtimeCommand | None:
    if data.startswith(_CLEAR):
        return RealtimeCommand(Realtime.CLEAR)
    match data[1], data[2]:
        case 0x04, n if 1 <= n <= 4:
            return RealtimeCommand(Realtime.STATUS, n)
        case 0x04, 0x14:
            return RealtimeCommand(Realtime.FULL_STATUS)
        case 0x05, n if n in (1, 2):
            return RealtimeCommand(Realtime.RECOVER, n)
        case _:
            return None
