"""Modbus RTU as far as a sign needs it: write one register or several, and understand the answer. Pure."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

import msgspec

_WRITE_ONE: Final = 0x06
_WRITE_MANY: Final = 0x10
_REFUSED: Final = 0x80
_SHORTEST: Final = 5


class Refusal(IntEnum):
    """Why a sign did not take what it was sent; the numbers of the standard."""

    ILLEGAL_FUNCTION = 1
    ILLEGAL_ADDRESS = 2
    ILLEGAL_VALUE = 3
    DEVICE_FAILURE = 4


class Taken(msgspec.Struct, frozen=True):
    """It says it has it."""


class Rejected(msgspec.Struct, frozen=True):
    """It says why not."""

    code: int


def crc(frame: bytes) -> bytes:
    """The two bytes that end a frame, low byte first."""
    value = 0xFFFF
    for byte in frame:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return value.to_bytes(2, "little")


def write(address: int, register: int, values: Sequence[int]) -> bytes:
    """The request that puts `values` into the registers from `register` on."""
    if len(values) == 1:
        body = bytes((address, _WRITE_ONE)) + _words((register, values[0]))
    else:
        head = bytes((address, _WRITE_MANY)) + _words((register, len(values)))
        body = head + bytes((2 * len(values),)) + _words(values)
    return body + crc(body)


def answer(request: bytes, received: bytes) -> Taken | Rejected | None:
    """What was answered to `request` among everything that arrived since; None: nothing yet.

    Echoes of our own bytes (a two-wire adapter hears itself), noise and other signs' frames are passed over: an answer
    is whole, checks, and is of this sign and this request. A `write one` is answered by its own echo, so an adapter
    that hears itself cannot be told from a sign there.
    """
    address, function = request[0], request[1]
    good = request[:6] + crc(request[:6])
    for at in range(len(received) - _SHORTEST + 1):
        if received[at] != address:
            continue
        if received[at : at + 8] == good:
            return Taken()
        short = received[at : at + _SHORTEST]
        if short[1] == function | _REFUSED and crc(short[:3]) == short[3:]:
            return Rejected(short[2])
    return None


def _words(values: Sequence[int]) -> bytes:
    return b"".join(value.to_bytes(2, "big") for value in values)
