"""The hub's clock, carried on between two views by a monotonic one, and times as people read them.

The clock of this computer is never asked: it may be years off, and a demonstration runs on another day.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

SHOWN_IN = ZoneInfo("Asia/Ho_Chi_Minh")


class HubClock(msgspec.Struct, frozen=True):
    """`hub_now` was the hub's time when the monotonic clock showed `monotonic`."""

    hub_now: datetime
    monotonic: float

    def at(self, monotonic: float) -> datetime:
        return self.hub_now.astimezone(UTC) + timedelta(seconds=monotonic - self.monotonic)


def clock_face(at: datetime) -> str:
    return at.astimezone(SHOWN_IN).strftime("%H:%M")


def seconds_between(since: datetime, now: datetime) -> int:
    """Whole seconds; never negative, as the hub's clock may have been set back."""
    return max(0, int((now - since).total_seconds()))


def minutes_between(since: datetime, now: datetime) -> int:
    return seconds_between(since, now) // 60


def stopwatch(seconds: int) -> str:
    """`06:18`, from an hour on `1:06:18`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
