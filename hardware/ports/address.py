"""The URL of a port, understood: an emulator takes a device's place by configuration alone.

    tcp://192.168.1.50:9100                                       a printer on the network, a serial server, an emulator
    usblp:///dev/usb/lp0                                          a USB printer by the kernel's driver
    usb://04b8:0e15                 usb://04b8:0e15/J5ZK012345    the same past it, by its maker, kind and serial number
    serial:///dev/ttyUSB0?baud=115200&flow=rtscts                 a serial line by its name
    serial://by-id/usb-FTDI_FT232R_USB_UART_A10K3XYZ-if00-port0?baud=9600    by its adapter, whatever socket it is in
    serial://0403:6001/A10K3XYZ?baud=9600    serial://COM5?baud=9600&bytesize=7&parity=even&stopbits=1
    evdev:///dev/input/by-id/usb-1c4f_USB_Keypad-event-kbd        a numpad or a scanner that types
    winspool://Xprinter%20XP-80                                   a printer of Windows' list; says nothing back
    file:///srv/layso/tickets.bin                                 everything is appended; says nothing back

A blank in a name is written %20.
"""

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import url2pathname

import msgspec

from hardware.ports.base import OpenPort, Port
from hardware.ports.serial_settings import SerialSettings, read_serial
from hardware.ports.tcp import TcpPort
from hardware.ports.usb_id import read_usb_id


class PortKind(StrEnum):
    """The first word of the URL."""

    TCP = "tcp"
    SERIAL = "serial"
    USBLP = "usblp"
    USB = "usb"
    EVDEV = "evdev"
    WINSPOOL = "winspool"
    FILE = "file"


class PortAddress(msgspec.Struct, frozen=True):
    """What is known of a port before it is opened."""

    url: str
    kind: PortKind
    open: OpenPort
    hears: bool = True
    """False: nothing ever comes back, so that nothing can be confirmed."""
    serial: SerialSettings | None = None

    @property
    def bytes_per_s(self) -> float | None:
        """The speed of the cable, where it is what one waits for."""
        return None if self.serial is None else self.serial.bytes_per_s


EXAMPLES: Final[dict[PortKind, str]] = {
    PortKind.TCP: "tcp://192.168.1.50:9100",
    PortKind.SERIAL: "serial:///dev/ttyUSB0?baud=115200&flow=rtscts",
    PortKind.USBLP: "usblp:///dev/usb/lp0",
    PortKind.USB: "usb://04b8:0e15",
    PortKind.EVDEV: "evdev:///dev/input/by-id/usb-1c4f_USB_Keypad-event-kbd",
    PortKind.WINSPOOL: "winspool://Xprinter%20XP-80",
    PortKind.FILE: "file:///srv/layso/tickets.bin",
}


def parse_port(url: str) -> PortAddress:
    """Raises `ValueError` in one sentence for the operator, with an example, when it is not the address of a port."""
    kind: PortKind | None = None
    try:
        parts = urlsplit(url, allow_fragments=False)
        kind = _kind(parts.scheme)
        return _READERS[kind](url, parts)
    except ValueError as error:
        example = EXAMPLES[kind or PortKind.TCP]
        raise ValueError(f'"{url}" is not a port: {error}; write it like {example}') from None


def port_opener(url: str) -> OpenPort:
    """How to open `url`; raises as `parse_port` does."""
    return parse_port(url).open


def _kind(scheme: str) -> PortKind:
    try:
        return PortKind(scheme)
    except ValueError:
        known = ", ".join(f"{kind}://" for kind in PortKind)
        raise ValueError(f"it must begin with one of {known}") from None


def _tcp(url: str, parts: SplitResult) -> PortAddress:
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("after the colon comes a number from 1 to 65535") from None
    if not host or not port:
        raise ValueError("it needs a host and a port")
    return PortAddress(url, PortKind.TCP, lambda: TcpPort(host, port))


def _serial(url: str, parts: SplitResult) -> PortAddress:
    settings = read_serial(parts)
    return PortAddress(url, PortKind.SERIAL, lambda: _open_serial(settings), serial=settings)


def _open_serial(settings: SerialSettings) -> Port:
    if sys.platform == "win32":
        from hardware.ports.serial_asked import open_asked

        return open_asked(settings)
    from hardware.ports.serial_line import SerialPort

    return SerialPort(settings)


def _usblp(url: str, parts: SplitResult) -> PortAddress:
    path = _path(parts)

    def open_port() -> Port:
        from hardware.ports.usblp import UsblpPort

        return UsblpPort(path)

    return PortAddress(url, PortKind.USBLP, open_port)


def _usb(url: str, parts: SplitResult) -> PortAddress:
    usb_id = read_usb_id(parts.netloc, unquote(parts.path).strip("/"))
    if usb_id is None:
        raise ValueError("it needs the maker's and the device's number, four hex digits each")

    def open_port() -> Port:
        from hardware.ports.usb_bulk import open_usb

        return open_usb(usb_id)

    return PortAddress(url, PortKind.USB, open_port)


def _evdev(url: str, parts: SplitResult) -> PortAddress:
    path = _path(parts)

    def open_port() -> Port:
        from hardware.ports.input_device import InputPort

        return InputPort(path)

    return PortAddress(url, PortKind.EVDEV, open_port)


def _winspool(url: str, parts: SplitResult) -> PortAddress:
    name = unquote(parts.netloc + parts.path)
    if not name:
        raise ValueError("it needs the printer's name as Windows shows it")

    def open_port() -> Port:
        from hardware.ports.winspool import open_winspool

        return open_winspool(name)

    return PortAddress(url, PortKind.WINSPOOL, open_port, hears=False)


def _file(url: str, parts: SplitResult) -> PortAddress:
    path = _path(parts)

    def open_port() -> Port:
        from hardware.ports.file import FilePort

        return FilePort(path)

    return PortAddress(url, PortKind.FILE, open_port, hears=False)


def _path(parts: SplitResult) -> Path:
    if parts.netloc:
        raise ValueError("the path needs a third slash before it")
    if len(parts.path) < 2 or parts.query:
        raise ValueError("it needs the path of a file")
    return Path(url2pathname(parts.path))


_READERS: Final[dict[PortKind, Callable[[str, SplitResult], PortAddress]]] = {
    PortKind.TCP: _tcp,
    PortKind.SERIAL: _serial,
    PortKind.USBLP: _usblp,
    PortKind.USB: _usb,
    PortKind.EVDEV: _evdev,
    PortKind.WINSPOOL: _winspool,
    PortKind.FILE: _file,
}
