"""Backups as their names tell them: which is the newest, which may go, which tells of days that never went on."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from hub.store.backup import DAYS_KEPT, NEWEST_KEPT, Backup, abandon_later, backups_in, superfluous, thin_out

FIRST = date(2026, 1, 5)


def backup(day: int, seq: int) -> Backup:
    of = FIRST + timedelta(days=day)
    return Backup(seq, of.isoformat(), Path(f"layso-{of}-0731-s{seq:09}.db"))


def put(folder: Path, *backups: Backup) -> None:
    for one in backups:
        (folder / one.path.name).touch()


def test_the_highest_event_is_the_newest_whatever_the_clock_said(tmp_path: Path) -> None:
    put(tmp_path, backup(9, 100), backup(1, 300), backup(5, 200))

    assert [one.seq for one in backups_in([tmp_path])] == [300, 200, 100]


def test_a_copy_that_is_not_finished_or_not_ours_is_no_backup(tmp_path: Path) -> None:
    for name in ("layso.unfinished", "layso-2026-01-05-0731-s000000001.abandoned", "holiday.jpg", "layso.db"):
        (tmp_path / name).touch()

    assert backups_in([tmp_path, tmp_path / "a stick that was pulled"]) == ()


def test_the_newest_stay_and_one_of_each_of_the_last_days() -> None:
    a_season = [backup(day, 1000 * day + n) for day in range(100) for n in range(20)]
    newest_first = sorted(a_season, reverse=True)

    kept = [one for one in newest_first if one not in superfluous(newest_first)]

    assert kept[:NEWEST_KEPT] == newest_first[:NEWEST_KEPT]
    assert len(kept) == NEWEST_KEPT + DAYS_KEPT - 1
    assert {one.day for one in kept} == {one.day for one in newest_first[: 20 * DAYS_KEPT]}
    assert all(one.seq % 1000 == 19 for one in kept[NEWEST_KEPT:]), "of a day the last"


@pytest.mark.parametrize("count", [0, 1, NEWEST_KEPT])
def test_a_few_all_stay(count: int) -> None:
    assert superfluous([backup(0, seq) for seq in range(count, 0, -1)]) == ()


def test_thinning_out_touches_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, *(backup(0, seq) for seq in range(1, 30)))
    (tmp_path / "branch.toml").touch()

    assert len(thin_out(tmp_path)) == 29 - NEWEST_KEPT
    assert len(backups_in([tmp_path])) == NEWEST_KEPT
    assert (tmp_path / "branch.toml").exists()


def test_what_never_went_on_is_kept_under_another_name(tmp_path: Path) -> None:
    put(tmp_path, backup(0, 10), backup(0, 20))

    abandon_later(tmp_path, 15, FIRST)

    assert [one.seq for one in backups_in([tmp_path])] == [10]
    assert [path.name for path in tmp_path.glob("*.abandoned")] == [
        "layso-2026-01-05-0731-s000000020-given-up-2026-01-05.abandoned"
    ]
