"""Lets Ctrl-C and SIGTERM end a Qt program in good order.

Python runs a signal handler only when its interpreter is awake, and Qt's event loop keeps it asleep. So the signal's
number is written to a socket by the C level, and Qt wakes up on that; no timer has to tick.
"""

import logging
import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

log = logging.getLogger(__name__)


class Interrupt(QObject):
    """Calls `end` in the GUI thread when the program is asked to stop."""

    def __init__(self, end: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._previous_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._previous = {number: signal.signal(number, _noted) for number in (signal.SIGINT, signal.SIGTERM)}

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(self._previous_fd)
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_signal(self) -> None:
        for number in self._reader.recv(64):
            log.info("asked to stop by %s", signal.Signals(number).name)
        self._end()


def _noted(number: int, frame: object) -> None:
    """The work is done in the GUI thread; without a handler Python would end the program here and now."""
