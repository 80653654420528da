"""How long a ticket takes, and how many a second the hub hands out. Also checks that each number exists once."""

import asyncio
import statistics
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Final

import msgspec

from hub.protocol import Role
from tests.bench import audit
from tests.bench.centre import kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.floor import Commit, Echo, FloorServer
from tests.bench.load import LoadReport
from tests.bench.numbers import Spread
from tests.bench.rounds import rounds
from tests.bench.taps import Taps
from tests.bench.wire import Device
from tests.support.processes import HubProcess, Program

_ROUNDS: Final = 40
_PER_ROUND: Final = 75
_WARM_UP: Final = 50
_WITHIN_S: Final = 25
_LOAD_ROUNDS: Final = 5
_LOAD_KIOSKS: Final = 32
_LOAD_TAPS: Final = 100
_LOAD_PATIENCE_S: Final = 60


class Singles(msgspec.Struct, frozen=True):
    """One kiosk, one tap after the other, in turns with the floor."""

    issue: Spread
    echo: Spread
    commit: Spread
    numbers: tuple[str, ...]


def measured(work: Path, _run: Path) -> Result:
    branch = write_centre(work, kiosks=64, screens=1)
    with HubProcess(work / "hub", branch=branch) as hub, FloorServer(work / "floor") as floor:
        hub.wait_until_open()
        singles = asyncio.run(_singles(hub, floor, work / "floor"))
        loads = [loaded(hub, work / f"load-{n}.log") for n in range(_LOAD_ROUNDS)]
        found = audit.judged(
            audit.read(hub.data / "layso.db"),
            [*singles.numbers, *(number for load in loads for number in load.numbers)],
        )
    rates = [len(load.numbers) / load.seconds for load in loads]
    floor_said = f"echo {singles.echo.in_ms()}; commit {singles.commit.in_ms()}"
    checked = f"{len(singles.numbers) + sum(len(load.numbers) for load in loads)} numbers checked in the database"
    return Result(
        values={
            "issue_p50_x": singles.issue.p50 / (singles.echo.p50 + singles.commit.p50),
            "issue_p99_x": singles.issue.p99 / (singles.echo.p99 + singles.commit.p99),
            "issue_per_s_32": statistics.median(rates),
            "issue_doubled": found.doubled + sum(load.told_otherwise for load in loads),
            "issue_skipped": found.skipped,
        },
        basis={
            "issue_p50_x": f"ticket {singles.issue.in_ms()} ({singles.issue.count} taps)",
            "issue_p99_x": floor_said,
            "issue_per_s_32": "rounds " + ", ".join(f"{rate:.0f}" for rate in rates),
            "issue_doubled": checked,
        },
    )


async def _singles(hub: HubProcess, floor: FloorServer, folder: Path) -> Singles:
    async with AsyncExitStack() as stack:
        taps = Taps(await Device.joined(hub, Role.KIOSK, kiosk_id(1), stack))
        echo = await floor.echo(stack)
        commit = stack.enter_context(closing(Commit(folder)))
        await _in_turns(taps, echo, commit, most=1, per_round=_WARM_UP)
        issues, echoes, commits = await _in_turns(taps, echo, commit, most=_ROUNDS, per_round=_PER_ROUND)
        return Singles(Spread.of(issues), Spread.of(echoes), Spread.of(commits), taps.numbers())


async def _in_turns(
    taps: Taps, echo: Echo, commit: Commit, *, most: int, per_round: int
) -> tuple[list[float], list[float], list[float]]:
    issues, echoes, commits = [], [], []
    for _ in rounds(most, within_s=_WITHIN_S):
        echoes += [await echo.once() for _ in range(per_round)]
        commits += [commit.once() for _ in range(per_round)]
        issues += [await taps.once() for _ in range(per_round)]
    return issues, echoes, commits


def loaded(hub: HubProcess, log: Path) -> LoadReport:
    """32 kiosks at once, in a process of their own."""
    arguments = ["tests.bench.load", hub.url, hub.key, str(_LOAD_KIOSKS), str(_LOAD_TAPS)]
    with Program(arguments, log=log) as program:
        if program.process.wait(_LOAD_PATIENCE_S) != 0:
            raise RuntimeError(f"the load broke off:\n{program.output()}")
        return msgspec.json.decode(program.output(), type=LoadReport)
