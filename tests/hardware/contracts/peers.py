"""The device's end of each kind of cable, for the suite of promises."""

import os
import pty
import select
import socket
import tty
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import serial

from hardware.errors import DeviceUnavailable
from hardware.ports import Port, TcpPort, port_opener
from hardware.ports.serial_asked import AskedSerialPort
from hardware.ports.told import told
from hardware.ports.usb_bulk import open_usb
from hardware.ports.usb_id import UsbId
from hardware.ports.winspool import WinSpoolPort
from tests.hardware.contracts.usb_bus import BULK_OUT, Setting, UsbBus, UsbPrinter
from tests.support.eventually import PATIENCE_S

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Peer(ABC):
    """What a test does at the other end. The flags say which promises the kind of cable can be asked for."""

    hears = True
    """Takes what the agent writes."""
    speaks = True
    is_private = False
    """A second opener is refused."""
    holds_back = True
    """While it reads nothing, no more is taken."""
    is_watched = True
    """Its end is noticed although nobody writes."""
    keeps_last_words = False
    """The system still hands on what was said right before the cable was pulled."""

    @abstractmethod
    def __init__(self, folder: Path) -> None:
        """`folder` is empty and its own."""

    @abstractmethod
    def open(self) -> Port: ...

    @abstractmethod
    def send(self, data: bytes) -> None: ...

    @abstractmethod
    def receive(self) -> bytes:
        """Something, or what came until patience was over."""

    @abstractmethod
    def vanish(self) -> None: ...

    @abstractmethod
    def come_back(self) -> None: ...

    @abstractmethod
    def close(self) -> None: ...


class TcpPeer(Peer):
    keeps_last_words = True

    def __init__(self, _folder: Path) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._port: int = self._server.getsockname()[1]
        self._connection: socket.socket | None = None

    def open(self) -> Port:
        port = TcpPort("127.0.0.1", self._port)
        self._connection, _ = self._server.accept()
        self._connection.settimeout(PATIENCE_S)
        return port

    def send(self, data: bytes) -> None:
        assert self._connection is not None
        self._connection.sendall(data)

    def receive(self) -> bytes:
        assert self._connection is not None
        return self._connection.recv(65536)

    def vanish(self) -> None:
        self._server.close()
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def come_back(self) -> None:
        self._server = socket.create_server(("127.0.0.1", self._port))

    def close(self) -> None:
        self.vanish()


class PtyPeer(Peer):
    """A real pseudo-terminal; the port opens the link to it, as udev would make one."""

    def __init__(self, folder: Path) -> None:
        self.link = folder / "device"
        self._ends: tuple[int, int] | None = None
        self.come_back()

    def send(self, data: bytes) -> None:
        assert self._ends is not None
        sent = 0
        while sent < len(data):
            _, writable, _ = select.select((), (self._ends[0],), (), PATIENCE_S)
            assert writable
            sent += os.write(self._ends[0], data[sent:])

    def receive(self) -> bytes:
        assert self._ends is not None
        readable, _, _ = select.select((self._ends[0],), (), (), PATIENCE_S)
        return os.read(self._ends[0], 65536) if readable else b""

    def vanish(self) -> None:
        if self._ends is not None:
            for end in self._ends:
                os.close(end)
            self.link.unlink()
        self._ends = None

    def come_back(self) -> None:
        self._ends = pty.openpty()
        tty.setraw(self._ends[1])
        os.set_blocking(self._ends[0], False)
        self.link.symlink_to(os.ttyname(self._ends[1]))

    def close(self) -> None:
        self.vanish()


class SerialPeer(PtyPeer):
    is_private = True

    def open(self) -> Port:
        return port_opener(f"serial://{self.link}?baud=115200&flow=rtscts")()


class WatchedSerialPeer(PtyPeer):
    is_private = True

    def open(self) -> Port:
        return port_opener(f"serial://{self.link}?baud=115200&flow=dsrdtr")()


class LineAsOnWindows(serial.Serial):
    """Takes a piece at once, sends it in its own time, and says how much of it is left."""

    _left = b""

    def write(self, data: "ReadableBuffer", /) -> int:
        self._left = bytes(data)
        self._send()
        return len(bytes(data))

    @property
    def out_waiting(self) -> int:
        self._send()
        return len(self._left)

    def _send(self) -> None:
        with suppress(BlockingIOError):
            self._left = self._left[os.write(self.fileno(), self._left) :]


