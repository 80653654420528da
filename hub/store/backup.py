"""Copies of the database while it is being written to: made, named, found and thinned out.

A copy is taken by SQLite's own backup, inside one read transaction of a connection of its own: it is one moment of the
database, and the writer is not held up. It goes in small steps with a pause after each, so that the disk stays free for
the next ticket. It gets its name only when it is whole and was looked at (`hub.store.verify`); before, it is called
`.unfinished`. The name tells the service day, the time at the centre and the last event:
`layso-2026-11-23-0731-s000123456.db`; the highest event is the newest, whatever the clock said.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

import msgspec

from hub.store.errors import StoreError, explained
from hub.store.files import flush_to_disk
from hub.store.reading import opened_for_reading
from hub.store.verify import Verified, verified

NEWEST_KEPT: Final = 12
DAYS_KEPT: Final = 60
_STEP_PAGES: Final = 64
_FLUSH_EVERY: Final = 16
_NAME: Final = re.compile(r"layso-(\d{4}-\d\d-\d\d)-\d{4}-s(\d{9,})\.db")
GIVEN_UP: Final = re.compile(
    r"layso-(?:\d{4}-\d\d-\d\d-\d{4}-s\d{9,}-given-up-)?(\d{4}-\d\d-\d\d)(?:-\d{4}-s\d{9,})?\.abandoned"
)
"""What `abandon_later` makes of a name, with the day it did; before that was written down, the backup's own day."""

OnPages = Callable[[int, int], None]
"""Called with how many pages of how many are copied; may wait, to leave the disk to others."""


class Backup(msgspec.Struct, frozen=True, order=True):
    """A finished copy, as its name tells; ordered by age."""

    seq: int
    day: str
    path: Path


def backups_in(folders: Iterable[Path]) -> tuple[Backup, ...]:
    """The copies in these folders, newest first. A folder that is not there (a stick that was pulled) has none."""
    found = []
    for folder in folders:
        try:
            names = [path for path in folder.iterdir() if path.is_file()]
        except OSError:
            continue
        found += [Backup(int(m[2]), m[1], path) for path in names if (m := _NAME.fullmatch(path.name))]
    return tuple(sorted(found, reverse=True))


def newest_good(folders: Iterable[Path]) -> tuple[Backup, Verified] | None:
    """The newest copy that can be opened and replayed."""
    for backup in backups_in(folders):
        try:
            return backup, verified(backup.path)
        except StoreError:
            continue
    return None


def back_up(database: Path, folder: Path, on_pages: OnPages) -> tuple[Backup, Verified]:
    """Copy, look at the copy, name it; raises `StoreError` and leaves no half copy behind."""
    unfinished = folder / "layso.unfinished"
    try:
        unfinished.unlink(missing_ok=True)
        _copy(database, unfinished, on_pages)
        found = verified(unfinished)
        flush_to_disk(unfinished)
        backup = Backup(found.seq, found.day, folder / _name(found))
        unfinished.replace(backup.path)
        flush_to_disk(folder)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise explained(folder, error) from error
    except StoreError:
        unfinished.unlink(missing_ok=True)
        raise
    return backup, found


def duplicate(backup: Backup, folder: Path) -> Backup:
    """The same copy in a second place, read back from there; raises `StoreError`."""
    unfinished = folder / "layso.unfinished"
    try:
        shutil.copyfile(backup.path, unfinished)
        flush_to_disk(unfinished)
        verified(unfinished)
        unfinished.replace(folder / backup.path.name)
        flush_to_disk(folder)
    except OSError as error:
        raise explained(folder, error) from error
    return Backup(backup.seq, backup.day, folder / backup.path.name)


def thin_out(folder: Path) -> tuple[Backup, ...]:
    """Remove what need not be kept; returns what was removed."""
    gone = superfluous(backups_in([folder]))
    for backup in gone:
        backup.path.unlink(missing_ok=True)
    return gone


def abandon_later(folder: Path, seq: int, on: date) -> None:
    """After an older backup was restored, later ones tell of days that never went on: kept, but under another name."""
    for backup in backups_in([folder]):
        if backup.seq > seq:
            backup.path.rename(backup.path.with_name(f"{backup.path.stem}-given-up-{on}.abandoned"))


def superfluous(newest_first: Sequence[Backup]) -> tuple[Backup, ...]:
    """All but the newest of all, and the newest of each of the last days."""
    last_of_day: dict[str, Backup] = {}
    for backup in newest_first:
        last_of_day.setdefault(backup.day, backup)
    kept = {*newest_first[:NEWEST_KEPT], *(last_of_day[day] for day in sorted(last_of_day, reverse=True)[:DAYS_KEPT])}
    return tuple(backup for backup in newest_first if backup not in kept)


def _copy(database: Path, target: Path, on_pages: OnPages) -> None:
    steps = count(1)

    def progress(_status: int, remaining: int, total: int) -> None:
        # Written out bit by bit: one great flush at the end would stand in the way of the tickets' small ones.
        if next(steps) % _FLUSH_EVERY == 0:
            flush_to_disk(target)
        on_pages(total - remaining, total)

    with closing(opened_for_reading(database)) as source, closing(sqlite3.connect(target)) as copy:
        # What is not whole is thrown away, so its own journal and syncs would only wear out the stick.
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):
            copy.execute(f"PRAGMA {pragma}")
        # The read transaction pins the moment; without it every commit would begin the copy anew.
        source.isolation_level = None
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM days").fetchone()
        source.backup(copy, pages=_STEP_PAGES, progress=progress)
        source.execute("ROLLBACK")
        # One file without a write-ahead log: a stick may be read-only where it is opened next.
        copy.execute("PRAGMA journal_mode=DELETE")


def _name(found: Verified) -> str:
    return f"layso-{found.day}-{found.local_time:%H%M}-s{found.seq:09}.db"
