"""When the database is damaged or gone: it is set aside, never overwritten; a backup takes its place.

Nothing is invented: what happened after the backup is lost to the hub, and it says from when on.

A hub never begins with an empty database where there was one: a centre would hand out 001 for the second time that day.
"""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hub.store.backup import abandon_later, backups_in, newest_good
from hub.store.errors import DatabaseDamaged, explained
from hub.store.files import flush_to_disk
from hub.store.lock import held
from hub.store.verify import Verified, last_seq, verified

_BESIDE = ("-wal", "-shm")
SET_ASIDE = "layso-set-aside-"


def ready_to_open(database: Path, folders: Sequence[Path]) -> None:
    """Before a hub opens it: is it the one that was there? Raises `DatabaseDamaged` if a past is missing.

    A disk that lost what it had promised to keep leaves a database that is whole, but ends too early: a backup of a
    later moment tells.
    """
    backups = backups_in(folders)
    has_past = bool(backups) or any(database.parent.glob(f"{SET_ASIDE}*")) or Path(f"{database}-wal").exists()
    if not database.exists() or not database.stat().st_size:
        if has_past:
            raise DatabaseDamaged(f"{database} is missing or empty, but it had a past")
        return
    seq = last_seq(database)
    if backups and seq < backups[0].seq:
        raise DatabaseDamaged(f"{database} ends with event {seq}, but the backup {backups[0].path} has later ones")


def set_aside(database: Path, at: datetime) -> Path | None:
    """Rename it, and what belongs to it, out of the way; where it went, None if there was nothing."""
    target = database.with_name(f"{SET_ASIDE}{at:%Y-%m-%d-%H%M%S}.db")
    is_there = database.exists()
    # The database first: left without its write-ahead log it would look whole and lack the last tickets.
    for suffix in ("", *_BESIDE):
        part = Path(f"{database}{suffix}")
        if part.exists():
            part.rename(f"{target}{suffix}")
    flush_to_disk(database.parent)
    return target if is_there else None


def offer(data_dir: Path, folders: Sequence[Path]) -> str:
    """What the operator can do now, in one line."""
    found = newest_good(folders)
    if found is None:
        return "there is no good backup; a hub with another --data begins with nothing"
    backup, holds = found
    return f'the newest good backup ends {told(holds)}: layso-hub restore --data "{data_dir}" "{backup.path}"'


def told(holds: Verified) -> str:
    """Where a database ends, for people."""
    if not holds.day:
        return "before the first day"
    newest = f", newest number {holds.newest_number}" if holds.newest_number else ""
    return f"at {holds.local_time:%H:%M} of {holds.day} with {holds.tickets} tickets that day{newest}"


def restore(data_dir: Path, backup: Path, folders: Sequence[Path], at: datetime) -> tuple[Verified, Path | None]:
    """Put a copy of the backup in the database's place; refuses while a hub runs. Raises `StoreError`.

    Returns what it holds, and where the database went that was there before. Whatever happens on the way, the next
    start finds the one or the other whole, or says that there is none.
    """
    database = data_dir / "layso.db"
    fresh = database.with_suffix(".restored")
    try:
        with held(data_dir):
            holds = verified(backup)
            shutil.copyfile(backup, fresh)
            flush_to_disk(fresh)
            verified(fresh)
            before = set_aside(database, at)
            fresh.replace(database)
            flush_to_disk(data_dir)
            for folder in folders:
                abandon_later(folder, holds.seq, at.date())
    except OSError as error:
        raise explained(database, error) from error
    finally:
        fresh.unlink(missing_ok=True)
    return holds, before
