"""Was a number given twice, or never? Judged from the hub's own database after the load, and from what was answered."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

_STORED = "SELECT day, series, value, number FROM tickets WHERE day = (SELECT max(day) FROM days)"


class StoredTicket(msgspec.Struct, frozen=True):
    """A row of the newest day."""

    day: str
    series: str
    value: int
    number: str


class Audit(msgspec.Struct, frozen=True):
    """`doubled`: numbers that two tickets or two people have. `skipped`: numbers that nobody has."""

    doubled: int
    skipped: int


def judged(stored: Sequence[StoredTicket], answered: Sequence[str]) -> Audit:
    """`answered` are the numbers as the kiosks were told them, one for each distinct tap.

    In each series the stored values must be 1, 2, 3 ... without a gap, and each must have been told exactly once.
    """
    in_series: dict[str, Counter[int]] = {}
    for ticket in stored:
        in_series.setdefault(ticket.series, Counter())[ticket.value] += 1
    told = Counter(answered)
    on_disk = Counter(ticket.number for ticket in stored)
    doubled = sum(_extra(values.values()) for values in in_series.values()) + _extra(told.values())
    gaps = sum(max(values) - len(values) for values in in_series.values())
    return Audit(doubled=doubled, skipped=gaps + len(told.keys() ^ on_disk.keys()))


def read(database: Path) -> list[StoredTicket]:
    """The newest day's tickets, by a connection of our own that cannot write."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return [StoredTicket(*row) for row in connection.execute(_STORED)]
    finally:
        connection.close()


def _extra(counts: Iterable[int]) -> int:
    return sum(count - 1 for count in counts)
