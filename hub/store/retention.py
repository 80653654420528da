"""Erasing what is personal from days that are over: the secret of each ticket, and what officials wrote by hand.

Who may read a ticket's page, why a person was called out of turn, why a counter paused: needed on the day, nobody's
business after it. Everything the figures are made of stays. The rows are rewritten in one transaction and their chain
with them, after looking that it held: damage is not sealed over. `secure_delete` overwrites the old bytes in the file,
and emptying the write-ahead log those in there. `erasures` says what was done and when.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from hub.store import chain
from hub.store.errors import DatabaseDamaged, explained
from hub.store.reading import last_of

_ERASED: Final = {"TicketIssued": "token", "TicketCalled": "note", "CounterPaused": "reason"}
"""Kind of event -> its field."""

_NEXT = (
    "SELECT day, first_seq, (SELECT min(first_seq) FROM days AS later WHERE later.day > days.day)"
    " FROM days WHERE day < ? AND day NOT IN (SELECT day FROM erasures) ORDER BY day LIMIT 1"
)
_ROWS = (
    "SELECT seq, day, at, device_id, command_id, kind, body, chain FROM events"
    " WHERE seq >= ? AND seq < ifnull(?, 1 << 62) ORDER BY seq"
)
_REWRITE = "UPDATE events SET body = ?, chain = ? WHERE seq = ?"


class Erasure(msgspec.Struct, frozen=True):
    """Done, and on the disk."""

    day: str
    changed: int
    """Events something was erased from."""


def erase_next(connection: sqlite3.Connection, before: str, now: datetime) -> Erasure | None:
    """Erase from the oldest day that is over and was not seen to; None when there is none. `before` is a day.

    Raises `sqlite3.Error`, or `DatabaseDamaged`, with nothing changed.
    """
    row = connection.execute(_NEXT, (before,)).fetchone()
    if row is None:
        return None
    day, first_seq, next_seq = row
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        changed = _rewrite(connection, first_seq, next_seq)
        connection.execute("UPDATE tickets SET token = '' WHERE day = ?", (day,))
        connection.execute("INSERT INTO erasures VALUES (?, ?, ?)", (day, now.isoformat(), changed))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Erasure(day, changed)


def _rewrite(connection: sqlite3.Connection, first_seq: int, next_seq: int | None) -> int:
    before = last_of(connection, first_seq - 1)
    stored = connection.execute(_ROWS, (first_seq, next_seq)).fetchall()
    whole = list(chain.checked(stored, before))
    changed = 0
    last = before
    for row, (*_, had) in zip(whole, stored, strict=True):
        body = _without_personal(row[5], row[6])
        new: chain.Link = (*row[:6], row[6] if body is None else body)
        last = chain.Last(row[0], row[1], None if had is None else chain.after(last.chain_for(row[1]), new))
        if body is not None or last.chain != had:
            connection.execute(_REWRITE, (new[6], last.chain, row[0]))
        changed += body is not None
    return changed


def _without_personal(kind: str, body: str) -> str | None:
    """None when there is nothing to erase."""
    field = _ERASED.get(kind)
    if field is None:
        return None
    facts: dict[str, object] = msgspec.json.decode(body)
    if not facts.get(field):
        return None
    return msgspec.json.encode({**facts, field: ""}).decode()


def erase_in_copy(copy: Path, before: str, now: datetime) -> None:
    """All days before that one, in a backup nobody works with; raises `StoreError`."""
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            while erase_next(connection, before, now) is not None:
                pass
    except (sqlite3.Error, OSError, DatabaseDamaged) as error:
        raise explained(copy, error) from error
