"""Times as the people at the counters read them. They are the hub's (`hub.client.hub_time`)."""

from datetime import datetime

from hub.client.hub_time import HALL_ZONE


def clock_face(at: datetime) -> str:
    return at.astimezone(HALL_ZONE).strftime("%H:%M")


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
