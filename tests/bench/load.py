"""Many kiosks at once, in a process of their own: `python -m tests.bench.load URL KEY KIOSKS TAPS`.

Every kiosk taps again as soon as it has its number. At the end each taps once more with the id of its last tap, as a
kiosk does that did not hear the answer: it must be told the same number. Prints a `LoadReport` as one line of JSON.
"""

import asyncio
import sys
import time
from contextlib import AsyncExitStack

import msgspec

from hub.protocol import IssueTicket, Role
from tests.bench.centre import SERVICES, kiosk_id
from tests.bench.taps import number_in
from tests.bench.wire import Device


class LoadReport(msgspec.Struct, frozen=True):
    """What the kiosks saw."""

    seconds: float
    """From the first tap to the last answer."""
    numbers: tuple[str, ...]
    """As told, one for each tap."""
    told_otherwise: int
    """Repeated taps that got another number than the first time."""


async def tapped(kiosk: Device, place: int, taps: int) -> list[tuple[str, str]]:
    """Request and reply of every tap."""
    requests = [kiosk.request(IssueTicket(SERVICES[(place + tap) % len(SERVICES)])) for tap in range(taps)]
    return [(request, await kiosk.ask(request)) for request in requests]


async def load(url: str, key: str, kiosks: int, taps: int) -> LoadReport:
    async with AsyncExitStack() as stack:
        devices = [await Device.introduced(url, key, Role.KIOSK, kiosk_id(n + 1), stack) for n in range(kiosks)]
        began = time.perf_counter()
        heard = await asyncio.gather(*(tapped(device, place, taps) for place, device in enumerate(devices)))
        seconds = time.perf_counter() - began
        again = await asyncio.gather(
            *(device.ask(of_one[-1][0]) for device, of_one in zip(devices, heard, strict=True))
        )
    numbers = tuple(number_in(reply) for of_one in heard for _request, reply in of_one)
    last = (number_in(of_one[-1][1]) for of_one in heard)
    changed = sum(number_in(reply) != number for reply, number in zip(again, last, strict=True))
    return LoadReport(seconds, numbers, changed)


if __name__ == "__main__":
    report = asyncio.run(load(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
