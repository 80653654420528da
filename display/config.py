"""The settings of one wall screen: `--config FILE`, TOML, every key optional, unknown keys refused."""

from datetime import datetime, time
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from display.clipmaker import Voice
from display.reading import Reading
from hub.client.device import DeviceSettings


class Language(StrEnum):
    """The words around the numbers; the voice is always Vietnamese."""

    VI = "vi"
    EN = "en"


class Output(StrEnum):
    """Where the voice goes. `off`: this screen shows and never speaks, as the second screen of a hall should."""

    DEVICE = "device"
    FILES = "files"
    OFF = "off"


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the wall looks."""

    language: Language = Language.VI
    rows: Annotated[int, Meta(ge=3, le=7)] = 5
    """Recent calls beside the newest."""
    reduce_motion: bool = False
    """No fading, and the ticker turns pages instead of moving."""
    high_contrast: bool = False
    """Black, white and gold only."""


class VolumeAt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A span of the day with a volume of its own; 0 is silence."""

    begins: time
    """Local time of day."""
    ends: time
    """Local time of day, later than `begins`."""
    volume: Annotated[int, Meta(ge=0, le=100)]
    """In percent; 0 is silence."""

    def __post_init__(self) -> None:
        if self.begins >= self.ends:
            raise ValueError("begins must be earlier than ends")


class Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The voice."""

    output: Output = Output.DEVICE
    clips: str = ""
    """A folder of recorded clips; "" for those made by espeak-ng."""
    voice: Voice = Voice.NORTH
    """The espeak-ng voice of the made clips."""
    volume: Annotated[int, Meta(ge=0, le=100)] = 100
    """In percent, outside the spans of `hours`."""
    hours: tuple[VolumeAt, ...] = ()
    repeats: Annotated[int, Meta(ge=1, le=3)] = 2
    """How often each call is said."""
    once_when_waiting: Annotated[int, Meta(ge=1, le=20)] = 2
    """With this many more calls waiting to be spoken, each is said once, so that the last is not too late."""
    files_dir: str = "announcements"
    """Where `output = "files"` writes."""
    speed: Annotated[float, Meta(ge=0, le=1000)] = 1.0
    """How fast `output = "files"` pretends to speak; 0 takes no time."""

    def volume_at(self, now: datetime) -> float:
        """A factor from 0 to 1 at this local time."""
        clock = now.time()
        percent = next((span.volume for span in self.hours if span.begins <= clock < span.ends), self.volume)
        return percent / 100


class DisplayConfig(DeviceSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    device: str = "display-1"
    screen: Screen = Screen()
    sound: Sound = Sound()
    reading: Reading = Reading()
