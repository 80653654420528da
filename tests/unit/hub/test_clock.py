"""The two clocks of the hub, and its secrets."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hub.clock import DemoClock, SystemClock, TokenSource, new_key

MORNING = datetime(2026, 11, 23, 7, 31, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def test_the_system_clock_is_aware_and_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_the_system_clock_waits_real_seconds_and_never_for_the_past() -> None:
    clock = SystemClock()

    assert 59 < clock.seconds_until(clock.now() + timedelta(seconds=60)) <= 60
    assert clock.seconds_until(clock.now() - timedelta(seconds=60)) == 0


def test_a_demo_begins_at_its_moment_in_utc_as_the_log_keeps_it() -> None:
    now = DemoClock(MORNING, 1).now()

    assert now.tzinfo is UTC
    assert timedelta(0) <= now - MORNING < timedelta(seconds=5)


def test_a_fast_demo_waits_less() -> None:
    clock = DemoClock(MORNING, 60)

    assert clock.seconds_until(MORNING + timedelta(minutes=10)) <= 10
    assert clock.seconds_until(MORNING - timedelta(minutes=10)) == 0


def test_secrets_are_long_enough_and_never_the_same() -> None:
    new_token = TokenSource()
    tokens, keys = {new_token() for _ in range(100)}, {new_key() for _ in range(100)}

    assert len(tokens) == len(keys) == 100
    assert {len(token) for token in tokens} == {16}
    assert all(len(key.replace("-", "")) == 25 and not set("01IO") & set(key) for key in keys)
