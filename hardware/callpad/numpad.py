"""A USB numpad: the kernel's key codes, what they mean by default, and its one light.

Nothing is sent but for the light (NumLock on most pads): it is on while somebody waits, and blinks for a "no".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hardware.callpad.driver import Station
from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.callpad.line_driver import LineDriver
from hardware.ports.evdev import EV_KEY, EV_SYN, PRESSED, SYN_REPORT, EventParser, InputEvent, pack

CODES: Final = MappingProxyType(
    {
        "backspace": (14,),
        "enter": (96, 28),
        "plus": (78,),
        "minus": (74,),
        "star": (55,),
        "slash": (98,),
        "dot": (83,),
        "equal": (117,),
        "tab": (15,),
        "space": (57,),
        "escape": (1,),
        **{str(digit): (code,) for digit, code in enumerate((82, 79, 80, 81, 75, 76, 77, 71, 72, 73))},
        **{f"f{number}": (code,) for number, code in enumerate((*range(59, 69), 87, 88), start=1)},
    }
)
"""The names of keys, and what the kernel calls them; a numpad's Enter may be either of two."""

DEFAULTS: Final = MappingProxyType(
    {
        "enter": PadKey.NEXT,
        "plus": PadKey.RECALL,
        "minus": PadKey.NO_SHOW,
        "0": PadKey.START,
        "dot": PadKey.FINISH,
        "slash": PadKey.BREAK,
        "star": PadKey.PARK,
        "backspace": PadKey.UNDO,
    }
)

EV_LED: Final = 0x11
LIGHTS: Final = MappingProxyType({"": None, "num_lock": 0, "caps_lock": 1, "scroll_lock": 2})
_NUM_LOCK_KEY: Final = 69
"""Some pads send it around every other key."""
_BLINK_S: Final = 0.15
_BLINKS: Final = {Signal.DONE: 0, Signal.REFUSED: 1, Signal.NOT_NOW: 2}


class NumpadDriver(LineDriver):
    """One numpad (`PadDriver`)."""

    def __init__(self, keys: Mapping[int, PadKey], *, light: int | None, quiet_s: float) -> None:
        super().__init__((0,), gap_s=0.0, quiet_s=quiet_s)
        self._keys = keys
        self._light = light
        self._parser = EventParser()
        self._is_lit = False

    def opened(self, now: float) -> None:
        self._parser.reset()
        super().opened(now)

    def received(self, data: bytes, now: float) -> None:
        for event in self._parser.feed(data):
            if event.type == EV_KEY and event.value == PRESSED:
                self._pressed(event.code, now)

    def show(self, station: Station, face: Face, now: float) -> None:  # noqa: ARG002 - painted at the next tick
        self._is_lit = face.waiting > 0
        self._pictures.want(station, self._lit(is_on=self._is_lit))

    def signal(self, station: Station, signal: Signal, now: float) -> None:  # noqa: ARG002 - a numpad is alone
        if self._light is not None:
            self._say(self._lit(is_on=not self._is_lit), _BLINKS[signal], 2 * _BLINK_S, now)
            self._say(self._lit(is_on=self._is_lit), _BLINKS[signal], 2 * _BLINK_S, now + _BLINK_S)

    def _pressed(self, code: int, now: float) -> None:
        key = self._keys.get(code)
        if key is not None:
            if fact := self._press(0, key, key, now):
                self._facts.append(fact)
        elif code != _NUM_LOCK_KEY:
            self._meet(f"the key with code {code} has no meaning in the [[pad]] table")

    def _lit(self, *, is_on: bool) -> bytes:
        if self._light is None:
            return b""
        return pack((InputEvent(EV_LED, self._light, int(is_on)), InputEvent(EV_SYN, SYN_REPORT, 0)))
