"""A printer at the kernel's own printer driver: `/dev/usb/lp0`, read and written."""

import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from hardware.ports.descriptor import DescriptorPort
from hardware.ports.told import told

_GET_STATUS: Final = 0x060B
_NO_ERROR: Final = 0x08
_SELECTED: Final = 0x10
_PAPER_OUT: Final = 0x20


class CableStatus(msgspec.Struct, frozen=True):
    """The three wires of an old parallel port, as USB printers still report them. Clones often invent them."""

    is_paper_out: bool
    is_selected: bool
    has_error: bool


class UsblpPort(DescriptorPort):
    """One open device file; the kernel lets nobody else open it meanwhile."""

    def __init__(self, path: Path) -> None:
        with told(path):
            descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        super().__init__(descriptor, is_empty_gone=False)

    def status(self) -> CableStatus | None:
        """None where the device does not tell."""
        return _cable_status(self._descriptor)


def cable_status(path: Path) -> CableStatus | None:
    """Asked without reading or writing; for the technician. Raises `DeviceUnavailable`."""
    with told(path):
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            return _cable_status(descriptor)
        finally:
            os.close(descriptor)


def _cable_status(descriptor: int) -> CableStatus | None:
    if sys.platform == "win32":
        return None
    import fcntl

    answer = bytearray(4)
    try:
        fcntl.ioctl(descriptor, _GET_STATUS, answer)
    except OSError:
        return None
    bits = answer[0]
    return CableStatus(
        is_paper_out=bool(bits & _PAPER_OUT), is_selected=bool(bits & _SELECTED), has_error=not bits & _NO_ERROR
    )
