"""What was found out becomes a sentence with something to do, and nothing is called well that is not."""

import re

import pytest

from hardware.doctor.advice import Finding, Level, findings, proposal
from hardware.doctor.bench import Examined, Reached, Trial
from hardware.doctor.words import CLOSED_OTHERWISE, METHODS, TROUBLES, why_closed
from hardware.ports import parse_port
from hardware.printer.condition import Condition
from hardware.printer.confirm import UNVERIFIED
from hardware.printer.job import Learnt, Outcome
from hardware.printer.profile import PROFILES, ConfirmMethod
from hub.protocol import PrinterHealth

TCP = parse_port("tcp://192.168.1.50:9100")
SPOOLER = parse_port("winspool://Xprinter%20XP-80")
EPSON = PROFILES["epson-tm"]
GENERIC = PROFILES["generic-80"]
WELL = Examined(
    reached=Reached.ANSWERED,
    health=PrinterHealth.READY,
    learnt=Learnt("EPSON TM-T82II", EPSON, gives_ids=True),
    profile=EPSON,
)


def with_test(outcome: Outcome, detail: str, *, is_whole: bool = True) -> Examined:
    test = Trial(outcome, detail, 17_000, 120.0, 0.5, 1.0, is_whole)
    return Examined(reached=WELL.reached, health=WELL.health, learnt=WELL.learnt, profile=WELL.profile, test=test)


def levels(examined: Examined, url: str = TCP.url) -> list[Level]:
    return [finding.level for finding in findings(parse_port(url), examined)]


def test_a_printer_that_is_well_leaves_nothing_to_do() -> None:
    told = list(findings(TCP, WELL))

    assert {finding.level for finding in told} == {Level.GOOD}
    assert any("EPSON TM-T82II" in finding.what and "epson-tm" in finding.what for finding in told)


@pytest.mark.parametrize(
    "condition",
    [
        Condition(is_broken=True),
        Condition(is_cutter_stuck=True),
        Condition(is_jammed=True),
        Condition(is_cover_open=True),
        Condition(is_paper_out=True),
        Condition(is_hot=True),
        Condition(has_error=True),
        Condition(is_offline=True),
    ],
)
def test_every_trouble_a_printer_can_tell_of_has_words_and_something_to_do(condition: Condition) -> None:
    advice = TROUBLES[condition.trouble]
    examined = Examined(reached=Reached.ANSWERED, health=PrinterHealth.FAULT, detail=condition.trouble, profile=GENERIC)

    assert Finding(Level.TODO, advice.what, advice.do) in list(findings(TCP, examined))
    assert advice.do


@pytest.mark.parametrize("method", [*ConfirmMethod, UNVERIFIED])
def test_every_proof_has_words(method: str) -> None:
    assert METHODS[method]


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("192.168.1.50:9100: Connection refused", "địa chỉ"),
        ("192.168.1.50:9100: timed out", "không trả lời"),
        ("192.168.1.50:9100: No route to host", "đường mạng"),
        ("/dev/usb/lp0: Permission denied", "không được phép"),
        ("/dev/usb/lp0: Device or resource busy", "chương trình khác"),
        ("/dev/usb/lp9: No such file or directory", "Không có cổng"),
        ("/dev/ttyUSB0: this user may not open it; see: layso-hardware list-ports", "không được phép"),
        ("/dev/ttyUSB0: another program uses it", "chương trình khác"),
        ("/dev/usb/lp9: it is not plugged in", "Không thấy thiết bị"),
        ("no USB device 04b8:0e15 is plugged in", "Không thấy thiết bị"),
        ("no serial adapter 0403:6001 is plugged in", "Không thấy thiết bị"),
        ("libusb is not installed (Debian: apt install libusb-1.0-0)", "libusb"),
        ("2 adapters are 0403:6001 (COM3, COM4): name it by its serial number or socket", "giống hệt nhau"),
        ("2 USB devices are 04b8:0e15: add the serial number", "giống hệt nhau"),
        ("this USB device has nothing that prints", "không phải máy in"),
        ("winspool:// exists only on Windows", "Windows"),
    ],
)
def test_why_a_port_cannot_be_opened_is_said_in_words(said: str, part: str) -> None:
    assert part in why_closed(said).what
    assert levels(Examined(reached=Reached.CLOSED, trouble=said)) == [Level.TODO]


