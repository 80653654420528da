"""The tables, as forward migrations by sqlite-utils. A released migration is never edited; a new one is added."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("layso")


@migrations()
def m001_log_and_tickets(db: Database) -> None:
    """The log, the days it is cut into, and one row per ticket.

    The database itself refuses a second (day, series, value), a second answer to one command, and a second ticket at a
    counter: the last line of defence behind the rules.
    """
    for statement in (
        """CREATE TABLE events (
            seq INTEGER PRIMARY KEY,
            day TEXT NOT NULL,
            at TEXT NOT NULL,
            device_id TEXT NOT NULL,
            command_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL
        )""",
        "CREATE TABLE days (day TEXT PRIMARY KEY, first_seq INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE commands (
            day TEXT NOT NULL, device_id TEXT NOT NULL, command_id TEXT NOT NULL, first_seq INTEGER NOT NULL,
            PRIMARY KEY (day, device_id, command_id)
        ) WITHOUT ROWID""",
        """CREATE TABLE tickets (
            day TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            number TEXT NOT NULL,
            series TEXT NOT NULL,
            value INTEGER NOT NULL,
            service_id TEXT NOT NULL,
            device_id TEXT NOT NULL,
            token TEXT NOT NULL,
            status TEXT NOT NULL,
            issued_at TEXT NOT NULL,
            ahead INTEGER NOT NULL,
            class_id TEXT NOT NULL,
            visit_id TEXT NOT NULL,
            session TEXT NOT NULL,
            appointment_at TEXT,
            wait_low_min INTEGER,
            wait_high_min INTEGER,
            counter_id TEXT,
            operator_id TEXT,
            reason TEXT,
            calls INTEGER NOT NULL DEFAULT 0,
            called_at TEXT,
            started_at TEXT,
            ended_at TEXT,
            outcome TEXT,
            rejoins INTEGER NOT NULL DEFAULT 0,
            paper TEXT,
            copies INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (day, ordinal)
        ) WITHOUT ROWID""",
        "CREATE UNIQUE INDEX one_number ON tickets (day, series, value)",
        """CREATE UNIQUE INDEX one_ticket_per_counter ON tickets (day, counter_id)
            WHERE status IN ('called', 'serving')""",
        """CREATE TABLE calls (
            call_id TEXT PRIMARY KEY,
            day TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            counter_id TEXT NOT NULL,
            called_at TEXT NOT NULL,
            shown_at TEXT,
            spoken_at TEXT
        ) WITHOUT ROWID""",
    ):
        db.execute(statement)


@migrations()
def m002_chain(db: Database) -> None:
    """Each event's checksum over itself and the event before it (`hub.store.chain`); older rows have none.

    `erasures` says of which days what is personal was erased (`hub.store.retention`). `pulse` is one row, rewritten to
    learn whether the disk takes writes again.
    """
    for statement in (
        "ALTER TABLE events ADD COLUMN chain BLOB",
        "CREATE TABLE erasures (day TEXT PRIMARY KEY, erased_at TEXT NOT NULL, changed INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE pulse (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL)",
        "INSERT INTO pulse VALUES (1, 0)",
    ):
        db.execute(statement)
