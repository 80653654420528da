"""`make bench`: measure, print the table, write `bench.json`. `make bench ONLY=issue` measures one group anew."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from tests.bench import fanout, flat, hardware, issue, memory, paper, report, rules, start, store
from tests.bench.figures import Group, Result, is_broken
from tests.support.processes import ROOT

_MEASURE: Final[dict[Group, Callable[[Path, Path], Result]]] = {
    Group.ISSUE: issue.measured,
    Group.FANOUT: fanout.measured,
    Group.PAPER: paper.measured,
    Group.FLAT: flat.measured,
    Group.START: start.measured,
    Group.MEMORY: memory.measured,
    Group.STORE: store.measured,
    Group.RULES: rules.measured,
    Group.HARDWARE: hardware.measured,
}
"""Each gets a folder of its own, and one shared by all groups of the run."""


@click.command()
@click.option("--only", type=click.Choice([group.value for group in Group]), help="Measure one group of figures.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bench.json", show_default=True)
@click.option(
    "--disk",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "build",
    show_default=True,
    help="Where the databases stand; it must be a disk, not memory.",
)
def main(only: str | None, out: Path, disk: Path) -> None:
    """Measure Layso against the floor of this machine.

    A figure that misses its target is told and is no failure; a number doubled or skipped is.
    """
    groups = tuple(Group) if only is None else (Group(only),)
    disk.mkdir(parents=True, exist_ok=True)
    values: dict[str, float] = {}
    basis: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=disk) as run:
        for group in groups:
            result = _measured(group, Path(run))
            values |= result.values
            basis |= result.basis
    report.show(groups, Result(values, basis))
    report.write(out, values, should_keep_others=only is not None)
    click.echo(f"written to {out}")
    if is_broken(values):
        click.echo("numbers were doubled or skipped: the run has failed", err=True)
        sys.exit(1)


def _measured(group: Group, run: Path) -> Result:
    click.echo(f"{group} ...", nl=False)
    began = time.monotonic()
    work = run / group
    work.mkdir()
    result = _MEASURE[group](work, run)
    click.echo(f" {time.monotonic() - began:.0f} s")
    return result


if __name__ == "__main__":
    main()
