"""The log for reading beside a running hub: its own connection, read only."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from hub.core import events
from hub.core.ids import CommandId, DeviceId
from hub.store.errors import StoreError, explained

Row = tuple[int, str, str, str, str]

_AFTER = "SELECT seq, at, device_id, command_id, body FROM events WHERE seq > ? ORDER BY seq"

_decoder: msgspec.json.Decoder[events.Event] = msgspec.json.Decoder(events.Event)


def recorded(rows: Iterable[Row]) -> Iterator[events.Recorded]:
    """Rows of (seq, at, device_id, command_id, body) as events."""
    for seq, at, device_id, command_id, body in rows:
        yield events.Recorded(
            seq=seq,
            at=datetime.fromisoformat(at),
            command_id=CommandId(command_id),
            device_id=DeviceId(device_id),
            event=_decoder.decode(body),
        )


def read_log(database: Path, *, after: int = 0) -> Iterator[events.Recorded]:
    """The log in order, beginning behind event `after`; raises `StoreError`."""
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
        try:
            yield from recorded(connection.execute(_AFTER, (after,)))
        finally:
            connection.close()
    except (sqlite3.Error, msgspec.MsgspecError, ValueError) as error:
        raise StoreError(explained(database, error)) from error
