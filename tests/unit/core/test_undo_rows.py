"""What an undone call means for priority in a row: as if it had not been, with all that others called since."""

from msgspec.structs import replace

from hub.core.commands import ToService
from tests.support.centres import (
    ELDERLY,
    JUSTICE,
    ONE,
    RULED,
    SOCIETY,
    TWO,
)
from tests.support.core_day import CoreDay
from tests.unit.core.hall import hall


def row(*at: str) -> CoreDay:
    """One usual, then four with priority; `at` says which counters have called in a row, the first one's undone."""
    day = hall(2, RULED)
    for _ in range(4):
        day.issue(class_id=ELDERLY)
    for counter in at:
        day.call_next(ONE if counter == "1" else TWO)
        if counter == "2":
            day.start(TWO)
    day.undo()
    return day


def test_an_undone_call_of_priority_does_not_count_in_the_row() -> None:
    assert row("1").state.runs == {}


def test_calls_others_made_meanwhile_count_in_the_row_all_the_same() -> None:
    day = row("1", "2")
    assert day.state.runs == {JUSTICE: 1}

    assert [day.call_next().number, day.start() and day.call_next().number] == ["A003", "A001"]


def test_a_row_that_others_ended_meanwhile_stays_ended() -> None:
    """Priority at 1 and 2, then the usual one at 2: what is undone at 1 lies before."""
    day = row("1", "2", "2")

    assert day.at(TWO).number == "A001"
    assert day.state.runs == {}


def test_calls_of_other_services_and_repeated_ones_do_not_count_in_the_row() -> None:
    day = hall(1, RULED)
    day.issue(SOCIETY)
    for _ in range(2):
        day.issue(class_id=ELDERLY)
    day.call_next()
    day.call_next(TWO)
    day.recall(TWO)
    assert day.state.runs == {JUSTICE: 2}
    day.send(ToService(SOCIETY), TWO)
    day.call_next(TWO)

    day.undo()

    assert day.state.runs == {JUSTICE: 1, SOCIETY: 1}


def test_a_row_an_undone_call_ended_goes_on() -> None:
    day = hall(2, RULED)
    for _ in range(4):
        day.issue(class_id=ELDERLY)
    for _ in range(2):
        day.call_next(TWO)
        day.start(TWO)
    assert day.call_next().number == "A001"
    assert day.state.runs == {}

    day.undo()

    assert day.state.runs == {JUSTICE: 2}


def test_an_undone_call_so_old_that_the_wall_forgot_it_leaves_the_row() -> None:
    day = hall(2, RULED)
    day.issue(class_id=ELDERLY)
    day.call_next()
    day.assume(replace(day.state, calls=()))

    day.undo()

    assert day.state.runs == {JUSTICE: 1}
