"""How long a key takes: from the pad's first byte on the line to the hub's answer that somebody is called.

The hub is a program of its own; the pad, at a pseudo-terminal, and the agent are in this process, so that both ends of
the way are read from one clock.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

from hardware.agent import Agent
from hardware.config import read_config
from hardware.emulators.pad import EmulatedPad, PadOptions
from hardware.emulators.pad_control import Key
from hardware.emulators.place import line_at
from hardware.install import install
from hardware.journal import Journal
from hub.client.device import connection_to_hub
from hub.client.port import Trouble
from hub.protocol import (
    Answer,
    CommandId,
    CounterId,
    DeviceId,
    IssueTicket,
    OperatorId,
    Role,
    ServiceId,
    SitDown,
    View,
    Welcome,
)
from tests.support.eventually import PATIENCE_S
from tests.support.processes import HubProcess
from tests.support.wire_device import device

PAD = 'debounce_ms = 0\nsettle_after_s = 0\ncounter = "counter-1"\naddress = 5\nkind = "ff68"\nid = "pad-1"\n'
_PAUSE_S = 0.1


class _Ear:
    """Stands before the agent, and notes when somebody was called."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self.calls: asyncio.Queue[float] = asyncio.Queue()
        self._answers_to_come = 1

    def on_connected(self, welcome: Welcome) -> None:
        self._agent.on_connected(welcome)

    def on_disconnected(self, trouble: Trouble) -> None:
        self._agent.on_disconnected(trouble)

    def on_view(self, view: View) -> None:
        self._agent.on_view(view)

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        self._agent.on_reply(command_id, answer)
        self._answers_to_come -= 1
        if not self._answers_to_come:
            self.calls.put_nowait(time.perf_counter())
            # After the first call `next` first says that the one before was served.
            self._answers_to_come = 2


async def pad_rounds(folder: Path, hub: HubProcess, presses: int) -> list[float]:
    """Seconds of each press of "next", one after the other."""
    shown = asyncio.Event()
    pad = EmulatedPad(PadOptions("ff68", ("5",)), line_at(folder / "pad", None, time.monotonic), lambda _: shown.set())
    await pad.start()
    try:
        async with (
            device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk,
            device(hub.url, Role.COUNTER, "counter-pc-1", hub.key) as counter,
            _agent_with(folder, hub, pad.url) as ear,
        ):
            await counter.ask(SitDown(CounterId("counter-1"), OperatorId("staff-1")))
            for _ in range(presses):
                await kiosk.ask(IssueTicket(ServiceId("justice")))
            async with asyncio.timeout(PATIENCE_S):
                await shown.wait()
            return [await _one(pad, ear) for _ in range(presses)]
    finally:
        await pad.stop()


async def _one(pad: EmulatedPad, ear: _Ear) -> float:
    await asyncio.sleep(_PAUSE_S)
    begun = time.perf_counter()
    pad.do(Key("call"))
    async with asyncio.timeout(PATIENCE_S):
        return await ear.calls.get() - begun


@asynccontextmanager
async def _agent_with(folder: Path, hub: HubProcess, port: str) -> AsyncIterator[_Ear]:
    file = folder / "hardware.toml"
    file.write_text(f'hub = "{hub.url}"\nkey = "{hub.key}"\n[[pad]]\n{PAD}port = "{port}"\n', encoding="utf-8")
    config = read_config(file, hub=None, device=None)
    journal = Journal(folder / "agent.journal")
    agent = Agent(
        DeviceId("agent-1"), partial(install, config), journal, clock=time.monotonic, new_id=lambda: uuid4().hex
    )
    ear = _Ear(agent)
    connection = connection_to_hub(config, role=Role.HARDWARE, data_dir=folder, listener=ear, jitter=random.random)
    running = asyncio.create_task(agent.run(connection))
    try:
        yield ear
    finally:
        running.cancel()
        await asyncio.wait([running])
        journal.close()
