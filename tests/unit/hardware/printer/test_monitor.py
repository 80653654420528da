"""Questions are asked one at a time, in order, and only answers to them are taken."""

from hardware.printer.condition import Condition
from hardware.printer.monitor import ANSWER_WITHIN_S, POLL_EVERY_S, Monitor, Polled, Silent, Told
from hardware.printer.outbox import Outbox
from hardware.printer.profile import PROFILES
from hardware.printer.status import Sensor


def monitor() -> tuple[Monitor, Outbox]:
    outbox = Outbox()
    return Monitor(PROFILES["generic-80"], outbox), outbox


def asked(outbox: Outbox) -> bytes:
    data = outbox.waiting
    outbox.took(len(data))
    return data


def test_the_next_question_waits_for_the_last_answer() -> None:
    ear, outbox = monitor()
    ear.opened(0.0)

    questions = []
    for answer in (b"\x12", b"\x12", b"\x12"):
        questions.append(asked(outbox))
        assert ear.received(answer, 0.1) == []
    questions.append(asked(outbox))

    assert questions == [b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"]
    assert ear.received(b"\x1e", 0.1) == [Polled(Condition(is_near_end=True))]


def test_an_answer_nobody_waits_for_is_dropped() -> None:
    ear, _ = monitor()

    assert ear.received(b"\x1e", 0.0) == []


def test_what_the_printer_says_by_itself_and_in_its_turn_is_passed_on() -> None:
    ear, _ = monitor()

    assert ear.received(b"\x38\x00\x00\x00\x03", 0.0) == [
        Told(Condition(is_offline=True, is_cover_open=True)),
        Sensor(0x03),
    ]


def test_silence_is_counted_in_rounds() -> None:
    ear, _ = monitor()
    ear.opened(0.0)
    first = ANSWER_WITHIN_S
    second = first + POLL_EVERY_S

    assert ear.tick(first) == [Silent(1)]
    assert ear.tick(second) == []
    assert ear.tick(second + ANSWER_WITHIN_S) == [Silent(2)]


def test_half_an_answer_is_not_completed_by_the_next_one() -> None:
    ear, outbox = monitor()
    ear.opened(0.0)
    asked(outbox)
    ear.received(b"\x5fhalf a name", 0.1)
    ear.tick(ANSWER_WITHIN_S)
    ear.ask(1.0)

    for _ in range(3):
        assert ear.received(b"\x12", 1.1) == []
    assert ear.received(b"\x12", 1.1) == [Polled(Condition())]


def test_while_muted_nothing_is_asked() -> None:
    ear, outbox = monitor()
    ear.mute()
    ear.tick(100.0)

    assert asked(outbox) == b""
    assert ear.next_at == float("inf")


def test_a_hurry_shortens_the_patience_with_a_round_under_way() -> None:
    ear, _ = monitor()
    ear.opened(0.0)
    ear.received(b"\x12", 0.2)
    assert ear.next_at == 0.2 + ANSWER_WITHIN_S

    ear.ask(0.1)
    assert ear.next_at == 0.1 + ANSWER_WITHIN_S
