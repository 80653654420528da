"""A port's URL is understood, or refused in one plain sentence with an example."""

from pathlib import Path

import pytest

from hardware.errors import DeviceUnavailable
from hardware.ports import PortKind, parse_port, port_opener
from hardware.ports.address import EXAMPLES
from hardware.ports.serial_settings import Flow, Parity, SerialSettings
from hardware.ports.usb_id import UsbId


@pytest.mark.parametrize("kind", PortKind)
def test_every_example_is_right(kind: PortKind) -> None:
    assert parse_port(EXAMPLES[kind]).kind is kind


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("serial:///dev/ttyUSB0", SerialSettings(place="/dev/ttyUSB0")),
        (
            "serial:///dev/ttyUSB0?baud=115200&flow=rtscts",
            SerialSettings(place="/dev/ttyUSB0", baud=115200, flow=Flow.RTSCTS),
        ),
        (
            "serial://by-id/usb-FTDI_FT232R_A1-if00-port0?baud=19200&flow=dsrdtr",
            SerialSettings(place="/dev/serial/by-id/usb-FTDI_FT232R_A1-if00-port0", baud=19200, flow=Flow.DSRDTR),
        ),
        (
            "serial://com5?bytesize=7&parity=E&stopbits=2",
            SerialSettings(place="COM5", bytesize=7, parity=Parity.EVEN, stopbits=2),
        ),
        ("serial://0403:6001", SerialSettings(place=UsbId(0x0403, 0x6001))),
        ("serial://1A86:7523/A%20B?parity=odd", SerialSettings(place=UsbId(0x1A86, 0x7523, "A B"), parity=Parity.ODD)),
    ],
)
def test_a_serial_line_says_where_it_is_and_how_fast(url: str, settings: SerialSettings) -> None:
    assert parse_port(url).serial == settings


def test_the_speed_of_a_line_counts_the_bits_around_each_byte() -> None:
    assert parse_port("serial:///dev/ttyS0?baud=19200").bytes_per_s == 1920
    assert parse_port("serial:///dev/ttyS0?baud=9600&bytesize=7&parity=even&stopbits=2").bytes_per_s == 9600 / 11
    assert parse_port("tcp://h:9100").bytes_per_s is None


def test_that_nothing_ever_comes_back_is_known_before_a_port_is_opened() -> None:
    deaf = {kind for kind, url in EXAMPLES.items() if not parse_port(url).hears}

    assert deaf == {PortKind.FILE, PortKind.WINSPOOL}


@pytest.mark.parametrize("url", ["", "tcp://", "tcp://host", "tcp://host:port", "lpt1", "http://host:80", "tcp://h:0"])
def test_what_is_no_port_is_told_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match=r"write it like tcp://192\.168\.1\.50:9100"):
        port_opener(url)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("COM5", "it must begin with one of tcp://, serial://"),
        ("tcp://h:99999", "a number from 1 to 65535"),
        ("tcp://[::1", "is not a port"),
        ("serial://", "which line"),
        ("serial://by-id/", "which line"),
        ("serial://by-path/pci-0000", "which line"),
        ("serial://0403:600", "which line"),
        ("serial://COM5/x", "which line"),
        ("serial:///dev/ttyUSB0?baud=fast", 'baud "fast" must be a number'),
        ("serial:///dev/ttyUSB0?baud=9", 'baud "9" must be a number'),
        ("serial:///dev/ttyUSB0?baud", 'baud "" must be a number'),
        ("serial:///dev/ttyUSB0?boud=9600", 'did you mean "baud"'),
        ("serial:///dev/ttyUSB0?bytesize=6", "7 or 8"),
        ("serial:///dev/ttyUSB0?stopbits=3", "1 or 2"),
        ("serial:///dev/ttyUSB0?parity=mark", "none, even or odd"),
        ("serial:///dev/ttyUSB0?flow=hard", "rtscts, dsrdtr or none"),
        ("serial:///dev/ttyUSB0?flow=xonxoff", "11h and 13h also occur in pictures"),
        ("usblp://dev/usb/lp0", "a third slash"),
        ("usblp:///", "the path of a file"),
        ("usb://04b8", "four hex digits"),
        ("usb://04b8:0e15:1", "four hex digits"),
        ("evdev://by-id/x", "a third slash"),
        ("winspool://", "as Windows shows it"),
        ("file:///tmp/x?mode=a", "the path of a file"),
    ],
)
def test_every_mistake_is_told_in_one_sentence(url: str, says: str) -> None:
    with pytest.raises(ValueError, match="write it like") as raised:
        parse_port(url)

    sentence = str(raised.value)
    assert says in sentence
    assert sentence.startswith(f'"{url}" is not a port')
    assert "\n" not in sentence


def test_a_blank_in_a_name_is_written_in_hex(tmp_path: Path) -> None:
    port = port_opener((tmp_path / "two words").as_uri())()
    port.close()

    assert (tmp_path / "two words").exists()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("usblp:///dev/usb/lp99", "lp99: it is not plugged in"),
        ("serial:///dev/ttyUSB99", "it is not plugged in"),
        ("serial://by-id/usb-nothing", "it is not plugged in"),
        ("serial://dead:beef/1", "no serial adapter dead:beef/1 is plugged in"),
        ("usb://dead:beef", "no USB device dead:beef is plugged in"),
        ("evdev:///dev/input/by-id/nothing", "it is not plugged in"),
        ("winspool://Xprinter", "only on Windows"),
        ("file:///nowhere/at/all", "No such file"),
        ("file:///dev/null", "not a plain file"),
        ("serial:///dev/null", "/dev/null: "),
    ],
)
def test_what_is_not_there_is_told_in_words(url: str, says: str) -> None:
    with pytest.raises(DeviceUnavailable, match=says):
        port_opener(url)()
