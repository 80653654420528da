"""A device on the network: a printer at port 9100, a serial server, an emulator."""

import select
import socket
from typing import Final

from hardware.errors import DeviceUnavailable
from hardware.ports.alarm import Alarm

CONNECT_WITHIN_S: Final = 1.0
_READ_BYTES: Final = 4096
_SEND_BUFFER_BYTES: Final = 16 * 1024
"""The kernel would swallow megabytes for a printer that reads nothing, and call it sent."""


class TcpPort:
    """One connection, from the first byte to the last."""

    def __init__(self, host: str, port: int) -> None:
        try:
            self._socket = socket.create_connection((host, port), timeout=CONNECT_WITHIN_S)
        except OSError as error:
            raise DeviceUnavailable(f"{host}:{port}: {error.strerror or error}") from None
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
        self._socket.setblocking(False)
        self._alarm = Alarm()

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        if self._socket.fileno() < 0:
            raise DeviceUnavailable("the port is closed")
        try:
            readable, writable, _ = select.select(
                (self._socket, self._alarm.ear), (self._socket,) if data else (), (), max(0.0, wait_s)
            )
            if self._alarm.ear in readable:
                self._alarm.hush()
            # First read, then write: a failed read must not hide how much was written.
            received = self._read() if self._socket in readable else b""
        except OSError as error:
            raise DeviceUnavailable(error.strerror or str(error)) from None
        return (self._write(data) if writable else 0), received

    def wake(self) -> None:
        self._alarm.ring()

    def close(self) -> None:
        self._socket.close()
        self._alarm.close()

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
