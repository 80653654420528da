"""The chain that runs through the events of a day: each row's checksum covers the row and the checksum before it.

It finds what a disk or a stranger did to the log: a changed row, one that is missing, one out of place. It is no seal
against somebody who may write the database and knows the rule. Each day has a chain of its own, so that what is
personal can be erased from an old day without touching any other (`hub.store.retention`).
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from hub.store.errors import DatabaseDamaged

Link = tuple[int, str, str, str, str, str, str]
"""seq, day, at, device_id, command_id, kind, body: a row of `events`."""

Stored = tuple[int, str, str, str, str, str, str, bytes | None]
"""The same with its checksum."""

BEGINNING = b""
_BYTES = 8


class Last(NamedTuple):
    """The newest row of a stretch of the log."""

    seq: int
    day: str
    chain: bytes | None

    def chain_for(self, day: str) -> bytes:
        """What the next row, of `day`, builds on."""
        return self.chain or BEGINNING if day == self.day else BEGINNING


NOTHING = Last(0, "", None)
"""Before the first row."""


def after(before: bytes, row: Link) -> bytes:
    """The checksum of a row that follows one with checksum `before`."""
    seq, day, at, device_id, command_id, kind, body = row
    text = f"{seq}\x1f{day}\x1f{at}\x1f{device_id}\x1f{command_id}\x1f{kind}\x1f{body}"
    return blake2b(before + text.encode(), digest_size=_BYTES).digest()


def checked(rows: Iterable[Stored], last: Last) -> Iterator[Link]:
    """The rows, in the order of the log, as far as their chain holds; raises `DatabaseDamaged` where it does not.

    `last` is the row before them. Rows of before there was a chain have none; the first one after them begins it.
    """
    expected, day, chain = last.seq + 1, last.day, last.chain
    for whole in rows:
        row, stored = whole[:7], whole[7]
        if row[0] != expected:
            raise DatabaseDamaged(f"the event log lacks event {expected}")
        before = chain or BEGINNING if row[1] == day else BEGINNING
        if stored is None and before != BEGINNING:
            raise DatabaseDamaged(f"event {row[0]} has lost its checksum")
        if stored is not None and stored != after(before, row):
            raise DatabaseDamaged(f"event {row[0]} is not as it was written, or one before it is missing")
        expected, day, chain = row[0] + 1, row[1], stored
        yield row
