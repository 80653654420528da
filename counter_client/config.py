"""The settings of a counter client; every one has a default, so no file is needed beside the hub's own box."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from counter_client import hotkeys
from counter_client.hotkeys import Hotkeys
from hub.client.settings import ConfigError, load
from hub.protocol import DeviceId

Minutes = Annotated[int, msgspec.Meta(ge=1, le=600)]


class Waiting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[waiting]`: from how many minutes on a wait is called long (amber) and too long (red)."""

    long_min: Minutes = 15
    too_long_min: Minutes = 30


class CounterConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    device: Annotated[DeviceId, msgspec.Meta(min_length=1, max_length=64)] = DeviceId("counter-pc-1")
    hub: str = ""
    """`ws://host:port`; empty: look for the hub on the network."""
    key: str = ""
    """The key got by `layso-hub pair`; not needed on the hub's own box."""
    language: Literal["vi", "en"] = "vi"
    counter: Annotated[int, msgspec.Meta(ge=0, le=999)] = 0
    """The number of the counter this computer stands at, offered first; 0: none."""
    waiting: Waiting = Waiting()
    keys: Hotkeys = Hotkeys()


def read(path: Path) -> CounterConfig:
    """The file, checked; raises `ConfigError` with every problem."""
    config = load(path, CounterConfig)
    found = [f"{path}: {problem}" for problem in hotkeys.problems(config.keys)]
    if config.waiting.too_long_min <= config.waiting.long_min:
        found.append(
            f"{path}: waiting.too_long_min: {config.waiting.too_long_min} is not later than "
            f"long_min ({config.waiting.long_min}); it must be more"
        )
    if found:
        raise ConfigError(tuple(found))
    return config
