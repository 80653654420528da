"""The `[[scanner]]` tables, one kind each."""

from hardware.tables import DeviceTable


class SerialScanner(DeviceTable, frozen=True, tag="serial"):
    """A scanner that sends exact bytes: a serial port, or USB that looks like one."""

    kiosk: str
    """The kiosk it stands at, by the device id of that kiosk."""


class WedgeScanner(DeviceTable, frozen=True, tag="wedge"):
    """A scanner that types like a keyboard."""

    kiosk: str
    """The kiosk it stands at, by the device id of that kiosk."""


ScannerTable = SerialScanner | WedgeScanner
