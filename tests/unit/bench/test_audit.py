from contextlib import closing
from pathlib import Path

from hub.branch_file import load_branch
from hub.store import EventLog
from tests.bench.audit import Audit, StoredTicket, judged, read
from tests.bench.centre import kiosk_id, write_centre
from tests.bench.year import TODAY, Day


def stored(*numbers: str) -> list[StoredTicket]:
    return [StoredTicket("2026-11-23", number[0], int(number[1:]), number) for number in numbers]


def test_numbers_that_run_from_one_and_were_each_told_once_are_right() -> None:
    assert judged(stored("A001", "A002", "B001"), ["B001", "A002", "A001"]) == Audit(doubled=0, skipped=0)


def test_the_same_value_in_two_series_is_not_doubled() -> None:
    assert judged(stored("A001", "B001"), ["A001", "B001"]).doubled == 0


def test_a_number_on_two_tickets_is_doubled() -> None:
    assert judged(stored("A001", "A001"), ["A001", "A001"]).doubled == 2  # on the disk, and in two people's hands


def test_a_number_told_to_two_people_is_doubled() -> None:
    assert judged(stored("A001", "A002"), ["A001", "A001", "A002"]) == Audit(doubled=1, skipped=0)


def test_a_gap_in_a_series_is_skipped() -> None:
    assert judged(stored("A001", "A003"), ["A001", "A003"]) == Audit(doubled=0, skipped=1)


def test_a_number_nobody_was_told_is_skipped() -> None:
    assert judged(stored("A001", "A002"), ["A001"]) == Audit(doubled=0, skipped=1)


def test_a_number_told_and_not_on_the_disk_is_skipped() -> None:
    assert judged(stored("A001"), ["A001", "A002"]) == Audit(doubled=0, skipped=1)


def test_only_the_newest_day_of_the_hub_s_own_database_is_read(tmp_path: Path) -> None:
    branch = load_branch(write_centre(tmp_path, kiosks=2, screens=1))
    yesterday = Day(branch, TODAY.replace(day=20), seq=0)
    yesterday.take_ticket(kiosk_id(2), 0)
    today = Day(branch, TODAY, seq=len(yesterday.log))
    for _ in range(2):
        today.take_ticket(kiosk_id(2), 0)
    with closing(EventLog(tmp_path)) as log:
        log.append("", yesterday.log)
        log.append("2026-11-20", today.log)
    assert read(tmp_path / "layso.db") == stored("A001", "A002")
