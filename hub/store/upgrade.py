"""Makes a new database, or upgrades one with a past on a copy, which then takes its place in one step.

A failure, or a power cut in the middle, leaves the old one as it was; it stays beside the new one as
`layso-before-upgrade.db`. Imported only when there is something to do: sqlite-utils takes a tenth of a second.
"""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from hub.store.files import flush_to_disk
from hub.store.leftovers import BEFORE_UPGRADE
from hub.store.migrations import migrations
from hub.store.pages import check_pages


def upgrade(path: Path) -> None:
    """Raises `sqlite3.Error`, `OSError`."""
    db = Database(path)
    try:
        if not migrations.pending(db):
            return
        if not migrations.applied(db):
            migrations.apply(db)
            return
        upgraded = _upgraded_copy(db, path)
        _empty_wal(db, path)
    finally:
        db.close()
    _replace(path, upgraded)


def _upgraded_copy(db: Database, path: Path) -> Path:
    copy = path.with_suffix(".upgraded")
    copy.unlink(missing_ok=True)
    upgraded = Database(copy)
    try:
        db.conn.backup(upgraded.conn)
        upgraded.conn.execute("PRAGMA journal_mode=DELETE")
        migrations.apply(upgraded)
        check_pages(upgraded.conn)
    except BaseException:
        upgraded.close()
        copy.unlink(missing_ok=True)
        raise
    upgraded.close()
    return copy


def _empty_wal(db: Database, path: Path) -> None:
    """What the write-ahead log holds goes into the file; a log left behind would be played into the new one."""
    if db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise sqlite3.OperationalError("another program reads it, which keeps it from being upgraded")
    Path(f"{path}-wal").unlink(missing_ok=True)


def _replace(path: Path, upgraded: Path) -> None:
    before = path.with_name(BEFORE_UPGRADE)
    before.unlink(missing_ok=True)
    before.hardlink_to(path)
    flush_to_disk(upgraded)
    upgraded.replace(path)
    flush_to_disk(path.parent)
