"""Stories of a scanner in told time; and the border no word of a card crosses."""

import logging
from collections.abc import Sequence
from datetime import date

import pytest

from hardware.emulators.typist import Typist
from hardware.scanner.driver import GRACE_S, SAME_WITHIN_S, Judge, Scanned, ScannerChanged, ScannerDriver
from hardware.scanner.framing import SerialFraming
from hardware.scanner.keyboard import WedgeFraming
from hub.protocol import AgeClass, ClassId, DeviceHealth, Seen, SeenCard, SeenTicket, SeenUnknown
from tests.conftest import ExpectedLog
from tests.unit.hardware.scanner.samples import AGES, CARD, OLD_CARD, SECRETS, SLIP, TICKET, TODAY

A_TICKET = SeenTicket("k3J9xQ2mZpAbCd12")
UNREADABLE = SeenUnknown("unreadable")


def driver(judge: Judge | None = None) -> ScannerDriver:
    made = ScannerDriver("scanner-1", SerialFraming(), b"key", **({"judge": judge} if judge else {}))
    made.learn(AGES, TODAY, 0.0)
    made.opened(0.0)
    made.take_facts()
    return made


def scans(scanner: ScannerDriver) -> list[Seen]:
    return [fact.what for fact in scanner.take_facts() if isinstance(fact, Scanned)]


def scan(scanner: ScannerDriver, text: str, now: float) -> list[Seen]:
    scanner.received(text.encode() + b"\r", now)
    return scans(scanner)


def test_a_ticket_a_card_and_a_slip_come_out_as_what_they_are() -> None:
    scanner = driver()

    assert scan(scanner, TICKET, 1.0) == [A_TICKET]
    assert scan(scanner, OLD_CARD, 2.0) == [SeenCard(ClassId("tu-80"))]
    assert scan(scanner, CARD, 3.0) == [SeenCard(ClassId(""))]
    assert scan(scanner, SLIP, 4.0) == [SeenUnknown("slip")]


def test_a_ticket_held_before_the_scanner_is_one_scan_until_it_was_away_for_a_while() -> None:
    scanner = driver()

    assert [scan(scanner, TICKET, 1.0 + n * 0.5) for n in range(8)] == [[A_TICKET]] + [[]] * 7
    assert scan(scanner, TICKET, 4.5 + SAME_WITHIN_S - 0.1) == []
    scanner.tick(20.0)
    assert scan(scanner, TICKET, 20.0) == [A_TICKET]


def test_another_code_in_between_is_another_scan() -> None:
    scanner = driver()

    assert scan(scanner, TICKET, 1.0) + scan(scanner, OLD_CARD, 1.2) + scan(scanner, TICKET, 1.4) == [
        A_TICKET,
        SeenCard(ClassId("tu-80")),
        A_TICKET,
    ]


def test_two_people_of_one_age_are_two_scans() -> None:
    scanner = driver()

    assert len(scan(scanner, OLD_CARD, 1.0) + scan(scanner, OLD_CARD.replace("2||", "3||"), 1.5)) == 2


def test_noise_is_told_once() -> None:
    scanner = driver()

    assert [scan(scanner, f"~~{n}", 1.0 + n / 10) for n in range(30)] == [[UNREADABLE]] + [[]] * 29
    assert scan(scanner, TICKET, 4.1) == [A_TICKET]


def test_silence_ends_a_code_of_a_scanner_without_an_end() -> None:
    scanner = driver()
    scanner.received(TICKET.encode(), 1.0)
    assert scanner.next_at() == pytest.approx(1.1)
    scanner.tick(1.11)
    scanner.tick(1.12)

    assert scans(scanner) == [A_TICKET]


def test_a_keyboard_scanner_is_the_same_with_another_framing() -> None:
    scanner = ScannerDriver("scanner-2", WedgeFraming(), b"key")
    scanner.learn(AGES, TODAY, 0.0)
    scanner.opened(0.0)
    scanner.received(Typist().type(OLD_CARD), 1.0)

    assert scans(scanner) == [SeenCard(ClassId("tu-80"))]


def test_half_a_code_before_an_unplug_is_no_code() -> None:
    scanner = driver()
    scanner.received(OLD_CARD.encode()[:40], 1.0)
    scanner.closed(1.01)
    scanner.opened(1.02)

    assert scan(scanner, OLD_CARD[40:], 1.03) == [UNREADABLE]


def test_an_unplugged_scanner_is_offline_after_a_moment_and_ready_again() -> None:
    scanner = driver()
    scanner.closed(1.0)
    scanner.tick(1.0 + GRACE_S / 2)
    assert scanner.take_facts() == []

    scanner.tick(scanner.next_at())
    scanner.closed(3.0)
    scanner.tick(9.0)
    assert scanner.take_facts() == [ScannerChanged(DeviceHealth.OFFLINE, "unreachable")]
    assert scanner.next_at() == float("inf")

    scanner.opened(10.0)
    assert scanner.take_facts() == [ScannerChanged(DeviceHealth.READY, "")]


def test_a_scanner_that_was_never_there_is_offline() -> None:
    scanner = ScannerDriver("scanner-1", SerialFraming(), b"key")
    scanner.closed(0.0)
    scanner.tick(GRACE_S)

    assert scanner.take_facts() == [ScannerChanged(DeviceHealth.OFFLINE, "unreachable")]


def test_a_fault_inside_is_told_without_a_word_of_what_was_read(
    caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog
) -> None:
    expected_log.expect("a code was lost by a fault of this program: ValueError in judge")

    def judge(code: bytearray, _ages: Sequence[AgeClass], _today: date | None) -> Seen:
        raise ValueError(code.decode())

    with caplog.at_level(logging.DEBUG):
        scanner = driver(judge)
        seen = scan(scanner, OLD_CARD, 1.0)

    assert seen == [UNREADABLE]
    assert not any(secret in caplog.text for secret in SECRETS)
    assert all(record.exc_info is None for record in caplog.records)


def test_after_a_fault_inside_the_next_code_is_read(expected_log: ExpectedLog) -> None:
    expected_log.expect("a code was lost")
    faults = [True]

    def judge(_code: bytearray, _ages: Sequence[AgeClass], _today: date | None) -> Seen:
        if faults:
            faults.clear()
            raise KeyError("x")
        return A_TICKET

    scanner = driver(judge)

    assert scan(scanner, OLD_CARD, 1.0) + scan(scanner, TICKET, 1.1) == [UNREADABLE, A_TICKET]


def test_the_code_is_wiped_as_soon_as_it_is_judged() -> None:
    kept: list[bytearray] = []

    def judge(code: bytearray, _ages: Sequence[AgeClass], _today: date | None) -> Seen:
        kept.append(code)
        return UNREADABLE

    scan(driver(judge), OLD_CARD, 1.0)

    assert kept == [bytes(len(OLD_CARD.encode()))]


def test_what_the_driver_remembers_is_no_code() -> None:
    scanner = driver()
    scan(scanner, OLD_CARD, 1.0)
    remembered = repr([getattr(scanner, name) for name in vars(scanner)]) + repr(vars(scanner))

    assert not any(secret in remembered for secret in SECRETS)
    scanner.tick(1.0 + SAME_WITHIN_S)
    assert scanner.next_at() == float("inf")
