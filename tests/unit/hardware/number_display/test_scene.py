"""What a sign has to show follows from the hub's view alone."""

import msgspec
import pytest

from hardware.number_display.scene import CLOSED, Face, blinks_for, in_hall, over_counter
from hub.protocol import CounterId, HallCounter, Status
from tests.unit.hardware.number_display.samples import NOW, call, counter

THREE = CounterId("counter-3")


@pytest.mark.parametrize(
    ("seen", "face"),
    [
        (counter(3, "A025"), Face.CALL),
        (counter(3, "A025", status=Status.SERVING), Face.CALL),
        (counter(3, "A025", is_paused=True), Face.CALL),
        (counter(3), Face.FREE),
        (counter(3, is_paused=True), Face.PAUSED),
        (counter(3, is_staffed=False), Face.CLOSED),
        (counter(3, is_staffed=False, is_paused=True), Face.CLOSED),
    ],
)
def test_a_counters_sign_shows_its_ticket_or_why_there_is_none(seen: HallCounter, face: Face) -> None:
    scene = over_counter([counter(1, "B001"), seen], THREE)

    assert scene is not None
    assert (scene.face, scene.counter, scene.number) == (face, 3, seen.ticket_number)


def test_a_counter_the_centre_does_not_have_is_told() -> None:
    assert over_counter([counter(1)], THREE) is None


def test_the_hall_shows_the_newest_number_somebody_has_still_to_walk_to() -> None:
    scene = in_hall([
        counter(1, "A001", called_s_ago=60),
        counter(2, "A002", called_s_ago=20),
        counter(3, "A003", called_s_ago=5, status=Status.SERVING),
        counter(4),
    ])  # fmt: skip

    assert (scene.number, scene.counter) == ("A002", 2)


def test_when_all_have_come_the_hall_shows_the_newest_that_is_served() -> None:
    scene = in_hall([counter(n, f"A00{n}", called_s_ago=60 - n, status=Status.SERVING) for n in (1, 3, 2)])

    assert scene.number == "A003"


def test_a_hall_without_calls_is_free_or_closed() -> None:
    assert in_hall([counter(1), counter(2, is_staffed=False)]).face is Face.FREE
    assert in_hall([counter(1, is_staffed=False)]) == in_hall([]) == CLOSED


def test_a_walk_in_is_no_call_of_the_hall() -> None:
    seen = msgspec.structs.replace(counter(1, "A001"), call_id=None, called_at=None)

    assert in_hall([seen]).face is Face.FREE


@pytest.mark.parametrize(("age_s", "left_s"), [(0, 10), (4, 6), (10, 0), (600, 0), (-30, 10)])
def test_a_call_blinks_for_what_is_left_of_its_time(age_s: float, left_s: float) -> None:
    scene = over_counter([counter(3, "A025", called_s_ago=age_s)], THREE)

    assert scene is not None
    assert blinks_for(scene, NOW, 10.0) == left_s


def test_what_was_not_called_does_not_blink() -> None:
    assert blinks_for(CLOSED, NOW, 10.0) == 0
    assert blinks_for(msgspec.structs.replace(call(), call_id=None), NOW, 10.0) == 0
