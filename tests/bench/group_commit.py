"""What the hub makes of a group commit: tickets a second for 32 kiosks, over bare commits of as many at once."""

import asyncio
import statistics
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from tests.bench.centre import write_centre
from tests.bench.figures import Result
from tests.bench.floor import Commit
from tests.bench.load import in_own_process
from tests.support.processes import HubProcess

_ROUNDS: Final = 5
_KIOSKS: Final = 32
_TAPS: Final = 100
_COMMITS: Final = 150


def measured(work: Path) -> Result:
    folder = work / "group-commit"
    folder.mkdir()
    branch = write_centre(folder, kiosks=32, screens=1)
    shares, groups, rates, floors = [], [], [], []
    with HubProcess(folder / "hub", branch=branch) as hub, closing(Commit(folder / "floor")) as commit:
        hub.wait_until_open()
        for turn in range(_ROUNDS):
            before = _commits(hub)
            load = in_own_process(hub, _KIOSKS, _TAPS, folder / f"load-{turn}.log")
            group = max(1, round(len(load.numbers) / (_commits(hub) - before)))
            took_s = asyncio.run(_bare(commit, group))
            rates.append(len(load.numbers) / load.seconds)
            floors.append(group * _COMMITS / took_s)
            groups.append(group)
            shares.append(rates[-1] / floors[-1])
    said = f"{statistics.median(rates):,.0f} tickets/s of {statistics.median(floors):,.0f} bare, in groups of "
    return Result({"group_commit_share": statistics.median(shares)}, {"group_commit_share": f"{said}{groups}"})


async def _bare(commit: Commit, group: int) -> float:
    """Seconds for the floor's own commits of the same size."""
    return sum([await commit.once(group) for _ in range(_COMMITS)])


def _commits(hub: HubProcess) -> int:
    health: dict[str, Any] | None = hub.health()
    assert health is not None
    return int(health["commits"]["commits"])
