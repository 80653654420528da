"""The insides of emulated call pads: what a key sends, what is shown, and how a question is answered. No I/O."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from hardware import modbus
from hardware.callpad import ff68, numpad
from hardware.callpad.template import Wording
from hardware.ports.evdev import EV_KEY, EV_SYN, PRESSED, RELEASED, SYN_REPORT, EventParser, InputEvent, pack

Told = dict[str, Any]
"""Something the pad was told, as a line for whoever watches."""


class PadMachine(Protocol):
    """One line with pads on it. A key of an unknown name is a `ValueError` in words."""

    def press(self, key: str, address: str) -> bytes:
        """What is said when the finger goes down."""

    def release(self, key: str, address: str) -> bytes:
        """And when it goes up."""

    def hear(self, data: bytes) -> tuple[bytes, list[Told]]:
        """What is answered at once, and what the pads were told."""

    @property
    def awaited(self) -> bytes:
        """What was said and has to be said again until it is answered; b"" when nothing."""

    def give_up(self) -> None:
        """No answer came."""


class Ff68Pads:
    """Repeat a key until its echo comes."""

    def __init__(self) -> None:
        self._reader = ff68.FrameReader()
        self._awaited: ff68.Frame | None = None

    @property
    def awaited(self) -> bytes:
        return self._awaited.encoded() if self._awaited else b""

    def press(self, key: str, address: str) -> bytes:
        if key not in ff68.KEY_NAMES:
            raise ValueError(f'"{key}" is no key; there are {", ".join(ff68.KEY_NAMES)}')
        self._awaited = ff68.key_frame(int(address), key)
        return self._awaited.encoded()

    def release(self, key: str, address: str) -> bytes:  # noqa: ARG002 - these pads speak when a key goes down
        return b""

    def give_up(self) -> None:
        self._awaited = None

    def hear(self, data: bytes) -> tuple[bytes, list[Told]]:
        return b"", [self._told(frame) for frame in self._reader.feed(data)]

    def _told(self, frame: ff68.Frame) -> Told:
        if frame.function == ff68.SHOW:
            digits = "".join(" " if digit == ff68.LEAVE else str(digit) for digit in frame.data)
            return {"address": frame.address, "waiting": digits[:3], "number": digits[3:]}
        if frame.function == ff68.BEEP:
            return {"address": frame.address, "beep": True}
        if frame == self._awaited:
            self._awaited = None
        return {"address": frame.address, "echo": frame.key}


class Numpad:
    """The kernel's events, as a real numpad behind `evdev://` gives them."""

    awaited = b""

    def __init__(self) -> None:
        self._parser = EventParser()

    def press(self, key: str, address: str) -> bytes:  # noqa: ARG002 - a numpad is alone
        return self._event(key, PRESSED)

    def release(self, key: str, address: str) -> bytes:  # noqa: ARG002 - a numpad is alone
        return self._event(key, RELEASED)

    def give_up(self) -> None:
        """It awaits nothing."""

    def hear(self, data: bytes) -> tuple[bytes, list[Told]]:
        lights = {number: name for name, number in numpad.LIGHTS.items()}
        events = [event for event in self._parser.feed(data) if event.type == numpad.EV_LED]
        return b"", [{"light": lights.get(event.code, event.code), "is_on": bool(event.value)} for event in events]

    def _event(self, key: str, value: int) -> bytes:
        codes = numpad.CODES.get(key)
        if codes is None:
            raise ValueError(f'"{key}" is no key; there are {", ".join(numpad.CODES)}')
        return pack((InputEvent(EV_KEY, codes[0], value), InputEvent(EV_SYN, SYN_REPORT, 0)))


class ModbusPads:
    """Input modules with push-buttons: a key is the number of an input. They speak only when asked."""

    awaited = b""
    _LONGEST: Final = 256

    def __init__(self, addresses: tuple[int, ...], inputs: int = 8) -> None:
        self._inputs = {address: [False] * inputs for address in addresses}
        self._coils = {address: [False] * inputs for address in addresses}
        self._buffer = b""

    def press(self, key: str, address: str) -> bytes:
        return self._switch(key, address, is_on=True)

    def release(self, key: str, address: str) -> bytes:
        return self._switch(key, address, is_on=False)

    def give_up(self) -> None:
        """They await nothing."""

    def hear(self, data: bytes) -> tuple[bytes, list[Told]]:
        self._buffer = (self._buffer + data)[-self._LONGEST :]
        for start in range(len(self._buffer)):
            for size in (8, 10, 11, 12):
                frame = self._buffer[start : start + size]
                if len(frame) == size and modbus.is_whole(frame):
                    self._buffer = self._buffer[start + size :]
                    return self._answer(frame[:-2]) if frame[0] in self._inputs else (b"", [])
        return b"", []

    def _switch(self, key: str, address: str, *, is_on: bool) -> bytes:
        inputs = self._inputs.get(int(address), [])
        if not key.isdecimal() or int(key) >= len(inputs):
            raise ValueError(f'"{key}" is no input of module {address}; there are 0 to {len(inputs) - 1}')
        inputs[int(key)] = is_on
        return b""

    def _answer(self, request: bytes) -> tuple[bytes, list[Told]]:
        station, function, first = request[0], request[1], int.from_bytes(request[2:4], "big")
        count = int.from_bytes(request[4:6], "big")
        if function in (modbus.READ_INPUTS, modbus.READ_COILS):
            bits = (self._inputs if function == modbus.READ_INPUTS else self._coils)[station][first : first + count]
            if len(bits) < count:
                return modbus.framed(bytes((station, function | 0x80, 2))), []
            packed = modbus.pack_bits(bits)
            return modbus.framed(bytes((station, function, len(packed))) + packed), []
        if function == modbus.WRITE_COIL:
            return self._write(station, first, (request[4:6] == b"\xff\x00",), request)
        if function == modbus.WRITE_COILS:
            return self._write(station, first, modbus.unpack_bits(request[7:], count), request)
        return modbus.framed(bytes((station, function | 0x80, 1))), []

    def _write(self, station: int, first: int, bits: tuple[bool, ...], request: bytes) -> tuple[bytes, list[Told]]:
        told: list[Told] = []
        for number, is_on in enumerate(bits, start=first):
            if self._coils[station][number] is not is_on:
                told.append({"address": station, "output": number, "is_on": is_on})
            self._coils[station][number] = is_on
        return modbus.framed(request[:6]), told


class TemplatePads:
    """Says `says` for each key, and shows raw what it hears."""

    awaited = b""

    def __init__(self, says: str) -> None:
        self._says = Wording(says, ("address", "key"))

    def press(self, key: str, address: str) -> bytes:
        return self._says.render({"key": key, "address": address})

    def release(self, key: str, address: str) -> bytes:  # noqa: ARG002 - these pads speak when a key goes down
        return b""

    def give_up(self) -> None:
        """They await nothing."""

    def hear(self, data: bytes) -> tuple[bytes, list[Told]]:
        return b"", [{"hex": data.hex(" ")}]


def machine_of(kind: str, addresses: Sequence[str], says: str) -> PadMachine:
    """Raises `ValueError` in words."""
    numbers = tuple(int(address) for address in addresses if address.isdecimal() and int(address) < 256)
    if kind in ("ff68", "modbus") and len(numbers) < len(addresses):
        raise ValueError("--address: must be a number from 0 to 255")
    match kind:
        case "ff68":
            return Ff68Pads()
        case "modbus":
            return ModbusPads(numbers)
        case "template":
            return TemplatePads(says)
        case _:
            return Numpad()
