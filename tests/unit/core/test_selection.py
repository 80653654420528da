"""Who is next: first come first served over one's own services; another line only when nobody waits for one's own."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core.ids import CounterId, OperatorId, ServiceId
from hub.core.model import Seat
from hub.core.reason import Reason
from hub.core.selection import Pick, can_be_served_now, next_for, order_for, services_of
from hub.core.setup import SkillLevel
from tests.support.centres import ANH, BINH, CENTRE, CHI, JUSTICE, LAND, ONE, PC_1, SOCIETY, TWO
from tests.support.core_day import CoreDay


def picks(day: CoreDay, counter: CounterId = ONE, most: int = 9) -> list[tuple[str, Reason]]:
    order = order_for(day.state, day.state.seats[counter], most)
    return [(day.state.tickets[pick.ordinal].number, pick.reason) for pick in order]


def test_nobody_is_next_when_nobody_waits() -> None:
    day = CoreDay()

    assert next_for(day.state, day.sit(ANH)) is None


def test_the_first_to_come_is_the_first_to_be_called_over_all_own_services() -> None:
    day = CoreDay()
    for service in (SOCIETY, JUSTICE, SOCIETY):
        day.issue(service)
    day.sit(BINH)

    assert picks(day) == [("B001", Reason.LONGEST_WAIT), ("A001", Reason.IN_TURN), ("B002", Reason.IN_TURN)]


def test_a_second_skill_helps_out_only_behind_all_primary_work() -> None:
    day = CoreDay()
    for service in (SOCIETY, JUSTICE, SOCIETY):
        day.issue(service)
    day.sit(ANH)

    assert picks(day) == [
        ("A001", Reason.LONGEST_WAIT),
        ("B001", Reason.SECOND_SKILL),
        ("B002", Reason.SECOND_SKILL),
    ]


def test_a_line_without_a_skill_for_it_is_not_called() -> None:
    day = CoreDay()
    day.issue(LAND)

    assert next_for(day.state, day.sit(ANH)) is None


def test_an_operator_who_left_the_set_up_calls_nobody() -> None:
    day = CoreDay()
    day.issue(JUSTICE)

    assert order_for(day.state, Seat(OperatorId("gone"), PC_1), 5) == ()


def test_the_list_is_no_longer_than_asked_for() -> None:
    day = CoreDay()
    for _ in range(5):
        day.issue(JUSTICE)
    day.sit(ANH)

    assert len(picks(day, most=3)) == 3


def test_skills_are_told_apart_by_their_level() -> None:
    chi = CENTRE.operators[2]

    assert services_of(chi, SkillLevel.PRIMARY) == (LAND,)
    assert services_of(chi, SkillLevel.SECOND) == (SOCIETY, JUSTICE)


def test_a_service_can_be_had_at_once_while_somebody_able_sits_free() -> None:
    day = CoreDay()
    assert not can_be_served_now(day.state, LAND)
    day.sit(ANH)
    assert not can_be_served_now(day.state, LAND)
    day.sit(CHI, TWO)
    assert can_be_served_now(day.state, LAND)

    day.issue(LAND)
    day.call_next(TWO)

    assert not can_be_served_now(day.state, LAND)


def test_an_operator_unknown_to_the_set_up_serves_nothing_at_once() -> None:
    ghost = replace(CoreDay().state, seats={ONE: Seat(OperatorId("gone"), PC_1)})

    assert not can_be_served_now(ghost, JUSTICE)


@given(st.lists(st.sampled_from([JUSTICE, SOCIETY, LAND]), max_size=30), st.sampled_from([ANH, BINH, CHI]))
def test_the_order_is_the_one_in_which_calling_alone_would_take_them(
    arrivals: list[ServiceId], operator: OperatorId
) -> None:
    day = CoreDay()
    for service in arrivals:
        day.issue(service)
    day.sit(operator)
    foretold = [number for number, _ in picks(day, most=len(arrivals) + 1)]

    called = []
    while next_for(day.state, day.state.seats[ONE]) is not None:
        called.append(day.call_next().number)
        day.start()

    assert called == foretold


@given(st.lists(st.sampled_from([JUSTICE, SOCIETY, LAND]), min_size=1, max_size=30))
def test_the_pick_is_the_head_of_the_list(arrivals: list[ServiceId]) -> None:
    day = CoreDay()
    for service in arrivals:
        day.issue(service)
    seat = day.sit(CHI)

    pick = next_for(day.state, seat)

    assert isinstance(pick, Pick)
    assert pick == order_for(day.state, seat, 30)[0]
