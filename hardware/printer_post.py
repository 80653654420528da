"""A printer's post: what its thread says goes to the journal first, in that thread, and then to its station.

The roll is counted there as well: what a ticket took is written in the same line as that it was printed.
"""

import asyncio
import logging
from functools import partial
from typing import assert_never

from hardware.errors import JournalError
from hardware.faults import reached
from hardware.journal import Stage
from hardware.post import Office
from hardware.printer.confirm import UNVERIFIED
from hardware.printer.driver import PrinterDriver
from hardware.printer.encode import Encoded
from hardware.printer.job import Fact, HealthChanged, JobEnded, Learnt, PaperJob, SendingStarts
from hardware.printer.learning import Learner
from hardware.printer.roll import Roll
from hardware.printer.settings import PrinterPlace
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLE_PAPER
from hardware.station import Station
from hardware.supervisor import Supervisor
from hub.protocol import HardwareView, PrinterHealth, PrinterReport, TicketPaper

log = logging.getLogger(__name__)


class PrinterPost:
    """One printer (`Post`): its thread talks to it, its station talks to the hub about it."""

    def __init__(self, place: PrinterPlace, office: Office) -> None:
        self._place = place
        self._journal = office.journal
        self._changed = office.changed
        self._loop = asyncio.get_running_loop()
        self._report: PrinterReport | None = None
        self._roll = Roll(place.roll_m, office.journal.used_mm(place.printer_id))
        self._health = HealthChanged(PrinterHealth.UNKNOWN, "")
        self._driver = driver = PrinterDriver(
            place.profile,
            may_be_torn=place.printer_id in office.journal.interrupted,
            learner=Learner(place.candidates, place.profile) if place.candidates else None,
        )
        self._supervisor = Supervisor[Fact](place.printer_id, driver, place.open_port, self._hear, office.clock)
        self._station = Station(
            device_id=office.device_id,
            printer_id=place.printer_id,
            press=_Press(self._supervisor, driver),
            prepare=self._prepare,
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
            tasks.create_task(asyncio.to_thread(self._prepare, SAMPLE_PAPER))

    def see(self, view: HardwareView) -> None:
        self._station.see(view.jobs)

    def connected(self) -> None:
        self._station.reconnected()

    def disconnected(self) -> None:
        """A ticket under way is finished all the same."""

    def states(self) -> tuple[PrinterReport, ...]:
        return (self._report,) if self._report else ()

    def _prepare(self, paper: TicketPaper) -> Encoded:
        """In the bytes of the printer it is known to be at this moment."""
        return make_ticket(self._driver.profile, paper, self._place.design)

    def _hear(self, fact: Fact) -> None:
        """In the printer's own thread: first to disk, then to the loop."""
        match fact:
            case SendingStarts(key):
                reached("before_started")
                self._journal.mark(key, Stage.STARTED)
                reached("after_started")
            case JobEnded():
                reached("before_end_noted")
                self._note_end(fact)
                reached("after_end_noted")
                self._loop.call_soon_threadsafe(self._station.ended, fact)
                self._judge()
            case HealthChanged():
                self._health = fact
                if self._roll.is_new(fact.health):
                    self._note_new_roll()
                self._judge()
            case Learnt():
                self._tell_learnt(fact)
            case _:
                assert_never(fact)

    def _note_end(self, fact: JobEnded) -> None:
        self._roll.printed(fact.paper_mm)
        try:
            self._journal.mark(fact.key, Stage(fact.outcome.value), fact.detail, paper_mm=fact.paper_mm)
        except JournalError:
            # The hub can still be told; only a crash before that would make it "unknown".
            log.exception("[%s] the end of %s could not be noted", self._place.printer_id, fact.key)

    def _note_new_roll(self) -> None:
        log.info("[%s] has a new roll of %.0f m", self._place.printer_id, self._place.roll_m)
        try:
            self._journal.new_roll(self._place.printer_id)
        except JournalError:
            log.exception("[%s] the new roll could not be noted", self._place.printer_id)

    def _judge(self) -> None:
        """What the printer says, and what is left on its roll."""
        said = PrinterReport(self._place.printer_id, self._health.health, self._health.detail)
        self._loop.call_soon_threadsafe(self._feel, self._roll.judged(said))

    def _feel(self, report: PrinterReport) -> None:
        before, self._report = self._report, report
        if report == before:
            return
        if before is None or (before.health, before.detail) != (report.health, report.detail):
            self._log_health(report)
        self._station.feel(report.health, report.detail)
        self._changed()

    def _log_health(self, report: PrinterReport) -> None:
        is_good = report.health in (PrinterHealth.READY, PrinterHealth.NEAR_END)
        said = f"{report.health}: {report.detail}" if report.detail else report.health
        log.log(logging.INFO if is_good else logging.WARNING, "[%s] is %s", self._place.printer_id, said)

    def _tell_learnt(self, fact: Learnt) -> None:
        log.info(
            "[%s] calls itself %s; profile %s; confirms by %s",
            self._place.printer_id,
            f'"{fact.name}"' if fact.name else "nothing",
            fact.profile.name,
            ", ".join(fact.profile.confirm) or UNVERIFIED,
        )


class _Press:
    """Hands a ticket to the printer's thread."""

    def __init__(self, supervisor: Supervisor[Fact], driver: PrinterDriver) -> None:
        self._supervisor = supervisor
        self._driver = driver

    def print(self, job: PaperJob) -> None:
        self._supervisor.post(partial(self._driver.print, job))
