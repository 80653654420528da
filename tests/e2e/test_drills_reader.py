"""Drill: a device stops reading, its connection standing. Nobody waits for it, no memory is lost, it comes back."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import quantiles
from typing import Final
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from hub.protocol import Accepted, DisplayView, IssueTicket, Role, ServiceId
from tests.support.agreement import every_screen_agrees
from tests.support.eventually import eventually_async
from tests.support.processes import HubProcess
from tests.support.taps import WARM
from tests.support.wire_device import WireDevice, device, hello

ISSUE = IssueTicket(ServiceId("justice"))
TAPS: Final = 250
"""The stuck one's views of them would fill every buffer on the way many times over."""
SEEN_WITHIN_S: Final = 0.5
"""19 times of 20; in a twentieth this machine's disk may have other things to do."""
GROWN_BY_MB: Final = 20.0
FEW_BYTES: Final = 4096


@asynccontextmanager
async def stuck_device(hub: HubProcess) -> AsyncIterator[WireDevice]:
    """A wall screen with hardly any room for what it has not read, which reads no more once it was welcomed."""
    narrow = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, FEW_BYTES)
    narrow.connect(("127.0.0.1", urlsplit(hub.url).port))
    narrow.setblocking(False)
    async with connect(hub.url, sock=narrow, compression=None, ping_interval=None, close_timeout=0) as websocket:
        stuck = WireDevice(websocket)
        await stuck.say(hello(Role.DISPLAY, "display-1", hub.key))
        await eventually_async(lambda: bool(stuck.views), "it is welcomed")
        websocket.transport.pause_reading()
        yield stuck
        websocket.transport.abort()
        await stuck.ended()


async def drill(hub: HubProcess) -> None:
    async with AsyncExitStack() as stack:
        kiosk = await stack.enter_async_context(device(hub.url, Role.KIOSK, "kiosk-1", hub.key))
        wall = await stack.enter_async_context(device(hub.url, Role.DISPLAY, "display-2", hub.key))
        await kiosk.ask(ISSUE)
        async with stuck_device(hub):
            before_mb = hub.rss_mb()
            took_s = []
            for count in range(2, TAPS + 1):
                began = time.monotonic()
                assert isinstance(await kiosk.ask(ISSUE), Accepted)
                await wall.sees(lambda view, n=count: isinstance(view, DisplayView) and waiting(view) == n)  # type: ignore[misc]
                took_s.append(time.monotonic() - began)
                wall.views[:-1] = []
                kiosk.views[:-1] = []
            assert quantiles(took_s, n=20)[-1] < SEEN_WITHIN_S, "the others do not wait for it"
            assert hub.rss_mb() - before_mb < GROWN_BY_MB
            await eventually_async(lambda: "display-1" not in devices(hub), "the hub lets it go")
        async with device(hub.url, Role.DISPLAY, "display-1", hub.key) as again:
            assert len(again.views) == 1
            assert isinstance(again.view, DisplayView)
            assert waiting(again.view) == TAPS


def waiting(view: DisplayView) -> int:
    return sum(line.waiting for line in view.lines)


def devices(hub: HubProcess) -> dict[str, str]:
    health = hub.health()
    assert health is not None
    found: dict[str, str] = health["devices"]
    return found


def test_a_device_that_stops_reading_delays_nobody_costs_no_memory_and_comes_back(tmp_path: Path) -> None:
    with HubProcess(tmp_path, environment=WARM).wait_until_open() as hub:
        asyncio.run(drill(hub))
        assert len(every_screen_agrees(hub).tickets) == TAPS
