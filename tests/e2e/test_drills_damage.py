"""Drills with a real hub on real files: what is damaged is set aside, a backup offered; nothing begins from nothing."""

from pathlib import Path

import pytest

from hub.store.backup import backups_in
from tests.support.agreement import every_screen_agrees
from tests.support.processes import HubProcess, Program
from tests.support.taps import WARM, numbers_taken


def told_at_start(data: Path) -> str:
    """What a hub says that does not start."""
    hub = HubProcess(data, environment=WARM)
    with hub:
        assert hub.process.wait(15) == 2
    return hub.output()


def command(data: Path, *arguments: str) -> str:
    with Program(["hub", *arguments], log=data.parent / "command.log", environment=WARM) as program:
        assert program.process.wait(30) == 0, program.output()
        return program.output()


def spoil_a_page(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096:] = bytes(range(256)) * ((len(content) - 4096) // 256)
    database.write_bytes(content)


def tear_the_last_page(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[:-2048] + bytes(2048))


def cut_in_half(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[: len(content) // 2])


def change_a_digit(database: Path) -> None:
    """A flipped bit that SQLite cannot see: the file is a good database with one wrong number."""
    content = database.read_bytes()
    assert b'"number":"A002"' in content
    database.write_bytes(content.replace(b'"number":"A002"', b'"number":"A009"'))


def empty(database: Path) -> None:
    database.write_bytes(b"")


@pytest.mark.parametrize("harm", [spoil_a_page, tear_the_last_page, cut_in_half, change_a_digit, empty, Path.unlink])
def test_a_damaged_database_is_set_aside_and_the_backup_takes_its_place(stopped: Path, harm: object) -> None:
    assert callable(harm)
    harm(stopped / "layso.db")

    first, second = told_at_start(stopped), told_at_start(stopped)

    backup = backups_in([stopped / "backups"])[0].path
    for told in (first, second):
        assert f'layso-hub restore --data "{stopped}" "{backup}"' in told
        assert "with 3 tickets that day, newest number A003" in told
        assert "Traceback" not in told
    assert not (stopped / "layso.db").exists()
    restored = command(stopped, "restore", "--data", str(stopped), "--yes")
    assert "Restored: the queue is as it was at 07:31 of 2026-11-23 with 3 tickets" in restored
    with HubProcess(stopped, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "three", "four") == ["A003", "A004"]
        every_screen_agrees(hub)


def test_a_database_that_lost_what_its_backup_has_is_not_gone_on_with(stopped: Path) -> None:
    """As a disk does that says it has written and has not."""
    early = (stopped / "layso.db").read_bytes()
    with HubProcess(stopped, environment=WARM).wait_until_open() as hub:
        numbers_taken(hub, "four")
        hub.stop()
    (stopped / "output.log").unlink()
    (stopped / "layso.db").write_bytes(early)

    told = told_at_start(stopped)

    assert "has later ones" in told
    assert "newest number A004" in told
    command(stopped, "restore", "--data", str(stopped), "--yes")
    with HubProcess(stopped, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "five") == ["A005"]
        every_screen_agrees(hub)


def test_a_restore_is_refused_while_the_hub_runs(stopped: Path) -> None:
    with HubProcess(stopped, environment=WARM).wait_until_open() as hub:
        program = Program(["hub", "restore", "--data", str(stopped), "--yes"], log=stopped / "restore.log")
        with program:
            assert program.process.wait(15) == 2
        assert "another hub is already running" in program.output()
        assert numbers_taken(hub, "four") == ["A004"]
        every_screen_agrees(hub)


def test_an_older_backup_can_be_gone_back_to_and_gone_on_from(stopped: Path) -> None:
    older = backups_in([stopped / "backups"])[0].path
    with HubProcess(stopped, environment=WARM).wait_until_open() as hub:
        numbers_taken(hub, "four")
        hub.stop()

    command(stopped, "restore", "--data", str(stopped), "--yes", str(older))

    with HubProcess(stopped, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "another four") == ["A004"]
        every_screen_agrees(hub)
        hub.stop()
    names = [backup.path.name for backup in backups_in([stopped / "backups"])]
    assert names == sorted(names, reverse=True)
    assert len(list((stopped / "backups").glob("*.abandoned"))) == 1
