"""What the hub makes of a group commit: tickets a second for 32 kiosks, over bare commits of as many at once.

Beside it stands what the engine makes of it without the sockets: where a disk answers in a fifth of a millisecond, the
WebSockets take most of the time.
"""

import asyncio
import statistics
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from hub.answers import SlipWriter
from hub.branch_file import load_branch
from hub.clock import DemoClock, TokenSource
from hub.core.commands import IssueTicket
from hub.core.ids import CommandId, ServiceId
from hub.core.setup import Branch
from hub.engine import Engine
from hub.store.log import EventLog
from tests.bench.centre import SERVICES, kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.floor import Commit
from tests.bench.load import in_own_process
from tests.bench.wire import BenchError
from tests.support.processes import HubProcess

_ROUNDS: Final = 5
_KIOSKS: Final = 32
_TAPS: Final = 100
_COMMITS: Final = 150
_MORNING: Final = datetime(2026, 11, 23, 0, 31, tzinfo=UTC)


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
    alone = asyncio.run(_engine_alone(folder / "engine", load_branch(branch)))
    said = (
        f"{statistics.median(rates):,.0f} tickets/s of {statistics.median(floors):,.0f} bare, in groups of {groups}; "
        f"the engine alone, without sockets: {alone:,.0f}/s"
    )
    return Result({"group_commit_share": statistics.median(shares)}, {"group_commit_share": said})


async def _engine_alone(folder: Path, branch: Branch) -> float:
    """Tickets a second of 32 who ask as soon as they are answered: rules, disk and group commit, in one process."""
    log = EventLog(folder)
    engine = Engine(
        store=log,
        clock=DemoClock(_MORNING, 1.0),
        branch=branch,
        new_token=TokenSource(),
        answer_for=SlipWriter("http://hub.test"),
        on_change=lambda: None,
    )
    started = asyncio.Event()
    running = asyncio.create_task(engine.run(started))
    await started.wait()

    async def taps(place: int) -> None:
        for tap in range(_TAPS):
            service = ServiceId(SERVICES[(place + tap) % len(SERVICES)])
            await engine.submit(kiosk_id(place + 1), CommandId(f"{place}.{tap}"), IssueTicket(service))

    began = time.perf_counter()
    await asyncio.gather(*(taps(place) for place in range(_KIOSKS)))
    took_s = time.perf_counter() - began
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    if len(engine.state.tickets) != _KIOSKS * _TAPS:
        raise BenchError(f"{len(engine.state.tickets)} tickets of {_KIOSKS * _TAPS}")
    log.close()
    return _KIOSKS * _TAPS / took_s


async def _bare(commit: Commit, group: int) -> float:
    """Seconds for the floor's own commits of the same size."""
    return sum([await commit.once(group) for _ in range(_COMMITS)])


def _commits(hub: HubProcess) -> int:
    health: dict[str, Any] | None = hub.health()
    assert health is not None
    return int(health["commits"]["commits"])
