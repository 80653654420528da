"""Is a database of today's schema? Asked at every start, so without the library that changes schemas."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

NEWEST: Final = "m002_chain"
"""The last migration in `hub.store.schema`."""

_APPLIED = "SELECT 1 FROM _sqlite_migrations WHERE migration_set = 'layso' AND name = ?"


def is_current(database: Path) -> bool:
    """False also for one that is not there; raises `sqlite3.Error` for what is no database."""
    if not database.exists():
        return False
    with closing(sqlite3.connect(database)) as connection:
        try:
            return connection.execute(_APPLIED, (NEWEST,)).fetchone() is not None
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return False
            raise
