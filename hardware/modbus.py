"""Modbus RTU as its master speaks it: requests in bytes, and the reply found in whatever arrives.

A frame has neither a beginning nor an end mark, only a checksum. But the master knows what it asked, so it knows the
station, the function and the length of the one answer it waits for; it is looked for at every place of what arrived,
so noise before it, or the echo of an adapter that hears itself, costs nothing.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

READ_COILS: Final = 0x01
READ_INPUTS: Final = 0x02
WRITE_COIL: Final = 0x05
WRITE_REGISTER: Final = 0x06
WRITE_COILS: Final = 0x0F
WRITE_REGISTERS: Final = 0x10

_REFUSED: Final = 0x80
_BUFFER_BYTES: Final = 512
"""Twice the longest frame; what is older was no reply."""


def _table() -> tuple[int, ...]:
    values = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
        values.append(value)
    return tuple(values)


_CRC_TABLE: Final = _table()


def crc16(data: bytes) -> int:
    value = 0xFFFF
    for byte in data:
        value = value >> 8 ^ _CRC_TABLE[(value ^ byte) & 0xFF]
    return value


def framed(data: bytes) -> bytes:
    """With its checksum, low byte first."""
    return data + crc16(data).to_bytes(2, "little")


def is_whole(frame: bytes) -> bool:
    return crc16(frame[:-2]) == int.from_bytes(frame[-2:], "little")


def read_bits(station: int, function: int, first: int, count: int) -> bytes:
    """`function` says which: `READ_COILS` or `READ_INPUTS`."""
    return _request(station, function, first, count.to_bytes(2, "big"))


def write_coil(station: int, address: int, *, is_on: bool) -> bytes:
    return _request(station, WRITE_COIL, address, b"\xff\x00" if is_on else b"\x00\x00")


def write_coils(station: int, first: int, bits: Sequence[bool]) -> bytes:
    packed = pack_bits(bits)
    return _request(station, WRITE_COILS, first, len(bits).to_bytes(2, "big") + bytes((len(packed),)) + packed)


def write_register(station: int, address: int, value: int) -> bytes:
    return _request(station, WRITE_REGISTER, address, value.to_bytes(2, "big"))


def write_registers(station: int, first: int, values: Sequence[int]) -> bytes:
    data = b"".join(value.to_bytes(2, "big") for value in values)
    return _request(station, WRITE_REGISTERS, first, len(values).to_bytes(2, "big") + bytes((len(data),)) + data)


def pack_bits(bits: Sequence[bool]) -> bytes:
    """The first bit is the lowest of the first byte."""
    packed = bytearray(-(-len(bits) // 8))
    for place, is_on in enumerate(bits):
        packed[place // 8] |= is_on << place % 8
    return bytes(packed)


def unpack_bits(data: bytes, count: int) -> tuple[bool, ...]:
    return tuple(bool(data[place // 8] >> place % 8 & 1) for place in range(count))


def _request(station: int, function: int, address: int, rest: bytes) -> bytes:
    return framed(bytes((station, function)) + address.to_bytes(2, "big") + rest)


class Reply(msgspec.Struct, frozen=True):
    """What a station answered."""

    station: int
    function: int
    data: bytes
    """Of a read: the bits or registers, packed. Of a write: the address and what it wrote."""
    error: int = 0
    """The station refused: 1 does not know the function, 2 the address, 3 the value, 4 is broken."""

    def bits(self, count: int) -> tuple[bool, ...]:
        return unpack_bits(self.data, count)


class ReplyReader:
    """Looks for the one reply to the newest request."""

    def __init__(self) -> None:
        self._request = b""
        self._buffer = b""

    def expect(self, request: bytes) -> None:
        """What arrived before was no answer to this."""
        self._request = request
        self._buffer = b""

    def feed(self, data: bytes) -> Reply | None:
        """The reply as soon as it is whole; then nothing more until the next request."""
        if not self._request:
            return None
        self._buffer = (self._buffer + data)[-_BUFFER_BYTES:]
        for start in range(len(self._buffer)):
            if reply := self._reply_at(start):
                self._request = b""
                return reply
        return None

    def _reply_at(self, start: int) -> Reply | None:
        station, function = self._request[0], self._request[1]
        head = self._buffer[start : start + 3]
        if len(head) < 3 or head[0] != station:
            return None
        if head[1] == function | _REFUSED:
            frame = self._buffer[start : start + 5]
            is_reply = len(frame) == 5 and is_whole(frame)
            return Reply(station, function, b"", error=frame[2]) if is_reply else None
        if head[1] != function:
            return None
        return self._read_at(start) if function <= READ_INPUTS else self._written_at(start)

    def _read_at(self, start: int) -> Reply | None:
        size = -(-int.from_bytes(self._request[4:6], "big") // 8)
        frame = self._buffer[start : start + size + 5]
        if len(frame) < size + 5 or frame[2] != size or not is_whole(frame):
            return None
        return Reply(frame[0], frame[1], frame[3:-2])

    def _written_at(self, start: int) -> Reply | None:
        """A write is answered with its own first six bytes."""
        frame = self._buffer[start : start + 8]
        if frame[:-2] != self._request[:6] or not is_whole(frame):
            return None
        return Reply(frame[0], frame[1], frame[2:-2])
