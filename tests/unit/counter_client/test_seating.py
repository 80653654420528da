"""Choosing a seat: what may be chosen, what is dropped, what is offered."""

from counter_client.seating import Seating, chosen_counter, is_open_to, settle
from hub.protocol import CounterId, OperatorId
from tests.unit.counter_client.centre import a_counter, a_desk, a_person, a_view

FREE, TAKEN = CounterId("counter-1"), CounterId("counter-3")
ME, SITTER = OperatorId("staff-1"), OperatorId("staff-3")


def test_a_free_counter_is_open_to_everybody() -> None:
    assert is_open_to(a_counter(1), None)
    assert is_open_to(a_counter(1), a_person(1))


def test_a_taken_counter_is_open_only_to_who_sits_there() -> None:
    taken = a_counter(3, a_person(3).name)

    assert not is_open_to(taken, None)
    assert not is_open_to(taken, a_person(1))
    assert is_open_to(taken, a_person(3, counter_number=3))


def test_a_counter_taken_meanwhile_is_dropped_and_the_person_kept() -> None:
    settled = settle(Seating(counter_id=TAKEN, operator_id=ME), a_view())

    assert settled == Seating(counter_id=None, operator_id=ME)


def test_a_sitter_may_choose_their_own_counter_on_another_computer() -> None:
    wanted = Seating(counter_id=TAKEN, operator_id=SITTER)

    assert settle(wanted, a_view()) == wanted


def test_who_and_where_unknown_to_the_centre_are_dropped() -> None:
    unknown = Seating(counter_id=CounterId("counter-99"), operator_id=OperatorId("staff-99"))

    assert settle(unknown, a_view()) == Seating()


def test_the_usual_counter_is_offered_while_it_is_free() -> None:
    assert settle(Seating(usual_number=4), a_view()).counter_id == "counter-4"
    assert settle(Seating(usual_number=3), a_view()).counter_id is None
    assert settle(Seating(usual_number=4, counter_id=FREE), a_view()).counter_id == FREE


def test_once_seated_the_person_is_forgotten_and_the_counter_kept() -> None:
    counter = CounterId("counter-2")

    settled = settle(Seating(counter_id=counter, operator_id=ME), a_view(a_desk()))

    assert settled == Seating(counter_id=counter, operator_id=None)


def test_the_chosen_counter_is_found_in_the_view() -> None:
    counter = chosen_counter(a_view(), Seating(counter_id=FREE))

    assert counter is not None
    assert counter.number == 1
