"""What is left of databases nobody goes on from: set aside as damaged, or given up when an older backup was restored.

They keep what is personal. Whoever wants to look into one has `KEPT_DAYS` for it; then it is removed. Never what may be
the last good copy: only while the database itself and a backup of it can be opened and replayed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from hub.store.backup import GIVEN_UP, newest_good
from hub.store.errors import StoreError, explained
from hub.store.files import flush_to_disk
from hub.store.recovery import SET_ASIDE
from hub.store.verify import verified

KEPT_DAYS: Final = 14
"""Time to fetch somebody who can read a damaged database."""
BEFORE_UPGRADE: Final = "layso-before-upgrade.db"
_A_DAY_S: Final = 86_400

_SET_ASIDE: Final = re.compile(rf"{SET_ASIDE}(\d{{4}}-\d\d-\d\d)-\d{{6}}\.db")
_BESIDE: Final = ("", "-wal", "-shm")


class LeftOver(msgspec.Struct, frozen=True, order=True):
    """A file, and the day it was set aside or given up."""

    since: date
    path: Path

    @property
    def until(self) -> date:
        """The first day on which it goes."""
        return self.since + timedelta(days=KEPT_DAYS)

    def parts(self) -> Iterator[Path]:
        """With what belongs to it."""
        return (Path(f"{self.path}{suffix}") for suffix in _BESIDE)


def left_over(data_dir: Path, folders: Sequence[Path]) -> tuple[LeftOver, ...]:
    """All there is, oldest first. A folder that is not there has none."""
    found = {*_named(data_dir, _SET_ASIDE), *(one for folder in folders for one in _named(folder, GIVEN_UP))}
    return tuple(sorted(found))


def remove(data_dir: Path, folders: Sequence[Path], which: Sequence[LeftOver]) -> None:
    """Raises `StoreError`, and removes nothing, when one of them may still be needed."""
    if not which:
        return
    verified(data_dir / "layso.db")
    if newest_good(folders) is None:
        raise StoreError(f"there is no good backup in {', '.join(map(str, folders))}: make one first")
    try:
        for part in (part for one in which for part in one.parts()):
            part.unlink(missing_ok=True)
        for folder in {one.path.parent for one in which}:
            flush_to_disk(folder)
    except OSError as error:
        raise explained(data_dir, error) from error


def forget_upgrade(data_dir: Path, now: datetime) -> None:
    """What was before an upgrade stays for a day, in case the new program has to be taken back."""
    before = data_dir / BEFORE_UPGRADE
    try:
        # When it got its name: it was last written to at an earlier time.
        age_s = now.timestamp() - before.stat().st_ctime
    except FileNotFoundError:
        return
    if age_s > _A_DAY_S:
        before.unlink(missing_ok=True)


def _named(folder: Path, pattern: re.Pattern[str]) -> Iterator[LeftOver]:
    try:
        paths = list(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if found := pattern.fullmatch(path.name):
            yield LeftOver(date.fromisoformat(found[1]), path)
