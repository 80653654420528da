"""Ends a wait from another thread: one end rings, the other is waited on together with the device."""

import socket
from typing import Final

_RINGS: Final = 4096


class Alarm:
    """Rung before the wait it is not lost; rung often it is heard once."""

    def __init__(self) -> None:
        self.ear, self._bell = socket.socketpair()
        """What to wait on until it is readable."""
        self.ear.setblocking(False)
        self._bell.setblocking(False)

    def ring(self) -> None:
        try:
            self._bell.send(b"!")
        except OSError:
            # Already rung as often as the pair can hold, or already closed: either way nobody sleeps.
            return

    def hush(self) -> None:
        """Take the rings that were heard."""
        try:
            self.ear.recv(_RINGS)
        except OSError:
            return

    def close(self) -> None:
        self.ear.close()
        self._bell.close()
