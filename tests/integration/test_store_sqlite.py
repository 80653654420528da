"""The real store: what SQLite itself refuses, what a full, damaged or busy disk does, and what it costs."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.core import events
from hub.core.ids import CallId, CommandId, TicketId
from hub.core.reason import Reason
from hub.store import DatabaseDamaged, EventLog, StoreError, chain
from hub.store.migrations import migrations
from hub.store.reading import read_log
from hub.store.schema import migrate
from hub.store.version import NEWEST
from tests.support.centres import ANH, BINH, CENTRE, JUSTICE, KIOSK, MONDAY, MORNING, ONE, PC_1, TWO
from tests.support.core_day import CoreDay, a_day_with_every_kind_of_event
from tests.support.tables import tables_say_what_the_log_says

DAY = MONDAY.isoformat()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = EventLog(tmp_path)
    yield log
    log.close()


def store(log: EventLog, entries: Sequence[events.Recorded], day: str = "") -> None:
    """As the engine would: command by command."""
    for _, group in groupby(entries, key=lambda entry: entry.command_id):
        batch = list(group)
        log.append(day, batch)
        day = next((e.event.day.isoformat() for e in batch if isinstance(e.event, events.DayOpened)), day)


def database_rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


# --- tables


def test_the_tables_say_what_the_log_says(log: EventLog) -> None:
    day = a_day_with_every_kind_of_event()

    store(log, day.log)

    tables_say_what_the_log_says(log.path, day.log)


def test_the_database_refuses_two_people_at_one_counter(log: EventLog) -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.issue(JUSTICE)
    store(log, day.log)
    called = [
        events.TicketCalled(ticket.ticket_id, CallId(f"{ticket.ticket_id}.c1"), ONE, ANH, Reason.LONGEST_WAIT)
        for ticket in day.state.tickets
    ]
    seq = len(day.log)
    log.append(DAY, [events.Recorded(seq + 1, MORNING, CommandId("x"), PC_1, called[0])])

    with pytest.raises(StoreError, match="UNIQUE constraint failed"):
        log.append(DAY, [events.Recorded(seq + 2, MORNING, CommandId("y"), PC_1, called[1])])


def test_two_counters_may_each_have_somebody(log: EventLog) -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.issue(JUSTICE)
    day.sit(ANH)
    day.sit(BINH, TWO)
    day.call_next(ONE)
    day.call_next(TWO)

    store(log, day.log)

    assert len(list(log.load_open_day())) == len(day.log)


# --- a disk that refuses


def test_a_full_disk_refuses_whole_batches_and_takes_them_again_when_there_is_room(log: EventLog) -> None:
    day = CoreDay()
    store(log, day.log)
    log._connection.execute("PRAGMA max_page_count = 24")
    for _ in range(400):
        day.issue(JUSTICE)

    with pytest.raises(StoreError, match=r"the disk of .*layso\.db is full: free some space"):
        store(log, day.log[1:], DAY)

    stored = list(log.load_open_day())
    assert stored == day.log[: len(stored)]
    assert 100 < len(stored) < len(day.log)
    assert stored[-1].command_id != day.log[len(stored)].command_id, "no command is stored by half"
    log._connection.execute("PRAGMA max_page_count = 100000")
    store(log, day.log[len(stored) :], DAY)
    assert list(log.load_open_day()) == day.log
    tables_say_what_the_log_says(log.path, day.log)


def test_a_database_somebody_else_is_writing_to_is_refused_in_plain_words(log: EventLog) -> None:
    day = CoreDay()
    log._connection.execute("PRAGMA busy_timeout = 0")
    intruder = sqlite3.connect(log.path, isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match=r"layso\.db cannot be used: database is locked"):
        store(log, day.log)

    intruder.execute("ROLLBACK")
    intruder.close()
    store(log, day.log)
    assert list(log.load_open_day()) == day.log


def test_an_event_that_cannot_be_written_down_leaves_the_store_ready_for_the_next(log: EventLog) -> None:
    day = CoreDay()
    unwritable = replace(day.log[0], command_id=CommandId("\ud800"))

    with pytest.raises(UnicodeEncodeError):
        log.append("", [day.log[0], unwritable])

    store(log, day.log)
    assert list(log.load_open_day()) == day.log


def test_one_batch_is_one_commit_however_many_events_it_has(log: EventLog) -> None:
    """`synchronous=FULL` in WAL mode is one fsync per commit, and a commit is a frame that says so."""
    day = CoreDay()
    store(log, day.log)
    for _ in range(50):
        day.issue(JUSTICE)
    before = commits_in_wal(log.path)

    log.append(DAY, day.log[1:])

    assert commits_in_wal(log.path) == before + 1
    assert log._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert log._connection.execute("PRAGMA synchronous").fetchone() == (2,)


def commits_in_wal(database: Path) -> int:
    """Frames of the write-ahead log that end a transaction (sqlite.org/fileformat2.html, 4.1)."""
    wal = Path(f"{database}-wal").read_bytes()
    frame = 24 + int.from_bytes(wal[8:12], "big")
    sizes = (int.from_bytes(wal[at + 4 : at + 8], "big") for at in range(32, len(wal), frame))
    return sum(size > 0 for size in sizes)


# --- a file that is damaged, or somebody else's


def damage(path: Path) -> None:
    """As a failing card does: everything but the first page is noise."""
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(range(256)) * ((len(content) - 4096) // 256)
    path.write_bytes(content)


@pytest.fixture
def old_data(tmp_path: Path) -> Path:
    """A data directory as a hub that was stopped leaves it."""
    day = CoreDay()
    day.sit(ANH)
    for _ in range(4):
        day.issue(JUSTICE)
    day.call_next(ONE)
    with closing(EventLog(tmp_path)) as log:
        store(log, day.log)
    return tmp_path


def load(data: Path) -> list[events.Recorded]:
    log = EventLog(data)
    try:
        return list(log.load_open_day())
    finally:
        log.close()


def test_a_file_that_is_no_database_is_told_in_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "layso.db").write_text("this is a text file, and a long one at that\n" * 200)

    with pytest.raises(StoreError) as told:
        EventLog(tmp_path)

    assert str(told.value) == (
        f"{tmp_path / 'layso.db'} is damaged (file is not a database):"
        " keep the file, restore a backup (docs/operations.md)"
    )


def test_a_damaged_database_is_told_in_one_plain_line(old_data: Path) -> None:
    damage(old_data / "layso.db")

    with pytest.raises(StoreError, match=r"layso.db is damaged \(.*\): keep the file, restore a backup"):
        load(old_data)
    with pytest.raises(StoreError, match="is damaged"):
        list(read_log(old_data / "layso.db"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET body = '{' WHERE seq = (SELECT MAX(seq) FROM events)",
        'UPDATE events SET body = \'{"type":"from_the_future"}\' WHERE seq = (SELECT MAX(seq) FROM events)',
        "UPDATE events SET at = 'yesterday' WHERE seq = (SELECT MAX(seq) FROM events)",
    ],
)
def test_a_row_that_makes_no_sense_is_told_in_one_plain_line(old_data: Path, change: str) -> None:
    connection = sqlite3.connect(old_data / "layso.db")
    with connection:
        connection.execute(change)
    connection.close()

    with pytest.raises(StoreError, match=r"layso.db is damaged \(.*\): keep the file, restore a backup"):
        load(old_data)
    with pytest.raises(StoreError, match="is damaged"):
        list(read_log(old_data / "layso.db"))


def test_a_second_hub_on_the_same_data_is_refused_and_the_first_is_not_disturbed(log: EventLog) -> None:
    with pytest.raises(StoreError, match="another hub is already running with the data in"):
        EventLog(log.path.parent)

    store(log, CoreDay().log)


def test_a_hub_that_could_not_open_its_data_does_not_hold_it(tmp_path: Path) -> None:
    (tmp_path / "layso.db").write_text("no database" * 1000)
    with pytest.raises(StoreError):
        EventLog(tmp_path)
    (tmp_path / "layso.db").unlink()

    EventLog(tmp_path).close()


def test_a_data_directory_that_is_a_file_is_told_in_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    with pytest.raises(StoreError, match="data cannot be used: "):
        EventLog(tmp_path / "data")


def test_a_log_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"layso\.db cannot be used: unable to open database file"):
        list(read_log(tmp_path / "layso.db"))
    assert not (tmp_path / "layso.db").exists()


# --- opening and reading


def test_opening_an_old_database_again_changes_nothing(old_data: Path) -> None:
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    before = database_rows(old_data / "layso.db", schema)

    for _ in range(2):
        EventLog(old_data).close()
    migrate(old_data / "layso.db")

    assert database_rows(old_data / "layso.db", schema) == before
    assert len(before) > 5


def test_the_newest_migration_is_the_one_a_start_asks_for() -> None:
    assert [migration.name for migration in migrations._migrations][-1] == NEWEST


def test_a_migration_is_applied_once(old_data: Path) -> None:
    EventLog(old_data).close()

    applied = database_rows(old_data / "layso.db", "SELECT name FROM _sqlite_migrations")

    assert applied == [("m001_log_and_tickets",), ("m002_chain",)]


def before_the_chain(data: Path) -> None:
    """Make the database what the first release left: rows without checksums, and none of the later tables."""
    with closing(sqlite3.connect(data / "layso.db")) as connection:
        for statement in (
            "ALTER TABLE events DROP COLUMN chain",
            "DROP TABLE erasures",
            "DROP TABLE pulse",
            "DELETE FROM _sqlite_migrations WHERE name = 'm002_chain'",
        ):
            connection.execute(statement)
        connection.commit()


def test_a_database_of_the_first_release_is_upgraded_and_gone_on_with(old_data: Path) -> None:
    entries = list(read_log(old_data / "layso.db"))
    before_the_chain(old_data)
    assert list(read_log(old_data / "layso.db")) == entries, "it can be read before it is upgraded"

    with closing(EventLog(old_data)) as log:
        more = [
            events.Recorded(len(entries) + n, MORNING, CommandId(f"more-{n}"), PC_1, events.CounterResumed(ONE))
            for n in (1, 2)
        ]
        log.append(DAY, more)

    assert load(old_data) == [*entries, *more]
    assert (old_data / "layso-before-upgrade.db").exists()
    chained = database_rows(old_data / "layso.db", "SELECT count(*) FROM events WHERE chain IS NOT NULL")
    assert chained == [(2,)]


def test_an_upgrade_that_fails_leaves_the_old_database_as_it_was(
    old_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_chain(old_data)
    before = (old_data / "layso.db").read_bytes()

    def fail(_connection: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("hub.store.upgrade.check_pages", fail)
    with pytest.raises(StoreError, match="is full: free some space"):
        EventLog(old_data)

    assert (old_data / "layso.db").read_bytes() == before
    assert not list(old_data.glob("*.upgraded"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET device_id = 'kiosk-9' WHERE seq = 5",
        "UPDATE events SET at = replace(at, '2026', '2025') WHERE seq = 5",
        "UPDATE events SET chain = NULL WHERE seq = 5",
        "DELETE FROM events WHERE seq = 5",
        "DELETE FROM days",
        "DELETE FROM events WHERE seq > 1",
        "UPDATE events SET body = (SELECT body FROM events WHERE seq = 6) WHERE seq = 5",
    ],
)
def test_a_log_that_is_not_as_it_was_written_is_found(old_data: Path, change: str) -> None:
    with closing(sqlite3.connect(old_data / "layso.db")) as connection, connection:
        connection.execute(change)
    if change == "DELETE FROM events WHERE seq > 1":
        assert len(load(old_data)) == 1, "an end that is missing shows only beside a later backup"
        return

    with pytest.raises(DatabaseDamaged, match="is damaged"):
        load(old_data)


def test_an_event_of_a_later_version_is_no_damage(log: EventLog) -> None:
    """Its checksum is right, so the disk is well: going back to an older program must not throw a day away."""
    entry = events.Recorded(1, MORNING, CommandId("x"), KIOSK, events.DayOpened(MONDAY, CENTRE))
    log.append("", [entry])
    body = '{"type":"from_the_future"}'
    row = (1, DAY, MORNING.isoformat(), KIOSK, "x", "FromTheFuture", body)
    log._connection.execute(
        "UPDATE events SET kind = ?, body = ?, chain = ?", ("FromTheFuture", body, chain.after(chain.BEGINNING, row))
    )

    with pytest.raises(StoreError, match="cannot be read by this version of Layso") as told:
        list(log.load_open_day())
    assert not isinstance(told.value, DatabaseDamaged)


def test_the_log_can_be_read_beside_a_running_hub(log: EventLog) -> None:
    day = CoreDay()
    store(log, day.log)
    reading = read_log(log.path)
    assert next(reading) == day.log[0]
    day.issue(JUSTICE)

    log.append(DAY, day.log[1:])

    assert list(reading) == []
    assert list(read_log(log.path)) == day.log


def steps_to_load(log: EventLog) -> int:
    """What loading costs, in steps of SQLite's own machine."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    log._connection.set_progress_handler(count, 1)
    try:
        assert list(log.load_open_day())
    finally:
        log._connection.set_progress_handler(None, 0)
    return steps


