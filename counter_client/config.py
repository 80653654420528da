"""The settings of a counter client: `--config FILE`, TOML, every key optional, unknown keys refused."""

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from counter_client import hotkeys
from counter_client.hotkeys import Hotkeys
from counter_client.sheets import Reasons
from hub.client.device import DeviceSettings, read_settings
from hub.client.settings import ConfigError

Minutes = Annotated[int, Meta(ge=1, le=600)]


class Waiting(Struct, frozen=True, forbid_unknown_fields=True):
    """`[waiting]`: from how many minutes on a wait is called long (amber) and too long (red)."""

    long_min: Minutes = 15
    """Minutes from which a wait is shown as long, in amber."""
    too_long_min: Minutes = 30
    """Minutes from which a wait is shown as too long, in red; more than `long_min`."""


class CounterConfig(DeviceSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    device: str = "counter-pc-1"
    language: Literal["vi", "en"] = "vi"
    """Of the screen: Vietnamese or English."""
    counter: Annotated[int, Meta(ge=0, le=999)] = 0
    """The number of the counter this computer stands at, offered first; 0: none."""
    high_contrast: bool = False
    """Black, white and gold, for eyes that need it."""
    reduce_motion: bool = False
    """Nothing moves or fades."""
    waiting: Waiting = Waiting()
    keys: Hotkeys = Hotkeys()
    reasons: Reasons = Reasons()


def read(path: Path | None, *, hub: str | None = None, device: str | None = None) -> CounterConfig:
    """The file and what the command line says above it; raises `ConfigError` with every problem."""
    config = read_settings(CounterConfig, path, hub=hub, device=device)
    problems = list(hotkeys.problems(config.keys))
    waiting = config.waiting
    if waiting.too_long_min <= waiting.long_min:
        problems.append(
            f"waiting.too_long_min: {waiting.too_long_min} is not later than long_min ({waiting.long_min}); "
            "it must be more"
        )
    if problems:
        raise ConfigError(tuple(f"{path}: {problem}" for problem in problems))
    return config
