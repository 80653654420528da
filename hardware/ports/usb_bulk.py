"""A printer spoken to over USB itself, past the kernel's driver.

The device is taken as it is: it is never reset, for then it vanishes and comes back under another number, and its
configuration is set only when it has none. The printer's interface and its two ends are found in what it says of
itself.

Reading waits in a thread of its own: libusb cannot wait for an answer, a free printer and a bell at once. Whatever it
hears rings the bell.
"""

import errno
import threading
from contextlib import suppress
from typing import Any, Final

import usb.core
import usb.util

from hardware.errors import DeviceUnavailable
from hardware.ports.told import why
from hardware.ports.usb_id import UsbId

UsbDevice = Any
"""pyusb's `Device`, which has no types."""

_PRINTER_CLASS: Final = 7
_BOTH_WAYS: Final = 2
_ONE_WAY: Final = 1
_VENDOR_CLASS: Final = 0xFF
_GET_STATUS: Final = (0x80, 0, 0, 0, 2)
"""The one question that every USB device answers."""

_READ_BYTES: Final = 4096
"""A multiple of every packet size, or a packet would not fit."""
_READ_MS: Final = 250
_WRITE_BYTES: Final = 4096
_WRITE_S: Final = 0.1
"""libusb cannot be woken: a printer that takes nothing is left so soon."""
_ANSWER_MS: Final = 500
_ZERO_LENGTH_PAUSE_S: Final = 0.01
_END_WITHIN_S: Final = 2.0


