"""When the database is looked at and copied, and how it went: every so often, at the close of the day, and at the end.

The work itself is done by `hub.upkeep.worker` in a process of its own.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from hub.upkeep.copied import Copied

log = logging.getLogger(__name__)

CHECK_AFTER_S = 10.0
"""The start itself comes first: screens reconnect, people wait."""
LAST_WITHIN_S = 30.0
"""The last backup may hold up the end of the hub so long, no longer."""

Work = Callable[[Sequence[str]], Awaitable[bytes]]
"""Runs the worker with these arguments; what it printed."""


class Integrity(StrEnum):
    """What SQLite last said of the database."""

    UNKNOWN = "unknown"
    GOOD = "good"
    DAMAGED = "damaged"


class Kept(msgspec.Struct, frozen=True):
    """How the copies in one folder stand."""

    folder: str
    good_at_s: float
    """Of the loop's clock: when there was last a good copy of everything; at first the hub's start."""
    file: str = ""
    problem: str = ""


class Backups:
    """Owns the schedule; knows no SQL."""

    def __init__(
        self, data_dir: Path, folders: Sequence[Path], every_s: float, work: Work, now_s: Callable[[], float]
    ) -> None:
        self.integrity = Integrity.UNKNOWN
        self.every_s = every_s
        self.left_over: tuple[str, ...] = ()
        """Set aside or given up, and not removed yet; as of the last look, once a day."""
        self._data_dir = data_dir
        self._work = work
        self._now_s = now_s
        self._kept = {str(folder): Kept(str(folder), now_s()) for folder in folders}
        self._wanted = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    @property
    def kept(self) -> tuple[Kept, ...]:
        return tuple(self._kept.values())

    def ask(self) -> None:
        """Have one made soon: the day is over, or something was erased."""
        self._wanted.set()

    async def run_forever(self) -> None:
        await asyncio.sleep(CHECK_AFTER_S)
        await self.check()
        while True:
            try:
                async with asyncio.timeout(self.every_s):
                    await self._wanted.wait()
            except TimeoutError:
                pass
            self._wanted.clear()
            await self.make()

    async def check(self) -> None:
        """Look through the database as it is."""
        for found in await self._done(["check", str(self._data_dir)]):
            self._judge(found)

    async def make(self, *, hurry: bool = False) -> None:
        """Copy to every folder; what went wrong is told once and stands in `kept`."""
        for found in await self._done(["backup", str(self._data_dir), *self._kept, *(["--hurry"] if hurry else [])]):
            before = self._kept[found.folder]
            if found.problem:
                if found.problem != before.problem:
                    log.warning("no backup in %s: %s", found.folder, found.problem)
                self._kept[found.folder] = msgspec.structs.replace(before, problem=found.problem)
            else:
                if found.file != before.file:
                    log.info("backup %s in %s", found.file, found.folder)
                self._kept[found.folder] = Kept(found.folder, self._now_s(), found.file)
            self._judge(found)

    async def erase(self, before: str) -> None:
        """Have what is personal erased from the copies too, as far as it is of days before that one.

        What is left of databases nobody goes on from is removed when its time is over.
        """
        for found in await self._done(["erase", str(self._data_dir), before, *self._kept]):
            if found.problem:
                log.warning("what is personal was not erased from the copies in %s: %s", found.folder, found.problem)
            for removed in found.removed:
                log.info("removed %s: nobody has gone on from it, and it held what is personal", removed)
            if found.folder == str(self._data_dir):
                self.left_over = found.left_over

    async def make_last(self) -> None:
        """As the hub closes; a slow stick does not keep it from closing."""
        try:
            async with asyncio.timeout(LAST_WITHIN_S):
                await self.make(hurry=True)
        except TimeoutError:
            log.warning("the last backup was not finished within %.0f s", LAST_WITHIN_S)

    async def _done(self, arguments: Sequence[str]) -> list[Copied]:
        async with self._one_at_a_time:
            said = await self._work(arguments)
        try:
            return msgspec.json.decode(said, type=list[Copied])
        except msgspec.MsgspecError:
            problem = "the backup program ended without a word"
            return [Copied(folder, problem) for folder in self._kept] if arguments[0] == "backup" else []

    def _judge(self, found: Copied) -> None:
        is_damaged = found.is_damage
        if is_damaged and self.integrity is not Integrity.DAMAGED:
            log.error("%s", found.problem)
        if is_damaged or not found.problem:
            self.integrity = Integrity.DAMAGED if is_damaged else Integrity.GOOD


async def in_a_process(arguments: Sequence[str]) -> bytes:
    """The worker as a child of its own session: the Ctrl-C that ends the hub is not meant for it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "hub.upkeep.worker", *arguments,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = await child.communicate()
    except asyncio.CancelledError:
        if child.returncode is None:
            child.terminate()
            await child.wait()
        raise
    return said
