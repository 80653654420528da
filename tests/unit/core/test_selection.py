"""Who is next at a counter, and the reason given for it: the discipline of the house, rule by rule."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core import commands
from hub.core.ids import ClassId, CounterId, OperatorId, ServiceId
from hub.core.model import Seat
from hub.core.reason import Reason
from hub.core.selection import Pick, can_be_served_now, has_next, lines_for, next_for, order_for, skills_of
from hub.core.setup import Branch, SkillLevel
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHI,
    CHILD,
    ELDERLY,
    JUSTICE,
    LAND,
    ONE,
    PC_1,
    PC_2,
    RULED,
    SOCIETY,
    THREE,
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


# --- first come first served


def test_nobody_is_next_when_nobody_waits() -> None:
    assert next_at(hall()) is None


def test_the_first_to_come_is_the_first_to_be_called_over_all_own_services() -> None:
    day = hall((SOCIETY, EVERYBODY), USUAL, (SOCIETY, EVERYBODY))

    assert picks(day) == [("B001", Reason.LONGEST_WAIT), ("A001", Reason.IN_TURN), ("B002", Reason.IN_TURN)]


def test_a_line_without_a_skill_for_it_is_not_called() -> None:
    assert next_at(hall((LAND, EVERYBODY), operator=ANH)) is None


def test_an_operator_who_left_the_set_up_calls_nobody() -> None:
    day = hall(USUAL)

    assert order_for(day.state, ONE, Seat(OperatorId("gone"), PC_1), day.now, 5) == ()


def test_a_line_of_a_service_the_set_up_lost_is_called_by_nobody() -> None:
    """No set-up is taken over that strands somebody; an old log might."""
    day = hall(USUAL, branch=CENTRE)
    day.assume(replace(day.state, branch=replace(CENTRE, services=CENTRE.services[1:])))

    assert next_at(day) is None


def test_the_list_is_no_longer_than_asked_for() -> None:
    assert len(picks(hall(USUAL, USUAL, USUAL), most=2)) == 2


# --- skills


def test_a_second_skill_helps_out_only_behind_all_primary_work() -> None:
    day = hall((SOCIETY, EVERYBODY), USUAL, (SOCIETY, EVERYBODY), operator=ANH)

    assert picks(day) == [
        ("A001", Reason.LONGEST_WAIT),
        ("B001", Reason.SECOND_SKILL),
        ("B002", Reason.SECOND_SKILL),
    ]


RESERVE = with_operator(ANH, RULED, skills={JUSTICE: SkillLevel.SECOND, SOCIETY: SkillLevel.RESERVE})


def test_a_reserve_helps_only_when_nobody_waits_for_anything_nearer() -> None:
    day = hall((SOCIETY, EVERYBODY), USUAL, branch=RESERVE, operator=ANH)

    assert picks(day) == [("A001", Reason.SECOND_SKILL), ("B001", Reason.RESERVE)]


def test_a_reserve_sits_down_at_any_counter() -> None:
    day = CoreDay(RESERVE)
    day.issue(SOCIETY)
    day.sit(ANH, THREE)

    assert day.call_next(THREE).reason is Reason.RESERVE


def test_a_line_that_waited_too_long_is_helped_before_the_own_one() -> None:
    day = hall((SOCIETY, EVERYBODY), USUAL, operator=ANH)
    day.pass_time(minutes=29)

    assert picks(day) == [("B001", Reason.HELP), ("A001", Reason.IN_TURN)]


def test_help_begins_when_the_policy_says() -> None:
    day = hall((SOCIETY, EVERYBODY), USUAL, branch=with_policy(RULED, help_after_min=60), operator=ANH)
    day.pass_time(minutes=29)

    assert numbers(day) == ["A001", "B001"]


def test_a_service_bound_to_counters_is_called_only_there() -> None:
    day = CoreDay(with_service(JUSTICE, counters=(TWO,)))
    day.issue()
    day.sit(ANH)
    day.sit(BINH, TWO)

    assert next_at(day) is None
    assert numbers(day, TWO) == ["A001"]


def test_who_covers_a_service_for_the_day_serves_it_like_any_other_skill() -> None:
    day = hall((LAND, EVERYBODY), operator=ANH)
    day.do(commands.Cover(ANH, LAND), PC_1)
    assert picks(day) == [("C101", Reason.SECOND_SKILL)]

    day.do(commands.Cover(ANH, LAND, SkillLevel.PRIMARY), PC_1)
    assert picks(day) == [("C101", Reason.LONGEST_WAIT)]

    day.do(commands.Cover(ANH, LAND, None), PC_1)
    assert picks(day) == []


def test_a_cover_stands_over_the_skill_of_the_set_up_and_gives_it_back() -> None:
    day = hall((SOCIETY, EVERYBODY), operator=ANH)
    day.do(commands.Cover(ANH, SOCIETY, SkillLevel.PRIMARY), PC_1)
    assert skills_of(day.state, ANH)[SOCIETY] is SkillLevel.PRIMARY

    day.do(commands.Cover(ANH, SOCIETY, None), PC_1)

    assert skills_of(day.state, ANH)[SOCIETY] is SkillLevel.SECOND


# --- who was sent here


def test_who_was_sent_to_this_counter_waits_for_it_alone() -> None:
    day = hall(USUAL, USUAL)
    day.sit(ANH, TWO)
    sent = day.call_next()
    day.send(commands.ToCounter(TWO))

    assert picks(day, TWO)[0] == (sent.number, Reason.FOR_THIS_COUNTER)
    assert numbers(day, ONE) == ["A002"]


def test_who_was_sent_to_a_person_follows_that_person() -> None:
    day = hall(USUAL)
    day.sit(CHI, TWO)
    day.call_next()
    day.send(commands.ToOperator(CHI))
    day.do(commands.SitDown(THREE, CHI), PC_2)

    assert picks(day, THREE) == [("A001", Reason.FOR_THIS_COUNTER)]


def test_who_was_sent_to_a_counter_that_is_left_waits_for_the_service_again() -> None:
    day = hall(USUAL)
    day.sit(ANH, TWO)
    day.call_next()
    day.send(commands.ToCounter(TWO))
    assert numbers(day, ONE) == []

    day.do(commands.StandUp(TWO), PC_2)

    assert picks(day, ONE) == [("A001", Reason.LONGEST_WAIT)]


def test_who_was_sent_here_does_not_count_in_a_row_of_priority() -> None:
    """The list shows the order that calling will really take."""
    day = hall(OLD, USUAL, OLD, OLD, OLD, operator=BINH)
    day.sit(ANH, TWO)
    day.call_next(TWO)
    day.send(commands.ToCounter(ONE), TWO)
    foretold = numbers(day)
    called = []
    while next_at(day) is not None:
        called.append(day.call_next().number)
        day.start()

    assert called == foretold
    assert sorted(called) == ["A001", "A002", "A003", "A004", "A005"]


def test_a_call_of_whoever_was_sent_here_does_not_end_a_row() -> None:
    """Those who wait for the service have been passed all the same."""
    day = hall(USUAL, USUAL, OLD, OLD, OLD)
    day.sit(ANH, TWO)
    day.call_next(TWO)
    day.start(TWO)
    day.call_next(TWO)
    day.start(TWO)
    assert day.call_next(TWO).number == "A001"
    day.send(commands.ToCounter(TWO), TWO)
    day.issue(class_id=ELDERLY)
    day.call_next(ONE)
    day.start(ONE)
    day.call_next(ONE)
    assert day.state.runs == {JUSTICE: 2}

    assert day.call_next(TWO).reason is Reason.FOR_THIS_COUNTER

    assert day.state.runs == {JUSTICE: 2}


def test_a_line_whose_service_is_gone_from_the_set_up_is_called_by_nobody() -> None:
    day = hall((JUSTICE, EVERYBODY))
    without = replace(RULED, services=tuple(s for s in RULED.services if s.service_id != JUSTICE))
    state = replace(day.state, branch=without)

    assert lines_for(day.state, ONE, day.state.seats[ONE])
    assert not lines_for(state, ONE, day.state.seats[ONE])


# --- one person, several tickets


def test_a_person_at_one_counter_is_not_called_to_another() -> None:
    day = CoreDay()
    first = day.issue(JUSTICE)
    day.issue(SOCIETY, visit=first.visit_id)
    day.issue(SOCIETY)
    day.sit(ANH)
    day.sit(BINH, TWO)
    day.call_next()

    assert numbers(day, TWO) == ["B002"]


def test_when_one_ticket_is_done_the_other_is_called_from_its_old_place() -> None:
    day = CoreDay()
    first = day.issue(JUSTICE)
    day.issue(SOCIETY, visit=first.visit_id)
    day.issue(SOCIETY)
    day.sit(ANH)
    day.sit(BINH, TWO)
    day.call_next()
    day.start()
    day.finish()

    assert numbers(day, TWO) == ["B001", "B002"]


def test_their_own_counter_may_call_them_for_the_next_ticket() -> None:
    day = CoreDay()
    first = day.issue(JUSTICE)
    day.issue(SOCIETY, visit=first.visit_id)
    day.sit(ANH)
    day.call_next()
    day.start()

    assert day.call_next().number == "B001"


# --- what the views ask


def test_a_service_can_be_had_at_once_while_somebody_able_sits_free() -> None:
    day = CoreDay()
    assert not can_be_served_now(day.state, LAND)
    day.sit(ANH)
    assert not can_be_served_now(day.state, LAND)
    day.sit(CHI, TWO)
    assert can_be_served_now(day.state, LAND)

    day.do(commands.Pause(TWO), PC_2)
    assert not can_be_served_now(day.state, LAND)

    day.do(commands.Resume(TWO), PC_2)
    day.issue(LAND)
    day.call_next(TWO)
    assert not can_be_served_now(day.state, LAND)


def test_an_operator_unknown_to_the_set_up_serves_nothing_at_once() -> None:
    ghost = replace(CoreDay().state, seats={ONE: Seat(OperatorId("gone"), PC_1)})

    assert not can_be_served_now(ghost, JUSTICE)


def test_empty_lines_are_not_listed() -> None:
    day = hall(USUAL)
    day.call_next()

    assert lines_for(day.state, ONE, day.state.seats[ONE]) == ()


people = st.lists(
    st.tuples(st.sampled_from([JUSTICE, SOCIETY, LAND]), st.sampled_from([EVERYBODY, ELDERLY, CHILD])), max_size=25
)


@given(people, st.sampled_from([ANH, BINH, CHI]), st.integers(0, 3))
def test_the_order_is_the_one_in_which_calling_alone_would_take_them(
    comers: list[tuple[ServiceId, ClassId]], operator: OperatorId, in_a_row: int
) -> None:
    day = hall(*comers, branch=with_policy(RULED, priority_in_a_row=in_a_row), operator=operator)
    foretold = [number for number, _ in picks(day, most=len(comers) + 1)]

    called = []
    while next_at(day) is not None:
        called.append(day.call_next().number)
        day.start()

    assert called == foretold
    assert len(called) == len(set(called))


@given(people, st.booleans())
def test_there_is_a_next_exactly_when_somebody_would_be_picked(
    comers: list[tuple[ServiceId, ClassId]], has_come_for_two: bool
) -> None:
    day = hall(*comers)
    if comers and has_come_for_two:
        day.issue(SOCIETY, visit=day.state.tickets[0].visit_id)
        day.sit(CHI, TWO)
        if next_at(day, TWO) is not None:
            day.call_next(TWO)

    for counter, seat in day.state.seats.items():
        assert has_next(day.state, counter, seat, day.now) == (next_at(day, counter) is not None)
