"""The hub's clock as another box knows it: what the hub told last, and what has passed since.

The box's own clock is never shown or compared: a screen with a flat battery must not show a wrong hour, and a rehearsal
runs on another day, at another speed.
"""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

HALL_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
"""Times are shown as the people of the hall live by them."""


class HubClock(msgspec.Struct, frozen=True):
    """`told` was the hub's time when this box's monotonic clock showed `at` seconds."""

    told: datetime
    at: float

    def time(self, at: float) -> datetime:
        return self.told + timedelta(seconds=at - self.at)
