"""The `[[pad]]` tables: call pads, one kind each. Pads of one RS-485 line share their port, each with its `address`.

[[pad]]
kind = "numpad"
id = "pad-2"
port = "evdev:///dev/input/by-id/usb-SIGMACHIP_USB_Keyboard-event-kbd"
counter = "counter-2"

[[pad]]
kind = "ff68"
id = "pad-3"
port = "serial:///dev/serial/by-id/usb-1a86_USB_Serial-if00-port0?baud=9600"
address = 3
counter = "counter-3"
"""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from hardware.callpad import ff68, numpad
from hardware.callpad.ff68_driver import DEFAULTS as FF68_DEFAULTS
from hardware.callpad.keys import NextSettles, PadKey
from hardware.callpad.lamps import Lamp
from hardware.callpad.modbus_driver import Module
from hardware.callpad.template import HEX, Pattern, Wording
from hardware.callpad.template_driver import TemplatePad
from hardware.modbus import READ_COILS, READ_INPUTS
from hardware.tables import DeviceTable

_Milliseconds = Annotated[int, msgspec.Meta(ge=0, le=5000)]
_PollMs = Annotated[int, msgspec.Meta(ge=20, le=2000)]
_Address = Annotated[int, msgspec.Meta(ge=1, le=247)]
_ByteAddress = Annotated[int, msgspec.Meta(ge=0, le=255)]
_Output = Annotated[int, msgspec.Meta(ge=0, le=65535)]
_MOST_INPUTS = 256


