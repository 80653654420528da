"""Logs of released versions replay for ever: what is stored has happened, whatever the programs have become since.

A file here is never edited. A release adds one: `layso-hub export` of a day on which everything happens.
"""

from pathlib import Path

import msgspec
import pytest

from hub.core import events
from hub.core.evolve import evolve
from hub.core.lifecycle import Status
from hub.core.model import State
from hub.store import EventLog
from tests.support.tables import tables_say_what_the_log_says

GOLDEN = Path(__file__).parent / "golden"
LOGS = sorted(GOLDEN.glob("log-*.jsonl"))


def read(path: Path) -> list[events.Recorded]:
    decoder = msgspec.json.Decoder(events.Recorded)
    return [decoder.decode(line) for line in path.read_bytes().splitlines()]


def days(log: list[events.Recorded]) -> list[State]:
    """The last state of each day."""
    found: dict[str, State] = {}
    state = None
    for entry in log:
        state = evolve(state, entry)
        found[state.day.isoformat()] = state
    return list(found.values())


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_released_log_replays(path: Path) -> None:
    monday, tuesday = days(read(path))

    assert [(t.number, t.status) for t in monday.tickets] == [
        ("A001", Status.FINISHED),
        ("A002", Status.NO_SHOW),
        ("A003", Status.CANCELLED),
    ]
    assert len(tuesday.tickets) == 0


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_released_log_can_be_stored_again_and_gives_the_same_tables(path: Path, tmp_path: Path) -> None:
    log = read(path)
    store = EventLog(tmp_path)
    store.append("", log)
    store.close()

    tables_say_what_the_log_says(tmp_path / "layso.db", log)


def test_there_is_a_log_of_every_release() -> None:
    assert LOGS
