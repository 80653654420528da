"""The log for reading: as the hub does at its start, and beside a running hub by a connection that cannot write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from hub.core import events
from hub.core.ids import CommandId, DeviceId
from hub.store.chain import NOTHING, Last, Link, checked
from hub.store.errors import DatabaseDamaged, explained

_COLUMNS = "seq, day, at, device_id, command_id, kind, body"
_AFTER = f"SELECT {_COLUMNS}, chain FROM events WHERE seq > ? ORDER BY seq"  # noqa: S608 - a constant
_AFTER_OLD = f"SELECT {_COLUMNS}, NULL FROM events WHERE seq > ? ORDER BY seq"  # noqa: S608 - a constant
_LAST = "SELECT seq, day, chain FROM events WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
_NEWEST_DAY = "SELECT day, first_seq FROM days ORDER BY day DESC LIMIT 1"

_decoder: msgspec.json.Decoder[events.Event] = msgspec.json.Decoder(events.Event)


def opened_for_reading(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)


def recorded(row: Link) -> events.Recorded:
    seq, _day, at, device_id, command_id, _kind, body = row
    return events.Recorded(
        seq=seq,
        at=datetime.fromisoformat(at),
        command_id=CommandId(command_id),
        device_id=DeviceId(device_id),
        event=_decoder.decode(body),
    )


def last_of(connection: sqlite3.Connection, up_to: int = 1 << 62) -> Last:
    """The newest row, or the newest of the first `up_to`."""
    row = connection.execute(_LAST, (up_to,)).fetchone()
    return NOTHING if row is None else Last(*row)


def newest_day(connection: sqlite3.Connection) -> Iterator[events.Recorded]:
    """The events of the newest service day, in order; raises `DatabaseDamaged` where they are not as written."""
    row = connection.execute(_NEWEST_DAY).fetchone()
    if row is None:
        if last_of(connection) != NOTHING:
            raise DatabaseDamaged("there are events, but no service day")
        return
    day, first_seq = row
    if last_of(connection).day != day:
        raise DatabaseDamaged(f"the events of {day} are not there")
    yield from map(recorded, checked(connection.execute(_AFTER, (first_seq - 1,)), last_of(connection, first_seq - 1)))


def read_log(database: Path, *, after: int = 0) -> Iterator[events.Recorded]:
    """The log in order, beginning behind event `after`; raises `StoreError`."""
    try:
        with closing(opened_for_reading(database)) as connection:
            if _has_chain(connection):
                rows, last = connection.execute(_AFTER, (after,)), last_of(connection, after)
            else:
                rows, last = connection.execute(_AFTER_OLD, (after,)), Last(after, "", None)
            yield from map(recorded, checked(rows, last))
    except (sqlite3.Error, msgspec.MsgspecError, ValueError, DatabaseDamaged) as error:
        raise explained(database, error) from error


def _has_chain(connection: sqlite3.Connection) -> bool:
    """Databases of before the chain are upgraded when a hub opens them; until then they can still be read."""
    return any(column == "chain" for _, column, *_ in connection.execute("PRAGMA table_info(events)"))
