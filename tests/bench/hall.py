"""Fifty screens at one hub: wall screens, and counters with somebody seated at each; and calls, one after the other.

A call is over when each of the fifty has a view as of the call or later (`View.seq`). What such a view says is looked
at after the watch has stopped.
"""

import asyncio
import time
from contextlib import AsyncExitStack
from typing import Final

from websockets.exceptions import ConnectionClosed

from hub.protocol import (
    Accepted,
    CallNext,
    Command,
    CounterView,
    DeviceId,
    DisplayView,
    IssueTicket,
    Role,
    SitDown,
    StartService,
    View,
    decode_from_hub,
)
from tests.bench.centre import SCREENS, SERVED, counter_id, counter_pc, display_id, helper_id, kiosk_id
from tests.bench.wire import BenchError, Device, Watcher
from tests.support.eventually import PATIENCE_S
from tests.support.processes import HubProcess

QUIET_S: Final = 0.008
"""Officials do not press within the same hundredth of a second: what went before is over when a call is timed."""
_EVENTS_OF_A_CALL: Final = 2
"""The ticket served before is finished, the next one is called."""
_KIOSK_WITHOUT_PRINTER: Final = kiosk_id(2)


class Hall:
    """Everybody watches; each call is made by the next counter in turn."""

    def __init__(self) -> None:
        self._displays: list[Watcher] = []
        self._counters: list[Watcher] = []
        self._turn = 0
        self._waiting = 0
        self._awaited_seq = 0
        self._missing: set[Watcher] = set()
        self._all_have_it = asyncio.Event()
        self._ended = 0.0
        self._lost: ConnectionClosed | None = None

    async def watch(self, watcher: Watcher) -> None:
        """Read this screen for ever."""
        try:
            async for seq in watcher.views():
                if seq >= self._awaited_seq and watcher in self._missing:
                    self._missing.discard(watcher)
                    if not self._missing:
                        self._ended = time.perf_counter()
                        self._all_have_it.set()
        except ConnectionClosed as gone:
            self._lost = gone
            self._all_have_it.set()

    async def join(self, hub: HubProcess, stack: AsyncExitStack) -> None:
        """Each screen reads from its first view on: who does not is let go by the hub."""
        for n in range(1, SCREENS + 1):
            self._displays.append(await self._joined(hub, Role.DISPLAY, display_id(n), stack))
        for n in range(1, SCREENS + 1):
            self._counters.append(await self._joined(hub, Role.COUNTER, counter_pc(n), stack))

    async def _joined(self, hub: HubProcess, role: Role, device_id: DeviceId, stack: AsyncExitStack) -> Watcher:
        watcher = Watcher(await Device.joined(hub, role, device_id, stack))
        stack.callback(asyncio.create_task(self.watch(watcher)).cancel)
        return watcher

    async def open(self) -> None:
        """Seat everybody and let everybody serve somebody."""
        for n, counter in enumerate(self._counters, start=1):
            await _done(counter, SitDown(counter_id(n), helper_id(n)))
        for n, counter in enumerate(self._counters, start=1):
            await _done(counter, CallNext(counter_id(n)))
            await _done(counter, StartService(counter_id(n)))
        await asyncio.sleep(PATIENCE_S / 30)
        self._waiting = self._desk_waiting(self._counters[0])

    async def once(self) -> float:
        """Seconds from the key press to the last of the fifty having the call."""
        place = self._turn % len(self._counters)
        self._turn += 1
        caller, at = self._counters[place], counter_id(place + 1)
        everybody = [*self._displays, *self._counters]
        self._awaited_seq = max(watcher.seq for watcher in everybody) + _EVENTS_OF_A_CALL
        self._missing = set(everybody)
        self._all_have_it.clear()
        began = time.perf_counter()
        answered = asyncio.ensure_future(caller.do(CallNext(at)))
        await self._until_all_have_it()
        took = self._ended - began
        if not isinstance(await answered, Accepted):
            raise BenchError(f"{at} could not call: {await answered}")
        self._check_what_is_said(place)
        await self._serve(caller, StartService(at))
        return took

    async def _serve(self, caller: Watcher, command: Command) -> None:
        """The one called comes to the counter; only the caller's own view changes."""
        self._awaited_seq = caller.seq + 1
        self._missing = {caller}
        self._all_have_it.clear()
        await _done(caller, command)
        await self._until_all_have_it()
        await asyncio.sleep(QUIET_S)

    async def _until_all_have_it(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._all_have_it.wait()
        except TimeoutError:
            missing = ", ".join(watcher.device.device_id for watcher in self._missing)
            raise BenchError(f"no view as of event {self._awaited_seq} came to {missing}") from None
        if self._lost is not None:
            raise self._lost

    def _check_what_is_said(self, place: int) -> None:
        """One wall screen shows the call, one counter knows that one fewer waits: in turn, so all are looked at."""
        view = _view(self._displays[place])
        if not isinstance(view, DisplayView) or view.calls[0].counter_number != place + 1:
            raise BenchError(f"the call to counter {place + 1} is not on the wall: {view}")
        self._waiting -= 1
        if (waiting := self._desk_waiting(self._counters[place])) != self._waiting:
            raise BenchError(f"{self._waiting} should wait, the counter's screen says {waiting}")

    def _desk_waiting(self, counter: Watcher) -> int:
        view = _view(counter)
        if not isinstance(view, CounterView) or view.desk is None:
            raise BenchError(f"nobody sits at {counter.device.device_id}")
        return view.desk.waiting


async def hall_of(hub: HubProcess, calls: int, stack: AsyncExitStack) -> Hall:
    """A hall with somebody waiting for each of that many calls, beside whoever waits there already."""
    await _take_tickets(hub, calls + SCREENS)
    hall = Hall()
    await hall.join(hub, stack)
    await hall.open()
    return hall


async def _take_tickets(hub: HubProcess, tickets: int) -> None:
    async with AsyncExitStack() as stack:
        kiosk = await Device.joined(hub, Role.KIOSK, _KIOSK_WITHOUT_PRINTER, stack)
        for n in range(tickets):
            await kiosk.ask(kiosk.request(IssueTicket(SERVED[n % len(SERVED)])))


async def _done(watcher: Watcher, command: Command) -> None:
    answer = await watcher.do(command)
    if not isinstance(answer, Accepted):
        raise BenchError(f"{watcher.device.device_id} was told {answer} to {command}")


def _view(watcher: Watcher) -> object:
    message = decode_from_hub(watcher.newest_view)
    return message.view if isinstance(message, View) else message
