"""`layso-hub backup`, `restore`, `verify`, `discard`, `export`: for whoever looks after the box."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hub.client.settings import ConfigError
from hub.console import Place, config_option, data_option, give_up, place, read_config

_SAMPLE_EVERY = 500
"""Events between two looks at the progress bar."""


def _placed(config: Path | None, data: Path | None) -> Place:
    try:
        return place(read_config(config), config, data)
    except ConfigError as error:
        give_up(*error.problems)


@click.command()
@config_option
@data_option
@click.option("--to", type=click.Path(path_type=Path), help="A folder for the copy, such as a USB stick.")
def backup(config: Path | None, data: Path | None, to: Path | None) -> None:
    """Copy the database to a safe place and check the copy. The hub may be running."""
    from hub.store import StoreError
    from hub.store.backup import back_up
    from hub.store.lock import BACKUP, held
    from hub.store.recovery import told

    where = _placed(config, data)
    folder = to or where.backup_folders[0]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held(where.data_dir, BACKUP), _progress("Copying") as show:
            made, holds = back_up(where.database, folder, show)
    except (StoreError, OSError) as error:
        give_up(str(error))
    click.echo(f"{made.path}\nchecked: it ends {told(holds)}")


@click.command()
@config_option
@data_option
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(config: Path | None, data: Path | None, file: Path | None, yes: bool) -> None:
    """Put a backup in the database's place (default: the newest good one). Stop the hub first.

    The database that was there is kept under another name.
    """
    from hub.clock import SystemClock
    from hub.store import StoreError
    from hub.store.backup import newest_good
    from hub.store.recovery import restore as put_back
    from hub.store.recovery import told
    from hub.store.verify import verified

    where = _placed(config, data)
    if file is None and (found := newest_good(where.backup_folders)) is not None:
        file = found[0].path
    if file is None:
        give_up(f"there is no good backup in {', '.join(map(str, where.backup_folders))}: name a FILE")
    try:
        click.echo(f"{file}\nends {told(verified(file))}. What happened after that is not in it.")
        if not yes:
            click.confirm("Put it in the place of the hub's database?", abort=True)
        holds, before = put_back(where.data_dir, file, where.backup_folders, SystemClock().now())
    except (StoreError, OSError) as error:
        give_up(str(error))
    if before is not None:
        click.echo(f"What was there is kept as {before}")
    click.echo(f"Restored: the queue is as it was {told(holds)}. Start the hub now.")
    click.echo("Collect the papers of people with later numbers and give them new ones: the hub hands those out again.")


@click.command()
@config_option
@data_option
@click.argument("file", type=click.Path(path_type=Path), required=False)
def verify(config: Path | None, data: Path | None, file: Path | None) -> None:
    """Read every page and every event of a database or a backup (default: the hub's own). The hub may be running.

    Of the hub's own it also tells which databases and backups are no longer in use, and when they go.
    """
    from hub.store import StoreError
    from hub.store.leftovers import left_over
    from hub.store.recovery import told
    from hub.store.verify import check_whole_log, verified

    path = file or _placed(config, data).database
    try:
        holds = verified(path)
        with _progress("Reading") as show:
            check_whole_log(path, _now_and_then(show, holds.seq))
    except StoreError as error:
        give_up(str(error))
    click.echo(f"{path}: no problem found; {holds.seq} events, it ends {told(holds)}")
    if file is None:
        where = _placed(config, data)
        for one in left_over(where.data_dir, where.backup_folders):
            click.echo(f"not in use since {one.since}, goes on {one.until}: {one.path}")


@click.command()
@config_option
@data_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def discard(config: Path | None, data: Path | None, yes: bool) -> None:
    """Remove databases that were set aside and backups that were given up, with all that is personal in them.

    By itself the hub removes each after two weeks. Refused while there is no good database and no good backup.
    """
    from hub.store import StoreError
    from hub.store.leftovers import left_over, remove
    from hub.store.lock import BACKUP, held

    where = _placed(config, data)
    try:
        found = left_over(where.data_dir, where.backup_folders)
        for one in found:
            click.echo(f"not in use since {one.since}: {one.path}")
        if not found:
            click.echo("There is nothing to remove.")
        elif yes or click.confirm("Remove them for ever?", abort=True):
            with held(where.data_dir, BACKUP):
                remove(where.data_dir, where.backup_folders, found)
            click.echo("Removed.")
    except (StoreError, OSError) as error:
        give_up(str(error))


@click.command()
@config_option
@data_option
@click.option("--out", type=click.Path(path_type=Path), help="File to write (default: standard output).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="Lines or a table.",
)
@click.option("--from", "file", type=click.Path(path_type=Path), help="A backup to read instead of the hub's database.")
def export(config: Path | None, data: Path | None, out: Path | None, form: str, file: Path | None) -> None:
    """Write the event log as JSON lines, or as a table for a spreadsheet. The hub may be running."""
    from hub.store import StoreError
    from hub.store.export import FORMS
    from hub.store.reading import read_log
    from hub.store.verify import last_seq

    path = file or _placed(config, data).database
    try:
        total = last_seq(path)
        with click.open_file(str(out or "-"), "wb") as target, _progress("Writing") as show:
            for seq in FORMS[form](read_log(path), target):
                _now_and_then(show, total)(seq)
    except (StoreError, OSError) as error:
        give_up(str(error))


COMMANDS = (backup, restore, verify, discard, export)


def _now_and_then(show: Callable[[int, int], None], total: int) -> Callable[[int], None]:
    def on_event(seq: int) -> None:
        if seq % _SAMPLE_EVERY == 0 or seq == total:
            show(seq, total)

    return on_event


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing in a file."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
