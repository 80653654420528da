"""Where a code begins and ends in what a serial scanner sends. Pure, told the time.

A code ends with CR or LF, or, from a scanner that was set to send neither, with a tenth of a second of silence. What is
far too long for any code is given up as a whole.
"""

from typing import Final, Protocol

SILENCE_S: Final = 0.1
MAX_BYTES: Final = 1024
_NEVER: Final = float("inf")
_ENDS: Final = b"\r\n"


class Framing(Protocol):
    """Cuts what arrives into codes. A code belongs to whoever takes it, who wipes it."""

    @property
    def next_at(self) -> float:
        """When `due` may have something to say."""

    def feed(self, data: bytes, now: float) -> list[bytearray]: ...
    def due(self, now: float) -> list[bytearray]: ...
    def reset(self) -> None: ...


class SerialFraming:
    """Bytes until CR, LF or silence."""

    def __init__(self) -> None:
        self._code = bytearray()
        self._is_overlong = False
        self._silent_at = _NEVER
        self._was_silent = False

    @property
    def next_at(self) -> float:
        return self._silent_at

    def feed(self, data: bytes, now: float) -> list[bytearray]:
        codes = []
        for byte in data:
            if byte not in _ENDS:
                self._add(byte)
            elif self._code or self._is_overlong:
                codes.append(self._take())
        self._silent_at = now + SILENCE_S if self._code or self._is_overlong else _NEVER
        self._was_silent = False
        return codes

    def due(self, now: float) -> list[bytearray]:
        if now < self._silent_at:
            return []
        if not self._was_silent:
            # This program may have slept while the rest came: it lies in the port, and is read before the next look.
            self._was_silent = True
            return []
        return [self._take()]

    def reset(self) -> None:
        wipe(self._code)
        self._code = bytearray()
        self._is_overlong = False
        self._silent_at = _NEVER

    def _add(self, byte: int) -> None:
        if len(self._code) >= MAX_BYTES or self._is_overlong:
            self._is_overlong = True
            wipe(self._code)
            self._code = bytearray()
        else:
            self._code.append(byte)

    def _take(self) -> bytearray:
        """An overlong one comes out empty: something was held there, and it cannot be read."""
        code, self._code = self._code, bytearray()
        self._is_overlong = False
        self._silent_at = _NEVER
        self._was_silent = False
        return code


def wipe(code: bytearray) -> None:
    """As far as Python lets a program forget."""
    code[:] = bytes(len(code))
