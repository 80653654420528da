"""A scanner that types like a keyboard: key events to characters, and bursts of characters to codes. Pure.

Nobody types ten characters with less than a twentieth of a second between any two and then Enter; a scanner does
nothing else. So whatever is slower, shorter or without an end is no code, and is forgotten. The gaps are measured by
the kernel's own times, for this program may be late. The keys are read as a US keyboard whatever the system's is, and
Caps Lock is as if it were not there: scanners are delivered so.
"""

from typing import Final

from hardware.ports import evdev
from hardware.scanner.framing import MAX_BYTES, wipe

MAX_GAP_S: Final = 0.05
MIN_CHARACTERS: Final = 10
SILENCE_S: Final = 0.1
_NEVER: Final = float("inf")

_SHIFTS: Final = frozenset({42, 54})
_CONTROLS: Final = frozenset({29, 97, 125, 126})
_ALTS: Final = frozenset({56, 100})
_ENDS: Final = frozenset({28, 96, 15})
"""Enter, the keypad's Enter, and Tab."""

_ROWS: Final = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_KEYPAD: Final = {
    71: "7", 72: "8", 73: "9", 75: "4", 76: "5", 77: "6", 79: "1", 80: "2", 81: "3", 82: "0",
    55: "*", 74: "-", 78: "+", 83: ".", 98: "/",
}  # fmt: skip
PLAIN: Final = {first + i: key for first, keys, _ in _ROWS for i, key in enumerate(keys)} | _KEYPAD
SHIFTED: Final = {first + i: key for first, _, keys in _ROWS for i, key in enumerate(keys)} | _KEYPAD


class Keys:
    """From events to characters; "\\r" is the end of a code."""

    def __init__(self) -> None:
        self._held: set[int] = set()
        self._alt_digits: str | None = None

    def press(self, code: int, value: int) -> str:
        """What this event typed; "" for nothing."""
        if value == evdev.REPEATED:
            return ""
        if value == evdev.RELEASED:
            self._held.discard(code)
            return self._let_go_of_alt() if code in _ALTS else ""
        if code in self._held:
            # A key cannot be pressed twice without being let go: it bounces.
            return ""
        self._held.add(code)
        return self._typed(code)

    def reset(self) -> None:
        self._held.clear()
        self._alt_digits = None

    def _typed(self, code: int) -> str:
        if code in _ALTS:
            self._alt_digits = ""
            return ""
        if self._alt_digits is not None:
            self._alt_digits += _KEYPAD.get(code, "")
            return ""
        if code in _ENDS:
            return "\r"
        if self._held & _CONTROLS:
            return ""
        return (SHIFTED if self._held & _SHIFTS else PLAIN).get(code, "")

    def _let_go_of_alt(self) -> str:
        """Some scanners type a letter that has no key by Alt and its number."""
        digits, self._alt_digits = self._alt_digits, None
        number = int(digits) if digits and digits.isdecimal() and len(digits) <= 6 else 0
        return chr(number) if number >= 0x20 and number not in range(0xD800, 0xE000) and number < 0x110000 else ""


class WedgeFraming:
    """Events until Enter, fast enough and long enough."""

    def __init__(self) -> None:
        self._events = evdev.EventParser()
        self._keys = Keys()
        self._code = bytearray()
        self._count = 0
        self._typed_at = -_NEVER
        self._is_lost = False
        self._silent_at = _NEVER
        self._was_silent = False

    @property
    def next_at(self) -> float:
        return self._silent_at

    def feed(self, data: bytes, now: float) -> list[bytearray]:
        codes = []
        for event in self._events.feed(data):
            if event.type == evdev.EV_SYN and event.code == evdev.SYN_DROPPED:
                # Some keys are missing: a number with a hole in it would be somebody else's.
                self._keys.reset()
                self._is_lost = True
            elif event.type == evdev.EV_KEY and (typed := self._keys.press(event.code, event.value)):
                codes += self._take_in(typed, event.seconds + event.microseconds / 1e6)
        self._silent_at = now + SILENCE_S if self._code or self._is_lost else _NEVER
        self._was_silent = False
        return codes

    def due(self, now: float) -> list[bytearray]:
        """A burst without its Enter is no code, for its end may be missing; but something was held there."""
        if now < self._silent_at:
            return []
        if not self._was_silent:
            # This program may have slept while the rest came: it lies in the port, and is read before the next look.
            self._was_silent = True
            return []
        was_burst = self._count >= MIN_CHARACTERS
        self._forget()
        self._silent_at = _NEVER
        return [bytearray()] if was_burst else []

    def reset(self) -> None:
        self._events.reset()
        self._keys.reset()
        self._forget()
        self._silent_at = _NEVER

    def _take_in(self, typed: str, at: float) -> list[bytearray]:
        is_burst = abs(at - self._typed_at) <= MAX_GAP_S
        self._typed_at = at
        if not is_burst:
            self._forget()
        if typed == "\r":
            return self._end()
        self._count += 1
        self._code += typed.encode("utf-8")
        if len(self._code) > MAX_BYTES or self._is_lost:
            self._is_lost = True
            wipe(self._code)
            self._code = bytearray()
        return []

    def _end(self) -> list[bytearray]:
        """One with a hole in it comes out empty: something was held there, and it cannot be read."""
        code, self._code = self._code, bytearray()
        count, is_lost = self._count, self._is_lost
        self._count, self._is_lost = 0, False
        if count >= MIN_CHARACTERS and not is_lost:
            return [code]
        wipe(code)
        return [bytearray()] if count >= MIN_CHARACTERS else []

    def _forget(self) -> None:
        wipe(self._code)
        self._code = bytearray()
        self._count, self._is_lost = 0, False
