"""What the hub knows of its own condition, and what of it staff must be told: values and rules, nothing is read."""

from pathlib import Path

import msgspec

from hub.protocol import Alert, AlertCode
from hub.upkeep.backups import Integrity, Kept
from hub.upkeep.commits import CommitTimes

LOW_BYTES = 500_000_000
"""A year of a large centre, and room for its backups to be made."""
OLD_AFTER_ROUNDS = 3
"""One backup may fail, and be made up for."""
_TELL_EVERY_MIN = 10


class BackupHealth(msgspec.Struct, frozen=True):
    """One folder of backups."""

    folder: str
    age_s: float
    """Since the last good one was made; at first since the hub's start."""
    file: str
    problem: str


class Health(msgspec.Struct, frozen=True):
    """Of one moment."""

    is_accepting: bool
    disk_free_bytes: int
    wal_bytes: int
    commits: CommitTimes
    clock_steps: int
    """How often the machine's clock was set, by more than a second, since the start."""
    last_clock_step_s: float
    """Forward is positive."""
    integrity: Integrity
    backups: tuple[BackupHealth, ...]
    left_over: tuple[str, ...]
    """Databases that were set aside and backups that were given up: they hold what is personal until they go."""
    silent_s: dict[str, float]
    """Since each device was heard."""


def backups_of(kept: tuple[Kept, ...], now_s: float) -> tuple[BackupHealth, ...]:
    return tuple(BackupHealth(k.folder, round(now_s - k.good_at_s, 1), k.file, k.problem) for k in kept)


def concerns(health: Health, backup_every_s: float) -> tuple[Alert, ...]:
    """What staff must be told; that the disk refuses is told at once by the engine."""
    found = []
    if health.integrity is Integrity.DAMAGED:
        found.append(Alert(AlertCode.DATA_DAMAGED))
    if health.disk_free_bytes < LOW_BYTES:
        # Tens, so that the screens are not redrawn for every page written.
        found.append(Alert(AlertCode.DISK_LOW, {"mb": str(health.disk_free_bytes // 10_000_000 * 10)}))
    for backup in health.backups:
        if backup.age_s > OLD_AFTER_ROUNDS * backup_every_s:
            minutes = int(backup.age_s / 60) // _TELL_EVERY_MIN * _TELL_EVERY_MIN
            told = {"folder": Path(backup.folder).name, "minutes": str(max(minutes, 1))}
            found.append(Alert(AlertCode.BACKUP_OLD, told))
    return tuple(found)
