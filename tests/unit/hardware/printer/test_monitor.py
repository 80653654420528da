"""Questions are asked one at a time, in order, and only answers to them are taken."""

from hardware.printer.condition import Condition
from hardware.printer.monitor import ANSWER_WITHIN_S, POLL_EVERY_S, QUIET_S, Heard, Monitor, Polled, Silent, Told
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


def polled(ear: Monitor, outbox: Outbox, now: float, answers: bytes) -> list[Heard]:
    """Each question is taken and answered, one by one."""
    heard: list[Heard] = []
    for value in answers:
        asked(outbox)
        heard += ear.received(bytes((value,)), now)
    return heard


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
    asked(outbox)
    ear.received(b"\x12", 1.1)
    ear.tick(1.1 + QUIET_S)

    assert polled(ear, outbox, 2.0, b"\x12\x12\x12\x12") == [Polled(Condition())]


def test_while_muted_nothing_is_asked() -> None:
    ear, outbox = monitor()
    ear.mute()
    ear.tick(100.0)

    assert asked(outbox) == b""
    assert ear.next_at == float("inf")


def test_a_hurry_shortens_the_patience_with_a_round_under_way() -> None:
    ear, outbox = monitor()
    ear.opened(0.0)
    asked(outbox)
    ear.received(b"\x12", 0.2)
    assert ear.next_at == 0.2 + ANSWER_WITHIN_S

    ear.ask(0.1)
    assert ear.next_at == 0.1 + ANSWER_WITHIN_S


def test_answers_that_come_too_late_are_never_taken_for_those_to_later_questions() -> None:
    """A printer that was deaf for a while: drawer pin high, which in the second answer would be an open cover."""
    ear, outbox = monitor()
    ear.opened(0.0)
    asked(outbox)
    ear.tick(0.3)
    ear.tick(1.3)
    asked(outbox)

    assert ear.received(b"\x16", 1.4) == []
    assert ear.received(b"\x16", 1.5) == []
    assert asked(outbox) == b"", "nothing is asked before it is quiet"
    ear.tick(1.5 + QUIET_S)
    assert polled(ear, outbox, 1.8, b"\x16\x12\x12\x12") == [Polled(Condition())]


def test_an_answer_that_was_there_before_its_question_left_answers_something_else() -> None:
    ear, outbox = monitor()
    ear.opened(0.0)
    asked(outbox)

    assert ear.received(b"\x16\x16\x16\x16\x16", 0.1) == []
    assert polled(ear, outbox, 0.2, b"\x12\x12\x12") == [Polled(Condition())]


def test_a_printer_that_is_slow_to_answer_is_waited_for_from_then_on() -> None:
    """As behind a print server: every answer half a second late."""
    ear, outbox = monitor()
    ear.opened(0.0)
    asked(outbox)
    assert ear.tick(0.3) == [Silent(1)]
    ear.received(b"\x12", 0.5)

    ear.tick(1.3)
    asked(outbox)
    assert ear.tick(1.7) == []
    ear.received(b"\x12", 1.8)
    ear.tick(1.8 + QUIET_S)
    heard = []
    for step in range(4):
        asked(outbox)
        assert ear.tick(2.4 + step * 0.5) == []
        heard += ear.received(b"\x12", 2.5 + step * 0.5)
    assert heard == [Polled(Condition())]


def test_a_printer_that_lost_a_question_is_asked_again_and_believed() -> None:
    ear, outbox = monitor()
    ear.opened(0.0)
    asked(outbox)
    ear.tick(0.3)
    ear.tick(1.3)
    asked(outbox)
    ear.received(b"\x12", 1.31)
    ear.tick(1.31 + QUIET_S)

    assert polled(ear, outbox, 1.6, b"\x12\x32\x12\x7e") == [Polled(Condition(is_paper_out=True, is_near_end=True))]
