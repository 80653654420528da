"""Finds, opens and closes a serial line, the same way for every system."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Protocol

import serial
from serial.tools import list_ports

from hardware.errors import DeviceUnavailable
from hardware.ports.serial_settings import Flow, SerialSettings
from hardware.ports.told import DEVICE_ERRORS, told
from hardware.ports.usb_id import UsbId


class Adapter(Protocol):
    """What `list_ports` knows of each line."""

    @property
    def device(self) -> str: ...
    @property
    def vid(self) -> int | None: ...
    @property
    def pid(self) -> int | None: ...
    @property
    def serial_number(self) -> str | None: ...


def resolve(place: str | UsbId, adapters: Callable[[], Iterable[Adapter]] = list_ports.comports) -> str:
    """The line's present name; raises `DeviceUnavailable`."""
    if isinstance(place, str):
        return place
    alike = [each for each in adapters() if (each.vid, each.pid) == (place.vendor, place.product)]
    found = [each.device for each in alike if place.serial in ("", each.serial_number)]
    if not found:
        raise DeviceUnavailable(f"no serial adapter {place} is plugged in")
    if len(found) > 1:
        raise DeviceUnavailable(
            f"{len(found)} adapters are {place} ({', '.join(sorted(found))}): name it by its serial number or socket; "
            "see: layso-hardware list-ports"
        )
    return found[0]


def opened(path: str, settings: SerialSettings, *, write_timeout_s: float) -> serial.Serial:
    """For this program alone; raises `DeviceUnavailable`."""
    with told(path):
        return serial.Serial(
            path,
            baudrate=settings.baud,
            bytesize=settings.bytesize,
            parity=settings.parity.value[0].upper(),
            stopbits=settings.stopbits,
            timeout=0,
            write_timeout=write_timeout_s,
            rtscts=settings.flow is Flow.RTSCTS,
            dsrdtr=settings.flow is Flow.DSRDTR,
            exclusive=True,
        )


class Closable(Protocol):
    """An open line, at its end."""

    def reset_output_buffer(self) -> None: ...
    def close(self) -> None: ...


def close_quickly(line: Closable) -> None:
    """What was not sent is dropped first: a device that says "busy" would hold the closing up for half a minute."""
    with suppress(*DEVICE_ERRORS):
        line.reset_output_buffer()
    with suppress(*DEVICE_ERRORS):
        line.close()
