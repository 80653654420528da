"""A port at an open file descriptor: a character device, a terminal, a pipe. Not on Windows, where only sockets can be
waited for.
"""

import os
import select
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from hardware.errors import DeviceUnavailable
from hardware.ports.alarm import Alarm

READ_BYTES: Final = 4096
ASK_AGAIN_S: Final = 0.005
"""While the device is busy and can only be asked."""
_LULL_S: Final = 0.02
"""A device that is always ready and never gives or takes anything is asked no more often."""
_GONE: Final = select.POLLHUP | select.POLLERR | select.POLLNVAL


class DescriptorPort:
    """Owns the descriptor, which must not block."""

    def __init__(
        self,
        descriptor: int,
        *,
        hears: bool = True,
        takes: bool = True,
        is_empty_gone: bool = True,
        room: Callable[[], int] | None = None,
        close: Callable[[], None] | None = None,
    ) -> None:
        self._descriptor = descriptor
        self._hears = hears
        self._takes = takes
        self._is_empty_gone = is_empty_gone
        """Reading nothing means that the device is gone; usblp hands on empty packets, which mean nothing."""
        self._room = room
        """How many bytes may go now, for a flow control that the kernel does not know."""
        self._close = close or (lambda: os.close(descriptor))
        self._is_open = True
        self._alarm = Alarm()

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        if not self._is_open:
            raise DeviceUnavailable("the port is closed")
        now, wait_s = self._may_go(data, max(0.0, wait_s))
        events = self._wait(bool(now), wait_s)
        if not events:
            return 0, b""
        # First read, then write: a failed read must not hide how much was written.
        received = self._read(events) if events & select.POLLIN and self._hears else b""
        if not received and events & _GONE:
            raise DeviceUnavailable("the device is gone")
        taken = self._write(now) if events & select.POLLOUT and not events & _GONE else 0
        if not taken and not received:
            self._lull(wait_s)
        return taken, received

    def wake(self) -> None:
        self._alarm.ring()

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            with suppress(OSError):
                self._close()
        self._alarm.close()

    def _may_go(self, data: bytes, wait_s: float) -> tuple[bytes, float]:
        """What of it, and how long to wait for it."""
        if not data or not self._takes:
            return b"", wait_s
        if self._room is None:
            return data, wait_s
        try:
            room = self._room()
        except OSError as error:
            raise _gone(error) from None
        return data[:room], (wait_s if room else min(wait_s, ASK_AGAIN_S))

    def _wait(self, wants_to_write: bool, wait_s: float) -> int:
        poll = select.poll()
        poll.register(self._alarm.ear, select.POLLIN)
        poll.register(
            self._descriptor, (select.POLLIN if self._hears else 0) | (select.POLLOUT if wants_to_write else 0)
        )
        ready = dict(poll.poll(wait_s * 1000))
        if self._alarm.ear.fileno() in ready:
            self._alarm.hush()
        return ready.get(self._descriptor, 0)

    def _read(self, events: int) -> bytes:
        try:
            received = os.read(self._descriptor, READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise _gone(error) from None
        if not received and (self._is_empty_gone or events & _GONE):
            raise DeviceUnavailable("the device is gone")
        return received

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._descriptor, data)
        except OSError:
            # Busy, or gone: the next wait tells which, after what was received now has been heard.
            return 0

    def _lull(self, wait_s: float) -> None:
        poll = select.poll()
        poll.register(self._alarm.ear, select.POLLIN)
        if poll.poll(min(wait_s, _LULL_S) * 1000):
            self._alarm.hush()


def _gone(error: OSError) -> DeviceUnavailable:
    return DeviceUnavailable(error.strerror or str(error))
