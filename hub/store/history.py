"""What is left of past days for estimates: read beside a running hub, by a connection that cannot write."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from hub.core.experience import ENDED_AT_COUNTER, PastTicket
from hub.core.ids import ClassId, ServiceId
from hub.store.errors import explained
from hub.store.reading import opened_for_reading

DAYS: Final = 60
"""Working days that are looked back at."""

_FIRST_DAY = "SELECT min(day) FROM (SELECT DISTINCT day FROM tickets WHERE day < ? ORDER BY day DESC LIMIT ?)"
# A call's id begins with its day, and is what the calls are ordered by on disk.
_TICKETS = """
    SELECT t.day, t.service_id, t.class_id, t.status, t.issued_at, first.called_at, t.called_at, t.ended_at,
        t.wait_low_min, t.wait_high_min
    FROM tickets AS t LEFT JOIN (
        SELECT day, ordinal, min(called_at) AS called_at FROM calls WHERE call_id >= ? GROUP BY day, ordinal
    ) AS first ON first.day = t.day AND first.ordinal = t.ordinal
    WHERE t.day >= ? AND t.day < ? ORDER BY t.day, t.ordinal
"""

_Row = tuple[str, str, str, str, str, str | None, str | None, str | None, int | None, int | None]


def past_tickets(database: Path, before: date, zone: ZoneInfo, days: int = DAYS) -> tuple[PastTicket, ...]:
    """The tickets of the last working days before that one, oldest first; raises `StoreError`."""
    try:
        with closing(opened_for_reading(database)) as connection:
            first = connection.execute(_FIRST_DAY, (before.isoformat(), days)).fetchone()[0]
            if first is None:
                return ()
            rows = connection.execute(_TICKETS, (first, first, before.isoformat()))
            return tuple(_past(row, zone) for row in rows)
    except (sqlite3.Error, ValueError) as error:
        raise explained(database, error) from error


def _past(row: _Row, zone: ZoneInfo) -> PastTicket:
    day, service_id, class_id, status, issued_at, first_called_at, called_at, ended_at, low_min, high_min = row
    issued = datetime.fromisoformat(issued_at)
    local = issued.astimezone(zone)
    waited_min = None
    if first_called_at is not None:
        waited_min = (datetime.fromisoformat(first_called_at) - issued).total_seconds() / 60
    served_s = None
    if status in ENDED_AT_COUNTER and called_at is not None and ended_at is not None:
        served_s = (datetime.fromisoformat(ended_at) - datetime.fromisoformat(called_at)).total_seconds()
    return PastTicket(
        day=date.fromisoformat(day),
        second=local.hour * 3600 + local.minute * 60 + local.second,
        name=(ServiceId(service_id), ClassId(class_id)),
        waited_min=waited_min,
        served_s=served_s,
        low_min=low_min,
        high_min=high_min,
    )
