"""Brings a database to the newest schema.

Almost always it is there already. That is seen by one look, without importing sqlite-utils, which would keep the hall
waiting for a tenth of a second whenever the hub starts.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

NEWEST: Final = "m002_chain"
"""The last of `hub.store.migrations`."""
_IS_APPLIED = "SELECT 1 FROM _sqlite_migrations WHERE migration_set = 'layso' AND name = ?"


def migrate(path: Path) -> None:
    """Bring the database at `path` to the newest schema, making it if it is not there; raises `sqlite3.Error`."""
    if path.exists() and _is_newest(path):
        return
    from hub.store.upgrade import upgrade

    upgrade(path)


def _is_newest(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(_IS_APPLIED, (NEWEST,)).fetchone() is not None
    except sqlite3.OperationalError:
        # A file without our tables; what else is wrong with it shows when they are made.
        return False
