"""Priority, head starts and booked times: who goes before whom, how often, and what it is called."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core import commands
from hub.core.ids import ClassId, CounterId, OperatorId, ServiceId
from hub.core.reason import Reason
from hub.core.selection import Pick, next_for, order_for
from hub.core.setup import Branch
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHI,
    CHILD,
    ELDERLY,
    JUSTICE,
    LAND,
    MORNING,
    ONE,
    PC_1,
    PC_2,
    RULED,
    SOCIETY,
    TWO,
    with_operator,
    with_policy,
    with_service,
)
from tests.support.core_day import EVERYBODY, CoreDay


def picks(day: CoreDay, counter: CounterId = ONE, most: int = 9) -> list[tuple[str, Reason]]:
    order = order_for(day.state, counter, day.state.seats[counter], day.now, most)
    return [(day.state.tickets[pick.ordinal].number, pick.reason) for pick in order]


def numbers(day: CoreDay, counter: CounterId = ONE) -> list[str]:
    return [number for number, _ in picks(day, counter)]


def next_at(day: CoreDay, counter: CounterId = ONE) -> Pick | None:
    return next_for(day.state, counter, day.state.seats[counter], day.now)


def hall(*people: tuple[ServiceId, ClassId], branch: Branch = RULED, operator: OperatorId = BINH) -> CoreDay:
    """They come a minute apart; one official sits at counter 1."""
    day = CoreDay(branch)
    for service, class_id in people:
        day.issue(service, class_id=class_id)
        day.pass_time(minutes=1)
    day.sit(operator)
    return day


USUAL = (JUSTICE, EVERYBODY)
OLD = (JUSTICE, ELDERLY)
PARENT = (JUSTICE, CHILD)


# --- priority


def test_priority_is_called_first_and_says_so() -> None:
    assert picks(hall(USUAL, OLD))[0] == ("A002", Reason.PRIORITY)


def test_after_two_in_a_row_one_other_is_called_and_then_priority_again() -> None:
    day = hall(USUAL, USUAL, OLD, OLD, OLD, OLD)

    assert numbers(day) == ["A003", "A004", "A001", "A005", "A006", "A002"]


def test_how_many_in_a_row_is_the_centres_to_say() -> None:
    day = hall(USUAL, USUAL, OLD, OLD, branch=with_policy(RULED, priority_in_a_row=1))

    assert numbers(day) == ["A003", "A001", "A004", "A002"]


def test_rows_are_counted_over_all_counters() -> None:
    day = hall(USUAL, OLD, OLD, OLD)
    day.sit(ANH, TWO)
    day.call_next(ONE)
    day.call_next(TWO)
    day.start(ONE)

    assert day.call_next(ONE).number == "A001"


def test_whoever_waited_longer_than_the_cap_is_not_passed_any_more() -> None:
    day = hall(USUAL, (SOCIETY, EVERYBODY))
    day.pass_time(minutes=28)
    day.issue(class_id=ELDERLY)
    assert picks(day)[0] == ("A002", Reason.PRIORITY)

    day.pass_time(minutes=1)

    assert picks(day)[:2] == [("A001", Reason.WAITED_TOO_LONG), ("A002", Reason.PRIORITY)]


def test_nobody_behind_a_returned_person_is_passed_over_the_cap() -> None:
    """The one who came back waits anew, but stands where the others have waited long."""
    branch = with_policy(RULED, rejoin_places_back=1, help_after_min=600)
    day = hall(USUAL, USUAL, USUAL, branch=branch)
    gone = day.call_next()
    day.pass_time(minutes=20)
    day.miss()
    day.do(commands.Rejoin(gone.ticket_id), PC_1)
    day.pass_time(minutes=11)
    assert day.call_next().reason is Reason.LONGEST_WAIT
    day.start()
    day.issue(class_id=ELDERLY)

    assert picks(day)[:3] == [
        ("A001", Reason.LONGEST_WAIT),
        ("A003", Reason.WAITED_TOO_LONG),
        ("A004", Reason.PRIORITY),
    ]


def test_a_head_start_counts_as_if_come_earlier() -> None:
    day = CoreDay(RULED)
    day.issue()
    day.pass_time(minutes=14)
    day.issue()
    day.pass_time(minutes=14)
    day.issue(class_id=CHILD)
    day.sit(BINH)

    assert picks(day) == [("A001", Reason.LONGEST_WAIT), ("A003", Reason.IN_TURN), ("A002", Reason.IN_TURN)]
    day.call_next()
    day.start()
    assert picks(day)[0] == ("A003", Reason.HEAD_START)


def test_a_short_job_counts_as_if_come_earlier() -> None:
    day = CoreDay(with_service(SOCIETY, head_start_min=5))
    day.issue(JUSTICE)
    day.pass_time(minutes=4)
    day.issue(SOCIETY)
    day.sit(BINH)

    assert picks(day)[0] == ("B001", Reason.HEAD_START)


def test_a_class_taken_out_of_the_policy_during_the_day_waits_as_everybody() -> None:
    day = hall(USUAL, OLD)

    day.do(commands.OpenDay(CENTRE), PC_1)

    assert picks(day) == [("A001", Reason.LONGEST_WAIT), ("A002", Reason.IN_TURN)]


def test_a_call_out_of_turn_does_not_end_a_row() -> None:
    """Else the one who was passed twice already would be passed twice more."""
    chooser = with_operator(ANH, RULED, may_choose=True)
    day = hall(USUAL, OLD, OLD, OLD, USUAL, branch=chooser)
    day.sit(ANH, TWO)
    for _ in range(2):
        day.call_next()
        day.start()
    last = day.state.tickets[4]

    day.do(commands.CallTicket(TWO, last.ticket_id, "xe cứu thương"), PC_2)

    assert numbers(day) == ["A001", "A004"]


# --- appointments


def test_an_appointment_stands_by_its_booked_time() -> None:
    day = CoreDay(RULED)
    booked = MORNING + timedelta(minutes=5)
    day.issue(booked=booked)
    day.pass_time(minutes=4)
    day.issue()
    day.pass_time(minutes=2)
    day.issue()
    day.sit(BINH)

    assert numbers(day) == ["A002", "A001", "A003"]
    day.call_next()
    day.start()
    assert picks(day)[0] == ("A001", Reason.APPOINTMENT)


@pytest.mark.parametrize("class_id", [EVERYBODY, CHILD])
def test_a_booked_time_gets_no_head_start(class_id: ClassId) -> None:
    day = CoreDay(with_service(JUSTICE, RULED, head_start_min=10))
    day.issue(class_id=class_id, booked=MORNING + timedelta(minutes=10))
    day.issue(SOCIETY)
    day.sit(BINH)

    assert numbers(day) == ["B001", "A001"]


def test_a_line_with_a_head_start_keeps_the_order_of_the_rule_beside_appointments() -> None:
    day = CoreDay(with_service(JUSTICE, head_start_min=10))
    day.issue(booked=MORNING)
    day.pass_time(minutes=5)
    day.issue()
    day.pass_time(minutes=6)
    day.issue()
    day.sit(BINH)

    assert numbers(day) == ["A002", "A001", "A003"]


people = st.lists(
    st.tuples(st.sampled_from([JUSTICE, SOCIETY, LAND]), st.sampled_from([EVERYBODY, ELDERLY, CHILD])), max_size=25
)


@given(people, st.integers(1, 3))
def test_nobody_is_passed_by_later_priority_more_than_so_often_in_a_row(
    comers: list[tuple[ServiceId, ClassId]], in_a_row: int
) -> None:
    day = hall(*comers, branch=with_policy(RULED, priority_in_a_row=in_a_row), operator=CHI)
    row: dict[ServiceId, int] = {}
    while (pick := next_at(day)) is not None:
        called = day.state.tickets[pick.ordinal]
        usual_waits = any(
            line and key.service_id == called.service_id and key.class_id != ELDERLY
            for key, line in day.state.lines.items()
        )
        is_priority = called.class_id == ELDERLY
        if usual_waits:
            row[called.service_id] = row.get(called.service_id, 0) + 1 if is_priority else 0
            assert row[called.service_id] <= in_a_row
        day.call_next()
        day.start()
