"""The event log on disk.

One connection writes, in whatever thread calls `append`; the engine calls it from one thread at a time. A file lock on
the data directory keeps a second hub away from the same database.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from hub.core import events
from hub.store.errors import StoreError, explained
from hub.store.reading import recorded
from hub.store.rows import statements
from hub.store.schema import migrate

_INSERT = "INSERT INTO events (seq, day, at, device_id, command_id, kind, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
_COMMAND = "INSERT INTO commands (day, device_id, command_id, first_seq) VALUES (?, ?, ?, ?)"
_OPEN_DAY = (
    "SELECT seq, at, device_id, command_id, body FROM events"
    " WHERE seq >= (SELECT first_seq FROM days ORDER BY day DESC LIMIT 1) ORDER BY seq"
)
_BUSY_TIMEOUT_S = 5.0

_encoder = msgspec.json.Encoder()


class EventLog:
    """Opens (and makes, and migrates) `layso.db` in a data directory; raises `StoreError`."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / "layso.db"
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(data_dir)
        except OSError as error:
            raise StoreError(explained(data_dir, error)) from error
        try:
            self._connection = self._open()
        except (sqlite3.Error, OSError) as error:
            os.close(self._lock)
            raise StoreError(explained(self.path, error)) from error

    def load_open_day(self) -> Iterator[events.Recorded]:
        """The events of the newest service day, in order."""
        try:
            yield from recorded(self._connection.execute(_OPEN_DAY))
        except (sqlite3.Error, msgspec.MsgspecError, ValueError) as error:
            raise StoreError(explained(self.path, error)) from error

    def append(self, day: str, batch: Sequence[events.Recorded]) -> None:
        """Store the events and the rows they change in one transaction; on return they are on the disk.

        `day` is the service day open before the batch; a `DayOpened` in it changes the day for what follows.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._insert(day, batch)
            self._connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self._roll_back()
            raise StoreError(explained(self.path, error)) from error

    def close(self) -> None:
        self._connection.close()
        os.close(self._lock)

    def _open(self) -> sqlite3.Connection:
        migrate(self.path)
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _insert(self, day: str, batch: Sequence[events.Recorded]) -> None:
        execute = self._connection.execute
        command = None
        for entry in batch:
            if isinstance(entry.event, events.DayOpened):
                day = entry.event.day.isoformat()
            body = _encoder.encode(entry.event).decode()
            kind = type(entry.event).__name__
            key = (entry.device_id, entry.command_id)
            execute(_INSERT, (entry.seq, day, entry.at.isoformat(), *key, kind, body))
            if key != command:
                execute(_COMMAND, (day, *key, entry.seq))
                command = key
            for statement, parameters in statements(entry):
                execute(statement, parameters)

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            # The disk may refuse this too; SQLite then rolls back when the file is next opened.
            pass


def _lock(data_dir: Path) -> int:
    """Held by the process until it dies, however it dies."""
    descriptor = os.open(data_dir / "hub.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise StoreError(
            f"another hub is already running with the data in {data_dir}: stop it first, or choose another --data"
        ) from None
    return descriptor
