"""What Linux says about keys: a stream of `struct input_event`, the same from a numpad, a keyboard or a wedge scanner.

Pure. The bytes come from `evdev://` (see `input_device`), or from an emulator that packs the same ones.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

EVENT: Final = struct.Struct("@llHHi")
"""Seconds, microseconds, type, code, value, as this machine lays them out: 24 bytes on 64 bit."""

EV_SYN: Final = 0x00
EV_KEY: Final = 0x01
SYN_REPORT: Final = 0
SYN_DROPPED: Final = 3
"""The kernel's buffer ran over: what is held down is not known any more until the next report."""

RELEASED: Final = 0
PRESSED: Final = 1
REPEATED: Final = 2

_TYPES: Final = 0x20
_CODES: Final = 0x300
_MICROSECONDS: Final = 1_000_000
_SECONDS: Final = 2**36


class InputEvent(msgspec.Struct, frozen=True):
    """One line of what happened; a key is followed by a `SYN_REPORT`."""

    type: int
    code: int
    value: int
    seconds: int = 0
    microseconds: int = 0


class EventParser:
    """Fed any chunking. A kernel never sends half an event; after anything else it finds the next whole one."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[InputEvent]:
        self._rest += data
        return list(self._events())

    def reset(self) -> None:
        """On a new connection."""
        self._rest = b""

    def _events(self) -> Iterator[InputEvent]:
        start = 0
        while len(self._rest) - start >= EVENT.size:
            seconds, microseconds, kind, code, value = EVENT.unpack_from(self._rest, start)
            if kind < _TYPES and code < _CODES and 0 <= microseconds < _MICROSECONDS and 0 <= seconds < _SECONDS:
                yield InputEvent(kind, code, value, seconds, microseconds)
                start += EVENT.size
            else:
                start += 1
        self._rest = self._rest[start:]


def parse(data: bytes) -> list[InputEvent]:
    """The whole events of a piece that begins with one."""
    return EventParser().feed(data)


def pack(events: Iterable[InputEvent]) -> bytes:
    """For emulators."""
    return b"".join(
        EVENT.pack(event.seconds, event.microseconds, event.type, event.code, event.value) for event in events
    )


def key_stroke(code: int, *, seconds: int = 0, microseconds: int = 0) -> bytes:
    """A key pressed and let go, as a keyboard reports it. For emulators."""
    steps = ((EV_KEY, code, PRESSED), (EV_SYN, SYN_REPORT, 0), (EV_KEY, code, RELEASED), (EV_SYN, SYN_REPORT, 0))
    return pack(InputEvent(kind, which, value, seconds, microseconds) for kind, which, value in steps)
