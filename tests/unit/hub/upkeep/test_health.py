"""What of the hub's condition staff are told, and what not yet."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from hub.core import events
from hub.core.ids import CommandId
from hub.protocol import Alert, AlertCode
from hub.store import StoreError
from hub.upkeep.backups import Integrity, Kept
from hub.upkeep.commits import CommitTimes, TimedStore
from hub.upkeep.health import LOW_BYTES, BackupHealth, Health, backups_of, concerns
from hub.upkeep.watch import Steps
from tests.support.centres import CENTRE, KIOSK, MONDAY, MORNING
from tests.support.clocks import SetClock
from tests.support.stores import MemoryStore

TEN_MINUTES = 600.0
WELL = Health(
    is_accepting=True,
    disk_free_bytes=LOW_BYTES,
    wal_bytes=0,
    commits=CommitTimes(),
    clock_steps=0,
    last_clock_step_s=0.0,
    integrity=Integrity.GOOD,
    backups=(BackupHealth("/data/backups", 3 * TEN_MINUTES, "", ""),),
    left_over=(),
    silent_s={},
)


def test_a_hub_that_is_well_tells_staff_nothing() -> None:
    assert concerns(WELL, TEN_MINUTES) == ()


@pytest.mark.parametrize(
    ("ailing", "alert"),
    [
        (replace(WELL, disk_free_bytes=LOW_BYTES - 1), Alert(AlertCode.DISK_LOW, {"mb": "490"})),
        (replace(WELL, integrity=Integrity.DAMAGED), Alert(AlertCode.DATA_DAMAGED)),
        (
            replace(WELL, backups=(BackupHealth("/media/stick", 3 * TEN_MINUTES + 60, "", "is not there"),)),
            Alert(AlertCode.BACKUP_OLD, {"folder": "stick", "minutes": "30"}),
        ),
    ],
)
def test_what_staff_must_know_is_one_alert(ailing: Health, alert: Alert) -> None:
    assert concerns(ailing, TEN_MINUTES) == (alert,)


def test_an_alert_stands_still_while_the_disk_fills_page_by_page() -> None:
    free = [replace(WELL, disk_free_bytes=LOW_BYTES - 1 - 4096 * n) for n in range(1000)]

    assert len({str(concerns(health, TEN_MINUTES)) for health in free}) == 1


def test_a_backup_is_as_old_as_the_time_since_it_was_made() -> None:
    assert backups_of((Kept("/b", good_at_s=100.0, file="f"),), now_s=160.0) == (BackupHealth("/b", 60.0, "f", ""),)


class Watched:
    """A stopwatch that moves on by itself."""

    def __init__(self, *seconds: float) -> None:
        self._readings = iter(seconds)

    def __call__(self) -> float:
        return next(self._readings)


def entry(seq: int) -> events.Recorded:
    opened = events.DayOpened(MONDAY + timedelta(days=seq), CENTRE)
    return events.Recorded(seq, MORNING, CommandId(f"c{seq}"), KIOSK, opened)


def test_commits_are_timed_and_counted() -> None:
    store = TimedStore(MemoryStore(), Watched(0.0, 0.001, 5.0, 5.020))

    store.append("", [entry(1), entry(2)])
    store.append("", [entry(3)])

    times = store.times()
    assert (times.commits, times.events, times.refused) == (2, 3, 0)
    assert times.last_ms == pytest.approx(20)
    assert times.p99_ms == pytest.approx(20)


def test_a_refusal_is_counted_and_not_taken_for_a_fast_disk() -> None:
    inner = MemoryStore()
    inner.fail()
    store = TimedStore(inner, Watched(0.0))

    with pytest.raises(StoreError):
        store.append("", [entry(1)])

    assert store.times() == CommitTimes(refused=1)


@pytest.mark.parametrize(("set_by_s", "count", "step_s"), [(3600, 1, 3600), (-86400, 1, -86400), (0.5, 0, 0)])
def test_a_clock_that_is_set_is_noticed(set_by_s: float, count: int, step_s: float) -> None:
    clock, passed = SetClock(datetime(2026, 11, 23, 1, tzinfo=UTC)), [0.0]
    steps = Steps(clock, lambda: passed[0])

    for set_now in (0.0, set_by_s, 0.0):
        passed[0] += 1.0
        clock.move(seconds=1.0 + set_now)
        steps.look()

    assert steps.count == count
    assert steps.last_s == pytest.approx(step_s, abs=1)
