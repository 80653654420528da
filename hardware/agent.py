"""The hardware agent: the hub's hand at the devices of one box.

Each printer has a thread (`Supervisor`) that talks to it and a coroutine (`Station`) that talks to the hub about it.
What the thread says is written to the journal in that thread, before anything follows from it, and then handed to the
loop. The agent itself only passes on: views down to the stations, healths up to the hub.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, Protocol, assert_never

from hardware.config import PrinterPlace
from hardware.errors import JournalError
from hardware.hubdesk import HubDesk
from hardware.journal import Journal, Stage
from hardware.printer.driver import PrinterDriver
from hardware.printer.encode import Encoded, encode
from hardware.printer.job import Fact, HealthChanged, JobEnded, PaperJob, SendingStarts
from hardware.printer.profile import Profile
from hardware.printer.render import render
from hardware.samples import SAMPLE_PAPER
from hardware.station import Station
from hardware.supervisor import Supervisor
from hub.client.port import HubPort, Trouble
from hub.protocol import (
    Answer,
    CommandId,
    DeviceId,
    HardwareReport,
    HardwareView,
    PrinterHealth,
    PrinterId,
    PrinterReport,
    TicketPaper,
    View,
    Welcome,
)

log = logging.getLogger(__name__)

REPORT_AFTER_S: Final = 0.1
"""A cover that is opened says several things at once; the hub hears them as one."""
FINISH_WITHIN_S: Final = 4.0
"""A ticket under way when the agent is stopped gets so long."""


class HubConnection(HubPort, Protocol):
    """The connection as the agent uses it."""

    async def run(self) -> None:
        """Stay connected until cancelled."""


class Agent:
    """Hears the hub (`HubListener`) and the printers. `run` is its life."""

    def __init__(
        self,
        device_id: DeviceId,
        printers: Iterable[PrinterPlace],
        journal: Journal,
        clock: Callable[[], float],
    ) -> None:
        self._device_id = device_id
        self._places = tuple(printers)
        self._journal = journal
        self._clock = clock
        self._stations: dict[PrinterId, Station] = {}
        self._supervisors: list[Supervisor[Fact]] = []
        self._healths: dict[PrinterId, PrinterReport] = {}
        self._report_timer: asyncio.TimerHandle | None = None
        self._hub: HubPort | None = None
        self._desk: HubDesk | None = None

    async def run(self, connection: HubConnection) -> None:
        """Work until cancelled; then let the printers finish the ticket in hand."""
        self._hub = connection
        self._desk = HubDesk(connection)
        for place in self._places:
            self._add(place, self._desk)
        try:
            async with asyncio.TaskGroup() as tasks:
                for station in self._stations.values():
                    tasks.create_task(station.run())
                for supervisor in self._supervisors:
                    supervisor.start()
                tasks.create_task(connection.run())
                tasks.create_task(asyncio.to_thread(self._warm_up))
        finally:
            await asyncio.gather(*(asyncio.to_thread(each.stop, FINISH_WITHIN_S) for each in self._supervisors))

    def on_connected(self, welcome: Welcome) -> None:
        log.info("connected to the hub of %s", welcome.branch_code)
        for station in self._stations.values():
            station.reconnected()

    def on_disconnected(self, trouble: Trouble) -> None:
        log.info("no connection to the hub (%s); a ticket under way is finished all the same", trouble)

    def on_view(self, view: View) -> None:
        match view.view:
            case HardwareView(jobs):
                for station in self._stations.values():
                    station.see(jobs)
            case other:
                log.error("the hub sent a %s to a hardware agent", type(other).__name__)

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        if self._desk is not None:
            self._desk.on_reply(command_id, answer)

    def _warm_up(self) -> None:
        """Fonts and code pages are loaded before the first citizen comes."""
        for profile in {place.profile.name: place.profile for place in self._places}.values():
            prepare(profile, SAMPLE_PAPER)

    def _add(self, place: PrinterPlace, desk: HubDesk) -> None:
        loop = asyncio.get_running_loop()
        driver = PrinterDriver(place.profile, may_be_torn=place.printer_id in self._journal.interrupted)
        supervisor = Supervisor[Fact](
            place.printer_id, driver, place.open_port, partial(self._hear, loop, place.printer_id), self._clock
        )
        self._supervisors.append(supervisor)
        self._stations[place.printer_id] = Station(
            device_id=self._device_id,
            printer_id=place.printer_id,
            press=_Press(supervisor, driver),
            prepare=partial(prepare, place.profile),
            journal=self._journal,
            hub=desk,
        )

    def _hear(self, loop: asyncio.AbstractEventLoop, printer_id: PrinterId, fact: Fact) -> None:
        """In the printer's own thread: first to disk, then to the loop."""
        match fact:
            case SendingStarts(key):
                self._journal.mark(key, Stage.STARTED)
            case JobEnded(key, outcome, detail):
                try:
                    self._journal.mark(key, Stage(outcome.value), detail)
                except JournalError:
                    # The hub can still be told; only a crash before that would make it "unknown".
                    log.exception("[%s] the end of %s could not be noted", printer_id, key)
                loop.call_soon_threadsafe(self._stations[printer_id].ended, fact)
            case HealthChanged():
                loop.call_soon_threadsafe(self._feel, printer_id, fact)
            case _:
                assert_never(fact)

    def _feel(self, printer_id: PrinterId, fact: HealthChanged) -> None:
        is_good = fact.health in (PrinterHealth.READY, PrinterHealth.NEAR_END)
        level = logging.INFO if is_good else logging.WARNING
        log.log(level, "[%s] is %s", printer_id, f"{fact.health}: {fact.detail}" if fact.detail else fact.health)
        self._healths[printer_id] = PrinterReport(printer_id=printer_id, health=fact.health, detail=fact.detail)
        self._stations[printer_id].feel(fact.health, fact.detail)
        if self._report_timer is None:
            self._report_timer = asyncio.get_running_loop().call_later(REPORT_AFTER_S, self._report)

    def _report(self) -> None:
        self._report_timer = None
        if self._hub is not None:
            known = (self._healths.get(place.printer_id) for place in self._places)
            self._hub.report(HardwareReport(printers=tuple(report for report in known if report is not None)))


class _Press:
    """Hands a ticket to the printer's thread."""

    def __init__(self, supervisor: Supervisor[Fact], driver: PrinterDriver) -> None:
        self._supervisor = supervisor
        self._driver = driver

    def print(self, job: PaperJob) -> None:
        self._supervisor.post(partial(self._driver.print, job))


def prepare(profile: Profile, paper: TicketPaper) -> Encoded:
    """A ticket in the printer's bytes."""
    return encode(render(paper, profile.width_dots, profile.dots_per_mm), profile)
