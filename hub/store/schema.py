"""Brings a database to the newest schema.

Almost always it is there already. That is seen by one look, without importing sqlite-utils, which would keep the hall
waiting for a tenth of a second whenever the hub starts.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

NEWEST: Final = "m001_log_and_tickets"
"""The last of `hub.store.migrations`."""
_IS_APPLIED = "SELECT 1 FROM _sqlite_migrations WHERE migration_set = 'layso' AND name = ?"


def migrate(path: Path) -> None:
    """Make the database at `path` if it is not there; raises `sqlite3.Error`."""
    if path.exists() and _is_newest(path):
        return
    from sqlite_utils import Database

    from hub.store.migrations import migrations

    db = Database(path)
    try:
        migrations.apply(db)
    finally:
        db.close()


def _is_newest(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(_IS_APPLIED, (NEWEST,)).fetchone() is not None
    except sqlite3.OperationalError:
        # A file without our tables; what else is wrong with it shows when they are made.
        return False
