"""Looks at disk, clock and backups every second, tells the hall what staff must know, asks for a backup at closing."""

import asyncio
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from hub.clock import Clock
from hub.hall import Hall
from hub.upkeep.backups import Backups
from hub.upkeep.commits import TimedStore
from hub.upkeep.health import Health, backups_of, concerns

LOOK_EVERY_S = 1.0
_STEP_S = 1.0
_AHEAD = timedelta(hours=1)


class Steps:
    """Notices that the clock was set: real seconds until a moment ahead must shrink as fast as real time passes."""

    def __init__(self, clock: Clock, now_s: Callable[[], float]) -> None:
        self.count = 0
        self.last_s = 0.0
        self._clock = clock
        self._now_s = now_s
        self._mark()

    def look(self) -> None:
        passed_s = self._now_s() - self._marked_at_s
        step_s = self._until_s - self._clock.seconds_until(self._moment) - passed_s
        if abs(step_s) > _STEP_S:
            self.count += 1
            self.last_s = round(step_s, 1)
        self._mark()

    def _mark(self) -> None:
        self._moment: datetime = self._clock.now() + _AHEAD
        self._until_s = self._clock.seconds_until(self._moment)
        self._marked_at_s = self._now_s()


class Queue(Protocol):
    """What is asked of the engine."""

    def is_accepting(self) -> bool: ...

    def is_open(self) -> bool: ...


class Watch:
    """Reads; changes nothing of the queue."""

    def __init__(
        self,
        *,
        data_dir: Path,
        engine: Queue,
        hall: Hall,
        store: TimedStore,
        backups: Backups,
        steps: Steps,
        now_s: Callable[[], float],
    ) -> None:
        self._data_dir = data_dir
        self._engine = engine
        self._hall = hall
        self._store = store
        self._backups = backups
        self._steps = steps
        self._now_s = now_s

    def health(self) -> Health:
        return Health(
            is_accepting=self._engine.is_accepting(),
            disk_free_bytes=_free_bytes(self._data_dir),
            wal_bytes=_size(self._data_dir / "layso.db-wal"),
            commits=self._store.times(),
            clock_steps=self._steps.count,
            last_clock_step_s=self._steps.last_s,
            integrity=self._backups.integrity,
            backups=backups_of(self._backups.kept, self._now_s()),
            left_over=self._backups.left_over,
            silent_s={device_id: round(silent_s, 1) for device_id, silent_s in self._hall.gone_for_s().items()},
        )

    async def run_forever(self) -> None:
        was_open = self._engine.is_open()
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            is_open = self._engine.is_open()
            if was_open and not is_open:
                self._backups.ask()
            was_open = is_open
            self._steps.look()
            self._hall.worry(concerns(self.health(), self._backups.every_s))


def _free_bytes(folder: Path) -> int:
    """For an ordinary user, who may not use the last of a disk."""
    try:
        disk = os.statvfs(folder)
    except OSError:
        return 0
    return disk.f_bavail * disk.f_frsize


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
