"""How long a key takes: from the pad's first byte on the line to the hub's answer, through a real hub and agent.

The pad is in this process, at a pseudo-terminal; hub and agent are programs of their own. The hub's answer shows as the
new call in the view of another device, so what is measured is the answer and a little more.
"""

import asyncio
import time
from pathlib import Path

from hardware.emulators.pad import EmulatedPad, PadOptions
from hardware.emulators.pad_control import Key
from hardware.emulators.place import line_at
from hub.protocol import CounterId, HardwareView, IssueTicket, OperatorId, Role, RoleView, ServiceId, SitDown
from tests.hardware.programs import box_program
from tests.support.eventually import PATIENCE_S
from tests.support.processes import HubProcess
from tests.support.wire_device import WireDevice, device

PAD = 'debounce_ms = 0\nsettle_after_s = 0\ncounter = "counter-1"\naddress = 5\nkind = "ff68"\nid = "pad-1"\n'


async def pad_rounds(folder: Path, hub: HubProcess, presses: int) -> list[float]:
    """Seconds of each press of "next", one after the other."""
    shown = asyncio.Event()
    pad = EmulatedPad(PadOptions("ff68", ("5",)), line_at(folder / "pad", None, time.monotonic), lambda _: shown.set())
    await pad.start()
    try:
        with box_program(folder / "agent", hub.url, f'[[pad]]\n{PAD}port = "{pad.url}"\n', key=hub.key):
            async with (
                device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk,
                device(hub.url, Role.COUNTER, "counter-pc-1", hub.key) as counter,
                device(hub.url, Role.HARDWARE, "agent-9", hub.key) as watcher,
            ):
                await counter.ask(SitDown(CounterId("counter-1"), OperatorId("staff-1")))
                for _ in range(presses):
                    await kiosk.ask(IssueTicket(ServiceId("justice")))
                async with asyncio.timeout(PATIENCE_S):
                    await shown.wait()
                return [await _one(pad, watcher) for _ in range(presses)]
    finally:
        await pad.stop()


async def _one(pad: EmulatedPad, watcher: WireDevice) -> float:
    before = _call(watcher.view)
    begun = time.perf_counter()
    pad.do(Key("call"))
    await watcher.sees(lambda view: _call(view) != before)
    took = time.perf_counter() - begun
    await asyncio.sleep(0.1)
    return took


def _call(view: RoleView | None) -> str:
    assert isinstance(view, HardwareView)
    return next((str(counter.call_id) for counter in view.counters if counter.counter_id == "counter-1"), "")
