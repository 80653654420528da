"""Staff hear in time that the roll runs out, by the millimetres printed; and a new roll is noticed."""

import pytest

from hardware.printer.roll import Roll
from hub.protocol import PrinterHealth as Health
from hub.protocol import PrinterId, PrinterReport

READY, NEAR, OUT, OPEN = Health.READY, Health.NEAR_END, Health.PAPER_OUT, Health.COVER_OPEN


def thin() -> Roll:
    """4 m left, tickets of 100 mm."""
    roll = Roll(80, 75_900)
    roll.printed(100)
    return roll


def judged(roll: Roll, health: Health, detail: str = "") -> tuple[Health, str, int | None]:
    report = roll.judged(PrinterReport(PrinterId("printer-1"), health, detail))
    return report.health, report.detail, report.tickets_left


def heard(roll: Roll, *healths: Health) -> list[bool]:
    return [roll.is_new(health) for health in healths]


def test_nothing_is_said_while_there_is_enough() -> None:
    roll = Roll(80, 74_900)
    assert judged(roll, READY) == (READY, "", None)

    roll.printed(101)
    assert judged(roll, READY)[0] is NEAR


def test_the_warning_tells_how_many_tickets_are_left() -> None:
    assert judged(thin(), READY) == (NEAR, "", 40)
    assert judged(thin(), NEAR) == (NEAR, "", 40)


def test_before_anything_was_printed_a_usual_ticket_is_reckoned_with() -> None:
    assert judged(Roll(80, 80_000 - 1050), READY) == (NEAR, "", 10)


@pytest.mark.parametrize("health", [OUT, OPEN, Health.FAULT, Health.OFFLINE, Health.UNKNOWN])
def test_worse_news_comes_first(health: Health) -> None:
    assert judged(thin(), health, "why") == (health, "why", None)


def test_a_sensor_that_warns_while_the_count_has_plenty_is_believed_and_no_number_is_made_up() -> None:
    assert judged(Roll(80, 0), NEAR) == (NEAR, "", None)


def test_what_the_printer_adds_to_its_health_is_kept() -> None:
    assert judged(thin(), READY, "ticket_not_taken") == (NEAR, "ticket_not_taken", 40)


def test_more_than_a_roll_can_hold_is_none_left_and_no_less() -> None:
    assert judged(Roll(80, 90_000), READY) == (NEAR, "", 0)


def test_paper_after_an_empty_roll_is_a_new_roll() -> None:
    roll = thin()

    assert heard(roll, READY, OUT, OPEN, READY) == [False, False, False, True]
    assert judged(roll, READY) == (READY, "", None)
    assert roll.left_mm == 80_000


def test_a_sensor_that_sees_enough_again_has_seen_a_new_roll() -> None:
    assert heard(thin(), NEAR, READY) == [False, True]


def test_a_cover_that_is_opened_after_the_warning_means_a_new_roll() -> None:
    assert heard(thin(), READY, OPEN, READY) == [False, False, True]


def test_a_cover_that_is_opened_for_another_reason_means_nothing() -> None:
    assert heard(Roll(80, 10_000), READY, OPEN, READY) == [False, False, False]


def test_a_roll_that_is_put_in_half_used_is_not_taken_for_a_new_one() -> None:
    roll = thin()

    assert heard(roll, OUT, NEAR) == [False, False]
    assert roll.is_thin


@pytest.mark.parametrize("between", [Health.OFFLINE, Health.FAULT, Health.UNKNOWN])
def test_a_printer_that_was_away_has_not_got_a_new_roll_by_that(between: Health) -> None:
    assert heard(thin(), READY, between, READY) == [False, False, False]


def test_an_empty_roll_is_remembered_while_the_printer_is_switched_off_for_the_change() -> None:
    assert heard(thin(), OUT, Health.OFFLINE, Health.UNKNOWN, READY)[-1]
