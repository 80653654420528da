"""How a device program gets from its command line and its file to a connection."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from hub.client.address import hub_url
from hub.client.connection import Connection
from hub.client.credentials import Credentials
from hub.client.discovery import FixedHub, HubFinder, SearchedHub
from hub.client.paths import local_key_file
from hub.client.port import HubListener
from hub.client.settings import ConfigError, load
from hub.client.version import APP_VERSION
from hub.protocol import DeviceId, Role


class DeviceSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every device's TOML file may say; a program adds its own to a subclass and gives `device` its default."""

    hub: str = ""
    """Address of the hub; "" searches the network."""
    device: str = ""
    """The name of this device in the centre's set-up."""
    key: str = ""
    """The key `layso-hub pair` printed; "" uses the key file of the hub on this box."""


T = TypeVar("T", bound=DeviceSettings)


def read_settings(struct_type: type[T], config: Path | None, *, hub: str | None, device: str | None) -> T:
    """The file, or all defaults; then what the command line says stands above it. Raises `ConfigError`."""
    settings = struct_type() if config is None else load(config, struct_type)
    said = {"hub": hub, "device": device}
    settings = msgspec.structs.replace(settings, **{name: value for name, value in said.items() if value is not None})
    if not settings.device:
        raise ConfigError(("device: is empty; it must be the name of this device in the centre's set-up",))
    _finder(settings, Path())
    return settings


def connection_to_hub(
    settings: DeviceSettings,
    *,
    role: Role,
    data_dir: Path,
    listener: HubListener,
    jitter: Callable[[], float],
) -> Connection:
    credentials = Credentials(
        role=role,
        device_id=DeviceId(settings.device),
        app_version=APP_VERSION,
        data_dir=data_dir,
        key=settings.key,
    )
    return Connection(hello=credentials.hello, finder=_finder(settings, data_dir), listener=listener, jitter=jitter)


def _finder(settings: DeviceSettings, data_dir: Path) -> HubFinder:
    if not settings.hub:
        return SearchedHub(local_key_file=local_key_file(data_dir))
    try:
        return FixedHub(hub_url(settings.hub))
    except ValueError as error:
        raise ConfigError((f"hub: {error}",)) from None
