"""What the commands of `layso-hub` share: where the data lies, and how a problem is told."""

import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from hub.client.paths import data_dir
from hub.client.settings import load
from hub.config import HubConfig

data_option = click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of the database and keys (default: the standard place)."
)
config_option = click.option("--config", type=click.Path(path_type=Path), help="A TOML file with the hub's settings.")


class Place(NamedTuple):
    """Where a hub keeps things."""

    data_dir: Path
    backup_folders: tuple[Path, ...]
    """The first is the hub's own; the others may be away."""

    @property
    def database(self) -> Path:
        return self.data_dir / "layso.db"


def read_config(config: Path | None) -> HubConfig:
    """Raises `ConfigError`."""
    return load(config, HubConfig) if config else HubConfig()


def place(chosen: HubConfig, config: Path | None, data: Path | None) -> Place:
    """Folders named in a settings file stand relative to it."""
    base = config.parent if config else Path()
    folder = data or (base / chosen.data if chosen.data else data_dir())
    own = base / chosen.backup_dir if chosen.backup_dir else folder / "backups"
    second = (base / chosen.backup_second,) if chosen.backup_second else ()
    return Place(folder, (own, *second))


def give_up(*problems: str) -> NoReturn:
    for problem in problems:
        click.echo(f"layso-hub: {problem}", err=True)
    sys.exit(2)
