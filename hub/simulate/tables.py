"""The figures of one or two studies as tables for a terminal."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table

from hub.simulate.figures import LONG_MIN, Checks, Promises, Waits, checks, promises, waits
from hub.simulate.study import Study

AS_IS, WHAT_IF = "now", "what if"
_NAME_WIDTH, _SHORT_NAME_WIDTH = 38, 13


def tables(studies: Sequence[Study]) -> Iterator[RenderableType]:
    """The study of the set-up as it is, and, where asked for, the one of "what if" beside it."""
    yield _waits_table([waits(study) for study in studies])
    for title, study in zip((AS_IS, WHAT_IF), studies, strict=False):
        found = promises(study)
        if found is not None:
            yield _promises_table(found, "Estimates" if len(studies) == 1 else f"Estimates, {title}")
    yield _checks_table([checks(study) for study in studies], studies)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(columns[0], no_wrap=True, max_width=_NAME_WIDTH)
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True, min_width=min(len(column), 7))
    return table


def _waits_table(of_studies: Sequence[Sequence[Waits]]) -> Table:
    figures = ("mean", "p50", "p90", "p95", "worst", f">{LONG_MIN:.0f} min")
    table = _table("Minutes of waiting", "who", *(["which"] if len(of_studies) > 1 else []), "people", *figures)
    if len(of_studies) > 1:
        table.columns[0].max_width = _SHORT_NAME_WIDTH
    for name in dict.fromkeys(row.name for rows in of_studies for row in rows):
        titled = zip((AS_IS, WHAT_IF), of_studies, strict=False)
        found = [(title, row) for title, rows in titled for row in rows if row.name == name]
        for place, (title, row) in enumerate(found):
            minutes = (row.mean, row.p50, row.p90, row.p95, row.worst)
            cells = ["" if place else row.name, *([title] if len(of_studies) > 1 else [])]
            table.add_row(*cells, str(row.people), *(f"{m:.1f}" for m in minutes), f"{row.long_share:.1%}")
    return table


def _promises_table(found: Promises, title: str) -> Table:
    table = _table(f"{title}: {found.people} people who had to wait", "", "mean error", "bias")
    for predictor in found.predictors:
        table.add_row(predictor.name, f"{predictor.mean_error:.1f} min", f"{predictor.bias:+.1f} min")
    table.add_section()
    table.add_row("error over the best of the others", f"{found.error_x:.2f}", "")
    table.add_row("printed ranges that held", f"{found.kept_share:.1%}", "")
    table.add_row("median width of a range", f"{found.width_min:g} min", "")
    table.add_row("mean width of a range", f"{found.mean_width_min:.1f} min", "")
    table.add_row("people who could be told nothing", f"{found.silent_share:.1%}", "")
    return table


def _checks_table(found: Sequence[Checks], studies: Sequence[Study]) -> Table:
    titles = (AS_IS, WHAT_IF)[: len(found)] if len(found) > 1 else ("",)
    table = _table("Everybody accounted for", "", *titles)
    table.add_row("visits", *(str(study.visits) for study in studies))
    table.add_row("turned away without a number", *(str(study.turned_away) for study in studies))
    table.add_row("tickets nobody ended", *(str(study.left_open) for study in studies))
    table.add_row("counters idle while somebody waited", *(f"{check.idle_s:.0f} s" for check in found))
    table.add_row("Little's law: lines against waits", *(f"{check.little_gap:.0e}" for check in found))
    table.add_row("passed by later ones, without priority", *(f"{check.skips:.2f} times" for check in found))
    table.add_row("the one passed most often", *(f"{check.most_skips} times" for check in found))
    return table
