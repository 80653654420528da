"""The wall shows each called ticket once, newest first, and speaks what nobody has spoken and is still young."""

from datetime import timedelta

from msgspec.structs import replace

from hub.core import commands
from hub.presence import Presence
from hub.projections import display_view
from hub.projections.display import CALLS_SHOWN
from hub.protocol import DisplayView, Role
from tests.support.centres import ANH, BINH, CENTRE, JUSTICE, LAND, ONE, PC_1, TWO, WALL, with_policy
from tests.support.core_day import CoreDay


def shown(day: CoreDay, presence: Presence | None = None) -> DisplayView:
    return display_view(day.state, presence or Presence(), day.now)


def hall(tickets: int = 2) -> CoreDay:
    """Anh sits at counter 1; people wait. One call is enough to be missed."""
    day = CoreDay(with_policy(no_show_after_calls=1))
    for _ in range(tickets):
        day.issue(JUSTICE)
    day.sit(ANH)
    return day


def test_a_call_is_on_the_wall_with_its_number_and_counter() -> None:
    day = hall()
    day.call_next()

    (call,) = shown(day).calls

    assert (call.number, call.counter_number, call.is_recall, call.is_spoken) == ("A001", 1, False, False)
    assert shown(day).unspoken == (call,)


def test_a_recalled_ticket_stands_once_with_its_newest_call_on_top() -> None:
    day = hall()
    day.sit(BINH, TWO)
    day.call_next(ONE)
    day.call_next(TWO)

    day.recall(ONE)

    assert [(call.number, call.is_recall) for call in shown(day).calls] == [("A001", True), ("A002", False)]


def test_the_wall_has_room_for_the_newest_calls_only() -> None:
    day = hall(CALLS_SHOWN + 3)
    for _ in range(CALLS_SHOWN + 3):
        day.call_next()
        day.miss()

    numbers = [call.number for call in shown(day).calls]

    assert numbers == [f"A{n:03}" for n in range(CALLS_SHOWN + 3, 3, -1)]


def test_what_was_spoken_is_not_spoken_again() -> None:
    day = hall()
    day.call_next()
    day.do(commands.ConfirmSpoken(day.last_call().call_id), WALL)

    assert shown(day).unspoken == ()
    assert shown(day).calls[0].is_spoken


def test_unspoken_calls_are_spoken_oldest_first() -> None:
    day = hall()
    for _ in range(2):
        day.call_next()
        day.pass_time(seconds=5)
        day.miss()

    assert [call.number for call in shown(day).unspoken] == ["A001", "A002"]


def test_a_call_too_old_is_shown_and_no_longer_spoken() -> None:
    day = hall()
    day.call_next()
    day.pass_time(seconds=CENTRE.call_max_age_s)
    assert len(shown(day).unspoken) == 1

    day.now += timedelta(microseconds=1)

    assert shown(day).unspoken == ()
    assert len(shown(day).calls) == 1


def test_each_line_says_how_many_wait_and_where_one_can_go_at_once() -> None:
    day = hall()
    day.issue(LAND)

    assert [(line.prefix, line.waiting, line.can_call_now) for line in shown(day).lines] == [
        ("A", 2, False),
        ("B", 0, True),
        ("C", 1, False),
    ]


def test_each_counter_says_who_it_serves_and_whether_it_can_be_reached() -> None:
    day = hall()
    day.call_next()
    here = Presence().with_device(PC_1, Role.COUNTER)

    assert [(c.number, c.is_staffed, c.is_connected, c.ticket_number) for c in shown(day, here).counters] == [
        (1, True, True, "A001"),
        (2, False, False, ""),
        (3, False, False, ""),
    ]
    assert not shown(day).counters[0].is_connected


def test_a_free_counter_shows_no_ticket() -> None:
    assert shown(hall()).counters[0].ticket_number == ""


def test_a_call_to_a_counter_the_set_up_lost_is_still_on_the_wall() -> None:
    day = hall()
    day.call_next()
    day.assume(replace(day.state, branch=replace(CENTRE, counters=CENTRE.counters[1:])))

    assert shown(day).calls[0].counter_number == 0


def test_the_words_over_the_door_and_under_the_calls_are_the_centres_own() -> None:
    view = shown(CoreDay())

    assert view.branch.agency == "UBND XÃ THỬ"
    assert view.ticker == ("Xin chào",)
    assert view.call_max_age_s == CENTRE.call_max_age_s


def test_a_counter_that_rests_says_so() -> None:
    day = hall()
    assert not shown(day).counters[0].is_paused

    day.do(commands.Pause(ONE), PC_1)

    assert shown(day).counters[0].is_paused
    assert not any(line.can_call_now for line in shown(day).lines if line.prefix == "A")


def test_a_call_that_was_undone_is_off_the_wall_and_not_spoken() -> None:
    day = hall()
    day.call_next()

    day.undo()

    assert (shown(day).calls, shown(day).unspoken) == ((), ())


def test_the_wall_is_told_when_the_disk_refuses() -> None:
    assert shown(hall()).is_accepting
    assert not shown(hall(), Presence(is_accepting=False)).is_accepting
