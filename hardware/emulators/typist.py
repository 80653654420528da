"""An emulated keyboard: text becomes the key events a scanner that types would make the kernel report.

The table is written down from the kernel's key names and shares nothing with the reader's.
"""

from collections.abc import Iterator
from typing import Final

from hardware.ports.evdev import EV_KEY, EV_SYN, PRESSED, RELEASED, SYN_DROPPED, SYN_REPORT, InputEvent, pack

ENTER: Final = 28
LEFT_SHIFT: Final = 42
LEFT_ALT: Final = 56
DIGITS_OF_KEYPAD: Final = {"0": 82, "1": 79, "2": 80, "3": 81, "4": 75, "5": 76, "6": 77, "7": 71, "8": 72, "9": 73}

_LETTERS: Final = {
    "a": 30, "b": 48, "c": 46, "d": 32, "e": 18, "f": 33, "g": 34, "h": 35, "i": 23, "j": 36, "k": 37, "l": 38, "m": 50,
    "n": 49, "o": 24, "p": 25, "q": 16, "r": 19, "s": 31, "t": 20, "u": 22, "v": 47, "w": 17, "x": 45, "y": 21, "z": 44,
}  # fmt: skip
_DIGITS: Final = {"1": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 10, "0": 11}
_SIGNS: Final = {
    " ": 57, "-": 12, "=": 13, "[": 26, "]": 27, ";": 39, "'": 40, "`": 41, "\\": 43, ",": 51, ".": 52, "/": 53,
}  # fmt: skip
_WITH_SHIFT: Final = {
    "!": 2, "@": 3, "#": 4, "$": 5, "%": 6, "^": 7, "&": 8, "*": 9, "(": 10, ")": 11, "_": 12, "+": 13, "{": 26,
    "}": 27, ":": 39, '"': 40, "~": 41, "|": 43, "<": 51, ">": 52, "?": 53,
}  # fmt: skip


class Typist:
    """Types at a steady speed from a moment on. `bounces`: every key comes down twice before it is let go."""

    def __init__(self, started_s: float = 1_000_000.0, gap_s: float = 0.004, *, bounces: bool = False) -> None:
        self.now = started_s
        self._gap_s = gap_s
        self._bounces = bounces

    def pause(self, seconds: float) -> None:
        self.now += seconds

    def type(self, text: str, *, ends: bool = True) -> bytes:
        """Letters that have no key are typed by Alt and their number."""
        return b"".join(self._letter(letter) for letter in text) + (self.key(ENTER) if ends else b"")

    def key(self, code: int) -> bytes:
        self.now += self._gap_s
        downs = 2 if self._bounces else 1
        return b"".join(self._report(code, value) for value in (*([PRESSED] * downs), RELEASED))

    def lose_some(self) -> bytes:
        """The kernel's buffer ran over."""
        return pack([self._event(EV_SYN, SYN_DROPPED, 0), self._event(EV_SYN, SYN_REPORT, 0)])

    def _letter(self, letter: str) -> bytes:
        if letter in _WITH_SHIFT:
            return self._held(LEFT_SHIFT, [_WITH_SHIFT[letter]])
        if letter.lower() in _LETTERS and letter.isascii():
            code = _LETTERS[letter.lower()]
            return self._held(LEFT_SHIFT, [code]) if letter.isupper() else self.key(code)
        if letter in _DIGITS or letter in _SIGNS:
            return self.key((_DIGITS | _SIGNS)[letter])
        return self._held(LEFT_ALT, [DIGITS_OF_KEYPAD[digit] for digit in str(ord(letter))])

    def _held(self, held: int, codes: list[int]) -> bytes:
        return b"".join((self._report(held, PRESSED), *map(self.key, codes), self._report(held, RELEASED)))

    def _report(self, code: int, value: int) -> bytes:
        return pack(self._pair(code, value))

    def _pair(self, code: int, value: int) -> Iterator[InputEvent]:
        yield self._event(EV_KEY, code, value)
        yield self._event(EV_SYN, SYN_REPORT, 0)

    def _event(self, kind: int, code: int, value: int) -> InputEvent:
        seconds, rest = divmod(self.now, 1)
        return InputEvent(kind, code, value, int(seconds), int(rest * 1_000_000))
