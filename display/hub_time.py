"""The hub's clock as this screen knows it: the last time the hub told, and what has passed since.

The box's own clock is never shown or compared: a wall screen with a flat battery must not show a wrong hour, and a
rehearsal runs at another hour and speed than ours.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class HubTime:
    """`at` is always this box's monotonic clock in seconds."""

    def __init__(self) -> None:
        self._told: datetime | None = None
        self._told_at = 0.0

    def tell(self, now: datetime, at: float) -> None:
        self._told = now
        self._told_at = at

    def now(self, at: float) -> datetime | None:
        """None until the hub has been heard once."""
        return None if self._told is None else self._told + timedelta(seconds=at - self._told_at)
