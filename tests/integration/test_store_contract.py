"""The promises of a store, held alike by the one in memory and by SQLite: what the engine may build on."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.core import events
from hub.core.ids import CommandId, TicketId
from hub.store import StoreError
from tests.support.centres import CENTRE, JUSTICE, KIOSK, MONDAY, MORNING
from tests.support.core_day import a_day_with_every_kind_of_event
from tests.support.stores import BreakableStore, MemoryStore, SqliteStore

DAY = MONDAY.isoformat()
OPENED = events.Recorded(1, MORNING, CommandId("open"), KIOSK, events.DayOpened(MONDAY, CENTRE))


@pytest.fixture(params=[MemoryStore, SqliteStore])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BreakableStore]:
    make: Callable[[], BreakableStore] = MemoryStore if request.param is MemoryStore else lambda: SqliteStore(tmp_path)
    store = make()
    store.append("", [OPENED])
    yield store
    store.close()


def issued(seq: int, value: int, command: str = "") -> events.Recorded:
    ticket = TicketId(f"{DAY}.{value - 1}")
    event = events.TicketIssued(ticket, f"A{value:03}", "A", value, JUSTICE, f"token-{seq}", 0)
    return events.Recorded(seq, MORNING + timedelta(seconds=seq), CommandId(command or f"c{seq}"), KIOSK, event)


def append_each(store: BreakableStore, batches: Sequence[Sequence[events.Recorded]]) -> None:
    for batch in batches:
        store.append(DAY, batch)


def test_what_was_appended_is_loaded_in_order_as_it_was(store: BreakableStore) -> None:
    batch = [issued(2, 1), issued(3, 2)]

    store.append(DAY, batch)

    assert list(store.load_open_day()) == [OPENED, *batch]


def test_what_was_appended_is_there_for_a_new_process(store: BreakableStore) -> None:
    store.append(DAY, [issued(2, 1)])

    again = store.reopened()

    assert list(again.load_open_day()) == [OPENED, issued(2, 1)]
    again.close()


def test_only_the_newest_day_is_loaded(store: BreakableStore) -> None:
    store.append(DAY, [issued(2, 1)])
    tomorrow = MONDAY + timedelta(days=1)
    night = [
        events.Recorded(3, MORNING, CommandId("night"), KIOSK, events.DayClosed(MONDAY)),
        events.Recorded(4, MORNING, CommandId("night"), KIOSK, events.DayOpened(tomorrow, CENTRE)),
    ]

    store.append(DAY, night)

    assert list(store.load_open_day()) == night[1:]
    assert [entry.seq for entry in store.whole_log()] == [1, 2, 3, 4]


def test_an_empty_store_has_no_day(tmp_path: Path) -> None:
    for store in (MemoryStore(), SqliteStore(tmp_path)):
        assert list(store.load_open_day()) == []
        store.close()


@pytest.mark.parametrize(
    "double",
    [
        pytest.param(issued(2, 9), id="the same place in the log"),
        pytest.param(replace(issued(3, 9), event=issued(2, 1).event), id="the same number of a day and series"),
        pytest.param(issued(3, 9, "c2"), id="the same command once more"),
    ],
)
def test_a_double_is_refused_and_the_whole_batch_with_it(store: BreakableStore, double: events.Recorded) -> None:
    store.append(DAY, [issued(2, 1)])
    before = store.whole_log()

    with pytest.raises(StoreError):
        store.append(DAY, [issued(4, 5), double])

    assert store.whole_log() == before
    store.append(DAY, [issued(3, 2)])


@pytest.mark.parametrize("depth", [0, 5, 20, 60, 120])
def test_a_failure_in_the_middle_leaves_nothing_behind(store: BreakableStore, depth: int) -> None:
    store.fail(depth)

    with pytest.raises(StoreError):
        append_each(store, [[issued(seq, seq)] for seq in range(2, 60)])

    stored = store.whole_log()
    assert [entry.seq for entry in stored] == list(range(1, len(stored) + 1))
    store.heal()
    store.append(DAY, [issued(len(stored) + 1, 100)])


def test_events_of_every_kind_are_stored_and_come_back_as_they_were(store: BreakableStore) -> None:
    day = a_day_with_every_kind_of_event()
    for _, entries in groupby(day.log[1:], key=lambda entry: entry.command_id):
        store.append(DAY, list(entries))

    assert store.whole_log()[1:] == day.log[1:]