def test_what_nobody_foresaw_is_told_as_the_system_says_it() -> None:
    (finding,) = findings(TCP, Examined(reached=Reached.CLOSED, trouble="the moon is full"))

    assert finding.what == f"{CLOSED_OTHERWISE.what} (the moon is full)"


def test_a_printer_that_says_nothing_is_something_to_do() -> None:
    silent = Examined(reached=Reached.OPEN, health=PrinterHealth.OFFLINE, detail="silent", profile=GENERIC)

    assert levels(silent) == [Level.GOOD, Level.TODO]


@pytest.mark.parametrize(
    ("outcome", "detail", "level"),
    [
        (Outcome.CONFIRMED, "process_id", Level.GOOD),
        (Outcome.CONFIRMED, "paper_sensor", Level.GOOD),
        (Outcome.CONFIRMED, "idle", Level.NOTE),
        (Outcome.CONFIRMED, "unverified", Level.NOTE),
        (Outcome.FAILED, "paper_out", Level.TODO),
        (Outcome.UNKNOWN, "confirm_timeout", Level.TODO),
        (Outcome.UNKNOWN, "cutter", Level.TODO),
    ],
)
def test_a_test_ticket_is_worth_what_the_printer_can_prove(outcome: Outcome, detail: str, level: Level) -> None:
    said = [finding for finding in findings(TCP, with_test(outcome, detail)) if "hiếu thử" in finding.what]

    assert [finding.level for finding in said] == [level]


def test_a_printer_that_says_done_while_the_ticket_is_torn_is_a_liar() -> None:
    assert Level.TODO in levels(with_test(Outcome.CONFIRMED, "process_id", is_whole=False))


def test_9600_baud_is_refused_with_the_reason_and_38400_is_not() -> None:
    slow = list(findings(parse_port("serial:///dev/ttyS0?baud=9600&flow=rtscts"), Examined(reached=Reached.CLOSED)))

    assert [finding.level for finding in slow] == [Level.TODO]
    assert "9600 baud" in slow[0].what
    assert re.search(r"\d+ giây", slow[0].what)
    assert "115200" in slow[0].do
    assert levels(WELL, "serial:///dev/ttyS0?baud=19200&flow=rtscts")[0] is Level.NOTE
    assert Level.NOTE not in levels(WELL, "serial:///dev/ttyS0?baud=38400&flow=rtscts")


def test_a_line_without_flow_control_is_a_warning() -> None:
    assert levels(WELL, "serial:///dev/ttyS0?baud=115200")[0] is Level.NOTE


def test_the_table_to_paste_says_what_was_found() -> None:
    assert proposal(TCP, WELL, "printer-1").splitlines()[:4] == [
        "[[printer]]",
        'id = "printer-1"',
        'port = "tcp://192.168.1.50:9100"',
        'profile = "epson-tm"',
    ]


def test_a_printer_that_proves_more_than_its_kind_is_asked_each_time() -> None:
    better = Learnt("", GENERIC, gives_ids=True)
    profile = PROFILES["generic-80"]
    more = type(profile)(name=profile.name, width_dots=profile.width_dots, confirm=tuple(ConfirmMethod))
    examined = Examined(reached=Reached.ANSWERED, health=PrinterHealth.READY, learnt=better, profile=more)

    assert 'profile = "auto"' in proposal(TCP, examined, "p")


def test_a_spooler_gets_the_profile_that_asks_nothing_and_a_warning() -> None:
    examined = Examined(
        reached=Reached.ANSWERED, health=PrinterHealth.READY, detail=UNVERIFIED, profile=PROFILES["winspool"]
    )

    assert 'profile = "winspool"' in proposal(SPOOLER, examined, "p")
    assert levels(examined, SPOOLER.url) == [Level.GOOD, Level.NOTE]


@pytest.mark.parametrize("url", [TCP.url, "serial:///dev/ttyS0?baud=9600&flow=rtscts"])
def test_nothing_is_proposed_for_what_does_not_work(url: str) -> None:
    assert proposal(parse_port(url), Examined(reached=Reached.CLOSED), "p") == ""