class AskedSerialPeer(PtyPeer):
    is_private = True

    def open(self) -> Port:
        with told(str(self.link)):
            line = LineAsOnWindows(str(self.link), timeout=0, exclusive=True)
        return AskedSerialPort(line, str(self.link), 11520.0)


class UsblpPeer(PtyPeer):
    def open(self) -> Port:
        return port_opener(f"usblp://{self.link}")()


class EvdevPeer(PtyPeer):
    def open(self) -> Port:
        return port_opener(f"evdev://{self.link}")()


class UsbPeer(Peer):
    is_private = True
    ends: ClassVar[tuple[Setting, ...]] = (Setting(),)

    def __init__(self, _folder: Path) -> None:
        self.printer = UsbPrinter(settings=self.ends)
        self.bus = UsbBus(self.printer)

    def open(self) -> Port:
        return open_usb(UsbId(0x04B8, 0x0E15), self.bus)

    def send(self, data: bytes) -> None:
        self.printer.say(data)

    def receive(self) -> bytes:
        return self.printer.hear()

    def vanish(self) -> None:
        self.printer.unplug()

    def come_back(self) -> None:
        self.printer.plug_in()

    def close(self) -> None:
        self.vanish()


class OneWayUsbPeer(UsbPeer):
    speaks = False
    ends = (Setting(protocol=1, ends=(BULK_OUT,)),)


class FilePeer(Peer):
    speaks = holds_back = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "archive"
        self._path = self._folder / "tickets.bin"
        self._read = 0
        self._folder.mkdir()

    def open(self) -> Port:
        return port_opener(self._path.as_uri())()

    def send(self, data: bytes) -> None:
        raise NotImplementedError

    def receive(self) -> bytes:
        data = self._path.read_bytes()[self._read :]
        self._read += len(data)
        return data

    def vanish(self) -> None:
        if self._folder.exists():
            self._path.unlink(missing_ok=True)
            self._folder.rmdir()

    def come_back(self) -> None:
        self._folder.mkdir()
        self._read = 0

    def close(self) -> None:
        self.vanish()


class SpoolPeer(Peer):
    """A spooler of our own: what counts are the jobs that were ended."""

    speaks = holds_back = is_watched = False

    def __init__(self, _folder: Path) -> None:
        self.jobs: list[bytes] = []
        self._job: bytearray | None = None
        self._heard = bytearray()
        self._is_there = True

    def open(self) -> Port:
        return WinSpoolPort(self._opened)

    def _opened(self) -> "SpoolPeer":
        self._check()
        return self

    def begin_job(self, _name: str) -> None:
        self._check()
        assert self._job is None
        self._job = bytearray()

    def write(self, data: bytes) -> int:
        self._check()
        assert self._job is not None
        self._job += data
        self._heard += data
        return len(data)

    def end_job(self) -> None:
        self._check()
        assert self._job is not None
        self.jobs.append(bytes(self._job))
        self._job = None

    def send(self, data: bytes) -> None:
        raise NotImplementedError

    def receive(self) -> bytes:
        heard = bytes(self._heard)
        self._heard.clear()
        return heard

    def vanish(self) -> None:
        self._is_there, self._job = False, None

    def come_back(self) -> None:
        self._is_there = True

    def close(self) -> None:
        """Of the port or of the peer: nothing is left open."""

    def _check(self) -> None:
        if not self._is_there:
            raise OSError(1722, "The RPC server is unavailable")


PEERS: list[type[Peer]] = [
    TcpPeer,
    SerialPeer,
    WatchedSerialPeer,
    AskedSerialPeer,
    UsblpPeer,
    EvdevPeer,
    UsbPeer,
    OneWayUsbPeer,
    FilePeer,
    SpoolPeer,
]


def is_gone(port: Port) -> bool:
    try:
        port.exchange(b"x", 0.01)
        port.exchange(b"", 0.01)
    except DeviceUnavailable:
        return True
    return False
