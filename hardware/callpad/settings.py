"""The `[[pad]]` tables: call pads, one kind each.

[[pad]]
kind = "numpad"
id = "pad-2"
port = "evdev:///dev/input/by-id/usb-SIGMACHIP_USB_Keyboard-event-kbd"
counter = "counter-2"
"""

from hardware.tables import DeviceTable


class NumpadPad(DeviceTable, frozen=True, tag="numpad"):
    """A numeric keypad with USB."""

    counter: str


class Ff68Pad(DeviceTable, frozen=True, tag="ff68"):
    """A pad of the FF 68 protocol on an RS-485 bus."""

    counter: str


PadTable = NumpadPad | Ff68Pad
