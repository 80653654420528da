"""The hub's own settings: where it listens and keeps its data. What a centre *is* stands in its branch file."""

from typing import Annotated

import msgspec

from hub.client.address import DEFAULT_PORT


class HubConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`hub.toml`."""

    listen: str = "0.0.0.0"  # noqa: S104 - kiosks and counters are other boxes on the centre's own LAN
    """The address to listen on; 127.0.0.1 when all programs run on one box."""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = DEFAULT_PORT
    """The one port for devices and pages."""
    branch: str = ""
    """The centre's branch.toml; "" runs the sample centre. Relative to this file."""
    data: str = ""
    """The folder of the database and keys; "" is the standard place. Relative to this file."""
    public_url: str = ""
    """The address phones reach the hub at, printed in the tickets' QR codes; "" is this box's LAN address."""
    announce: bool = True
    """Tell the LAN by multicast DNS where the hub is, so that the other programs find it by themselves."""
    backup_every_min: Annotated[int, msgspec.Meta(ge=1, le=1440)] = 10
    """Minutes between two backups while something happens."""
    backup_dir: str = ""
    """The folder of the backups; "" is `backups` beside the database. Relative to this file."""
    backup_second: str = ""
    """A second folder for every backup, on another disk or a USB stick, that must be there; "" for none."""
