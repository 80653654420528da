"""The `[[scanner]]` tables: code scanners at kiosks, one kind each.

[[scanner]]
kind = "serial"
id = "scanner-1"
port = "serial:///dev/serial/by-id/usb-Newland_Auto-ID-if00?baud=9600"
kiosk = "kiosk-1"

[[scanner]]
kind = "wedge"
id = "scanner-2"
port = "evdev:///dev/input/by-id/usb-Scanner_HIDKBW-event-kbd"
kiosk = "kiosk-2"
"""

from collections.abc import Iterator

from hardware.scanner.framing import Framing, SerialFraming
from hardware.scanner.keyboard import WedgeFraming
from hardware.tables import DeviceTable


class ScannerBase(DeviceTable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every scanner has."""

    kiosk: str
    """The kiosk it stands at, by the device id of that kiosk."""

    def problems(self) -> Iterator[str]:
        if not self.kiosk:
            yield "kiosk: is empty; it must be the device id of the kiosk it stands at, such as kiosk-1"

    def framing(self) -> Framing:
        """How its codes are found in what it sends."""
        raise NotImplementedError


class SerialScanner(ScannerBase, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="serial"):
    """A scanner that sends exact bytes: a serial port, or USB that looks like one."""

    def framing(self) -> Framing:
        return SerialFraming()


class WedgeScanner(ScannerBase, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="wedge"):
    """A scanner that types like a keyboard; it must end each code with Enter."""

    def framing(self) -> Framing:
        return WedgeFraming()

    def problems(self) -> Iterator[str]:
        yield from super().problems()
        if not self.port.startswith("evdev:"):
            yield f'port: "{self.port}" is no keyboard; write it like evdev:///dev/input/by-id/usb-...-event-kbd'


ScannerTable = SerialScanner | WedgeScanner