class PadSettings(DeviceTable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every pad has."""

    counter: str
    """The counter it stands at, by its id in the centre's set-up; several pads may stand at one."""
    next_settles: NextSettles = NextSettles.SERVED
    """What `next` makes of a citizen who was called while no key has said whether they came."""
    settle_after_s: Annotated[float, msgspec.Meta(ge=0, le=60)] = 3.0
    """A call younger than this is not settled by `next`: the key was pressed twice."""
    debounce_ms: _Milliseconds = 300
    """Contacts of one key closer together than this are one press."""

    def problems(self) -> Iterator[str]:
        if not self.counter:
            yield "counter: is empty; it must be the id of a counter in the centre's set-up"


class NumpadTable(PadSettings, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="numpad"):
    """A numpad with USB. Nothing typed on it reaches the screen."""

    keys: dict[str, PadKey] = msgspec.field(default_factory=dict)
    """Changes single keys, such as {dot = "nothing", "1" = "next"}. Without: enter = "next", plus = "recall",
    minus = "no_show", 0 = "start", dot = "finish", slash = "break", star = "park", backspace = "undo"."""
    light: Literal["", "num_lock", "caps_lock", "scroll_lock"] = ""
    """The pad's light that is on while somebody waits, and blinks for a "no"; "" leaves the lights alone."""

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        for name in self.keys:
            if name not in numpad.CODES and not _code(name):
                known = ", ".join(numpad.CODES)
                yield f'keys: "{name}" is no key of a numpad; there are {known}, and code-113 for any other'

    @property
    def key_codes(self) -> dict[int, PadKey]:
        meanings = {**numpad.DEFAULTS, **self.keys}
        return {code: key for name, key in meanings.items() for code in numpad.CODES.get(name, _code(name))}


class Ff68Table(PadSettings, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ff68"):
    """A pad with a small display that speaks FF 68 on RS-485, 9600 baud."""

    address: _ByteAddress = 1
    """The pad's own, set on it."""
    keys: dict[str, PadKey] = msgspec.field(default_factory=dict)
    """Changes single keys, such as {rating = "finish"}. Without: call = "next", recall = "recall", pause = "break",
    give_up = "no_show", hang = "park"; call_back, rating and transfer do nothing."""

    @property
    def bus(self) -> str:
        return "ff68"

    @property
    def station(self) -> int:
        return self.address

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        for name in self.keys:
            if name not in ff68.KEY_NAMES:
                yield f'keys: "{name}" is no key of these pads; there are {", ".join(ff68.KEY_NAMES)}'

    @property
    def meanings(self) -> dict[str, PadKey]:
        return {**FF68_DEFAULTS, **self.keys}


class ModbusPadTable(PadSettings, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="modbus"):
    """Push-buttons at the inputs of a Modbus RTU module, and lamps at its outputs."""

    address: _Address = 1
    """The module's own, set on it by switches."""
    inputs: dict[str, PadKey]
    """What the button at each input means, such as {0 = "next", 1 = "recall"}; counted from 0."""
    read: Literal["inputs", "coils"] = "inputs"
    """Asked with function 2 (discrete inputs) or 1 (coils)."""
    inverted: bool = False
    """The buttons open their contact when they are pressed."""
    lamps: dict[str, _Output] = msgspec.field(default_factory=dict)
    """Outputs, counted from 0, such as {waiting = 0, called = 1, refused = 2}: somebody waits, somebody is called,
    serving, paused; `refused` is a lamp or a beeper that is on for a moment for a "no"."""
    poll_ms: _PollMs = 50
    """Asked so often."""

    @property
    def bus(self) -> str:
        return "modbus"

    @property
    def station(self) -> int:
        return self.address

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        wrong = [number for number in self.inputs if not number.isdecimal() or int(number) > 65535]
        yield from (f'inputs: "{number}" is no number of an input; they are counted from 0' for number in wrong)
        if not self.inputs:
            yield 'inputs: is empty; say what the buttons mean, such as {0 = "next"}'
        elif not wrong and self.module.count > _MOST_INPUTS:
            yield f"inputs: lie further apart than {_MOST_INPUTS}"
        for name in self.lamps:
            if name not in tuple(Lamp):
                yield f'lamps: "{name}" is no lamp; there are {", ".join(Lamp)}'
        if len(set(self.lamps.values())) < len(self.lamps):
            yield "lamps: two lamps have the same output"

    @property
    def module(self) -> Module:
        return Module(
            station=self.address,
            function=READ_INPUTS if self.read == "inputs" else READ_COILS,
            keys={int(number): key for number, key in self.inputs.items()},
            lamps={Lamp(name): output for name, output in self.lamps.items()},
            is_inverted=self.inverted,
        )


class TemplatePadTable(PadSettings, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="template"):
    """Any pad that sends a few bytes for a key, told by a pattern."""

    pattern: str
    """What a key looks like: a regular expression over the bytes with (?P<key>...), and (?P<address>...) and
    (?P<count>...) where the pad sends them; or, after "hex:", bytes such as "hex: 02 address key any 03"."""
    keys: dict[str, PadKey]
    """What each key means, by what stands at `key`: as text, or as hexadecimal like "0C" after "hex:"."""
    address: str = ""
    """What stands at `address`, for several pads on one line; "" is a pad alone."""
    reply: str = ""
    """Sent at once for every key, such as '\\x06{address}{key}' or '{frame}' for all that was heard."""
    show: str = ""
    """Sent when something changes, such as '\\x02{waiting:03}{digits}\\x03'; with number, digits, waiting, address."""
    beep: str = ""
    """Makes the pad beep once: a "no"."""
    poll: str = ""
    """What the pad has to be asked with; after 5 s without an answer it is away."""
    poll_ms: _PollMs = 200
    """Asked so often, where there is a `poll`."""

    @property
    def bus(self) -> str:
        return "template" if self.address else ""

    @property
    def station(self) -> str:
        return self.address.upper() if self.pattern.startswith(HEX) else self.address

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if not self.keys:
            yield 'keys: is empty; say what the keys mean, such as {"1" = "next"}'
        yield from self._pattern_problems()
        for name in _PLACEHOLDERS:
            try:
                self._wording(name)
            except ValueError as error:
                yield f"{name}: {error}"

    def _pattern_problems(self) -> Iterator[str]:
        try:
            pattern = Pattern(self.pattern)
        except ValueError as error:
            yield f"pattern: {error}"
            return
        for key, texts in (("address", (self.address,)), ("keys", self.keys)):
            for text in texts:
                try:
                    pattern.read(text)
                except ValueError as error:
                    yield f"{key}: {error}"

    def _wording(self, name: str) -> Wording:
        text: str = getattr(self, name)
        return Wording(text, _PLACEHOLDERS[name])

    @property
    def pad(self) -> TemplatePad:
        pattern = Pattern(self.pattern)
        return TemplatePad(
            station=self.station,
            pattern=pattern,
            keys={key.upper() if pattern.is_hex else key: meaning for key, meaning in self.keys.items()},
            reply=self._wording("reply"),
            show=self._wording("show"),
            beep=self._wording("beep"),
            poll=self._wording("poll"),
            poll_s=self.poll_ms / 1000 if self.poll else 0.0,
        )


_PLACEHOLDERS = {
    "reply": ("address", "key", "count", "frame"),
    "show": ("address", "waiting", "number", "digits"),
    "beep": ("address",),
    "poll": ("address",),
}

PadTable = NumpadTable | Ff68Table | ModbusPadTable | TemplatePadTable


def _code(name: str) -> tuple[int, ...]:
    """A key the kernel knows only by number, written like code-113."""
    number = name.removeprefix("code-")
    return (int(number),) if name.startswith("code-") and number.isdecimal() and int(number) < 0x300 else ()
