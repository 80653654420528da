"""A serial line: RS-232, RS-485 or a USB adapter. Waited for by its descriptor, so not on Windows (see `serial_asked`).

A device says "busy" by a wire. `rtscts` is the kernel's business. `dsrdtr` it does not know: there this program asks
the wire before each small piece, and lets so little be under way that the last 128 bytes of a printer's buffer hold it.
Where the printer's DTR can be wired to the computer's CTS, `rtscts` is the better choice.
"""

from functools import partial
from typing import Final, Protocol

from hardware.ports.descriptor import DescriptorPort
from hardware.ports.serial_open import close_quickly, opened, resolve
from hardware.ports.serial_settings import Flow, SerialSettings

UNDER_WAY: Final = 64
"""Bytes handed over and not yet sent, where this program watches the wire."""
_WRITE_WITHIN_S: Final = 1.0


class BusyWire(Protocol):
    """A line whose device may say "busy" by DSR."""

    @property
    def dsr(self) -> bool: ...
    @property
    def out_waiting(self) -> int: ...


class SerialPort(DescriptorPort):
    """One line, opened for this program alone."""

    def __init__(self, settings: SerialSettings) -> None:
        line = opened(resolve(settings.place), settings, write_timeout_s=_WRITE_WITHIN_S)
        watched = settings.flow is Flow.DSRDTR and _has_wires(line)
        super().__init__(
            line.fileno(), room=partial(room, line) if watched else None, close=partial(close_quickly, line)
        )


def room(line: BusyWire) -> int:
    """How many bytes may go now."""
    return max(0, UNDER_WAY - line.out_waiting) if line.dsr else 0


def _has_wires(line: BusyWire) -> bool:
    """A pseudo-terminal has none, and needs none."""
    try:
        _ = line.dsr
    except OSError:
        return False
    return True
