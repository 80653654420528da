"""Where the programs of this box keep what they must keep."""

import os
from collections.abc import Mapping
from pathlib import Path


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """`$LAYSO_DATA`, else `layso` in the user's XDG data directory. It need not exist yet."""
    if chosen := environ.get("LAYSO_DATA"):
        return Path(chosen).expanduser()
    xdg = Path(environ.get("XDG_DATA_HOME", ""))
    # The XDG specification tells to ignore a relative path.
    base = xdg if xdg.is_absolute() else Path.home() / ".local" / "share"
    return base / "layso"


def local_key_file(data: Path) -> Path:
    """The key every device on the hub's own box may use; the hub writes it."""
    return data / "local.key"
