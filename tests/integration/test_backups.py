"""Backups of a database that is being written to: one moment of it, whole, without holding up the writer."""

import csv
import io
import json
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.core import events
from hub.core.ids import CommandId
from hub.store import DatabaseDamaged, EventLog, StoreError
from hub.store.backup import back_up, backups_in, newest_good
from hub.store.export import FORMS
from hub.store.lock import BACKUP, held
from hub.store.reading import read_log
from hub.store.recovery import ready_to_open, restore
from hub.store.verify import check_whole_log, verified
from hub.upkeep.worker import copied
from tests.support.centres import JUSTICE, MONDAY
from tests.support.core_day import CoreDay

DAY = MONDAY.isoformat()
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


class Hub:
    """A day that goes on, on a real disk."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = EventLog(data)
        self.day = CoreDay()
        self.log.append("", self.day.log)

    def issue(self, count: int = 1) -> None:
        for _ in range(count):
            stored = len(self.day.log)
            self.day.issue(JUSTICE)
            self.log.append(DAY, self.day.log[stored:])


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    hub = Hub(tmp_path / "data")
    hub.issue(3)
    with closing(hub.log):
        yield hub


def at_once(_done: int, _of: int) -> None:
    """No pause."""


def test_a_copy_taken_while_tickets_are_issued_is_one_moment_of_the_log(hub: Hub, tmp_path: Path) -> None:
    """At every step of the copy a ticket is issued: none of them waits, and the copy ends where it began."""
    before = list(hub.day.log)

    backup, holds = back_up(hub.log.path, tmp_path, lambda _done, _of: hub.issue())

    assert list(read_log(backup.path)) == before
    assert (holds.tickets, holds.newest_number, holds.seq) == (3, "A003", len(before))
    assert len(hub.day.log) > len(before), "the writer was never held up"
    assert list(read_log(hub.log.path)) == hub.day.log
    assert backup.path.name == f"layso-{DAY}-0731-s{len(before):09}.db"


def test_a_copy_is_one_file_that_opens_from_a_stick_that_cannot_be_written(hub: Hub, tmp_path: Path) -> None:
    backup, _ = back_up(hub.log.path, tmp_path, at_once)
    backup.path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert verified(backup.path).tickets == 3
        assert sorted(path.name for path in tmp_path.iterdir()) == ["data", backup.path.name]
    finally:
        tmp_path.chmod(0o755)


def test_nothing_new_needs_no_new_copy(hub: Hub, tmp_path: Path) -> None:
    first = copied(hub.data, [tmp_path / "b"], 0.0)
    second = copied(hub.data, [tmp_path / "b"], 0.0)
    hub.issue()
    third = copied(hub.data, [tmp_path / "b"], 0.0)

    assert first == second
    assert third != second
    assert len(backups_in([tmp_path / "b"])) == 2


def test_the_second_folder_gets_the_same_copy_and_a_missing_stick_is_told(hub: Hub, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    here, there = copied(hub.data, [tmp_path / "b", stick], 0.0)
    assert (here.problem, there.problem) == ("", f"{stick} is not there: is the stick plugged in?")
    stick.mkdir()

    here, there = copied(hub.data, [tmp_path / "b", stick], 0.0)

    assert (here.problem, there.problem) == ("", "")
    assert (stick / there.file).read_bytes() == (tmp_path / "b" / here.file).read_bytes()


def test_a_copy_that_is_not_good_gets_no_name(hub: Hub, tmp_path: Path) -> None:
    hub.log._connection.execute("UPDATE events SET device_id = 'nobody' WHERE seq = 2")

    with pytest.raises(DatabaseDamaged):
        back_up(hub.log.path, tmp_path, at_once)

    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    found = copied(hub.data, [tmp_path / "b"], 0.0)
    assert [one.is_damage for one in found] == [True]


def test_a_backup_that_went_bad_on_its_stick_is_passed_over(hub: Hub, tmp_path: Path) -> None:
    good, _ = back_up(hub.log.path, tmp_path, at_once)
    hub.issue()
    bad, _ = back_up(hub.log.path, tmp_path, at_once)
    bad.path.write_bytes(bad.path.read_bytes()[:5000])

    found = newest_good([tmp_path])

    assert found is not None
    assert found[0] == good


def test_two_backups_at_once_do_not_write_into_each_other(hub: Hub, tmp_path: Path) -> None:
    with held(hub.data, BACKUP):
        found = copied(hub.data, [tmp_path / "b"], 0.0)

    assert [one.problem for one in found] == [f"another backup of {hub.data} is being made: wait until it is done"]


def test_a_backup_survives_the_writer_and_is_restored_to_go_on(hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    copied(hub.data, [folder], 0.0)
    stored = list(hub.day.log)
    with pytest.raises(StoreError, match="another hub is already running"):
        restore(hub.data, backups_in([folder])[0].path, [folder], NOW)
    hub.log.close()
    (hub.data / "layso.db").write_bytes(b"noise" * 5000)

    holds, before = restore(hub.data, backups_in([folder])[0].path, [folder], NOW)

    assert holds.newest_number == "A003"
    assert before is not None
    assert before.read_bytes() == b"noise" * 5000
    ready_to_open(hub.data / "layso.db", [folder])
    with closing(EventLog(hub.data)) as log:
        assert list(log.load_open_day()) == stored
    hub.log = EventLog(hub.data)


def test_a_file_that_is_no_backup_is_not_restored(tmp_path: Path) -> None:
    (tmp_path / "holiday.db").write_bytes(os.urandom(9000))

    with pytest.raises(DatabaseDamaged):
        restore(tmp_path, tmp_path / "holiday.db", [], NOW)

    assert not (tmp_path / "layso.db").exists()


def test_verifying_reads_every_day_not_only_the_last(hub: Hub) -> None:
    tomorrow = events.DayOpened(MONDAY.replace(day=24), hub.day.state.branch)
    seq = len(hub.day.log) + 1
    hub.log.append(DAY, [events.Recorded(seq, hub.day.now, CommandId("night"), hub.day.log[0].device_id, tomorrow)])
    hub.log._connection.execute("UPDATE events SET device_id = 'nobody' WHERE seq = 2")
    assert verified(hub.log.path).day == "2026-11-24", "the newest day is well"

    with pytest.raises(DatabaseDamaged, match="event 2 is not as it was written"):
        check_whole_log(hub.log.path, lambda _seq: None)


def test_the_log_is_exported_as_lines_and_as_a_table_that_opens_in_a_spreadsheet(hub: Hub) -> None:
    lines, table = io.BytesIO(), io.BytesIO()
    for form, out in (("jsonl", lines), ("csv", table)):
        assert list(FORMS[form](read_log(hub.log.path), out)) == [entry.seq for entry in hub.day.log]

    assert [json.loads(line)["seq"] for line in lines.getvalue().splitlines()] == [e.seq for e in hub.day.log]
    assert table.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.getvalue().decode("utf-8-sig"))))
    numbers = [row["number"] for row in rows if row["event"] == "ticket_issued"]
    assert numbers == ["A001", "A002", "A003"]


def test_backups_beside_a_writer_in_another_thread(hub: Hub, tmp_path: Path) -> None:
    """Again and again while tickets are issued without a pause; every copy is whole."""
    done = threading.Event()

    def back_up_until_done() -> None:
        while not done.is_set():
            found.extend(copied(hub.data, [tmp_path / "b"], 0.0))

    found: list[object] = []
    thread = threading.Thread(target=back_up_until_done)
    thread.start()
    hub.issue(150)
    done.set()
    thread.join()

    assert found
    assert all(not getattr(one, "problem", "?") for one in found)
    for backup in backups_in([tmp_path / "b"]):
        assert verified(backup.path).seq == backup.seq
