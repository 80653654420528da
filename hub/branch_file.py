"""Reads a centre's set-up from its folder: `branch.toml` and `procedures.csv`.

Both readers tell every problem at once, as `ConfigError`, with file, place and what would be right. The form of
`branch.toml` is judged first (`hub.client.settings`), the sense of it after (`hub.branch_check`).
"""

import csv
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from hub.branch_check import problems
from hub.client.settings import ConfigError, load
from hub.core.ids import ServiceId
from hub.core.setup import Branch

_CODE: Final = re.compile(r"\d\.\d{6}")
_COLUMNS: Final = ("code", "name", "service", "field", "days", "fee", "level")


class Procedure(msgspec.Struct, frozen=True):
    """One administrative procedure as the National Public Service Portal lists it."""

    code: str
    """"1.001193"."""
    name: str
    service_id: ServiceId
    """Where its people queue."""
    field: str
    """The portal's own heading."""
    days: str
    """As the portal writes it; a bare number has no unit there, "" says nothing."""
    fee: str
    """As the portal writes it, in person; "" says nothing."""
    level: str


def load_branch(path: Path) -> Branch:
    """Read and check a `branch.toml`; raises `ConfigError` with every problem."""
    branch = load(path, Branch)
    if found := problems(branch):
        raise ConfigError(tuple(f"{path}: {problem}" for problem in found))
    return branch


def load_procedures(path: Path, services: Collection[ServiceId]) -> tuple[Procedure, ...]:
    """Read and check a `procedures.csv`; `services` are those of the branch. Raises `ConfigError`."""
    header, *rows = _lines(path)
    if missing := [column for column in _COLUMNS if column not in header.values]:
        problem = f"has no column {', '.join(missing)}; the columns are {','.join(_COLUMNS)}"
        raise ConfigError((f"{path}: line 1: {problem}",))
    if found := tuple(f"{path}: {problem}" for problem in _row_problems(header, rows, services)):
        raise ConfigError(found)
    return tuple(_procedure(_named(header, row)) for row in rows)


class _Line(NamedTuple):
    number: int
    values: tuple[str, ...]


def _lines(path: Path) -> list[_Line]:
    """Every line that is not blank, at least one, with its number in the file and its values trimmed."""
    try:
        # Excel puts a byte order mark before its UTF-8.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            lines = [_Line(reader.line_num, tuple(value.strip() for value in row)) for row in reader if any(row)]
    except FileNotFoundError:
        raise ConfigError((f"{path}: there is no such file",)) from None
    except OSError as error:
        raise ConfigError((f"{path}: cannot be read: {error.strerror}",)) from None
    except UnicodeDecodeError:
        raise ConfigError((f'{path}: is not UTF-8 text; save it as "CSV UTF-8"',)) from None
    except csv.Error as error:
        raise ConfigError((f"{path}: is not a table of comma-separated values: {error}",)) from None
    return lines or [_Line(1, ())]


def _named(header: _Line, row: _Line) -> dict[str, str]:
    return dict(zip(header.values, row.values, strict=True))


def _procedure(row: dict[str, str]) -> Procedure:
    return Procedure(
        code=row["code"],
        name=row["name"],
        service_id=ServiceId(row["service"]),
        field=row["field"],
        days=row["days"],
        fee=row["fee"],
        level=row["level"],
    )


def _row_problems(header: _Line, rows: list[_Line], services: Collection[ServiceId]) -> Iterator[str]:
    first_line: dict[str, int] = {}
    for row in rows:
        if len(row.values) != len(header.values):
            yield (
                f"line {row.number}: has {len(row.values)} values for {len(header.values)} columns; "
                "write a value with a comma in it in quotes"
            )
            continue
        named = _named(header, row)
        code = named["code"]
        if not _CODE.fullmatch(code):
            yield f'line {row.number}: code "{code}" is not a procedure code; write it like 1.001193'
        elif code in first_line:
            yield f"line {row.number}: code {code} already stands in line {first_line[code]}; keep one of them"
        first_line.setdefault(code, row.number)
        if not named["name"]:
            yield f"line {row.number}: the name is empty; write the procedure's name"
        if named["service"] not in services:
            yield f'line {row.number}: there is no service "{named["service"]}"; the services are {", ".join(services)}'
