"""Does the cost grow with what is stored? A hub with a year and 5,000 waiting beside one with nothing, in turns."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import msgspec

from hub.protocol import Role
from tests.bench.centre import SCREENS, kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.hall import hall_of
from tests.bench.numbers import Spread
from tests.bench.prepared import year_in
from tests.bench.rounds import rounds
from tests.bench.taps import Taps
from tests.bench.wire import Device
from tests.support.processes import HubProcess

_ISSUE_ROUNDS: Final = 40
_ISSUES_PER_ROUND: Final = 50
_CALL_ROUNDS: Final = 20
_CALLS_PER_ROUND: Final = 15
_WARM_UP: Final = 25
_ISSUES_WITHIN_S: Final = 10
_CALLS_WITHIN_S: Final = 20


class Pair(msgspec.Struct, frozen=True):
    """The same, in a full and in an empty database."""

    full: Spread
    empty: Spread

    def ratio(self) -> float:
        return self.full.p50 / self.empty.p50

    def said(self) -> str:
        tail = self.full.p99 / self.empty.p99
        return f"full {self.full.in_ms()}; empty {self.empty.in_ms()}; p99 {tail:.2f}x ({self.full.count} each)"


def measured(work: Path, run: Path) -> Result:
    full_data = year_in(work, run)
    branch = write_centre(work, kiosks=2, screens=SCREENS)
    with HubProcess(full_data, branch=branch) as full, HubProcess(work / "hub-empty", branch=branch) as empty:
        full.wait_until_open()
        empty.wait_until_open()
        issues = asyncio.run(_issues(full, empty))
        calls = asyncio.run(_calls(full, empty))
    return Result(
        values={"flat_issue_x": issues.ratio(), "flat_fanout_x": calls.ratio()},
        basis={"flat_issue_x": issues.said(), "flat_fanout_x": calls.said()},
    )


async def _issues(full: HubProcess, empty: HubProcess) -> Pair:
    times: tuple[list[float], list[float]] = ([], [])
    async with AsyncExitStack() as stack:
        kiosks = [Taps(await Device.joined(hub, Role.KIOSK, kiosk_id(1), stack)) for hub in (full, empty)]
        for taps in kiosks:
            for _ in range(_WARM_UP):
                await taps.once()
        for _ in rounds(_ISSUE_ROUNDS, within_s=_ISSUES_WITHIN_S):
            for taps, samples in zip(kiosks, times, strict=True):
                samples += [await taps.once() for _ in range(_ISSUES_PER_ROUND)]
    return Pair(Spread.of(times[0]), Spread.of(times[1]))


async def _calls(full: HubProcess, empty: HubProcess) -> Pair:
    times: tuple[list[float], list[float]] = ([], [])
    async with AsyncExitStack() as stack:
        halls = [await hall_of(hub, _WARM_UP + _CALL_ROUNDS * _CALLS_PER_ROUND, stack) for hub in (full, empty)]
        for hall in halls:
            for _ in range(_WARM_UP):
                await hall.once()
        for _ in rounds(_CALL_ROUNDS, within_s=_CALLS_WITHIN_S):
            for hall, samples in zip(halls, times, strict=True):
                samples += [await hall.once() for _ in range(_CALLS_PER_ROUND)]
    return Pair(Spread.of(times[0]), Spread.of(times[1]))
