"""How long until the last of fifty screens has a call."""

import asyncio
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Final

from tests.bench.centre import SCREENS, write_centre
from tests.bench.figures import Result
from tests.bench.floor import Commit, FloorServer
from tests.bench.hall import QUIET_S, hall_of
from tests.bench.numbers import Spread
from tests.bench.rounds import rounds
from tests.support.processes import HubProcess

_ROUNDS: Final = 40
_PER_ROUND: Final = 25
_WARM_UP: Final = 25
_WITHIN_S: Final = 40


def measured(work: Path, _run: Path) -> Result:
    branch = write_centre(work, kiosks=2, screens=SCREENS)
    with HubProcess(work / "hub", branch=branch) as hub, FloorServer(work / "floor") as floor:
        hub.wait_until_open()
        calls, broadcasts, commits = asyncio.run(_in_turns(hub, floor, work / "floor"))
    return Result(
        values={"fanout50_p99_x": calls.p99 / (broadcasts.p99 + commits.p99)},
        basis={
            "fanout50_p99_x": f"call {calls.in_ms()} ({calls.count} calls); "
            f"broadcast {broadcasts.in_ms()}; commit {commits.in_ms()}"
        },
    )


async def _in_turns(hub: HubProcess, floor: FloorServer, folder: Path) -> tuple[Spread, Spread, Spread]:
    calls, broadcasts, commits = [], [], []
    async with AsyncExitStack() as stack:
        hall = await hall_of(hub, _WARM_UP + _ROUNDS * _PER_ROUND, stack)
        broadcast = await floor.broadcast(2 * SCREENS, stack)
        commit = stack.enter_context(closing(Commit(folder)))
        for _ in range(_WARM_UP):
            await hall.once()
            await broadcast.once()
        for _ in rounds(_ROUNDS, within_s=_WITHIN_S):
            for _ in range(_PER_ROUND):
                broadcasts.append(await broadcast.once())
                commits.append(await commit.once())
                await asyncio.sleep(QUIET_S)
            calls += [await hall.once() for _ in range(_PER_ROUND)]
    return Spread.of(calls), Spread.of(broadcasts), Spread.of(commits)
