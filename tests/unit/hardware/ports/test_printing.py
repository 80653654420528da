"""A printer at a line too slow for pictures is refused at set-up, with the reason and the wait."""

import pytest

from hardware.ports import PrintingCheck, parse_port, printing_check


def refusals(url: str) -> str:
    return "; ".join(printing_check(parse_port(url)).refusals)


def warnings(url: str) -> str:
    return "; ".join(printing_check(parse_port(url)).warnings)


@pytest.mark.parametrize(("baud", "seconds"), [("", 23), ("baud=9600", 23), ("baud=4800", 46)])
def test_a_slow_line_is_refused_with_the_time_a_ticket_would_take(baud: str, seconds: int) -> None:
    said = refusals(f"serial:///dev/ttyUSB0?{baud}&flow=rtscts".replace("?&", "?"))

    assert f"a ticket would take {seconds} s" in said
    assert "115200 baud (2 s)" in said


def test_a_line_under_38400_is_warned_of() -> None:
    url = "serial:///dev/ttyUSB0?baud=19200&flow=rtscts"

    assert refusals(url) == ""
    assert "at 19200 baud a ticket takes 11 s" in warnings(url)


@pytest.mark.parametrize(
    "url",
    [
        "serial:///dev/ttyUSB0?baud=38400&flow=rtscts",
        "serial://COM5?baud=115200&flow=dsrdtr",
        "tcp://192.168.1.50:9100",
        "usblp:///dev/usb/lp0",
        "usb://04b8:0e15",
        "file:///srv/tickets.bin",
    ],
)
def test_a_good_line_is_said_nothing_of(url: str) -> None:
    assert printing_check(parse_port(url)) == PrintingCheck()


def test_a_line_without_a_busy_wire_is_warned_of() -> None:
    assert "loses dots" in warnings("serial:///dev/ttyUSB0?baud=115200")


def test_seven_bits_cannot_carry_a_picture() -> None:
    assert "8 bits" in refusals("serial:///dev/ttyUSB0?baud=115200&flow=rtscts&bytesize=7")


def test_a_smaller_ticket_is_faster() -> None:
    address = parse_port("serial:///dev/ttyUSB0?baud=19200&flow=rtscts")

    assert "takes 6 s" in printing_check(address, ticket_bytes=12_000).warnings[0]


def test_nothing_is_printed_on_a_keypad_and_nothing_is_known_of_windows() -> None:
    assert "nothing can be printed" in refusals("evdev:///dev/input/by-id/keypad")
    assert "unverified" in warnings("winspool://Xprinter")
