"""A printer's post: what its thread says goes to the journal first, in that thread, and then to its station."""

import asyncio
import logging
from functools import partial
from typing import assert_never

from hardware.config import PrinterPlace
from hardware.errors import JournalError
from hardware.journal import Stage
from hardware.post import Office
from hardware.printer.driver import PrinterDriver
from hardware.printer.job import Fact, HealthChanged, JobEnded, PaperJob, SendingStarts
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLE_PAPER
from hardware.station import Station
from hardware.supervisor import Supervisor
from hub.protocol import HardwareView, PrinterHealth, PrinterReport

log = logging.getLogger(__name__)


class PrinterPost:
    """One printer (`Post`): its thread talks to it, its station talks to the hub about it."""

    def __init__(self, place: PrinterPlace, office: Office) -> None:
        self._place = place
        self._journal = office.journal
        self._changed = office.changed
        self._loop = asyncio.get_running_loop()
        self._report: PrinterReport | None = None
        driver = PrinterDriver(place.profile, may_be_torn=place.printer_id in office.journal.interrupted)
        self._supervisor = Supervisor[Fact](place.printer_id, driver, place.open_port, self._hear, office.clock)
        self._station = Station(
            device_id=office.device_id,
            printer_id=place.printer_id,
            press=_Press(self._supervisor, driver),
            prepare=partial(make_ticket, place.profile, design=place.design),
            journal=office.journal,
            hub=office.hub,
        )

    def start(self) -> None:
        self._supervisor.start()

    def stop(self, within_s: float) -> None:
        self._supervisor.stop(within_s)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._station.run())
            # Fonts and code pages are loaded before the first citizen comes.
            tasks.create_task(asyncio.to_thread(make_ticket, self._place.profile, SAMPLE_PAPER, self._place.design))

    def see(self, view: HardwareView) -> None:
        self._station.see(view.jobs)

    def connected(self) -> None:
        self._station.reconnected()

    def disconnected(self) -> None:
        """A ticket under way is finished all the same."""

    def states(self) -> tuple[PrinterReport, ...]:
        return (self._report,) if self._report else ()

    def _hear(self, fact: Fact) -> None:
        """In the printer's own thread: first to disk, then to the loop."""
        match fact:
            case SendingStarts(key):
                self._journal.mark(key, Stage.STARTED)
            case JobEnded(key, outcome, detail):
                try:
                    self._journal.mark(key, Stage(outcome.value), detail)
                except JournalError:
                    # The hub can still be told; only a crash before that would make it "unknown".
                    log.exception("[%s] the end of %s could not be noted", self._place.printer_id, key)
                self._loop.call_soon_threadsafe(self._station.ended, fact)
            case HealthChanged():
                self._loop.call_soon_threadsafe(self._feel, fact)
            case _:
                assert_never(fact)

    def _feel(self, fact: HealthChanged) -> None:
        is_good = fact.health in (PrinterHealth.READY, PrinterHealth.NEAR_END)
        level = logging.INFO if is_good else logging.WARNING
        said = f"{fact.health}: {fact.detail}" if fact.detail else fact.health
        log.log(level, "[%s] is %s", self._place.printer_id, said)
        self._report = PrinterReport(printer_id=self._place.printer_id, health=fact.health, detail=fact.detail)
        self._station.feel(fact.health, fact.detail)
        self._changed()


class _Press:
    """Hands a ticket to the printer's thread."""

    def __init__(self, supervisor: Supervisor[Fact], driver: PrinterDriver) -> None:
        self._supervisor = supervisor
        self._driver = driver

    def print(self, job: PaperJob) -> None:
        self._supervisor.post(partial(self._driver.print, job))
