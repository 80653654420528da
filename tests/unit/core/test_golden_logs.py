"""Logs of every released version replay for ever: nothing stored is lost, renamed or understood otherwise."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from hub.core import events
from hub.core.evolve import evolve
from hub.core.ids import ClassId, VisitId
from hub.core.model import LineKey, State
from tests.support.centres import JUSTICE

GOLDEN = Path(__file__).parents[2] / "golden"
VERSIONS = sorted(GOLDEN.glob("events-v*.jsonl"))
NEWEST = VERSIONS[-1]

MONDAY = [
    ("A001", "cancelled", "justice", 2),
    ("A002", "cancelled", "justice", 2),
    ("A003", "finished", "justice", 2),
    ("A004", "cancelled", "justice", 1),
    ("A005", "cancelled", "justice", 1),
    ("A006", "cancelled", "justice", 0),
    ("P001", "cancelled", "society", 0),
    ("A007", "cancelled", "justice", 0),
    ("A008", "finished", "justice", 0),
    ("C101", "cancelled", "land", 0),
    ("C102", "cancelled", "land", 0),
]
"""What became of everybody on the first day of version 1."""

_decoder = msgspec.json.Decoder(events.Recorded)


def entries(file: Path) -> list[events.Recorded]:
    return [_decoder.decode(line) for line in file.read_bytes().splitlines()]


def last_states(log: list[events.Recorded]) -> list[State]:
    """Of each day, as it was when it ended or the log does."""
    found: list[State] = []
    state: State | None = None
    for entry in log:
        if state is not None and isinstance(entry.event, events.DayOpened):
            found.append(state)
        state = evolve(state, entry)
    assert state is not None
    return [*found, state]


def summary(state: State) -> list[tuple[str, str, str, int]]:
    return [(t.number, t.status, t.service_id, t.calls_made) for t in state.tickets]


def holds(stored: Any, decoded: Any) -> bool:
    """Everything that was stored is still there."""
    if isinstance(stored, dict):
        return isinstance(decoded, dict) and all(k in decoded and holds(v, decoded[k]) for k, v in stored.items())
    if isinstance(stored, list):
        return len(stored) == len(decoded) and all(map(holds, stored, decoded))
    return bool(stored == decoded)


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_every_word_of_a_stored_log_is_still_understood(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        decoded = json.loads(msgspec.json.encode(_decoder.decode(line)))

        assert holds(json.loads(line), decoded), line


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_every_prefix_of_a_stored_log_replays(file: Path) -> None:
    state: State | None = None
    for entry in entries(file):
        state = evolve(state, entry)
        assert (state.seq, state.last_at) == (entry.seq, entry.at)


def test_the_first_shape_replays_to_what_it_was() -> None:
    """Before there were classes, visits, sessions, promises and places."""
    monday, tuesday = last_states(entries(GOLDEN / "events-v0.jsonl"))

    assert summary(monday) == [
        ("A001", "finished", "justice", 2),
        ("A002", "no_show", "justice", 1),
        ("A003", "cancelled", "justice", 0),
    ]
    for ticket in monday.tickets:
        alone = (ClassId(""), VisitId(ticket.ticket_id), ticket.issued_at)
        assert (ticket.class_id, ticket.visit_id, ticket.place_at) == alone
    assert monday.branch.policy == type(monday.branch.policy)()
    assert (len(tuesday.tickets), tuesday.seats) == (0, {})


def test_the_first_full_discipline_replays_to_what_it_was() -> None:
    monday, tuesday, wednesday = last_states(entries(GOLDEN / "events-v1.jsonl"))

    assert summary(monday) == MONDAY
    assert monday.lines.keys() >= {LineKey(JUSTICE)}
    assert monday.closed_sessions == ("Buổi sáng",)
    assert monday.covers == {"anh": {"land": "second"}}
    assert (tuesday.day, wednesday.day) == (date(2026, 11, 24), date(2026, 11, 25))
    assert wednesday.branch.policy.numbers == "per_counter"


def test_the_second_full_discipline_replays_to_what_it_was() -> None:
    """Another printer took over a paper; ages and papers to bring stand in the set-up."""
    monday, _, wednesday = last_states(entries(GOLDEN / "events-v2.jsonl"))

    assert summary(monday) == MONDAY
    moved = monday.tickets[1].paper
    assert moved is not None
    assert (moved.printer_id, moved.moved_from, moved.state) == ("printer-2", "printer-1", "issued")
    assert [found.min_age for found in wednesday.branch.policy.priority] == [60]
    assert wednesday.branch.kiosks[0].spare_printer_id == "printer-2"


# --- the newest file is complete


def test_the_newest_file_has_every_kind_of_event() -> None:
    """A new kind of event, or a new field, needs a golden log of the next version."""
    assert {type(entry.event) for entry in entries(NEWEST)} == set(get_args(events.Event))


def test_the_newest_file_has_every_field_set_somewhere() -> None:
    every: dict[type[msgspec.Struct], set[str]] = {}
    told: dict[type[msgspec.Struct], set[str]] = {}
    for entry in entries(NEWEST):
        for struct in structs(entry):
            fields = msgspec.structs.fields(type(struct))
            every.setdefault(type(struct), set()).update(field.name for field in fields)
            told.setdefault(type(struct), set()).update(
                field.name for field in fields if field.required or getattr(struct, field.name) != _default(field)
            )

    assert {kind.__name__: names - told[kind] for kind, names in every.items() if names - told[kind]} == {}


def _default(field: msgspec.structs.FieldInfo) -> object:
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


def structs(value: object) -> Iterator[msgspec.Struct]:
    """Every struct in a value, itself first."""
    match value:
        case msgspec.Struct():
            yield value
            for name in value.__struct_fields__:
                yield from structs(getattr(value, name))
        case tuple():
            for item in value:
                yield from structs(item)
        case dict():
            for item in value.values():
                yield from structs(item)
        case str() | int() | float() | None | datetime() | date() | time():
            return
        case _:
            raise TypeError(type(value))
