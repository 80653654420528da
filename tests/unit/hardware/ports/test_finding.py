"""Devices are found in what the system shows of them, under names that outlive a change of sockets."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from hardware.ports import parse_port
from hardware.ports.finding import (
    Access,
    Found,
    UsbDevice,
    find_serial,
    find_usb_printers,
    find_usblp,
    find_winspool,
    usb_printers,
)
from hardware.ports.finding_inputs import Typist, find_inputs, read_keys, what_types
from hardware.ports.usb_id import UsbId
from tests.hardware.contracts.usb_bus import Setting, UsbBus, UsbPrinter


@dataclass
class Line:
    """A serial line as `list_ports` tells of it."""

    device: str
    vid: int | None = 0x0403
    pid: int | None = 0x6001
    serial_number: str | None = None
    description: str = "FT232R USB UART"


class Box:
    """A /dev and a /sys of our own."""

    def __init__(self, folder: Path) -> None:
        self.dev = folder / "dev"
        self.sys = folder / "sys"
        self.dev.mkdir()
        self.sys.mkdir()

    def node(self, name: str, *links: str) -> str:
        path = self.dev / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        for link in links:
            (self.dev / link).parent.mkdir(parents=True, exist_ok=True)
            (self.dev / link).symlink_to(path)
        return str(path)

    def says(self, name: str, text: str) -> None:
        path = self.sys / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def test_an_adapter_with_a_number_is_named_by_it(box: Box) -> None:
    device = box.node("ttyUSB0", "serial/by-id/usb-FTDI_FT232R_A1-if00-port0", "serial/by-path/pci-0:1")

    (found,) = find_serial(lambda: [Line(device, serial_number="A1")], box.dev)

    assert found.url == "serial://by-id/usb-FTDI_FT232R_A1-if00-port0?baud=9600"
    assert found.what == "FT232R USB UART, 0403:6001/A1"
    assert (found.path, found.access, found.group) == (device, Access.OK, "dialout")


def test_twins_without_a_number_are_named_by_their_sockets(box: Box) -> None:
    first = box.node("ttyUSB0", "serial/by-path/pci-0:1.0", "serial/by-id/usb-1a86_USB_Serial-if00")
    second = box.node("ttyUSB1", "serial/by-path/pci-0:2.0")

    found = find_serial(lambda: [Line(second), Line(first)], box.dev)

    assert [each.url for each in found] == [
        f"serial://{box.dev}/serial/by-path/pci-0:1.0?baud=9600",
        f"serial://{box.dev}/serial/by-path/pci-0:2.0?baud=9600",
    ]


def test_an_only_adapter_without_links_is_named_by_its_kind_and_a_bare_line_by_itself(box: Box) -> None:
    usb, bare = box.node("ttyACM0"), box.node("ttyS0")

    found = find_serial(lambda: [Line(usb), Line(bare, None, None, None, "n/a")], box.dev)

    assert [each.url.partition("?")[0] for each in found] == ["serial://0403:6001", f"serial://{bare}"]
    assert found[1].what == "serial line"


def test_a_kernel_printer_is_named_by_our_own_rule_and_says_what_it_is(box: Box) -> None:
    box.node("usb/lp0", "layso/printer-04b8-0e15-J5")
    box.says("class/usbmisc/lp0/device/ieee1284_id", "MANUFACTURER:EPSON;CMD:ESC/POS;MDL:TM-T82III;CLS:PRINTER;")
    box.node("usb/lp1")
    box.says("devices/usb1/1-2/manufacturer", "Xprinter")
    box.says("devices/usb1/1-2/product", "XP-80")
    box.says("devices/usb1/1-2/1-2:1.0/usbmisc/lp1/dev", "180:1")
    (box.sys / "class/usbmisc/lp1").mkdir()
    (box.sys / "class/usbmisc/lp1/device").symlink_to(box.sys / "devices/usb1/1-2/1-2:1.0")

    first, second = find_usblp(box.dev, box.sys)

    assert (first.url, first.what) == (f"usblp://{box.dev}/layso/printer-04b8-0e15-J5", "EPSON TM-T82III")
    assert (second.url, second.what) == (f"usblp://{box.dev}/usb/lp1", "Xprinter XP-80")


def test_a_usb_printer_is_named_by_its_numbers(box: Box) -> None:
    box.node("bus/usb/001/007")
    printer = UsbDevice(UsbId(0x04B8, 0x0E15, "J5 Z"), "EPSON TM-T82III", 1, 7)

    (found,) = find_usb_printers(lambda: [printer], box.dev)

    assert found.url == "usb://04b8:0e15/J5%20Z"
    assert found.path.endswith("bus/usb/001/007")
    assert found.access is Access.OK


def test_libusb_is_asked_for_whatever_has_the_printer_class() -> None:
    scanner, printer = UsbPrinter(settings=(Setting(interface_class=3),)), UsbPrinter(serial="J5")

    (found,) = usb_printers(UsbBus(scanner, printer))

    assert found == UsbDevice(UsbId(0x04B8, 0x0E15, "J5"), "Layso Ticket printer", 1, 5)


def test_a_printer_that_may_not_be_asked_is_found_by_its_numbers_alone() -> None:
    (found,) = usb_printers(UsbBus(UsbPrinter(), may_open=False))

    assert found == UsbDevice(UsbId(0x04B8, 0x0E15), "", 1, 5)


def test_what_cannot_be_opened_is_said(box: Box) -> None:
    (found,) = find_usb_printers(lambda: [UsbDevice(UsbId(1, 2), "", 1, 7)], box.dev)

    assert found.access is Access.DENIED
    assert found.what == "0001:0002"


def bits(*codes: int) -> str:
    value = sum(1 << code for code in codes)
    words = []
    while value:
        words.append(f"{value & (2**64 - 1):x}")
        value >>= 64
    return " ".join(reversed(words)) or "0"


KEYBOARD = (2, 3, 28, 30, 79, 96)


def test_the_kernels_list_of_keys_is_read() -> None:
    assert read_keys(bits(1, 28, 79, 96, 200)) == {1, 28, 79, 96, 200}
    assert read_keys("0") == read_keys("") == frozenset()


@pytest.mark.parametrize(
    ("name", "keys", "typist"),
    [
        ("SIGMACHIP USB Keypad", KEYBOARD, Typist.NUMPAD),
        ("HID 1234:5678", (79, 96), Typist.NUMPAD),
        ("Honeywell Imaging & Mobility 1450g", KEYBOARD, Typist.SCANNER),
        ("USB Barcode Scanner", KEYBOARD, Typist.SCANNER),
        ("Logitech USB Keyboard", KEYBOARD, Typist.KEYBOARD),
        ("Power Button", (116,), None),
        ("USB Mouse", (272, 273), None),
    ],
)
def test_what_types_is_told_by_its_keys_and_its_name(name: str, keys: tuple[int, ...], typist: Typist | None) -> None:
    assert what_types(name, frozenset(keys)) is typist


def test_numpads_and_scanners_are_found_under_names_that_stay(box: Box) -> None:
    for number, name, keys in ((0, "Power Button", (116,)), (2, "USB Keypad", KEYBOARD), (10, "Symbol Tech", KEYBOARD)):
        box.says(f"class/input/event{number}/device/name", name)
        box.says(f"class/input/event{number}/device/capabilities/key", bits(*keys))
    box.node("input/event0")
    box.node("input/event10", "input/by-path/pci-0-event-kbd")
    box.node("input/event2", "input/by-id/usb-Keypad-event-kbd", "input/by-path/pci-1-event-kbd")

    found = find_inputs(box.dev, box.sys)

    assert [each.url.removeprefix(f"evdev://{box.dev}/input/") for each in found] == [
        "by-id/usb-Keypad-event-kbd",
        "by-path/pci-0-event-kbd",
    ]
    assert [each.what for each in found] == ["USB Keypad (numpad)", "Symbol Tech (scanner that types)"]


def test_a_box_without_anything_has_nothing(box: Box) -> None:
    nothing: tuple[Found, ...] = ()

    assert find_usblp(box.dev, box.sys) == find_inputs(box.dev, box.sys) == find_winspool() == nothing
    assert find_usb_printers(list, box.dev) == find_serial(list, box.dev) == nothing


def test_this_box_can_be_looked_at_and_every_line_to_copy_is_right() -> None:
    for found in (*find_serial(), *find_usblp(), *find_usb_printers(), *find_inputs()):
        assert parse_port(found.url).kind is found.kind
        assert os.path.isabs(found.path)  # noqa: PTH117 - a name, not a path to work with
