"""What is read from outside for one command, and passed in."""

from datetime import datetime
from types import MappingProxyType
from typing import Final

import msgspec

from hub.core.ids import ClassId, DeviceId, ServiceId

LineName = tuple[ServiceId, ClassId]


class Wait(msgspec.Struct, frozen=True):
    """An estimated wait in minutes: half of the people are called by `median_min`, nine of ten within the range."""

    low_min: int
    high_min: int
    median_min: float


Waits = MappingProxyType[LineName, Wait]
"""For whoever joined a line now; a line that is not in it has no estimate."""

NO_WAITS: Final[Waits] = MappingProxyType({})


class Context(msgspec.Struct, frozen=True):
    """The hub's time (aware UTC, never before the last event), who speaks, a fresh secret, and the latest estimates."""

    now: datetime
    device_id: DeviceId
    token: str
    waits: Waits = NO_WAITS
    is_pad: bool = False
    """A call pad speaks: it acts for whoever sits at the counter it names."""
