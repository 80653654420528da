"""The tables, as forward migrations by sqlite-utils. A released migration is never edited; a new one is added."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from hub.store.files import flush_to_disk
from hub.store.pages import check_pages

migrations = Migrations("layso")


@migrations()
def m001_log_and_tickets(db: Database) -> None:
    """The log, the days it is cut into, and one row per ticket.

    The database itself refuses a second (day, series, value), a second answer to one command, and a second ticket at a
    counter: the last line of defence behind the rules.
    """
    for statement in (
        """CREATE TABLE events (
            seq INTEGER PRIMARY KEY,
            day TEXT NOT NULL,
            at TEXT NOT NULL,
            device_id TEXT NOT NULL,
            command_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL
        )""",
        "CREATE TABLE days (day TEXT PRIMARY KEY, first_seq INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE commands (
            day TEXT NOT NULL, device_id TEXT NOT NULL, command_id TEXT NOT NULL, first_seq INTEGER NOT NULL,
            PRIMARY KEY (day, device_id, command_id)
        ) WITHOUT ROWID""",
        """CREATE TABLE tickets (
            day TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            number TEXT NOT NULL,
            series TEXT NOT NULL,
            value INTEGER NOT NULL,
            service_id TEXT NOT NULL,
            device_id TEXT NOT NULL,
            token TEXT NOT NULL,
            status TEXT NOT NULL,
            issued_at TEXT NOT NULL,
            ahead INTEGER NOT NULL,
            class_id TEXT NOT NULL,
            visit_id TEXT NOT NULL,
            session TEXT NOT NULL,
            appointment_at TEXT,
            wait_low_min INTEGER,
            wait_high_min INTEGER,
            counter_id TEXT,
            operator_id TEXT,
            reason TEXT,
            calls INTEGER NOT NULL DEFAULT 0,
            called_at TEXT,
            started_at TEXT,
            ended_at TEXT,
            outcome TEXT,
            rejoins INTEGER NOT NULL DEFAULT 0,
            paper TEXT,
            copies INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (day, ordinal)
        ) WITHOUT ROWID""",
        "CREATE UNIQUE INDEX one_number ON tickets (day, series, value)",
        """CREATE UNIQUE INDEX one_ticket_per_counter ON tickets (day, counter_id)
            WHERE status IN ('called', 'serving')""",
        """CREATE TABLE calls (
            call_id TEXT PRIMARY KEY,
            day TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            counter_id TEXT NOT NULL,
            called_at TEXT NOT NULL,
            shown_at TEXT,
            spoken_at TEXT
        ) WITHOUT ROWID""",
    ):
        db.execute(statement)


@migrations()
def m002_chain(db: Database) -> None:
    """Each event's checksum over itself and the event before it (`hub.store.chain`); older rows have none.

    `erasures` says of which days what is personal was erased (`hub.store.retention`). `pulse` is one row, rewritten to
    learn whether the disk takes writes again.
    """
    for statement in (
        "ALTER TABLE events ADD COLUMN chain BLOB",
        "CREATE TABLE erasures (day TEXT PRIMARY KEY, erased_at TEXT NOT NULL, changed INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE pulse (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL)",
        "INSERT INTO pulse VALUES (1, 0)",
    ):
        db.execute(statement)


def migrate(path: Path) -> None:
    """Bring the database at `path` to the newest schema, making it if it is not there.

    A database with a past is upgraded on a copy, which then takes its place in one step: a failure, or a power cut in
    the middle, leaves the old one as it was. The old one stays beside it as `layso-before-upgrade.db`.
    """
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
    before = path.with_name("layso-before-upgrade.db")
    before.unlink(missing_ok=True)
    before.hardlink_to(path)
    flush_to_disk(upgraded)
    upgraded.replace(path)
    flush_to_disk(path.parent)
