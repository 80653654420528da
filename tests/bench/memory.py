"""Resident memory after a morning's work: 2,000 tickets, and each screen redrawn at least 200 times."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from itertools import cycle
from pathlib import Path
from typing import Final

from hub.protocol import Accepted, CallNext, Command, IssueTicket, Role, ServiceId, SitDown, StartService
from tests.bench import programs
from tests.bench.centre import SERVICES, counter_id, counter_pc, display_id, helper_id, kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.wire import BenchError, Device, Watcher
from tests.support.processes import HubProcess

_TICKETS: Final = 2000
_VIEWS: Final = 200
_ROUNDS: Final = 250
_ROUND_S: Final = 0.04
"""Longer than the hub lets pass between two redraws of a screen in a rush."""
_COUNTER: Final = counter_id(2)


def measured(work: Path, _run: Path) -> Result:
    with ExitStack() as stack:
        branch = write_centre(work, kiosks=2, screens=5)
        hub = stack.enter_context(HubProcess(work / "hub", branch=branch, environment=programs.WARM)).wait_until_open()
        kiosk = stack.enter_context(programs.kiosk(hub, work))
        display = stack.enter_context(programs.display(hub, work))
        counter = stack.enter_context(programs.counter_client(hub, work))
        kiosk.must("wait", name="homePage", property="isShown", equals=True)
        for name in ("counter.counter-1", "person.staff-1", "sitDown"):
            counter.must("wait", name=name, property="enabled", equals=True)
            counter.must("tap", name=name)
        counter.must("wait", name="operatorName", property="visible", equals=True)
        views = asyncio.run(_morning(hub))
        screens = {"rss_kiosk_mb": kiosk, "rss_display_mb": display, "rss_counter_mb": counter}
        # A screen that answers has drawn what came before the question.
        for screen in screens.values():
            screen.must("names")
        return Result(
            values={"rss_hub_mb": hub.rss_mb(), **{key: screen.rss_mb() for key, screen in screens.items()}},
            basis={
                "rss_hub_mb": f"{_TICKETS:,} tickets, {_ROUNDS} calls, six devices",
                "rss_kiosk_mb": f"at least {views} views each; no window system, 1920 x 1080 dots",
            },
        )


async def _morning(hub: HubProcess) -> int:
    """Tickets and calls; how many views the least informed screen got."""
    async with AsyncExitStack() as stack:
        kiosk = Watcher(await Device.joined(hub, Role.KIOSK, kiosk_id(2), stack))
        official = Watcher(await Device.joined(hub, Role.COUNTER, counter_pc(2), stack))
        wall = Watcher(await Device.joined(hub, Role.DISPLAY, display_id(2), stack))
        counts = [0, 0, 0]
        for place, watcher in enumerate((kiosk, official, wall)):
            stack.callback(asyncio.create_task(_count(watcher, counts, place)).cancel)
        await _done(official, SitDown(_COUNTER, helper_id(2)))
        services = cycle(SERVICES)
        for _ in range(_ROUNDS):
            await _a_moment(kiosk, official, services)
            await asyncio.sleep(_ROUND_S)
    if min(counts) < _VIEWS:
        raise BenchError(f"the screens got only {counts} views")
    return min(counts)


async def _a_moment(kiosk: Watcher, official: Watcher, services: Iterator[ServiceId]) -> None:
    """A few come, one is called."""
    for _ in range(_TICKETS // _ROUNDS):
        await _done(kiosk, IssueTicket(next(services)))
    await _done(official, CallNext(_COUNTER))
    await _done(official, StartService(_COUNTER))


async def _count(watcher: Watcher, counts: list[int], place: int) -> None:
    async for _ in watcher.views():
        counts[place] += 1


async def _done(watcher: Watcher, command: Command) -> None:
    answer = await watcher.do(command)
    if not isinstance(answer, Accepted):
        raise BenchError(f"{watcher.device.device_id} was told {answer} to {command}")
