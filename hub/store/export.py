"""The log as files for others: JSON lines with everything, or a table with one row per event."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO

import msgspec

from hub.core import events

Writer = Callable[[Iterable[events.Recorded], IO[bytes]], Iterator[int]]
"""Writes the events and yields each one's number when it is written."""

_COLUMNS = ("seq", "at", "device", "command", "event", "ticket", "number", "service", "counter", "operator", "details")


def as_json_lines(log: Iterable[events.Recorded], out: IO[bytes]) -> Iterator[int]:
    for entry in log:
        out.write(msgspec.json.encode(entry) + b"\n")
        yield entry.seq


def as_table(log: Iterable[events.Recorded], out: IO[bytes]) -> Iterator[int]:
    """With a byte order mark: without it a spreadsheet takes Vietnamese for something else."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow(_COLUMNS)
        for entry in log:
            rows.writerow(_row(entry))
            yield entry.seq
    finally:
        text.detach()


FORMS: dict[str, Writer] = {"jsonl": as_json_lines, "csv": as_table}


def _row(entry: events.Recorded) -> tuple[object, ...]:
    facts: dict[str, object] = msgspec.to_builtins(entry.event)
    kind = facts.pop("type")
    # A set-up is a file of its own, not a cell.
    facts.pop("branch", None)
    named = [facts.pop(name, "") for name in ("ticket_id", "number", "service_id", "counter_id", "operator_id")]
    rest = msgspec.json.encode(facts).decode() if facts else ""
    return (entry.seq, entry.at.isoformat(), entry.device_id, entry.command_id, kind, *named, rest)
