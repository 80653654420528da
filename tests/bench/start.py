"""How soon a program that was just started is of use: the hub after a power cut, the kiosk in the morning."""

import os
import statistics
import time
from pathlib import Path
from typing import Final

from tests.bench import programs
from tests.bench.figures import Result
from tests.bench.prepared import year_in
from tests.bench.year import OLD_TICKETS, WAITING
from tests.support.processes import HubProcess

_STARTS: Final = 7
_KIOSK_STARTS: Final = 5


def measured(work: Path, run: Path) -> Result:
    data = year_in(work, run)
    hub_starts = [_hub_start_s(data) for _ in range(_STARTS)]
    kiosk_starts = _kiosk_starts_s(work)
    return Result(
        values={"hub_start_s": statistics.median(hub_starts), "kiosk_start_s": statistics.median(kiosk_starts)},
        basis={
            "hub_start_s": f"{OLD_TICKETS:,} old tickets, {WAITING:,} waiting; database out of the cache; "
            + _said(hub_starts),
            "kiosk_start_s": "no window system; until it answers for its home page; " + _said(kiosk_starts),
        },
    )


def _hub_start_s(data: Path) -> float:
    _forget_cached(data / "layso.db")
    began = time.perf_counter()
    with HubProcess(data, branch=data / "branch.toml", environment=programs.WARM) as hub:
        hub.wait_until_open()
        took = time.perf_counter() - began
        hub.stop()
    return took


def _kiosk_starts_s(work: Path) -> list[float]:
    starts = []
    with HubProcess(work / "hub") as hub:
        hub.wait_until_open()
        for _ in range(_KIOSK_STARTS):
            began = time.perf_counter()
            with programs.kiosk(hub, work) as kiosk:
                kiosk.must("wait", name="homePage", property="isShown", equals=True)
                starts.append(time.perf_counter() - began)
    return starts


def _forget_cached(path: Path) -> None:
    """Have the kernel drop its copy of the file, as after a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def _said(starts: list[float]) -> str:
    return "starts " + ", ".join(f"{start:.2f}" for start in starts)
