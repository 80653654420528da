"""The store: what durability costs, how soon it is back after a kill, what a backup and two years do to it."""

import os
import random
from pathlib import Path
from typing import Final

from tests.bench import group_commit, million, soak
from tests.bench.centre import write_centre
from tests.bench.figures import Result
from tests.support.kills import killed_at_random

_KILLS: Final = int(os.environ.get("LAYSO_KILLS", "300"))
_KIOSKS: Final = 32


def measured(work: Path, _run: Path) -> Result:
    values: dict[str, float] = {}
    basis: dict[str, str] = {}
    for part in (group_commit.measured, million.measured, soak.measured, _kills):
        result = part(work)
        values |= result.values
        basis |= result.basis
    return Result(values, basis)


def _kills(work: Path) -> Result:
    folder = work / "kills"
    folder.mkdir()
    branch = write_centre(folder, kiosks=_KIOSKS, screens=1)
    # Another run kills at other moments.
    harm = killed_at_random(folder, trials=_KILLS, kiosks=_KIOSKS, branch=branch, chance=random.Random())
    return Result(
        values={
            "kill_trials": harm.trials,
            "kill_lost": harm.lost,
            "kill_doubled": harm.doubled + harm.skipped,
        },
        basis={"kill_trials": f"{harm.told:,} numbers told and found again"},
    )
