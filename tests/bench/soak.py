"""24 months of 200 visits a day, played at speed: `python -m tests.bench.soak FOLDER` is the engine on its real store.

Every ticket is issued, called, served and finished by the rules and stored as in a hall, fifty commands to a commit;
at the end of each day what is personal is erased. Prints a `SoakReport` as one line of JSON.
"""

import asyncio
import statistics
import sys
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from hub.answers import SlipWriter
from hub.core import commands
from hub.core.ids import CommandId, DeviceId
from hub.engine import Engine
from hub.protocol import Accepted
from hub.store import EventLog
from tests.bench.figures import Result
from tests.bench.programs import rss_mb
from tests.bench.wire import BenchError
from tests.support.centres import ANH, CENTRE, JUSTICE, MORNING, ONE, PC_1, SCREEN_ONLY
from tests.support.clocks import SetClock
from tests.support.processes import Program

_DAYS: Final = 2 * 250
_VISITS: Final = 200
_AT_ONCE: Final = 50
_MONTH: Final = 20
_PATIENCE_S: Final = 600


class SoakReport(msgspec.Struct, frozen=True):
    """How it went."""

    first_s: float
    """What a ticket's whole way through the engine and the store costs the processor, in a new centre; median."""
    last_s: float
    """The same in the old one, day by day in turns with the new."""
    rss_mb: float
    rss_first_mb: float
    bytes_first_month: int
    bytes_last_month: int


def measured(work: Path) -> Result:
    folder = work / "soak"
    folder.mkdir()
    with Program(["tests.bench.soak", str(folder)], log=folder / "soak.log") as program:
        if program.process.wait(_PATIENCE_S) != 0:
            raise RuntimeError(f"the soak broke off:\n{program.output()}")
        report = msgspec.json.decode(program.output(), type=SoakReport)
    grown = f"{report.bytes_first_month / 1e6:.1f} MB, then {report.bytes_last_month / 1e6:.1f} MB a month"
    took = f"{report.last_s * 1e6:.0f} µs of the processor a ticket, new {report.first_s * 1e6:.0f}"
    return Result(
        values={"soak_issue_x": report.last_s / report.first_s, "soak_rss_mb": report.rss_mb},
        basis={
            "soak_issue_x": f"{took}; {_DAYS} days; {grown}",
            "soak_rss_mb": f"{report.rss_first_mb:.0f} MB after the first month",
        },
    )


class Centre:
    """An engine that is given one day after the other."""

    def __init__(self, store: EventLog) -> None:
        self.store = store
        self.clock = SetClock()
        self.running: asyncio.Task[None] | None = None
        self._ids = 0
        self.engine = Engine(
            store=store, clock=self.clock, branch=CENTRE, new_token=self._token, answer_for=SlipWriter("http://soak"),
            on_change=lambda: None,
        )  # fmt: skip

    async def play(self, day: date) -> float:
        """Seconds of the processor for each ticket of that day."""
        self.clock.shows = datetime.combine(day, MORNING.timetz())
        await self._do(PC_1, commands.SitDown(ONE, ANH))
        # The processor's time, not the wall's: the disk's share is the same for both and would hide the rest.
        began = time.process_time()
        for _ in range(_VISITS // _AT_ONCE):
            await asyncio.gather(*(self._do(SCREEN_ONLY, commands.IssueTicket(JUSTICE)) for _ in range(_AT_ONCE)))
        for _ in range(_VISITS // _AT_ONCE):
            kinds = (commands.CallNext, commands.StartService, commands.Finish)
            steps = [kind(ONE) for _ in range(_AT_ONCE) for kind in kinds]
            await asyncio.gather(*(self._do(PC_1, step) for step in steps))
        took_s = time.process_time() - began
        await self._do(PC_1, commands.StandUp(ONE))
        self.store.erase_next(self.clock.now())
        return took_s / _VISITS

    async def _do(self, device: DeviceId, command: commands.Command) -> None:
        self._ids += 1
        answer = await self.engine.submit(device, CommandId(f"c{self._ids}"), command)
        if not isinstance(answer, Accepted):
            raise BenchError(f"{command} was told {answer}")

    def _token(self) -> str:
        self._ids += 1
        return f"token-{self._ids:010d}"


async def soak(folder: Path) -> SoakReport:
    with closing(EventLog(folder / "old")) as store, closing(EventLog(folder / "new")) as new_store:
        old = await _begun(store)
        sizes: list[int] = []
        rss_first_mb = 0.0
        for place in range(_DAYS):
            await old.play(_working_day(place))
            sizes.append(store.path.stat().st_size)
            if place == _MONTH:
                rss_first_mb = rss_mb("self")
        rss_last_mb = rss_mb("self")
        new = await _begun(new_store)
        took = {centre: [await centre.play(_working_day(_DAYS))] for centre in (old, new)}
        for place in range(_DAYS + 1, _DAYS + _MONTH):
            for centre in (old, new):
                took[centre].append(await centre.play(_working_day(place)))
    return SoakReport(
        first_s=statistics.median(took[new]),
        last_s=statistics.median(took[old]),
        rss_mb=rss_last_mb,
        rss_first_mb=rss_first_mb,
        bytes_first_month=sizes[_MONTH] - sizes[0],
        bytes_last_month=sizes[-1] - sizes[-1 - _MONTH],
    )


async def _begun(store: EventLog) -> Centre:
    centre = Centre(store)
    started = asyncio.Event()
    centre.running = asyncio.create_task(centre.engine.run(started))
    await started.wait()
    return centre


def _working_day(place: int) -> date:
    return MORNING.date() + timedelta(days=7 * (place // 5) + place % 5)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(asyncio.run(soak(Path(sys.argv[1])))).decode() + "\n")
