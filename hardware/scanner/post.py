"""The post of one scanner: teaches it who is old enough, and tells the hub what was held to it."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from hardware.post import Office, log_state, on_loop
from hardware.scanner.driver import Fact, Scanned, ScannerChanged, ScannerDriver
from hardware.scanner.settings import ScannerTable
from hardware.supervisor import Supervisor
from hardware.tables import Line
from hub.protocol import AgeClass, DeviceId, DeviceKind, DeviceState, HardwareView, ScanReport

_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_NEW_DAY_CHECK_S: Final = 60.0


class ScannerPost:
    """One scanner (`Post`)."""

    def __init__(self, line: Line[ScannerTable], office: Office) -> None:
        (self._table,) = line.tables
        self._office = office
        self._ages: Sequence[AgeClass] = ()
        self._state: DeviceState | None = None
        self._driver = ScannerDriver(self._table.id, self._table.framing(), office.new_id().encode("ascii"))
        self._supervisor = Supervisor[Fact](line.name, self._driver, line.open_port, on_loop(self._hear), office.clock)

    def start(self) -> None:
        self._supervisor.start()

    def stop(self, within_s: float) -> None:
        self._supervisor.stop(within_s)

    async def run(self) -> None:
        """A hall that sleeps sends no views, and yet the day ends."""
        while True:
            await asyncio.sleep(_NEW_DAY_CHECK_S)
            self._teach()

    def see(self, view: HardwareView) -> None:
        self._ages = view.ages
        self._teach()

    def connected(self) -> None:
        """Nothing is owed: a scan is of its moment."""

    def disconnected(self) -> None:
        """A scan meanwhile is lost, as its kiosk says itself that the hub is away."""

    def states(self) -> tuple[DeviceState, ...]:
        return (self._state,) if self._state else ()

    def _teach(self) -> None:
        now = self._office.hub_now()
        today = now.astimezone(_ZONE).date() if now else None
        self._supervisor.post(partial(self._driver.learn, self._ages, today))

    def _hear(self, fact: Fact) -> None:
        match fact:
            case Scanned(what):
                self._office.report(ScanReport(DeviceId(self._table.kiosk), self._office.new_id(), what))
            case ScannerChanged(health, detail):
                self._state = DeviceState(
                    name=self._table.id,
                    kind=DeviceKind.SCANNER,
                    place=self._table.kiosk,
                    health=health,
                    detail=detail,
                )
                log_state(self._state)
                self._office.changed()
            case _:
                assert_never(fact)
