"""SQLite's own look at a file."""

import sqlite3

from hub.store.errors import DatabaseDamaged


def check_pages(connection: sqlite3.Connection) -> None:
    """SQLite's own look at every page; raises `DatabaseDamaged`."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DatabaseDamaged(str(found).replace("\n", " "))
