"""The settings of one ticket machine: `--config FILE`, TOML, every key optional, unknown keys refused."""

from typing import Annotated

import msgspec

from hub.client.device import DeviceSettings
from kiosk.state import Times


class Glass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[screen]`: what the program cannot know of the panel it is shown on."""

    dpi: Annotated[float, msgspec.Meta(ge=40, le=400)] = 96.0
    """Pixels per inch of the glass: a button is never lower than 20 mm, a letter never below 18 pt.
    Width in pixels divided by width in inches: 21.5" at 1920x1080 is 102, 32" is 69, 10.1" at 1280x800 is 149."""
    reduce_motion: bool = False
    """No page slides or fades."""


class KioskConfig(DeviceSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    device: str = "kiosk-1"
    screen: Glass = Glass()
    times: Times = Times()
