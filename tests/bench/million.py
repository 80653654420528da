"""A hub with a million old events and 5,000 tickets today: killed and started again, and backed up while it works."""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

from hub.branch_file import load_branch
from hub.protocol import Role
from tests.bench.centre import SCREENS, kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.numbers import Spread
from tests.bench.programs import WARM
from tests.bench.taps import Taps
from tests.bench.wire import BenchError, Device
from tests.bench.year import WAITING, write_year
from tests.support.processes import HubProcess

_DAYS: Final = 630
"""1,603 events each: a little more than a million."""
_KILLS: Final = 5
_PER_S: Final = 100
_QUIET_S: Final = 6.0
_PATIENCE_S: Final = 30.0


def measured(work: Path) -> Result:
    data = work / "million"
    data.mkdir()
    branch = write_centre(data, kiosks=2, screens=SCREENS)
    write_year(data, load_branch(branch), days=_DAYS)
    back_s = [_back_after_kill_s(data, branch) for _ in range(_KILLS)]
    with HubProcess(data, branch=branch, environment=WARM).wait_until_open() as hub:
        quiet, busy, backups = asyncio.run(_beside_backups(hub, work / "backups"))
    size_mb = (data / "layso.db").stat().st_size / 1e6
    return Result(
        values={"recover_s": statistics.median(back_s), "backup_p99_x": busy.p99 / quiet.p99},
        basis={
            "recover_s": f"{_DAYS} days, {size_mb:.0f} MB, {WAITING:,} tickets today; "
            + ", ".join(f"{s:.2f}" for s in back_s),
            "backup_p99_x": f"quiet {quiet.in_ms()}; beside {backups} backups {busy.in_ms()} ({busy.count} tickets)",
        },
    )


def _back_after_kill_s(data: Path, branch: Path) -> float:
    """From the start of the process to the number a kiosk is told."""
    with HubProcess(data, branch=branch, environment=WARM).wait_until_open() as hub:
        asyncio.run(_one_number(hub))
        hub.kill()
    began = time.perf_counter()
    with HubProcess(data, branch=branch, environment=WARM) as hub:
        asyncio.run(_one_number(hub))
        took_s = time.perf_counter() - began
        hub.kill()
    return took_s


async def _one_number(hub: HubProcess) -> None:
    async with asyncio.timeout(_PATIENCE_S):
        while True:
            try:
                async with AsyncExitStack() as stack:
                    await Taps(await Device.joined(hub, Role.KIOSK, kiosk_id(2), stack)).once()
                    return
            except OSError:
                await asyncio.sleep(0.005)


async def _beside_backups(hub: HubProcess, folder: Path) -> tuple[Spread, Spread, int]:
    async with AsyncExitStack() as stack:
        taps = Taps(await Device.joined(hub, Role.KIOSK, kiosk_id(2), stack))
        quiet, busy, count = [], [], 0
        await _steadily(taps, _until(time.perf_counter() + 1.0))
        for _ in range(2):
            quiet += await _steadily(taps, _until(time.perf_counter() + _QUIET_S))
            backup = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "hub.upkeep.worker", "backup", str(hub.data), str(folder),
                env={**os.environ, **WARM}, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            busy += await _steadily(taps, lambda backup=backup: backup.returncode is not None)  # type: ignore[misc]
            said, _ = await backup.communicate()
            if b'"problem":""' not in said:
                raise BenchError(f"no backup was made: {said.decode()}")
            count += 1
        return Spread.of(quiet), Spread.of(busy), count


async def _steadily(taps: Taps, is_over: Callable[[], bool]) -> list[float]:
    """A ticket every hundredth of a second, or as soon as the one before is there."""
    took = []
    due = time.perf_counter()
    while not is_over():
        took.append(await taps.once())
        due = max(due + 1 / _PER_S, time.perf_counter())
        await asyncio.sleep(due - time.perf_counter())
    return took


def _until(end: float) -> Callable[[], bool]:
    return lambda: time.perf_counter() > end
