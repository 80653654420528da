"""How a USB device is named: by its maker, its kind and, where several are alike, its serial number. Never by its
socket or the order in which it was found.
"""

import re
from typing import Final

import msgspec

_PAIR: Final = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


class UsbId(msgspec.Struct, frozen=True):
    """`serial` "" stands for the only one of its kind."""

    vendor: int
    product: int
    serial: str = ""

    def __str__(self) -> str:
        pair = f"{self.vendor:04x}:{self.product:04x}"
        return f"{pair}/{self.serial}" if self.serial else pair


def read_usb_id(pair: str, serial: str = "") -> UsbId | None:
    """`04b8:0e15`; None when it is something else."""
    if found := _PAIR.fullmatch(pair):
        return UsbId(int(found[1], 16), int(found[2], 16), serial)
    return None
