"""A serial line on Windows, where it cannot be waited for: it is asked many times a second.

Windows sends a piece in its own time and says only how much is left, so pieces are short and the next one waits until
the line is empty. It watches both busy wires by itself. Not tried on Windows yet: the tests ask a line that answers as
Windows does.
"""

import threading
from typing import Final, Protocol

from hardware.errors import DeviceUnavailable
from hardware.ports.serial_open import close_quickly, opened, resolve
from hardware.ports.serial_settings import SerialSettings
from hardware.ports.told import DEVICE_ERRORS, told

_ASK_EVERY_S: Final = 0.01
_PIECE_S: Final = 0.1


class AskedLine(Protocol):
    """pyserial's line, opened without any waiting."""

    is_open: bool

    @property
    def in_waiting(self) -> int: ...
    @property
    def out_waiting(self) -> int: ...

    def read(self, size: int, /) -> bytes: ...
    def write(self, data: bytes, /) -> int | None: ...
    def reset_output_buffer(self) -> None: ...
    def close(self) -> None: ...


class AskedSerialPort:
    """One line, opened for this program alone."""

    def __init__(self, line: AskedLine, name: str, bytes_per_s: float) -> None:
        self._line = line
        self._name = name
        self._piece = max(1, int(bytes_per_s * _PIECE_S))
        self._under_way = b""
        """Kept until the next piece: Windows sends from it."""
        self._bell = threading.Event()

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        if not self._line.is_open:
            raise DeviceUnavailable("the port is closed")
        taken, received = self._once(data)
        for _ in range(round(max(0.0, wait_s) / _ASK_EVERY_S)):
            if taken or received or self._bell.wait(_ASK_EVERY_S):
                break
            taken, received = self._once(data)
        self._bell.clear()
        return taken, received

    def wake(self) -> None:
        self._bell.set()

    def close(self) -> None:
        close_quickly(self._line)

    def _once(self, data: bytes) -> tuple[int, bytes]:
        with told(self._name):
            is_free = not self._line.out_waiting
            waiting = self._line.in_waiting
            received = self._line.read(waiting) if waiting else b""
        return (self._write(data) if data and is_free else 0), received

    def _write(self, data: bytes) -> int:
        self._under_way = data[: self._piece]
        try:
            return self._line.write(self._under_way) or 0
        except DEVICE_ERRORS:
            # The next question tells why, after what was received now has been heard.
            return 0


def open_asked(settings: SerialSettings) -> AskedSerialPort:
    """Raises `DeviceUnavailable`."""
    name = resolve(settings.place)
    return AskedSerialPort(opened(name, settings, write_timeout_s=0), name, settings.bytes_per_s)
