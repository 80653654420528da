"""The table on the screen, and `bench.json`."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from tests.bench.figures import FIGURES, Figure, Group, Result, of_group


def table_of(groups: Iterable[Group], result: Result) -> Table:
    """One row for each figure: value, target, whether it is reached, and what it stands on."""
    table = Table(title="Layso: measured against the floor of this machine, in the same run", show_lines=True)
    table.add_column("figure", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("target", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("what it is, and what it stands on", ratio=1)
    for group in groups:
        for figure in of_group(group):
            table.add_row(*_row(figure, result))
    return table


def _row(figure: Figure, result: Result) -> tuple[str, ...]:
    value = result.values[figure.key]
    bound = "≥" if figure.is_more_better else "≤"
    verdict = "[green]ok[/]" if figure.is_reached(value) else "[bold red]NOT REACHED[/]"
    basis = result.basis.get(figure.key, "")
    what = f"{figure.title}\n[dim]{basis}[/]" if basis else figure.title
    return figure.key, _with_unit(value, figure), f"{bound} {_with_unit(figure.target, figure)}", verdict, what


def _with_unit(value: float, figure: Figure) -> str:
    return f"{value:,.4g} {figure.unit}".strip() if value < 1000 else f"{value:,.0f} {figure.unit}".strip()


def rounded(values: dict[str, float]) -> dict[str, float]:
    """As they stand in `bench.json`: counts whole, the rest to four digits."""
    return {key: int(value) if float(value).is_integer() else float(f"{value:.4g}") for key, value in values.items()}


def merged(before: dict[str, float], measured: dict[str, float]) -> dict[str, float]:
    """What was measured now beside what stands from before, in the order of the table; unknown keys are dropped."""
    both = before | rounded(measured)
    return {figure.key: both[figure.key] for figure in FIGURES if figure.key in both}


def write(path: Path, measured: dict[str, float], *, should_keep_others: bool) -> None:
    """The whole file anew, or only what was measured."""
    before: dict[str, float] = {}
    if should_keep_others and path.exists():
        before = msgspec.json.decode(path.read_bytes(), type=dict[str, float])
    path.write_bytes(msgspec.json.format(msgspec.json.encode(merged(before, measured))) + b"\n")


def show(groups: Iterable[Group], result: Result) -> None:
    Console(width=None).print(table_of(groups, result))