def test_opening_the_hub_does_not_read_the_days_before(log: EventLog, tmp_path: Path) -> None:
    store(log, CoreDay().log)
    seq, last = 1, MONDAY
    steps = []
    for _ in range(60):
        after = last + timedelta(days=1)
        entries = [
            *(events.Recorded(seq + n, MORNING, CommandId(f"{seq + n}"), KIOSK, issued(last, n)) for n in range(1, 20)),
            events.Recorded(seq + 20, MORNING, CommandId("night"), KIOSK, events.DayOpened(after, CENTRE)),
        ]
        log.append(last.isoformat(), entries)
        seq, last = seq + 20, after
        steps.append(steps_to_load(log))

    assert len(set(steps)) == 1


def issued(day: object, value: int) -> events.TicketIssued:
    return events.TicketIssued(TicketId(f"{day}.{value}"), f"A{value:03}", "A", value, JUSTICE, "token", 0)


def test_a_set_up_with_every_word_of_vietnamese_comes_back_as_it_was(log: EventLog) -> None:
    texts = replace(CENTRE.texts, centre='"Đặng Thuỳ Trâm"\n\\ \u0000 😀 ữ', agency="Ủy ban nhân dân xã Nghĩa Hưng")
    entry = events.Recorded(
        1, MORNING, CommandId("'; --"), KIOSK, events.DayOpened(MONDAY, replace(CENTRE, texts=texts))
    )

    log.append("", [entry])

    assert list(log.load_open_day()) == [entry]
