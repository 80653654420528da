"""The heavy work of the upkeep in a process of its own: `python -m hub.upkeep.worker {check,backup,erase} DATA ...`.

Reading through a database and replaying a day keeps a processor busy for seconds; in the hub's own process that would
hold up every ticket, in a thread as well. This process is the least important one on the box, and its death harms
nothing. It prints what it found as one line of JSON.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click
import msgspec

from hub.clock import SystemClock
from hub.store.backup import Backup, abandon_later, back_up, backups_in, duplicate, thin_out
from hub.store.errors import DatabaseDamaged, StoreError
from hub.store.leftovers import LeftOver, forget_upgrade, left_over, remove
from hub.store.lock import BACKUP, held
from hub.store.retention import erase_in_copy
from hub.store.verify import check_live, last_seq
from hub.upkeep.copied import Copied

_PAUSE_S = 0.004
"""After each quarter of a megabyte."""


_data = click.argument("data", type=click.Path(path_type=Path))


@click.group()
def main() -> None:
    """Not for people: `layso-hub backup` and `layso-hub verify` are."""
    with contextlib.suppress(OSError):
        os.nice(10)


@main.command()
@_data
def check(data: Path) -> None:
    """Look at every page of the database of a running hub."""
    try:
        check_live(data / "layso.db")
    except StoreError as error:
        _say(Copied("", str(error), is_damage=isinstance(error, DatabaseDamaged)))
    else:
        _say(Copied(""))


@main.command()
@_data
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--hurry", is_flag=True, help="No pauses: the hub is closing.")
def backup(data: Path, folders: tuple[Path, ...], hurry: bool) -> None:
    """Copy the database into the folders."""
    _say(*copied(data, folders, 0.0 if hurry else _PAUSE_S))


@main.command()
@_data
@click.argument("before")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
def erase(data: Path, before: str, folders: tuple[Path, ...]) -> None:
    """Erase what is personal, of the days before that one, from all copies; remove what was set aside long ago."""
    forget_upgrade(data, SystemClock().now())
    _say(*(_erased(folder, before) for folder in folders), _cleared(data, folders, date.fromisoformat(before)))


def _erased(folder: Path, before: str) -> Copied:
    problem = ""
    given_up = [one.path for one in left_over(folder, [folder]) if one.path.suffix == ".abandoned"]
    for copy in (*(backup.path for backup in backups_in([folder])), *given_up):
        try:
            erase_in_copy(copy, before, SystemClock().now())
        except StoreError as error:
            problem = str(error)
    return Copied(str(folder), problem)


def _cleared(data: Path, folders: Sequence[Path], today: date) -> Copied:
    found = left_over(data, folders)
    old = tuple(one for one in found if one.until <= today)
    try:
        remove(data, folders, old)
    except StoreError as error:
        return Copied(str(data), str(error), left_over=_names(found))
    return Copied(str(data), removed=_names(old), left_over=_names(one for one in found if one not in old))


def _names(found: Iterable[LeftOver]) -> tuple[str, ...]:
    return tuple(str(one.path) for one in found)


def copied(data: Path, folders: Sequence[Path], pause_s: float) -> list[Copied]:
    """Into the first folder from the database, into the others from there; a problem with one spares the rest."""
    never = threading.Event()
    first, *others = folders

    def pause(_done: int, _of: int) -> None:
        never.wait(pause_s)

    try:
        with held(data, BACKUP):
            first.mkdir(parents=True, exist_ok=True)
            newest = next(iter(backups_in([first])), None)
            if newest is None or newest.seq != last_seq(data / "layso.db"):
                newest, _ = back_up(data / "layso.db", first, pause)
            _tidied(first, newest)
            return [Copied(str(first), file=newest.path.name), *(_taken_along(newest, folder) for folder in others)]
    except (StoreError, OSError) as error:
        return [Copied(str(folder), str(error), is_damage=isinstance(error, DatabaseDamaged)) for folder in folders]


def _taken_along(newest: Backup, folder: Path) -> Copied:
    try:
        if not folder.is_dir():
            return Copied(str(folder), f"{folder} is not there: is the stick plugged in?")
        if not (folder / newest.path.name).exists():
            duplicate(newest, folder)
        _tidied(folder, newest)
    except (StoreError, OSError) as error:
        return Copied(str(folder), str(error))
    return Copied(str(folder), file=newest.path.name)


def _tidied(folder: Path, newest: Backup) -> None:
    abandon_later(folder, newest.seq, SystemClock().now().date())
    thin_out(folder)


def _say(*found: Copied) -> None:
    sys.stdout.write(msgspec.json.encode(found).decode() + "\n")


if __name__ == "__main__":
    main()
