"""What is left of databases nobody goes on from: listed, emptied of what is personal, removed in time, not too soon."""

import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from hub.core import events
from hub.core.ids import CommandId
from hub.store import DatabaseDamaged, EventLog, StoreError
from hub.store.backup import abandon_later, back_up
from hub.store.leftovers import BEFORE_UPGRADE, KEPT_DAYS, forget_upgrade, left_over, remove
from hub.store.recovery import set_aside
from hub.upkeep.copied import Copied
from tests.support.centres import CENTRE, JUSTICE, KIOSK, MONDAY
from tests.support.core_day import CoreDay
from tests.support.processes import ROOT

TUESDAY = MONDAY + timedelta(days=1)
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


class Box:
    """Monday's database was set aside damaged, a later backup given up; Tuesday goes on in their place."""

    def __init__(self, folder: Path) -> None:
        self.data, self.backups = folder / "data", folder / "backups"
        self.backups.mkdir()
        day = CoreDay()
        with closing(EventLog(self.data)) as log:
            log.append("", day.log)
            back_up(log.path, self.backups, lambda _done, _of: None)
            before = len(day.log)
            self.token = day.issue(JUSTICE).token
            log.append(MONDAY.isoformat(), day.log[before:])
            back_up(log.path, self.backups, lambda _done, _of: None)
        good = (self.data / "layso.db").read_bytes()
        self.aside = set_aside(self.data / "layso.db", AT)
        (self.data / "layso.db").write_bytes(good)
        abandon_later(self.backups, before, MONDAY)
        with closing(EventLog(self.data)) as log:
            begun = events.Recorded(len(day.log) + 1, AT, CommandId("n"), KIOSK, events.DayOpened(TUESDAY, CENTRE))
            log.append(MONDAY.isoformat(), [begun])

    @property
    def given_up(self) -> Path:
        (path,) = self.backups.glob("*.abandoned")
        return path

    def erase(self, today: date) -> Copied:
        """What the hub has its worker do once a day; what it said of what is left over."""
        arguments = ["erase", str(self.data), today.isoformat(), str(self.backups)]
        done = subprocess.run(
            [sys.executable, "-m", "hub.upkeep.worker", *arguments], cwd=ROOT, check=True, capture_output=True
        )
        return msgspec.json.decode(done.stdout, type=list[Copied])[-1]

    def hub(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "hub", *arguments, "--config", str(self.data.parent / "hub.toml")]
        (self.data.parent / "hub.toml").write_text('data = "data"\nbackup_dir = "backups"\n')
        return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def test_all_that_is_left_over_is_found_with_the_day_it_goes(box: Box) -> None:
    found = left_over(box.data, [box.backups, box.data / "a stick that was pulled"])

    assert {one.path for one in found} == {box.aside, box.given_up}
    assert {one.until for one in found} == {MONDAY + timedelta(days=KEPT_DAYS)}


def test_a_backup_that_was_given_up_loses_what_is_personal_when_its_day_is_over(box: Box) -> None:
    assert box.token.encode() in box.given_up.read_bytes()

    told = box.erase(TUESDAY)

    assert box.token.encode() not in box.given_up.read_bytes()
    assert (told.problem, told.removed) == ("", ())
    assert set(told.left_over) == {str(box.aside), str(box.given_up)}


def test_two_weeks_later_both_are_gone_and_what_is_in_use_is_untouched(box: Box) -> None:
    assert box.aside is not None
    Path(f"{box.aside}-wal").write_bytes(b"the last tickets")
    both = {str(box.aside), str(box.given_up)}
    in_use = {*box.backups.glob("*.db"), box.data / "layso.db"}

    assert box.erase(MONDAY + timedelta(days=KEPT_DAYS - 1)).removed == ()
    told = box.erase(MONDAY + timedelta(days=KEPT_DAYS))

    assert set(told.removed) == both
    assert told.left_over == ()
    assert left_over(box.data, [box.backups]) == ()
    assert not list(box.data.glob("*set-aside*"))
    assert all(path.exists() for path in in_use)


def test_nothing_is_removed_while_the_database_itself_is_not_good(box: Box) -> None:
    (box.data / "layso.db").write_bytes(b"noise" * 5000)

    with pytest.raises(DatabaseDamaged):
        remove(box.data, [box.backups], left_over(box.data, [box.backups]))

    told = box.erase(MONDAY + timedelta(days=KEPT_DAYS))
    assert "damaged" in told.problem
    assert len(left_over(box.data, [box.backups])) == len(told.left_over) == 2


def test_nothing_is_removed_while_there_is_no_good_backup(box: Box) -> None:
    (backup,) = box.backups.glob("*.db")
    backup.write_bytes(backup.read_bytes()[:5000])

    with pytest.raises(StoreError, match="no good backup"):
        remove(box.data, [box.backups], left_over(box.data, [box.backups]))

    assert len(left_over(box.data, [box.backups])) == 2


def test_what_was_before_an_upgrade_stays_for_a_day_only(box: Box) -> None:
    before = box.data / BEFORE_UPGRADE
    before.write_bytes(b"as it was")
    now = datetime.now(UTC)

    forget_upgrade(box.data, now + timedelta(hours=23))
    assert before.exists()

    forget_upgrade(box.data, now + timedelta(hours=25))
    assert not before.exists()


def test_a_person_can_see_them_and_remove_them_at_once(box: Box) -> None:
    told = box.hub("verify")
    assert f"not in use since 2026-11-23, goes on 2026-12-07: {box.aside}" in told

    assert box.hub("discard", "--yes").endswith("Removed.\n")
    assert left_over(box.data, [box.backups]) == ()
    assert box.hub("discard") == "There is nothing to remove.\n"
