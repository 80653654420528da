"""Times are the hub's, shown as the centre reads them."""

from datetime import timedelta

import pytest

from counter_client.times import clock_face, minutes_between, seconds_between, stopwatch
from tests.unit.counter_client.centre import NOW


def test_the_clock_is_read_in_the_centres_own_time() -> None:
    assert clock_face(NOW) == "07:42"


def test_a_clock_set_back_makes_no_negative_wait() -> None:
    assert seconds_between(NOW, NOW - timedelta(minutes=5)) == 0
    assert minutes_between(NOW, NOW - timedelta(minutes=5)) == 0


@pytest.mark.parametrize(("seconds", "shown"), [(0, "00:00"), (378, "06:18"), (3599, "59:59"), (3966, "1:06:06")])
def test_the_stopwatch_has_steady_places(seconds: int, shown: str) -> None:
    assert stopwatch(seconds) == shown
