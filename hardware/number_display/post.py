"""The post of the signs on one port: looks in the hub's view for what each has to show, and tells how they are."""

import asyncio
import logging
from datetime import datetime
from functools import partial
from typing import Final

from hardware.number_display.driver import SignDriver
from hardware.number_display.place import Sign, SignChanged
from hardware.number_display.scene import CLOSED, Scene, blinks_for, in_hall, over_counter
from hardware.number_display.settings import NumberDisplayTable
from hardware.post import Office, log_state, on_loop
from hardware.supervisor import Supervisor
from hardware.tables import Line
from hub.protocol import CounterId, DeviceKind, DeviceState, HardwareView

log = logging.getLogger(__name__)

AWAY_S: Final = 120.0
"""So long a sign keeps what the hub said last; then it goes dark, for the number may long have been served."""


class SignPost:
    """The signs of one line (`Post`)."""

    def __init__(self, line: Line[NumberDisplayTable], office: Office) -> None:
        self._tables = line.tables
        self._changed = office.changed
        self._hub_now = office.hub_now
        self._states: dict[str, DeviceState] = {}
        self._gets_old: asyncio.TimerHandle | None = None
        self._driver = SignDriver(
            Sign(table.id, table.codec(), table.blink_s, table.repaint_s) for table in line.tables
        )
        self._supervisor = Supervisor[SignChanged](
            line.name, self._driver, line.open_port, on_loop(self._hear), office.clock
        )

    def start(self) -> None:
        self._supervisor.start()

    def stop(self, within_s: float) -> None:
        self._supervisor.post(self._driver.leave)
        self._supervisor.stop(within_s)

    async def run(self) -> None:
        """A sign asks for nothing."""
        await asyncio.Event().wait()

    def see(self, view: HardwareView) -> None:
        now = self._hub_now()
        for table in self._tables:
            self._show(table, view, now)

    def connected(self) -> None:
        if self._gets_old is not None:
            self._gets_old.cancel()
            self._gets_old = None

    def disconnected(self) -> None:
        if self._gets_old is None:
            self._gets_old = asyncio.get_running_loop().call_later(AWAY_S, self._go_dark)

    def states(self) -> tuple[DeviceState, ...]:
        return tuple(self._states.values())

    def _show(self, table: NumberDisplayTable, view: HardwareView, now: datetime | None) -> None:
        scene: Scene | None
        scene = over_counter(view.counters, CounterId(table.counter)) if table.counter else in_hall(view.counters)
        fault = "" if scene else "unknown_counter"
        scene = scene or CLOSED
        blink_left_s = blinks_for(scene, now, table.blink_s) if now else 0.0
        self._supervisor.post(partial(self._driver.show, table.id, scene, blink_left_s, fault))

    def _go_dark(self) -> None:
        log.info("the hub is away for long; the signs go dark")
        for table in self._tables:
            self._supervisor.post(partial(self._driver.show, table.id, None, 0.0, ""))

    def _hear(self, fact: SignChanged) -> None:
        table = next(table for table in self._tables if table.id == fact.name)
        state = DeviceState(
            name=fact.name,
            kind=DeviceKind.NUMBER_DISPLAY,
            place=table.counter,
            health=fact.health,
            detail=fact.detail,
        )
        self._states[fact.name] = state
        log_state(state)
        self._changed()
