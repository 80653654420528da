"""Signs with seven-segment digits behind Modbus registers: one register with the number, or one for each digit.

A sign of digits cannot show "A025" as it is printed. By default it shows what everybody looks for, the 025; a sign
with enough places can be told to show the letter too, where seven segments make one that can be read.
"""

from typing import Final

from hardware import modbus
from hardware.number_display.codec import Look, Verdict
from hardware.number_display.scene import Face, Scene
from hardware.number_display.words import digits, plain

READABLE: Final = frozenset("0123456789ABCDEFGHIJLNOPRSTUY- ")
"""What seven segments can show, in whatever mixture of small and capital letters the sign chooses."""
LARGEST: Final = 0xFFFF


class _Registers:
    """`answers`: False for a line that is wired one way only."""

    blinks_itself = False

    def __init__(self, address: int, register: int, *, answers: bool) -> None:
        self._address, self._register = address, register
        self.answers = answers

    def greeting(self) -> bytes:
        return b""

    def verdict(self, painting: bytes, received: bytes) -> Verdict | None:
        reader = modbus.ReplyReader()
        reader.expect(painting)
        reply = reader.feed(received)
        if reply is None:
            return None
        return Verdict.REFUSED if reply.error else Verdict.TAKEN


class NumberRegister(_Registers):
    """One register, shown as a number by the sign itself.

    `blank` None: it knows no darkness, only 0; a call does not blink there, for nobody has the number 0.
    """

    def __init__(self, address: int, register: int, *, answers: bool, blank: int | None, paused: int | None) -> None:
        super().__init__(address, register, answers=answers)
        self._blank, self._paused = blank, paused

    def fits(self, scene: Scene) -> bool:
        return scene.face is not Face.CALL or 0 <= self._value(scene) <= LARGEST

    def paint(self, scene: Scene, look: Look) -> bytes:
        is_dark = look is Look.DARK and self._blank is not None
        value = self._blank or 0 if is_dark or not self.fits(scene) else self._value(scene)
        return modbus.write_register(self._address, self._register, value)

    def _value(self, scene: Scene) -> int:
        if scene.face is Face.CALL:
            return int(digits(scene.number) or -1)
        if scene.face is Face.PAUSED and self._paused is not None:
            return self._paused
        return self._blank or 0


class DigitRegisters(_Registers):
    """One register for each place from the left, each with an ASCII character."""

    def __init__(
        self, address: int, register: int, *, answers: bool, places: int, has_letters: bool, paused: str
    ) -> None:
        super().__init__(address, register, answers=answers)
        self._places = places
        self._has_letters = has_letters
        self._paused = paused

    def fits(self, scene: Scene) -> bool:
        return len(digits(scene.number)) <= self._places

    def paint(self, scene: Scene, look: Look) -> bytes:
        text = "" if look is Look.DARK else self._text(scene)
        return modbus.write_registers(self._address, self._register, text.rjust(self._places).encode("ascii"))

    def _text(self, scene: Scene) -> str:
        if scene.face is Face.PAUSED:
            return segmented(self._paused)[: self._places]
        if not self.fits(scene):
            # Half a number would send somebody else.
            return "-" * self._places
        whole = segmented(scene.number)
        if self._has_letters and len(whole) <= self._places and whole == plain(scene.number).upper():
            return whole
        return digits(scene.number)


def segmented(text: str) -> str:
    """With "-" for what seven segments cannot show."""
    return "".join(letter if letter in READABLE else "-" for letter in plain(text).upper())