class UsbPort:
    """One claimed interface."""

    def __init__(self, device: UsbDevice) -> None:
        self._device = device
        self._lock = threading.Lock()
        self._bell = threading.Event()
        self._closing = threading.Event()
        self._heard = bytearray()
        self._fault: DeviceUnavailable | None = None
        self._is_open = True
        self._kernel_had_it = False
        self._interface: Any = None
        try:
            self._interface = _claimable(device)
            self._claim()
        except usb.core.USBError as error:
            self._give_back()
            raise DeviceUnavailable(_why(error)) from None
        except DeviceUnavailable:
            self._give_back()
            raise
        self._out = _end(self._interface, usb.util.ENDPOINT_OUT)
        self._in = _end(self._interface, usb.util.ENDPOINT_IN)
        self._reader = threading.Thread(target=self._listen, name="usb reader", daemon=True)
        if self._in is not None:
            self._reader.start()

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        if not self._is_open:
            raise DeviceUnavailable("the port is closed")
        wait_s = max(0.0, wait_s)
        if self._fault is not None and not self._heard:
            raise self._fault
        taken = self._write(data, wait_s) if data else 0
        if not data and not self._bell.wait(wait_s) and self._in is None:
            self._look_if_there()
        self._bell.clear()
        with self._lock:
            heard = bytes(self._heard)
            self._heard.clear()
        return taken, heard

    def wake(self) -> None:
        self._bell.set()

    def close(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        self._closing.set()
        if self._in is not None:
            self._reader.join(_END_WITHIN_S)
            if self._reader.is_alive():
                # Closing the handle under a running transfer ends the whole program; better to leave it open.
                return
        self._give_back()

    def _claim(self) -> None:
        number = self._interface.bInterfaceNumber
        with suppress(NotImplementedError):  # Windows
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
                self._kernel_had_it = True
        usb.util.claim_interface(self._device, number)
        if self._interface.bAlternateSetting:
            self._device.set_interface_altsetting(self._interface)

    def _give_back(self) -> None:
        if self._interface is not None:
            with suppress(usb.core.USBError):
                usb.util.release_interface(self._device, self._interface)
        if self._kernel_had_it:
            with suppress(usb.core.USBError):
                self._device.attach_kernel_driver(self._interface.bInterfaceNumber)
        with suppress(usb.core.USBError):
            usb.util.dispose_resources(self._device)

    def _write(self, data: bytes, wait_s: float) -> int:
        within_ms = max(1, round(min(wait_s, _WRITE_S) * 1000))  # 0 would be for ever
        try:
            return int(self._out.write(data[:_WRITE_BYTES], within_ms))
        except usb.core.USBTimeoutError:
            return 0
        except usb.core.USBError as error:
            # Told by the next exchange, after what was received now has been heard.
            self._fail(error, self._out)
            return 0

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                heard = self._in.read(_READ_BYTES, _READ_MS)
            except usb.core.USBTimeoutError:
                continue
            except usb.core.USBError as error:
                self._fail(error, self._in)
                return
            if heard:
                with self._lock:
                    self._heard += heard
                self._bell.set()
            else:
                self._closing.wait(_ZERO_LENGTH_PAUSE_S)

    def _look_if_there(self) -> None:
        try:
            self._device.ctrl_transfer(*_GET_STATUS, timeout=_ANSWER_MS)
        except usb.core.USBTimeoutError:
            return
        except usb.core.USBError as error:
            raise DeviceUnavailable(_why(error)) from None

    def _fail(self, error: usb.core.USBError, end: Any) -> None:  # noqa: ANN401 - pyusb has no types
        if error.errno == errno.EPIPE:
            # A stalled end stays so until it is told.
            with suppress(usb.core.USBError):
                self._device.clear_halt(end)
        self._fault = DeviceUnavailable(_why(error))
        self._bell.set()


def open_usb(usb_id: UsbId, backend: Any = None) -> UsbPort:  # noqa: ANN401 - pyusb has no types
    """Raises `DeviceUnavailable`."""
    try:
        alike = list(usb.core.find(find_all=True, backend=backend, idVendor=usb_id.vendor, idProduct=usb_id.product))
        found = [each for each in alike if usb_id.serial in ("", _serial_of(each))]
    except usb.core.NoBackendError:
        raise DeviceUnavailable("libusb is not installed (Debian: apt install libusb-1.0-0)") from None
    except usb.core.USBError as error:
        raise DeviceUnavailable(_why(error)) from None
    if not found:
        raise DeviceUnavailable(f"no USB device {usb_id} is plugged in")
    if len(found) > 1:
        raise DeviceUnavailable(
            f"{len(found)} USB devices are {usb_id}: add the serial number; see: layso-hardware list-ports"
        )
    return UsbPort(found[0])


def _serial_of(device: UsbDevice) -> str:
    try:
        return str(device.serial_number or "")
    except ValueError:
        # No rights to ask, or it answers in no language.
        return ""


def _claimable(device: UsbDevice) -> Any:  # noqa: ANN401 - pyusb has no types
    try:
        configuration = device.get_active_configuration()
    except usb.core.USBError as error:
        if error.errno is not None:
            raise
        device.set_configuration()
        configuration = device.get_active_configuration()
    usable = [each for each in configuration if _end(each, usb.util.ENDPOINT_OUT) is not None]
    printers = [each for each in usable if each.bInterfaceClass == _PRINTER_CLASS]
    for protocol in (_BOTH_WAYS, _ONE_WAY):
        if chosen := [each for each in printers if each.bInterfaceProtocol == protocol]:
            return chosen[0]
    if chosen := printers or [each for each in usable if each.bInterfaceClass == _VENDOR_CLASS]:
        return chosen[0]
    raise DeviceUnavailable("this USB device has nothing that prints")


def _end(interface: Any, direction: int) -> Any:  # noqa: ANN401 - pyusb has no types
    for end in interface:
        is_bulk = usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        if is_bulk and usb.util.endpoint_direction(end.bEndpointAddress) == direction:
            return end
    return None


def _why(error: usb.core.USBError) -> str:
    match error.errno:
        case errno.ENODEV | errno.ENOENT | errno.EIO:
            return "the device is gone"
        case errno.EPIPE:
            return "the device refused the data"
        case _:
            return why(error)
