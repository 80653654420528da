"""The frames of the FF 68 pads: `FF 68 L L 68 address function data.. sum 16`, nine thousand six hundred baud, RS-485.

L counts address, function and data; the sum is that of the same bytes, modulo 256. A pad says a key and repeats itself
until it hears the very frame back. Read from a deployed system; see docs/hardware-pads.md for what is known of it.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

_HEAD: Final = b"\xff\x68"
_END: Final = 0x16
LONGEST: Final = 32

SHOW: Final = 0x02
BEEP: Final = 0x03
RATING: Final = 0x11
RATING_HEARD: Final = 0x01
_CONFIRM: Final = 0x0F
"""The OK key: which menu item it confirms stands before it."""

LEAVE: Final = 0x0A
"""As a digit: leave what stands there."""

KEYS: Final = {"call": 0x0C, "recall": 0x0D, "rating": 0x0B, "pause": 0x12, "transfer": 0x13}
CONFIRMED_KEYS: Final = {"give_up": 0x06, "hang": 0x00, "call_back": 0x03}
KEY_NAMES: Final = (*KEYS, *CONFIRMED_KEYS)


class Frame(msgspec.Struct, frozen=True):
    """One message in either direction."""

    address: int
    function: int
    data: bytes = b""

    def encoded(self) -> bytes:
        body = bytes((self.address, self.function)) + self.data
        return _HEAD + bytes((len(body), len(body), 0x68)) + body + bytes((sum(body) % 256, _END))

    @property
    def key(self) -> str:
        """The name of the key it tells of; "" when it tells of none."""
        if self.function == RATING or not self.data:
            return ""
        if self.data[-1] == _CONFIRM:
            confirmed = self.data[-2:-1]
            return next((name for name, code in CONFIRMED_KEYS.items() if confirmed == bytes((code,))), "")
        return next((name for name, code in KEYS.items() if code == self.data[-1]), "")

    def heard(self) -> "Frame":
        """What the pad waits for after sending this."""
        return Frame(self.address, RATING_HEARD, self.data) if self.function == RATING else self


def show(address: int, waiting: str, number: str) -> Frame:
    """Three digits of how many wait, three of the ticket; a space leaves a digit as it is."""
    return Frame(address, SHOW, bytes(LEAVE if digit == " " else int(digit) for digit in waiting + number))


def beep(address: int) -> Frame:
    return Frame(address, BEEP)


def key_frame(address: int, name: str, function: int = 0x01) -> Frame:
    """What a pad sends for a key. For emulators; real pads may use another function."""
    if name in CONFIRMED_KEYS:
        return Frame(address, function, bytes((CONFIRMED_KEYS[name], _CONFIRM)))
    return Frame(address, function, bytes((KEYS[name],)))


class FrameReader:
    """Finds frames in whatever arrives, in any pieces."""

    def __init__(self) -> None:
        self._buffer = b""

    @property
    def is_waiting(self) -> bool:
        """There may be the beginning of a frame."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> list[Frame]:
        self._buffer += data
        return list(self._frames(is_over=False))

    def silence(self) -> list[Frame]:
        """Nothing more comes: what looked like a beginning was none; there may be frames behind it."""
        return list(self._frames(is_over=True))

    def reset(self) -> None:
        self._buffer = b""

    def _frames(self, *, is_over: bool) -> Iterator[Frame]:
        while self._buffer:
            frame, size = _first(self._buffer)
            if frame is not None:
                yield frame
            elif size == 0 and not is_over:
                return
            self._buffer = self._buffer[max(size, 1) :]


def _first(buffer: bytes) -> tuple[Frame | None, int]:
    """What the buffer begins with, and its size: a frame, or bytes to skip. Size 0: too short to tell."""
    start = buffer.find(_HEAD[0])
    if start:
        return None, start if start > 0 else len(buffer)
    if not _HEAD.startswith(buffer[:2]):
        return None, 1
    if len(buffer) < 5:
        return None, 0
    length = buffer[2]
    if buffer[3] != length or buffer[4] != _HEAD[1] or not 2 <= length <= LONGEST:
        return None, 1
    if len(buffer) < length + 7:
        return None, 0
    body, end = buffer[5 : 5 + length], buffer[5 + length : 7 + length]
    is_whole = end == bytes((sum(body) % 256, _END))
    return (Frame(body[0], body[1], body[2:]), length + 7) if is_whole else (None, 1)
