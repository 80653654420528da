"""A ticket in the mouth holds the next one back, for ten seconds and no longer."""

import pytest

from hardware.printer.condition import Condition
from hardware.printer.outbox import Outbox
from hardware.printer.presenter import LEFT_AFTER_S, MOST_TRIES, MOVES_WITHIN_S, Mouth
from hardware.printer.profile import LeftTicket, Presenter, Profile

HELD, TAKEN = Condition(has_ticket=True), Condition()


def mouth(left: LeftTicket = LeftTicket.PUSH, kind: Presenter = Presenter.EJECTOR) -> tuple[Mouth, Outbox]:
    outbox = Outbox()
    return Mouth(Profile(name="test", width_dots=576, presenter=kind, left_ticket=left), outbox), outbox


def test_the_next_ticket_waits_until_the_last_is_taken() -> None:
    it, _ = mouth()
    it.saw(HELD, 0.0)
    assert not it.is_free(5.0)

    it.saw(TAKEN, 5.1)
    assert it.is_free(5.1)


def test_a_printer_without_a_mouth_is_always_free() -> None:
    it, _ = mouth(kind=Presenter.NONE)
    it.saw(HELD, 0.0)

    assert it.is_free(0.1)


def test_what_cannot_be_moved_is_pushed_out_by_the_next_ticket_after_ten_seconds() -> None:
    it, outbox = mouth(LeftTicket.PUSH)
    it.saw(HELD, 0.0)
    it.saw(HELD, LEFT_AFTER_S)

    assert it.is_free(LEFT_AFTER_S)
    assert not it.is_stuck
    assert outbox.waiting == b""


@pytest.mark.parametrize(("left", "command"), [(LeftTicket.EJECT, b"\x1de\x05"), (LeftTicket.RETRACT, b"\x1de\x02")])
def test_what_nobody_took_is_moved_after_ten_seconds_and_not_before(left: LeftTicket, command: bytes) -> None:
    it, outbox = mouth(left)
    it.saw(HELD, 0.0)
    it.saw(HELD, LEFT_AFTER_S - 0.1)
    assert outbox.waiting == b""

    it.saw(HELD, LEFT_AFTER_S)
    assert outbox.waiting == command
    assert not it.is_free(LEFT_AFTER_S)

    it.saw(TAKEN, LEFT_AFTER_S + 1)
    assert it.is_free(LEFT_AFTER_S + 1)


def test_a_ticket_that_does_not_move_is_stuck_and_the_command_is_not_repeated_for_ever() -> None:
    it, outbox = mouth(LeftTicket.RETRACT)
    for second in range(60):
        it.saw(HELD, float(second))

    assert it.is_stuck
    assert outbox.waiting == b"\x1de\x02" * MOST_TRIES
    assert not it.is_free(60.0)

    assert LEFT_AFTER_S + (MOST_TRIES + 1) * MOVES_WITHIN_S < 60


def test_a_stuck_ticket_that_is_pulled_out_after_all_makes_room() -> None:
    it, _ = mouth(LeftTicket.RETRACT)
    for second in range(60):
        it.saw(HELD, float(second))
    it.saw(TAKEN, 61.0)

    assert not it.is_stuck
    assert it.is_free(61.0)
