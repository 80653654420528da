"""`layso-hub simulate`: plays days of a centre and tells what people would wait."""

from collections.abc import Sequence
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from hub.client.settings import ConfigError
from hub.console import give_up

if TYPE_CHECKING:
    from hub.simulate.study import SetUp

_DEFAULT_CHART = Path("simulation.svg")


@click.command()
@click.option(
    "--branch", type=click.Path(path_type=Path), help="The centre's branch.toml (default: the sample centre)."
)
@click.option("--days", type=click.IntRange(1, 1000), default=30, show_default=True, help="Working days to count.")
@click.option("--visits", type=click.IntRange(1, 3000), default=60, show_default=True, help="People who come in a day.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed plays other people.")
@click.option("--staff", help='Who sits at the counters, in order: "staff-1,staff-3". Default: the first of the file.')
@click.option("--shares", help='What people come for: "justice=60,society=15". Default: as in the sample centre.')
@click.option("--priority", type=click.FloatRange(0, 1), help="Share of people with priority (default: 0.18).")
@click.option("--break", "break_min", type=click.FloatRange(0, 60), default=0.0, help="Minutes of break each half day.")
@click.option("--add-skill", multiple=True, metavar="WHO=SERVICE:LEVEL", help='What if: "staff-6=justice:second".')
@click.option("--add-counter", multiple=True, metavar="WHO", help="What if: one more counter, and who sits there.")
@click.option("--skills", type=click.Choice(["own", "all"]), help="What if: nobody, or everybody, helped other fields.")
@click.option("--discipline", metavar="NAME", help="What if: first-come, head-start:15, strict, or turns:2:30.")
@click.option("--estimates/--no-estimates", default=True, help="Also predict each wait, and judge the predictions.")
@click.option("--svg", type=click.Path(path_type=Path), default=_DEFAULT_CHART, show_default=True, help="The chart.")
def simulate(  # noqa: PLR0917 - click passes each option by name
    branch: Path | None,
    days: int,
    visits: int,
    seed: int,
    staff: str | None,
    shares: str | None,
    priority: float | None,
    break_min: float,
    add_skill: Sequence[str],
    add_counter: Sequence[str],
    skills: str | None,
    discipline: str | None,
    estimates: bool,
    svg: Path,
) -> None:
    """Play working days of a centre by its own rules, and tell what people would wait.

    With a "what if" the same people come once more to the changed centre, and both are shown beside each other.
    """
    from hub.branch_file import load_branch
    from hub.cli import SAMPLE
    from hub.simulate import changes as change

    try:
        centre = load_branch(branch or SAMPLE)
        as_is = replace(change.set_up_of(centre, visits, staff, shares, priority), break_min=break_min)
        if discipline:
            as_is = change.with_priority(as_is)
        what_if = [
            *(partial(change.with_counter, operator=who) for who in add_counter),
            *([partial(change.with_skills, kind=skills)] if skills else []),
            *(partial(change.with_skill, text=text) for text in add_skill),
            *([partial(change.with_discipline, text=discipline)] if discipline else []),
        ]
        set_ups = [as_is, reduce(lambda set_up, changed: changed(set_up), what_if, as_is)] if what_if else [as_is]
        _play_and_show(set_ups, days=days, seed=seed, has_estimates=estimates, svg=svg)
    except ConfigError as error:
        give_up(*error.problems)
    except (change.ChangeError, OSError) as error:
        give_up(str(error))


def _play_and_show(set_ups: Sequence["SetUp"], *, days: int, seed: int, has_estimates: bool, svg: Path) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from hub.simulate.chart import chart
    from hub.simulate.study import LEARNING_DAYS, play
    from hub.simulate.tables import tables

    with Progress(console=Console(stderr=True), transient=True) as progress:
        total = len(set_ups) * (days + (LEARNING_DAYS if has_estimates else 0))
        bar = progress.add_task("playing days", total=total)
        tick = partial(progress.advance, bar)
        studies = [play(set_up, days=days, seed=seed, has_estimates=has_estimates, tick=tick) for set_up in set_ups]
    console = Console()
    for table in tables(studies):
        console.print(table)
    svg.write_text(chart(studies), encoding="utf-8")
    console.print(f"The waits over the day are drawn in {svg}.", highlight=False)
