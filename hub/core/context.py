"""What is read from outside for one command, and passed in."""

from datetime import datetime

import msgspec

from hub.core.ids import DeviceId


class Context(msgspec.Struct, frozen=True):
    """The hub's time (aware UTC, never before the last event), who speaks, and a fresh secret for a ticket's QR."""

    now: datetime
    device_id: DeviceId
    token: str
