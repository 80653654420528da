"""An engine in an event loop of its own that stands still between two commands: for tests of whole days."""

import asyncio
from collections.abc import Sequence
from typing import Self

from hub.answers import SlipWriter
from hub.core.commands import Command
from hub.core.context import NO_WAITS, Waits
from hub.core.ids import CommandId, DeviceId
from hub.core.model import State
from hub.core.setup import Branch
from hub.engine import Engine
from hub.protocol import Answer
from tests.support.centres import CENTRE
from tests.support.clocks import SetClock, StillLoop
from tests.support.stores import BreakableStore, MemoryStore

Order = tuple[DeviceId, CommandId, Command]
SLIPS = SlipWriter("http://hub.test")


class EngineRig:
    """Opened at once. `restart` is a new process on the same data."""

    def __init__(
        self, store: BreakableStore | None = None, clock: SetClock | None = None, branch: Branch = CENTRE
    ) -> None:
        self.store: BreakableStore = store or MemoryStore()
        self.clock = clock or SetClock()
        self.branch = branch
        self.redrawn = 0
        self.waits: Waits = NO_WAITS
        self._tokens = 0
        self._loop = StillLoop()
        try:
            self._running = self._start()
        except BaseException:
            self._loop.close()
            raise

    @property
    def state(self) -> State:
        return self.engine.state

    def submit(self, device: DeviceId, command_id: str, command: Command) -> Answer:
        return self.submit_at_once([(device, CommandId(command_id), command)])[0]

    def submit_at_once(self, orders: Sequence[Order]) -> list[Answer]:
        """All of them wait before the engine looks: one batch."""

        async def all_answers() -> list[Answer]:
            return await asyncio.gather(*(self.engine.submit(*order) for order in orders))

        answers = self._loop.run_until_complete(all_answers())
        self._loop.settle()
        return answers

    def look_around(self) -> None:
        """Let the engine notice what the clock shows."""
        self._loop.pass_time(2.0)

    def restart(self, branch: Branch | None = None) -> None:
        self._stop()
        self.branch = branch or self.branch
        self.store = self.store.reopened()
        self._running = self._start()

    def close(self) -> None:
        self._stop()
        self._loop.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> "asyncio.Task[None]":
        self.engine = Engine(
            store=self.store,
            clock=self.clock,
            branch=self.branch,
            new_token=self._new_token,
            answer_for=SLIPS,
            on_change=self._redraw,
            waits=lambda: self.waits,
        )
        started = asyncio.Event()
        running = self._loop.create_task(self.engine.run(started))
        self._loop.settle()
        if running.done():
            running.result()
        assert started.is_set()
        return running

    def _stop(self) -> None:
        self._running.cancel()
        self._loop.run_until_complete(asyncio.gather(self._running, return_exceptions=True))

    def _new_token(self) -> str:
        self._tokens += 1
        return f"token-{self._tokens}"

    def _redraw(self) -> None:
        self.redrawn += 1
