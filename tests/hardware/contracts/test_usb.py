"""A USB printer is taken as it is: never reset, its configuration left alone, the kernel's driver given back."""

import time

import pytest

from hardware.errors import DeviceUnavailable
from hardware.ports.usb_bulk import open_usb
from hardware.ports.usb_id import UsbId
from tests.hardware.contracts.peers import is_gone
from tests.hardware.contracts.usb_bus import BULK_IN, BULK_OUT, Setting, UsbBus, UsbPrinter
from tests.support.eventually import eventually

EPSON = UsbId(0x04B8, 0x0E15)


def test_the_device_is_neither_reset_nor_configured_anew() -> None:
    printer = UsbPrinter()

    open_usb(EPSON, UsbBus(printer)).close()

    assert printer.done == ["open", "close"]


def test_a_device_without_a_configuration_gets_its_first() -> None:
    printer = UsbPrinter(is_configured=False)

    open_usb(EPSON, UsbBus(printer)).close()

    assert printer.done == ["open", "set configuration 1", "close"]


def test_the_kernels_driver_has_it_back_afterwards() -> None:
    printer = UsbPrinter()
    port = open_usb(EPSON, UsbBus(printer))
    had_it_meanwhile = printer.has_kernel_driver

    port.close()

    assert (had_it_meanwhile, printer.has_kernel_driver) == (False, True)
    assert printer.claimed_by is None


def test_a_driver_that_was_not_there_is_not_brought_in() -> None:
    printer = UsbPrinter(has_kernel_driver=False)

    open_usb(EPSON, UsbBus(printer)).close()

    assert not printer.has_kernel_driver


def test_of_several_settings_the_one_that_also_hears_is_taken() -> None:
    one_way, packets = Setting(protocol=1, ends=(BULK_OUT,)), Setting(protocol=3)
    printer = UsbPrinter(settings=(one_way, packets, Setting(protocol=2)))

    port = open_usb(EPSON, UsbBus(printer))
    printer.say(b"\x12")

    assert port.exchange(b"", 5.0) == (0, b"\x12")
    assert printer.setting == 2
    port.close()


def test_a_maker_with_a_class_of_his_own_is_taken_too() -> None:
    printer = UsbPrinter(settings=(Setting(interface_class=0xFF, protocol=0),))

    port = open_usb(EPSON, UsbBus(printer))

    assert port.exchange(b"ticket", 1.0)[0] == 6
    port.close()


@pytest.mark.parametrize(
    "setting", [Setting(interface_class=3), Setting(ends=(BULK_IN,))], ids=["a keyboard", "nothing to write to"]
)
def test_what_does_not_print_is_refused(setting: Setting) -> None:
    with pytest.raises(DeviceUnavailable, match="nothing that prints"):
        open_usb(EPSON, UsbBus(UsbPrinter(settings=(setting,))))


def test_the_serial_number_tells_two_alike_apart() -> None:
    first, second = UsbPrinter(serial="A"), UsbPrinter(serial="B")
    bus = UsbBus(first, second)

    port = open_usb(UsbId(0x04B8, 0x0E15, "B"), bus)

    assert second.claimed_by
    assert not first.claimed_by
    with pytest.raises(DeviceUnavailable, match="2 USB devices are 04b8:0e15: add the serial number"):
        open_usb(EPSON, bus)
    with pytest.raises(DeviceUnavailable, match="no USB device 04b8:0e15/C"):
        open_usb(UsbId(0x04B8, 0x0E15, "C"), bus)
    port.close()


def test_a_user_without_rights_is_told_where_to_look() -> None:
    with pytest.raises(DeviceUnavailable, match="this user may not open it; see: layso-hardware list-ports"):
        open_usb(EPSON, UsbBus(UsbPrinter(), may_open=False))


def test_a_device_that_refuses_is_told_so_and_opened_anew() -> None:
    printer = UsbPrinter(is_stalled=True)
    bus = UsbBus(printer)
    port = open_usb(EPSON, bus)

    eventually(lambda: is_gone(port))
    port.close()
    again = open_usb(EPSON, bus)

    assert "clear halt" in printer.done
    assert again.exchange(b"ticket", 1.0)[0] == 6
    again.close()


def test_part_of_a_piece_is_never_called_lost() -> None:
    printer = UsbPrinter(capacity=100)
    port = open_usb(EPSON, UsbBus(printer))

    assert port.exchange(bytes(300), 0.05)[0] == 100
    assert port.exchange(bytes(200), 0.05)[0] == 0
    assert printer.hear() == bytes(100)
    port.close()


def test_closing_ends_the_reader_before_the_handle() -> None:
    printer = UsbPrinter()
    port = open_usb(EPSON, UsbBus(printer))
    began = time.monotonic()

    port.close()

    assert printer.done[-1] == "close"
    assert time.monotonic() - began < 1.0
