"""A USB bus of our own below pyusb: it stands for libusb, and nothing above it is replaced."""

import errno
import threading
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

from tests.support.eventually import PATIENCE_S

BULK_OUT, BULK_IN = 0x01, 0x82
_STRINGS = {1: "Layso", 2: "Ticket printer"}


def gone() -> usb.core.USBError:
    return usb.core.USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)


def timed_out() -> usb.core.USBTimeoutError:
    return usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)


@dataclass
class Setting:
    """One setting of the printer's interface."""

    interface_class: int = 7
    protocol: int = 2
    ends: tuple[int, ...] = (BULK_OUT, BULK_IN)


@dataclass
class UsbPrinter:
    """The device's end. It holds at most `capacity` bytes that nobody reads."""

    serial: str = "J5ZK012345"
    settings: tuple[Setting, ...] = (Setting(),)
    capacity: int = 8192
    is_plugged: bool = True
    is_configured: bool = True
    has_kernel_driver: bool = True
    is_stalled: bool = False
    claimed_by: object | None = None
    setting: int = 0
    heard: bytearray = field(default_factory=bytearray)
    says: bytearray = field(default_factory=bytearray)
    done: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def until(self, condition: Callable[[], object], timeout_s: float) -> bool:
        """Call with `changed` held."""
        return bool(self.changed.wait_for(lambda: not self.is_plugged or condition(), timeout_s))

    def say(self, data: bytes) -> None:
        with self.changed:
            self.says += data
            self.changed.notify_all()

    def hear(self) -> bytes:
        with self.changed:
            self.until(lambda: self.heard, PATIENCE_S)
            heard = bytes(self.heard)
            self.heard.clear()
            self.changed.notify_all()
        return heard

    def unplug(self) -> None:
        with self.changed:
            self.is_plugged, self.claimed_by = False, None
            self.changed.notify_all()

    def plug_in(self) -> None:
        self.is_plugged, self.has_kernel_driver, self.setting = True, True, 0
        self.heard.clear()
        self.says.clear()


@dataclass(eq=False)
class Handle:
    """One opener."""

    printer: UsbPrinter


class UsbBus(usb.backend.IBackend):  # type: ignore[misc]  # pyusb has no types
    """Says and does what libusb would, errors and partial transfers included."""

    def __init__(self, *printers: UsbPrinter, may_open: bool = True) -> None:
        self.printers = printers
        self.may_open = may_open

    def enumerate_devices(self) -> Iterator[UsbPrinter]:
        return (printer for printer in self.printers if printer.is_plugged)

    def get_device_descriptor(self, _dev: UsbPrinter) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0E15, bcdDevice=0x100, iManufacturer=1, iProduct=2,
            iSerialNumber=3, bNumConfigurations=1, address=5, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, _dev: UsbPrinter, config: int) -> Any:
        if config:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=b"",
        )  # fmt: skip

    def get_interface_descriptor(self, dev: UsbPrinter, intf: int, alt: int, _config: int) -> Any:
        if intf or alt >= len(dev.settings):
            raise IndexError(intf)
        setting = dev.settings[alt]
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=alt, bNumEndpoints=len(setting.ends),
            bInterfaceClass=setting.interface_class, bInterfaceSubClass=1, bInterfaceProtocol=setting.protocol,
            iInterface=0, extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: UsbPrinter, ep: int, _intf: int, alt: int, _config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=dev.settings[alt].ends[ep], bmAttributes=2,
            wMaxPacketSize=512, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, dev: UsbPrinter) -> Handle:
        if not self.may_open:
            raise usb.core.USBError("Access denied", -3, errno.EACCES)
        if not dev.is_plugged:
            raise gone()
        dev.done.append("open")
        return Handle(dev)

    def close_device(self, handle: Handle) -> None:
        handle.printer.done.append("close")

    def get_configuration(self, handle: Handle) -> int:
        return int(handle.printer.is_configured)

    def set_configuration(self, handle: Handle, config: int) -> None:
        handle.printer.done.append(f"set configuration {config}")
        handle.printer.is_configured = True

    def set_interface_altsetting(self, handle: Handle, _intf: int, altsetting: int) -> None:
        handle.printer.setting = altsetting

    def claim_interface(self, handle: Handle, _intf: int) -> None:
        printer = handle.printer
        if printer.has_kernel_driver or printer.claimed_by not in (None, handle):
            raise usb.core.USBError("Resource busy", -6, errno.EBUSY)
        printer.claimed_by = handle

    def release_interface(self, handle: Handle, _intf: int) -> None:
        if not handle.printer.is_plugged:
            raise gone()
        handle.printer.claimed_by = None

    def is_kernel_driver_active(self, handle: Handle, _intf: int) -> bool:
        return handle.printer.has_kernel_driver

    def detach_kernel_driver(self, handle: Handle, _intf: int) -> None:
        handle.printer.has_kernel_driver = False

    def attach_kernel_driver(self, handle: Handle, _intf: int) -> None:
        handle.printer.has_kernel_driver = True

    def reset_device(self, handle: Handle) -> None:
        handle.printer.done.append("reset")

    def clear_halt(self, handle: Handle, _ep: int) -> None:
        handle.printer.done.append("clear halt")
        handle.printer.is_stalled = False

    def bulk_write(self, handle: Handle, ep: int, _intf: int, data: "array[int]", timeout: int) -> int:
        printer = handle.printer
        assert ep == BULK_OUT
        assert timeout > 0
        taken, waiting = 0, data.tobytes()
        with printer.changed:
            if printer.is_stalled:
                raise usb.core.USBError("Pipe error", -9, errno.EPIPE)
            while taken < len(waiting) and printer.until(lambda: len(printer.heard) < printer.capacity, timeout / 1000):
                if not printer.is_plugged:
                    raise gone()
                room = printer.capacity - len(printer.heard)
                printer.heard += waiting[taken : taken + room]
                taken = min(len(waiting), taken + room)
                printer.changed.notify_all()
        if not taken:
            raise timed_out()
        return taken

    def bulk_read(self, handle: Handle, ep: int, _intf: int, buff: "array[int]", timeout: int) -> int:
        printer = handle.printer
        assert ep == BULK_IN
        assert timeout > 0
        with printer.changed:
            if not printer.until(lambda: printer.says, timeout / 1000):
                raise timed_out()
            if not printer.is_plugged:
                raise gone()
            count = min(len(buff), len(printer.says))
            buff[:count] = array("B", printer.says[:count])
            del printer.says[:count]
        return count

    def ctrl_transfer(
        self, handle: Handle, kind: int, request: int, value: int, _index: int, data: "array[int]", _timeout: int
    ) -> int:
        printer = handle.printer
        if not printer.is_plugged:
            raise gone()
        answer = bytes(2)
        if (kind, request, value >> 8) == (0x80, 6, 3):
            text = {**_STRINGS, 3: printer.serial}.get(value & 0xFF, "").encode("utf-16-le")
            words = text if value & 0xFF else (0x0409).to_bytes(2, "little")
            answer = bytes((2 + len(words), 3)) + words
        count = min(len(data), len(answer))
        data[:count] = array("B", answer[:count])
        return count
