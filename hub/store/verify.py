"""Is this file a database a hub could go on with? Opened as a stranger's, read through, its newest day replayed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, time
from pathlib import Path

import msgspec

from hub.core import calendar
from hub.core.evolve import evolve
from hub.core.model import State
from hub.store.errors import DatabaseDamaged, explained
from hub.store.pages import check_pages
from hub.store.reading import newest_day, opened_for_reading, read_log

_SCHEMA = frozenset({"events", "days", "commands", "tickets", "calls"})
_LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM events"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


class Verified(msgspec.Struct, frozen=True):
    """What a good database holds."""

    seq: int
    """The last event."""
    day: str
    """The newest service day; "" when there is none yet."""
    tickets: int
    """Of that day."""
    last_at: datetime | None
    """Of the last event, aware UTC."""
    local_time: time
    """The same on the centre's clock."""
    newest_number: str = ""


def verified(database: Path) -> Verified:
    """Its pages, its tables, and its newest day replayed by the rules; raises `StoreError`."""
    try:
        with closing(opened_for_reading(database)) as connection:
            check_pages(connection)
            check_tables(connection)
            return _described(_replayed(connection))
    except (sqlite3.Error, msgspec.MsgspecError, ValueError, LookupError, DatabaseDamaged) as error:
        raise explained(database, error) from error


def check_live(database: Path) -> None:
    """Every page of a database a hub is working with; raises `StoreError`."""
    try:
        with closing(opened_for_reading(database)) as connection:
            check_pages(connection)
            check_tables(connection)
    except (sqlite3.Error, DatabaseDamaged) as error:
        raise explained(database, error) from error


def last_seq(database: Path) -> int:
    """The last event; 0 for a database that was only just begun. Raises `StoreError`."""
    try:
        with closing(opened_for_reading(database)) as connection:
            names = {name for (name,) in connection.execute(_TABLES)}
            return connection.execute(_LAST_SEQ).fetchone()[0] if "events" in names else 0
    except sqlite3.Error as error:
        raise explained(database, error) from error


def check_whole_log(database: Path, on_event: Callable[[int], None]) -> None:
    """Every event of every day, and the chain through them; raises `StoreError`."""
    for entry in read_log(database):
        on_event(entry.seq)


def check_tables(connection: sqlite3.Connection) -> None:
    names = {name for (name,) in connection.execute(_TABLES)}
    if missing := sorted(_SCHEMA - names):
        raise DatabaseDamaged(f"it has no {', '.join(missing)}")


def _replayed(connection: sqlite3.Connection) -> State | None:
    state: State | None = None
    for entry in newest_day(connection):
        state = evolve(state, entry)
    return state


def _described(state: State | None) -> Verified:
    if state is None:
        return Verified(seq=0, day="", tickets=0, last_at=None, local_time=time())
    count = len(state.tickets)
    return Verified(
        seq=state.seq,
        day=state.day.isoformat(),
        tickets=count,
        last_at=state.last_at,
        local_time=state.last_at.astimezone(calendar.zone(state.branch)).time(),
        newest_number=state.tickets[count - 1].number if count else "",
    )
