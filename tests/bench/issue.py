"""How long a ticket takes, and how many a second the hub hands out. Also checks that each number exists once."""

import asyncio
import statistics
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Final

import msgspec

from hub.protocol import Role
from tests.bench import audit, load, programs
from tests.bench.centre import kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.floor import Commit, Echo, FloorServer
from tests.bench.numbers import Spread
from tests.bench.rounds import rounds
from tests.bench.taps import Taps
from tests.bench.wire import Device
from tests.support.processes import HubProcess

_ROUNDS: Final = 40
_PER_ROUND: Final = 75
_WARM_UP: Final = 50
_WITHIN_S: Final = 25
_LOAD_ROUNDS: Final = 5
_LOAD_KIOSKS: Final = 32
_LOAD_TAPS: Final = 100


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
        cpu_before_s = programs.cpu_s(hub.process.pid)
        loads = [load.in_own_process(hub, _LOAD_KIOSKS, _LOAD_TAPS, work / f"{n}.log") for n in range(_LOAD_ROUNDS)]
        cpu_s = programs.cpu_s(hub.process.pid) - cpu_before_s
        stored = audit.read(hub.data / "layso.db")
    under_load = [number for report in loads for number in report.numbers]
    found = audit.judged(stored, [*singles.numbers, *under_load])
    rates = [len(report.numbers) / report.seconds for report in loads]
    return Result(
        values={
            "issue_p50_x": singles.issue.p50 / (singles.echo.p50 + singles.commit.p50),
            "issue_p99_x": singles.issue.p99 / (singles.echo.p99 + singles.commit.p99),
            "issue_per_s_32": statistics.median(rates),
            "issue_doubled": found.doubled + sum(report.told_otherwise for report in loads),
            "issue_skipped": found.skipped,
        },
        basis={
            "issue_p50_x": f"ticket {singles.issue.in_ms()} ({singles.issue.count} taps)",
            "issue_p99_x": f"echo {singles.echo.in_ms()}; commit {singles.commit.in_ms()}",
            "issue_per_s_32": f"rounds {', '.join(f'{rate:.0f}' for rate in rates)}; "
            f"{cpu_s / len(under_load) * 1e6:.0f} us of the hub's processor for each",
            "issue_doubled": f"{len(stored):,} numbers checked in the database",
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
        commits += [await commit.once() for _ in range(per_round)]
        issues += [await taps.once() for _ in range(per_round)]
    return issues, echoes, commits
