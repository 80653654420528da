"""What a printer says, from bytes to facts, at any chunking. Pure.

One stream mixes several kinds of answers without any framing; they are told apart by their fixed bits. The parser
never guesses which question a byte answers: the driver asks one real-time question at a time and takes an answer only
while it waits for one.
"""

from typing import Final

import msgspec

from hub.protocol import PrinterHealth

REALTIME_MASK: Final = 0x93
_REALTIME_VALUE: Final = 0x12
_AUTO_VALUE: Final = 0x10
_SENSOR_MASK: Final = 0x90
_AUTO_LENGTH: Final = 4
_FLOW: Final = {0x11: False, 0x13: True}
_BLOCK_HEADS: Final = frozenset({0x35, 0x37, 0x3B, 0x3D, 0x5F})
_MAX_BLOCK: Final = 80
_PROCESS_ID: Final = 0x22
_HEADER: Final = 0x37


class Realtime(msgspec.Struct, frozen=True):
    """The answer to a `DLE EOT`; only its order says to which."""

    value: int


class AutoStatus(msgspec.Struct, frozen=True):
    """Four bytes of `GS a`, sent by the printer on its own."""

    data: bytes


class Sensor(msgspec.Struct, frozen=True):
    """The answer to a `GS r 1`, given in its turn among the print data."""

    value: int

    @property
    def is_paper_end(self) -> bool:
        return bool(self.value & 0x0C)


class Done(msgspec.Struct, frozen=True):
    """The answer to a `GS ( H`: everything before it is on paper."""

    process_id: bytes


class Text(msgspec.Struct, frozen=True):
    """Another block, such as the maker and model of `GS I`."""

    head: int
    data: bytes


class Flow(msgspec.Struct, frozen=True):
    """XOFF and XON of a serial printer."""

    is_stopped: bool


class Noise(msgspec.Struct, frozen=True):
    """A byte that is nothing of this protocol."""

    value: int


Message = Realtime | AutoStatus | Sensor | Done | Text | Flow | Noise


class StatusParser:
    """Feed it what arrives; an answer cut in two is kept until its rest comes."""

    def __init__(self, realtime_mask: int = REALTIME_MASK, *, has_auto_status: bool = True) -> None:
        self._realtime_mask = realtime_mask
        self._has_auto_status = has_auto_status
        self._pending = bytearray()

    def reset(self) -> None:
        """A new connection: half an answer of the old one means nothing."""
        self._pending.clear()

    def feed(self, data: bytes) -> tuple[Message, ...]:
        messages: list[Message] = []
        for byte in data:
            messages.extend(self._byte(byte))
        return tuple(messages)

    def _byte(self, byte: int) -> list[Message]:
        if not self._pending:
            return self._first(byte)
        if self._pending[0] in _BLOCK_HEADS:
            return self._in_block(byte)
        return self._in_auto(byte)

    def _first(self, byte: int) -> list[Message]:
        begins_auto = self._has_auto_status and byte & REALTIME_MASK == _AUTO_VALUE
        if byte in _BLOCK_HEADS or begins_auto:
            self._pending.append(byte)
            return []
        if byte in _FLOW:
            return [Flow(_FLOW[byte])]
        # A profile whose printer uses bit 7 of n=1 has a mask without it.
        if byte & self._realtime_mask == _REALTIME_VALUE:
            return [Realtime(byte)]
        if byte & _SENSOR_MASK == 0:
            return [Sensor(byte)]
        return [Noise(byte)]

    def _in_auto(self, byte: int) -> list[Message]:
        if byte in _FLOW:
            return [Flow(_FLOW[byte])]
        if byte & _SENSOR_MASK:
            # Not the rest of an automatic status: give up what was begun and look at this byte afresh.
            lost: list[Message] = [Noise(value) for value in self._pending]
            self._pending.clear()
            return lost + self._first(byte)
        self._pending.append(byte)
        if len(self._pending) < _AUTO_LENGTH:
            return []
        return [AutoStatus(self._take())]

    def _in_block(self, byte: int) -> list[Message]:
        if byte:
            self._pending.append(byte)
            if len(self._pending) <= _MAX_BLOCK:
                return []
            return [Noise(value) for value in self._take()]
        block = self._take()
        if block[0] == _HEADER and block[1:2] == bytes((_PROCESS_ID,)):
            return [Done(block[2:])]
        return [Text(block[0], block[1:])]

    def _take(self) -> bytes:
        data = bytes(self._pending)
        self._pending.clear()
        return data


class Condition(msgspec.Struct, frozen=True):
    """How the printer is, in words instead of bits."""

    is_offline: bool = False
    is_cover_open: bool = False
    is_paper_out: bool = False
    is_near_end: bool = False
    is_cutter_stuck: bool = False
    is_broken: bool = False
    """Only a person with a screwdriver helps."""
    is_hot: bool = False
    """The head or the voltage; it goes on by itself."""
    has_error: bool = False
    """It says so without saying which."""

    @property
    def trouble(self) -> str:
        """The one thing to tell staff; "" when it prints. What hides the others comes first."""
        for name, is_so in (
            ("unrecoverable", self.is_broken),
            ("cutter", self.is_cutter_stuck),
            ("cover_open", self.is_cover_open),
            ("paper_out", self.is_paper_out),
            ("overheated", self.is_hot),
            ("printer_error", self.has_error),
            ("not_ready", self.is_offline),
        ):
            if is_so:
                return name
        return ""

    @property
    def stops_a_ticket(self) -> bool:
        """A ticket under way cannot be trusted any more; heat only makes it wait."""
        return self.trouble not in ("", "overheated", "not_ready")


_HEALTH_OF: Final = {
    "": PrinterHealth.READY,
    "cover_open": PrinterHealth.COVER_OPEN,
    "paper_out": PrinterHealth.PAPER_OUT,
}


def health(condition: Condition) -> tuple[PrinterHealth, str]:
    """For the report to the hub: the health, and the code of the trouble."""
    trouble = condition.trouble
    if not trouble and condition.is_near_end:
        return PrinterHealth.NEAR_END, ""
    return _HEALTH_OF.get(trouble, PrinterHealth.FAULT), trouble


def from_realtime(printer: int, offline: int, error: int, paper: int) -> Condition:
    """The four answers to `DLE EOT` 1 to 4."""
    return Condition(
        is_offline=bool(printer & 0x08),
        is_cover_open=bool(offline & 0x04),
        is_paper_out=bool(offline & 0x20 or paper & 0x60),
        is_near_end=bool(paper & 0x0C),
        is_cutter_stuck=bool(error & 0x08),
        is_broken=bool(error & 0x20),
        is_hot=bool(error & 0x40),
        has_error=bool(offline & 0x40 or error & 0x04),
    )


def from_auto(data: bytes) -> Condition:
    """The four bytes of an automatic status."""
    printer, error, paper, _ = data
    return Condition(
        is_offline=bool(printer & 0x08),
        is_cover_open=bool(printer & 0x20),
        is_paper_out=bool(paper & 0x0C),
        is_near_end=bool(paper & 0x03),
        is_cutter_stuck=bool(error & 0x08),
        is_broken=bool(error & 0x20),
        is_hot=bool(error & 0x40),
        has_error=bool(error & 0x04),
    )
