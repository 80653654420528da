"""The `[[number_display]]` tables: number signs, one kind each. Signs of one RS-485 line share their port.

[[number_display]]
kind = "dm-d"
id = "sign-3"
port = "serial:///dev/serial/by-id/usb-Prolific-if00-port0?baud=9600"
counter = "counter-3"

[[number_display]]
kind = "ascii"
id = "board-1"
port = "serial:///dev/ttyUSB1?baud=9600"
counter = "counter-1"
call = 'Q{counter}-{number:>3}\\r'
"""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from hardware.number_display.boards import Board
from hardware.number_display.codec import Codec
from hardware.number_display.scene import Face, Scene
from hardware.number_display.segments import LARGEST, DigitRegisters, NumberRegister
from hardware.number_display.vfd import WIDTH, Cd5220, DmD, Texts, Utc
from hardware.number_display.words import Template
from hardware.tables import DeviceTable

_Seconds = Annotated[float, msgspec.Meta(ge=0, le=3600)]
_Brightness = Annotated[int, msgspec.Meta(ge=1, le=4)]
_Address = Annotated[int, msgspec.Meta(ge=1, le=247)]
_Word = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
_Places = Annotated[int, msgspec.Meta(ge=2, le=16)]

_SAMPLE = Scene(Face.CALL, "A000", 99, 99)


class SignTable(DeviceTable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every sign has."""

    counter: str = ""
    """The counter it hangs over, by id; "" is a sign of the whole hall, with the newest call."""
    blink_s: _Seconds = 10.0
    """How long a new call blinks; 0 never."""
    repaint_s: _Seconds = 60.0
    """Painted anew so often, in case it lost its power; 0 only when something changes."""

    def codec(self) -> Codec:
        """Its language; raises `ValueError`."""
        raise NotImplementedError

    def problems(self) -> Iterator[str]:
        try:
            self.codec()
        except ValueError as error:
            yield str(error)


class VfdTable(SignTable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A customer display of two lines with 20 characters. It knows no Vietnamese marks: they are left out."""

    brightness: _Brightness = 4
    """From 1, dim, to 4."""
    call: tuple[str, str] = ("MOI SO {number}", "DEN QUAY {counter}")
    """Upper and lower line while a number is called or served."""
    free: tuple[str, str] = ("", "")
    """Nobody is called: the counter's own line, when it has one."""
    paused: tuple[str, str] = ("TAM NGHI", "")
    """The official takes a break."""
    closed: tuple[str, str] = ("DONG CUA", "")
    """Nobody sits at the counter; for the hall, at none."""

    def texts(self) -> Texts:
        return Texts(self._lines("call"), self._lines("free"), self._lines("paused"), self._lines("closed"))

    def _lines(self, name: str) -> tuple[Template, Template]:
        texts: tuple[str, str] = getattr(self, name)
        if name == "free" and texts == ("", "") and self.counter:
            texts = ("QUAY {counter}", "")
        upper, lower = (self._line(f"{name}[{place}]", text) for place, text in enumerate(texts, start=1))
        return upper, lower

    def _line(self, key: str, text: str) -> Template:
        template = _template(key, text, has_counter=bool(self.counter))
        if len(template.render(_SAMPLE)) > WIDTH:
            raise ValueError(f'{key}: "{text}" is too long; with the number in it, it must fit {WIDTH} characters')
        return template


class DmDTable(VfdTable, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="dm-d"):
    """Epson DM-D, or one that obeys its commands."""

    pass_through: bool = False
    """It hangs in one cable with a printer."""

    def codec(self) -> Codec:
        return DmD(self.texts(), self.brightness, pass_through=self.pass_through)


class Cd5220Table(VfdTable, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="cd5220"):
    """CD5220, the language of most customer displays."""

    def codec(self) -> Codec:
        return Cd5220(self.texts(), self.brightness)


class UtcTable(VfdTable, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="utc"):
    """UTC, enhanced."""

    def codec(self) -> Codec:
        return Utc(self.texts(), self.brightness)


class ModbusTable(SignTable, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="modbus"):
    """Digits behind Modbus RTU registers."""

    address: _Address = 1
    """The sign's own, set on it by switches."""
    register: _Word = 0
    """The first one, counted from 0."""
    layout: Literal["number", "digits"] = "number"
    """One register with the number, or one for each digit with its ASCII code."""
    places: _Places = 4
    """With `digits`: how many digits the sign has."""
    letters: Literal["drop", "show"] = "drop"
    """With `digits`: what becomes of the A of A025."""
    blank: _Word | None = None
    """With `number`: what makes the sign dark. Not set: 0 stands there when nobody is called, and no call blinks."""
    answers: bool = True
    """The sign answers, as Modbus has it; false for a line that is wired one way only."""
    paused: str = "----"
    """With `digits`: what a pause looks like; with `number` a number for it, and any other text is as if free."""

    @property
    def bus(self) -> str:
        return "modbus"

    @property
    def station(self) -> int:
        return self.address

    def codec(self) -> Codec:
        if self.layout == "number":
            if self.letters == "show":
                raise ValueError('letters: a number register shows no letters; write layout = "digits"')
            paused = int(self.paused) if self.paused.isdecimal() else None
            if paused is not None and paused > LARGEST:
                raise ValueError(f"paused: {paused} does not fit a register; it must be at most {LARGEST}")
            return NumberRegister(self.address, self.register, answers=self.answers, blank=self.blank, paused=paused)
        if self.register + self.places - 1 > LARGEST:
            raise ValueError(f"register: there are no {self.places} registers from {self.register} on")
        return DigitRegisters(
            self.address,
            self.register,
            answers=self.answers,
            places=self.places,
            has_letters=self.letters == "show",
            paused=self.paused,
        )


class AsciiTable(SignTable, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ascii"):
    """An LED board that takes a line of text."""

    call: str
    """What is sent while a number is called or served, such as 'Q{counter}-{number:>3}\\r'."""
    new_call: str = ""
    """Sent instead during `blink_s`, for a board that blinks by itself; "" makes it go dark in turns."""
    free: str = ""
    """Nobody is called; "" is `call` with nothing in it."""
    paused: str = ""
    """The official takes a break."""
    closed: str = ""
    """Nobody sits at the counter."""
    blink_s: _Seconds = 0.0
    """How long a new call blinks; many boards blink or beep by themselves whenever they get a line."""

    address: Annotated[int, msgspec.Meta(ge=0, le=999)] = 0
    """For several boards on one line: which one this is, to be written into its texts as {address}."""

    @property
    def bus(self) -> str:
        return "ascii" if self.address else ""

    @property
    def station(self) -> int:
        return self.address

    def codec(self) -> Codec:
        if not self.call:
            raise ValueError("call: is empty; it must be what the board understands, such as 'Q{counter}-{number}\\r'")
        texts = {face: self._text(face.value) for face in Face if getattr(self, face.value)}
        if not texts[Face.CALL].render(Scene(Face.FREE)):
            raise ValueError("call: without a number it would say nothing; give it a width, such as {number:>4}")
        return Board(texts, self._text("new_call") if self.new_call else None)

    def _text(self, key: str) -> Template:
        text: str = getattr(self, key)
        return _template(key, text, has_counter=bool(self.counter), address=self.address or None)


NumberDisplayTable = DmDTable | Cd5220Table | UtcTable | ModbusTable | AsciiTable


def _template(key: str, text: str, *, has_counter: bool, address: int | None = None) -> Template:
    try:
        return Template(text, has_counter=has_counter, address=address)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from None
