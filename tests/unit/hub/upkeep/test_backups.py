"""When backups are made, and what is said of them; the work itself is a fake that answers as the real one does."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from hub.upkeep.backups import Backups, Integrity, Kept
from hub.upkeep.copied import Copied
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually_async

HERE, STICK = Path("/data/backups"), Path("/media/stick")


class Worker:
    """Answers with what it is told to; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: list[Copied] | None = None

    async def __call__(self, arguments: Sequence[str]) -> bytes:
        self.asked.append(arguments[0])
        if self.answer is not None:
            return msgspec.json.encode(self.answer)
        folders = [Copied(folder, file=f"copy-{len(self.asked)}") for folder in arguments[2:] if folder[:2] != "--"]
        return msgspec.json.encode(folders if arguments[0] == "backup" else [Copied("")])


class Rig:
    """A schedule at a time set by hand."""

    def __init__(self, every_s: float = 600.0) -> None:
        self.now_s = 0.0
        self.work = Worker()
        self.backups = Backups(Path("/data"), (HERE, STICK), every_s, self.work, lambda: self.now_s)


async def test_every_folder_has_its_own_age() -> None:
    rig = Rig()
    rig.now_s = 100.0
    await rig.backups.make()
    rig.now_s = 200.0
    rig.work.answer = [Copied(str(HERE), file="second"), Copied(str(STICK), "is the stick plugged in?")]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hub.upkeep.backups.log.warning", lambda *_: None)
        await rig.backups.make()

    assert rig.backups.kept == (
        Kept(str(HERE), 200.0, "second"),
        Kept(str(STICK), 100.0, "copy-1", "is the stick plugged in?"),
    )


async def test_a_problem_is_told_once(caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog) -> None:
    expected_log.expect("no backup in /media/stick: is the stick plugged in?")
    rig = Rig()
    rig.work.answer = [Copied(str(HERE), file="one"), Copied(str(STICK), "is the stick plugged in?")]

    for _ in range(3):
        await rig.backups.make()

    assert sum("no backup in" in record.getMessage() for record in caplog.records) == 1


async def test_damage_found_by_a_copy_is_told_and_a_full_stick_is_none(expected_log: ExpectedLog) -> None:
    expected_log.expect("is damaged")
    expected_log.expect("no backup in")
    rig = Rig()
    rig.work.answer = [Copied(str(HERE), file="one"), Copied(str(STICK), "the disk is full")]
    await rig.backups.make()
    assert rig.backups.integrity is Integrity.GOOD

    rig.work.answer = [Copied(str(HERE), "layso.db is damaged", is_damage=True)]
    await rig.backups.make()

    assert rig.backups.integrity.value == "damaged"


async def test_a_worker_that_dies_is_a_backup_that_was_not_made(expected_log: ExpectedLog) -> None:
    expected_log.expect("the backup program ended without a word")

    async def die(_arguments: Sequence[str]) -> bytes:
        return b""

    backups = Backups(Path("/data"), (HERE,), 600.0, die, lambda: 7.0)
    await backups.make()

    assert backups.kept == (Kept(str(HERE), 7.0, problem="the backup program ended without a word"),)
    assert backups.integrity is Integrity.UNKNOWN


async def test_the_database_is_looked_at_first_and_copied_every_so_often_and_when_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hub.upkeep.backups.CHECK_AFTER_S", 0.0)
    rig = Rig(every_s=0.01)
    running = asyncio.create_task(rig.backups.run_forever())
    await eventually_async(lambda: len(rig.work.asked) >= 3)
    running.cancel()
    assert rig.work.asked[:3] == ["check", "backup", "backup"]

    rig = Rig()
    running = asyncio.create_task(rig.backups.run_forever())
    rig.backups.ask()
    await eventually_async(lambda: rig.work.asked == ["check", "backup"])
    running.cancel()


async def test_the_last_backup_does_not_hold_up_the_end_for_ever(
    monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    expected_log.expect("the last backup was not finished")
    monkeypatch.setattr("hub.upkeep.backups.LAST_WITHIN_S", 0.01)

    async def never(_arguments: Sequence[str]) -> bytes:
        await asyncio.Event().wait()
        return b""

    await Backups(Path("/data"), (HERE,), 600.0, never, lambda: 0.0).make_last()
