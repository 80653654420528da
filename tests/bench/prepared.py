"""The year's database, made once in a run and copied for whoever wants it."""

import shutil
from pathlib import Path

from hub.branch_file import load_branch
from tests.bench.centre import SCREENS, write_centre
from tests.bench.year import write_year


def year_in(work: Path, run: Path) -> Path:
    """A hub's data folder in `work` with a fresh copy of the year; `run` is what all groups of this run share."""
    original = run / "year"
    if not original.exists():
        unfinished = run / "year.unfinished"
        unfinished.mkdir()
        write_year(unfinished, load_branch(write_centre(unfinished, kiosks=2, screens=SCREENS)))
        unfinished.rename(original)
    data = work / "hub-full"
    shutil.copytree(original, data)
    return data
