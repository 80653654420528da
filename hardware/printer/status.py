"""What a printer says, from bytes to facts, at any chunking. Pure.

One stream mixes several kinds of answers without any framing; they are told apart by their fixed bits. The parser
never guesses which question a byte answers: the driver asks one real-time question at a time and takes an answer only
while it waits for one. What the answers mean is in `condition`.
"""

from typing import Final

import msgspec

REALTIME_MASK: Final = 0x93
_REALTIME_VALUE: Final = 0x12
_AUTO_VALUE: Final = 0x10
_SENSOR_MASK: Final = 0x90
_AUTO_LENGTH: Final = 4
_FLOW: Final = {0x11: False, 0x13: True}
_BLOCK_HEADS: Final = frozenset({0x35, 0x37, 0x3B, 0x3D, 0x5F})
_MAX_BLOCK: Final = 80
_FULL_HEAD: Final = b"\x10\x0f"
_FULL_LENGTH: Final = 6


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


class WentOffline(msgspec.Struct, frozen=True):
    """Instead of a process id: the printer stopped before it came to it."""

    cause: bytes


class Cleared(msgspec.Struct, frozen=True):
    """The answer to `DLE DC4 8`: nothing is left in the buffers."""


class Name(msgspec.Struct, frozen=True):
    """The answer to a `GS I 66` or `67`: the maker or the model."""

    text: bytes


class Full(msgspec.Struct, frozen=True):
    """Four bytes in answer to the `DLE EOT 20` of Custom: paper, user, recoverable and unrecoverable errors."""

    data: bytes


class Raw(msgspec.Struct, frozen=True):
    """One byte of any value, in answer to a question whose answers have no fixed bits."""

    value: int


class Text(msgspec.Struct, frozen=True):
    """Another block."""

    head: int
    data: bytes


class Flow(msgspec.Struct, frozen=True):
    """XOFF and XON of a serial printer."""

    is_stopped: bool


class Noise(msgspec.Struct, frozen=True):
    """A byte that is nothing of this protocol."""

    value: int


Message = Realtime | AutoStatus | Sensor | Done | WentOffline | Cleared | Name | Full | Raw | Text | Flow | Noise


class StatusParser:
    """Feed it what arrives; an answer cut in two is kept until its rest comes."""

    def __init__(
        self, realtime_mask: int = REALTIME_MASK, *, has_auto_status: bool = True, has_full_status: bool = False
    ) -> None:
        self._realtime_mask = realtime_mask
        self._has_auto_status = has_auto_status
        self._has_full_status = has_full_status
        self._pending = bytearray()
        self._expects_raw = False

    def reset(self) -> None:
        """A new connection: half an answer of the old one means nothing."""
        self._pending.clear()
        self._expects_raw = False

    def expect_raw(self) -> None:
        """The next byte, unless it is in the middle of something, is one of any value."""
        self._expects_raw = True

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
        return self._in_full(byte) if self._has_full_status else self._in_auto(byte)

    def _first(self, byte: int) -> list[Message]:
        if self._expects_raw:
            self._expects_raw = False
            return [Raw(byte)]
        begins_auto = self._has_auto_status and byte & REALTIME_MASK == _AUTO_VALUE
        begins_full = self._has_full_status and byte == _FULL_HEAD[0]
        if byte in _BLOCK_HEADS or begins_auto or begins_full:
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
            return self._give_up(byte)
        self._pending.append(byte)
        if len(self._pending) < _AUTO_LENGTH:
            return []
        return [AutoStatus(self._take())]

    def _in_full(self, byte: int) -> list[Message]:
        if len(self._pending) < len(_FULL_HEAD) and byte != _FULL_HEAD[1]:
            return self._give_up(byte)
        self._pending.append(byte)
        if len(self._pending) < _FULL_LENGTH:
            return []
        return [Full(self._take()[len(_FULL_HEAD) :])]

    def _give_up(self, byte: int) -> list[Message]:
        """Not the rest of what was begun: look at this byte afresh."""
        lost: list[Message] = [Noise(value) for value in self._take()]
        return lost + self._first(byte)

    def _in_block(self, byte: int) -> list[Message]:
        if byte:
            self._pending.append(byte)
            if len(self._pending) <= _MAX_BLOCK:
                return []
            return [Noise(value) for value in self._take()]
        block = self._take()
        return [_block(block[0], block[1:])]

    def _take(self) -> bytes:
        data = bytes(self._pending)
        self._pending.clear()
        return data


def _block(head: int, data: bytes) -> Message:
    match head, data[:1]:
        case 0x37, b"\x22":
            return Done(data[1:])
        case 0x37, b"\x23":
            return WentOffline(data[1:])
        case 0x37, b"\x25" if len(data) == 1:
            return Cleared()
        case 0x5F, _:
            return Name(data)
        case _:
            return Text(head, data)
