"""What is plugged into this box, under the name that will still be right tomorrow. Opens nothing, so disturbs nobody.

Each finder is told where to look, and returns what it found in a settled order.
"""

import os
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote

import msgspec
from serial.tools import list_ports

from hardware.ports.address import PortKind
from hardware.ports.serial_open import Adapter
from hardware.ports.usb_id import UsbId

DEV: Final = Path("/dev")
SYS: Final = Path("/sys")
_PRINTER_CLASS: Final = 7


class Access(StrEnum):
    """May this user open it?"""

    OK = "ok"
    DENIED = "denied"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One device, and the line for the agent's file."""

    kind: PortKind
    url: str
    path: str
    """Where it is at the moment."""
    what: str
    """What it says of itself."""
    access: Access
    group: str
    """Of users who may open it, once the udev rules are there."""


class SerialAdapter(Adapter, Protocol):
    """What `list_ports` says of a line."""

    @property
    def description(self) -> str: ...


def find_serial(
    adapters: Callable[[], Iterable[SerialAdapter]] = list_ports.comports, dev: Path = DEV
) -> tuple[Found, ...]:
    """Real lines and adapters; the speed is for the reader to put right."""
    lines = sorted(adapters(), key=lambda each: each.device)
    alike = [(each.vid, each.pid) for each in lines]
    return tuple(
        Found(
            kind=PortKind.SERIAL,
            url=f"{_serial_place(each, alike.count((each.vid, each.pid)) > 1, dev)}?baud=9600",
            path=each.device,
            what=_adapter(each),
            access=_access(each.device),
            group="dialout",
        )
        for each in lines
    )


def find_usblp(dev: Path = DEV, sys_dir: Path = SYS) -> tuple[Found, ...]:
    """Printers at the kernel's own driver."""
    return tuple(
        Found(
            kind=PortKind.USBLP,
            url=f"usblp://{stable_name(node, dev / 'layso') or node}",
            path=str(node),
            what=_printer(sys_dir / "class/usbmisc" / node.name / "device"),
            access=_access(node),
            group="lp",
        )
        for node in sorted((dev / "usb").glob("lp[0-9]*"))
    )


class UsbDevice(msgspec.Struct, frozen=True):
    """A printer that says of itself that it is one."""

    usb_id: UsbId
    name: str
    bus: int
    address: int


def find_usb_printers(
    list_devices: Callable[[], Iterable[UsbDevice]] | None = None, dev: Path = DEV
) -> tuple[Found, ...]:
    """Whatever has the printer class; empty without libusb."""
    devices = sorted((list_devices or usb_printers)(), key=lambda each: (each.bus, each.address))
    return tuple(
        Found(
            kind=PortKind.USB,
            url=f"usb://{quote(str(each.usb_id), safe=':/')}",
            path=str(node),
            what=each.name or str(each.usb_id),
            access=_access(node),
            group="lp",
        )
        for each in devices
        for node in (dev / f"bus/usb/{each.bus:03}/{each.address:03}",)
    )


def usb_printers(backend: object = None) -> list[UsbDevice]:
    """By libusb."""
    import usb.core

    def prints(device: Iterable[Iterable[object]]) -> bool:
        return any(
            getattr(interface, "bInterfaceClass", None) == _PRINTER_CLASS
            for configuration in device
            for interface in configuration
        )

    try:
        found = list(usb.core.find(find_all=True, custom_match=prints, backend=backend))
    except (usb.core.NoBackendError, usb.core.USBError):
        return []
    return [
        UsbDevice(
            UsbId(device.idVendor, device.idProduct, _text(device, "serial_number")),
            " ".join(filter(None, (_text(device, "manufacturer"), _text(device, "product")))),
            device.bus,
            device.address,
        )
        for device in found
    ]


def find_winspool() -> tuple[Found, ...]:
    """The printers of Windows' list; none elsewhere."""
    if sys.platform == "win32":
        import win32print

        names = sorted(name for _, _, name, _ in win32print.EnumPrinters(win32print.PRINTER_ENUM_LOCAL))
        return tuple(
            Found(
                kind=PortKind.WINSPOOL,
                url=f"winspool://{quote(name)}",
                path=name,
                what=name,
                access=Access.OK,
                group="",
            )
            for name in names
        )
    return ()


def _serial_place(line: Adapter, has_twin: bool, dev: Path) -> str:
    by_id = stable_name(line.device, dev / "serial/by-id")
    by_path = stable_name(line.device, dev / "serial/by-path")
    if by_id and (line.serial_number or not has_twin):
        return f"serial://by-id/{quote(by_id.name, safe=':+')}"
    if by_path and has_twin:
        # Twins without a number: only their sockets tell them apart.
        return f"serial://{quote(str(by_path), safe='/:+')}"
    if line.vid is not None and line.pid is not None and not has_twin:
        return f"serial://{quote(str(UsbId(line.vid, line.pid, line.serial_number or '')), safe=':/')}"
    return f"serial://{line.device}"


def _adapter(line: SerialAdapter) -> str:
    if line.vid is None or line.pid is None:
        return line.description if line.description not in ("", "n/a") else "serial line"
    return f"{line.description}, {UsbId(line.vid, line.pid, line.serial_number or '')}"


def _printer(device: Path) -> str:
    """By its IEEE 1284 name, or that of the USB device above its interface."""
    fields = dict(part.split(":", 1) for part in read_text(device / "ieee1284_id").split(";") if ":" in part)
    short = {"MANUFACTURER": "MFG", "MODEL": "MDL"}
    fields = {short.get(key.strip().upper(), key.strip().upper()): value.strip() for key, value in fields.items()}
    above = device.resolve().parent
    told = [fields.get("MFG", ""), fields.get("MDL", "")]
    named = [read_text(above / "manufacturer"), read_text(above / "product")]
    return " ".join(filter(None, told)) or " ".join(filter(None, named)) or "USB printer"


def stable_name(device: str | Path, folder: Path) -> Path | None:
    """The name in `folder` that leads to `device`."""
    if not folder.is_dir():
        return None
    target = Path(device).resolve()
    return next((link for link in sorted(folder.iterdir()) if link.resolve() == target), None)


def _access(path: str | Path) -> Access:
    return Access.OK if sys.platform == "win32" or os.access(path, os.R_OK | os.W_OK) else Access.DENIED


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _text(device: object, name: str) -> str:
    try:
        return str(getattr(device, name) or "").strip()
    except (OSError, ValueError):
        # No rights to ask, or it answers in no language.
        return ""
