"""Stores for the engine: one in memory that keeps the promises of the real one, and the real one made to fail.

`tests/integration/test_store_contract.py` holds both against the same promises.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from hub.core import events
from hub.store import EventLog, StoreError
from hub.store.reading import read_log


class BreakableStore(Protocol):
    """A store that a test can look into, break and reopen."""

    def load_open_day(self) -> Iterable[events.Recorded]: ...

    def append(self, day: str, batch: Sequence[events.Recorded]) -> None: ...

    def probe(self) -> None: ...

    def fail(self, depth: int) -> None:
        """Refuse every append from now on, after `depth` steps of work."""

    def heal(self) -> None: ...

    def whole_log(self) -> list[events.Recorded]: ...

    def reopened(self) -> "BreakableStore":
        """The same data as a new process would find it."""

    def close(self) -> None: ...


class MemoryStore:
    """All or nothing, refuses doubles, forgets nothing."""

    def __init__(self, log: Sequence[events.Recorded] = ()) -> None:
        self._log = list(log)
        self._is_failing = False

    def load_open_day(self) -> Iterator[events.Recorded]:
        starts = [n for n, entry in enumerate(self._log) if isinstance(entry.event, events.DayOpened)]
        yield from self._log[starts[-1] :] if starts else ()

    def append(self, day: str, batch: Sequence[events.Recorded]) -> None:  # noqa: ARG002 - the log knows its days
        if self._is_failing:
            raise StoreError("the disk of this test is full")
        log = [*self._log, *batch]
        for what in (_seqs(log), _numbers(log), _commands(log)):
            if len(set(what)) != len(what):
                raise StoreError("UNIQUE constraint failed")
        self._log = log

    def probe(self) -> None:
        if self._is_failing:
            raise StoreError("the disk of this test is full")

    def fail(self, depth: int = 0) -> None:  # noqa: ARG002 - here an append has no steps
        self._is_failing = True

    def heal(self) -> None:
        self._is_failing = False

    def whole_log(self) -> list[events.Recorded]:
        return list(self._log)

    def reopened(self) -> "MemoryStore":
        return MemoryStore(self._log)

    def close(self) -> None:
        """Nothing is open."""


class SqliteStore:
    """The real event log; `fail` interrupts SQLite itself, in the middle of whatever it does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = EventLog(folder)
        self._is_open = True

    def load_open_day(self) -> Iterator[events.Recorded]:
        return self.log.load_open_day()

    def append(self, day: str, batch: Sequence[events.Recorded]) -> None:
        self.log.append(day, batch)

    def probe(self) -> None:
        self.log.probe()

    def fail(self, depth: int = 0) -> None:
        self.log._connection.set_progress_handler(_refuse, 1 + depth)

    def heal(self) -> None:
        self.log._connection.set_progress_handler(None, 0)

    def whole_log(self) -> list[events.Recorded]:
        return list(read_log(self.log.path))

    def reopened(self) -> "SqliteStore":
        self.close()
        return SqliteStore(self.folder)

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            self.log.close()


def _refuse() -> int:
    return 1


def _seqs(log: Sequence[events.Recorded]) -> list[int]:
    return [entry.seq for entry in log]


def _numbers(log: Sequence[events.Recorded]) -> list[tuple[str, str, int]]:
    issued = (entry.event for entry in log if isinstance(entry.event, events.TicketIssued))
    return [(event.ticket_id.partition(".")[0], event.series, event.value) for event in issued]


def _commands(log: Sequence[events.Recorded]) -> list[tuple[str, str, str]]:
    """Each command of each day once: its events stand side by side."""
    found: list[tuple[str, str, str]] = []
    day = ""
    before: tuple[str, str] | None = None
    for entry in log:
        if isinstance(entry.event, events.DayOpened):
            day = entry.event.day.isoformat()
        key = (entry.device_id, entry.command_id)
        if key != before:
            found.append((day, *key))
            before = key
    return found
