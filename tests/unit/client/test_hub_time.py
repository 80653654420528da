"""The hub's time on another box: as last told, and what has passed since."""

from datetime import UTC, datetime, timedelta

from hub.client.hub_time import HALL_ZONE, HubClock

NOW = datetime(2026, 11, 23, 0, 42, tzinfo=UTC)


def test_the_hubs_clock_goes_on_between_two_views() -> None:
    assert HubClock(NOW, at=100.0).time(161.5) == NOW + timedelta(seconds=61.5)


def test_it_is_shown_as_the_people_of_the_hall_live_by_it() -> None:
    assert HubClock(NOW, at=0.0).time(0.0).astimezone(HALL_ZONE).hour == 7
