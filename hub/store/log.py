"""The event log on disk.

One connection writes, in whatever thread calls `append`; the engine calls it from one thread at a time. A file lock on
the data directory keeps a second hub away from the same database.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from hub.core import events
from hub.store import chain
from hub.store.errors import DatabaseDamaged, explained
from hub.store.faults import reached
from hub.store.lock import lock
from hub.store.reading import last_of, newest_day
from hub.store.retention import Erasure, erase_next
from hub.store.rows import statements
from hub.store.version import is_current

_INSERT = "INSERT INTO events (seq, day, at, device_id, command_id, kind, body, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_COMMAND = "INSERT INTO commands (day, device_id, command_id, first_seq) VALUES (?, ?, ?, ?)"
_PULSE = "UPDATE pulse SET count = count + 1"
_BUSY_TIMEOUT_S = 5.0

_encoder = msgspec.json.Encoder()


class EventLog:
    """Opens (and makes, and migrates) `layso.db` in a data directory; raises `StoreError`."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / "layso.db"
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            self._lock = lock(data_dir)
        except OSError as error:
            raise explained(data_dir, error) from error
        try:
            self._connection = self._open()
            self._last = last_of(self._connection)
        except (sqlite3.Error, OSError, DatabaseDamaged) as error:
            os.close(self._lock)
            raise explained(self.path, error) from error

    def load_open_day(self) -> Iterator[events.Recorded]:
        """The events of the newest service day, in order, after looking that they are as they were written."""
        try:
            yield from newest_day(self._connection)
        except (sqlite3.Error, msgspec.MsgspecError, ValueError, DatabaseDamaged) as error:
            raise explained(self.path, error) from error

    def append(self, day: str, batch: Sequence[events.Recorded]) -> None:
        """Store the events and the rows they change in one transaction; on return they are on the disk.

        `day` is the service day open before the batch; a `DayOpened` in it changes the day for what follows.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            last = self._insert(day, batch)
            reached("before_commit")
            self._connection.execute("COMMIT")
        except BaseException as error:
            # Whatever it was: a transaction left open would make every later one fail.
            self._roll_back()
            if isinstance(error, sqlite3.Error | OSError):
                raise explained(self.path, error) from error
            raise
        self._last = last

    def probe(self) -> None:
        """Write a little and have it on the disk: does it take writes? Raises `StoreError`."""
        try:
            self._connection.execute(_PULSE)
        except (sqlite3.Error, OSError) as error:
            self._roll_back()
            raise explained(self.path, error) from error

    def erase_next(self, now: datetime) -> Erasure | None:
        """Erase what is personal from the oldest day that is over and still has it; raises `StoreError`."""
        try:
            return erase_next(self._connection, self._last.day, now)
        except (sqlite3.Error, OSError, DatabaseDamaged) as error:
            self._roll_back()
            raise explained(self.path, error) from error

    def close(self) -> None:
        self._connection.close()
        os.close(self._lock)

    def _open(self) -> sqlite3.Connection:
        if not is_current(self.path):
            from hub.store.schema import migrate

            migrate(self.path)
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _insert(self, day: str, batch: Sequence[events.Recorded]) -> chain.Last:
        execute = self._connection.execute
        command, last, at, written = None, self._last, batch[0].at, batch[0].at.isoformat()
        for entry in batch:
            event = entry.event
            if isinstance(event, events.DayOpened):
                day = event.day.isoformat()
            if entry.at is not at:
                at, written = entry.at, entry.at.isoformat()
            key = (entry.device_id, entry.command_id)
            row = (entry.seq, day, written, *key, type(event).__name__, _encoder.encode(event).decode())
            last = chain.Last(entry.seq, day, chain.after(last.chain_for(day), row))
            execute(_INSERT, (*row, last.chain))
            reached("mid_append")
            if key != command:
                execute(_COMMAND, (day, *key, entry.seq))
                command = key
            for statement, parameters in statements(entry, written):
                execute(statement, parameters)
        return last

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            # The disk may refuse this too; SQLite then rolls back when the file is next opened.
            pass
