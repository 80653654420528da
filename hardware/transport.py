"""Ports: the only place of the agent that blocks, and never longer than it is told.

A port is opened by its URL, so an emulator takes a device's place by configuration alone. One call, `exchange`, moves
bytes both ways within a deadline; it serves sockets as well as files and serial lines.
"""

import select
import socket
from collections.abc import Callable
from typing import Final, Protocol
from urllib.parse import SplitResult, urlsplit

from hardware.errors import DeviceUnavailable

CONNECT_WITHIN_S: Final = 1.0
_READ_BYTES: Final = 4096
_SEND_BUFFER_BYTES: Final = 16 * 1024
"""The kernel would swallow megabytes for a printer that reads nothing, and call it sent."""


class Port(Protocol):
    """An open way to a device."""

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        """Wait at most `wait_s` until some of `data` is taken, something arrives, or `wake` is called.

        Returns how many bytes were taken and what arrived; raises `DeviceUnavailable` when the device is gone. What was
        taken in a call is always returned by it, never lost in an exception.
        """

    def wake(self) -> None:
        """End an `exchange` now; from any thread."""

    def close(self) -> None:
        """Never raises."""


OpenPort = Callable[[], Port]


class TcpPort:
    """A network printer (port 9100) or an emulator."""

    def __init__(self, host: str, port: int) -> None:
        try:
            self._socket = socket.create_connection((host, port), timeout=CONNECT_WITHIN_S)
        except OSError as error:
            raise DeviceUnavailable(f"{host}:{port}: {error.strerror or error}") from None
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
        self._socket.setblocking(False)
        self._alarm, self._bell = socket.socketpair()
        self._alarm.setblocking(False)
        self._bell.setblocking(False)

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        try:
            readable, writable, _ = select.select(
                (self._socket, self._alarm), (self._socket,) if data else (), (), max(0.0, wait_s)
            )
            if self._alarm in readable:
                self._alarm.recv(_READ_BYTES)
            # First read, then write: a failed read must not hide how much was written.
            received = self._read() if self._socket in readable else b""
        except OSError as error:
            raise DeviceUnavailable(error.strerror or str(error)) from None
        return (self._write(data) if writable else 0), received

    def wake(self) -> None:
        try:
            self._bell.send(b"!")
        except OSError:
            # Already rung as often as the pair can hold, or already closed: either way nobody sleeps.
            return

    def close(self) -> None:
        for end in (self._socket, self._alarm, self._bell):
            end.close()

    def _read(self) -> bytes:
        received = self._socket.recv(_READ_BYTES)
        if not received:
            raise DeviceUnavailable("the device closed the connection")
        return received

    def _write(self, data: bytes) -> int:
        try:
            return self._socket.send(data)
        except OSError:
            # The next read tells why, after what was received now has been heard.
            return 0


def _tcp(url: SplitResult) -> OpenPort:
    host, port = url.hostname, url.port
    if not host or port is None:
        raise ValueError("needs a host and a port")
    return lambda: TcpPort(host, port)


_SCHEMES: Final[dict[str, Callable[[SplitResult], OpenPort]]] = {"tcp": _tcp}


def port_opener(url: str) -> OpenPort:
    """How to open `url`; raises `ValueError` in words for the operator when it is not the address of a port."""
    try:
        parts = urlsplit(url)
        return _SCHEMES[parts.scheme](parts)
    except (KeyError, ValueError):
        raise ValueError(f'"{url}" is not a port; write it like tcp://192.168.1.50:9100') from None
