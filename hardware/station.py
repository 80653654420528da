"""One printer's place in the agent: takes its papers from the view one by one, and tells the hub what became of them.

Each turn asks `paperwork.next_step` afresh, with the newest view, the journal and the printer's health, so there is no
plan that could be out of date: a paper that expired meanwhile is simply not in the view any more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, assert_never
from zlib import crc32

from hardware.errors import JournalError
from hardware.faults import reached
from hardware.hubdesk import HubDesk
from hardware.journal import Journal, Stage, job_of, key_of
from hardware.paperwork import Claim, Print, Step, Tell, next_step
from hardware.printer.encode import Encoded
from hardware.printer.job import JobEnded, PaperJob
from hub.protocol import (
    Accepted,
    CommandId,
    DeviceId,
    Failed,
    FailureCode,
    JobId,
    PaperState,
    PrinterHealth,
    PrinterId,
    PrintJob,
    Refused,
    ReportPaper,
    TicketPaper,
)

log = logging.getLogger(__name__)

RETRY_S: Final = 1.0


class Press(Protocol):
    """Puts a ticket on paper; what became of it is told to `Station.ended`."""

    def print(self, job: PaperJob) -> None:
        """Begin; one ticket at a time."""


class Station:
    """The papers of one printer, one after the other. Belongs to the agent's loop."""

    def __init__(
        self,
        *,
        device_id: DeviceId,
        printer_id: PrinterId,
        press: Press,
        prepare: Callable[[TicketPaper], Encoded],
        journal: Journal,
        hub: HubDesk,
    ) -> None:
        self._device_id = device_id
        self._printer_id = printer_id
        self._press = press
        self._prepare = prepare
        self._journal = journal
        self._hub = hub
        self._health = (PrinterHealth.UNKNOWN, "")
        self._jobs: tuple[PrintJob, ...] = ()
        self._old_news: dict[str, frozenset[PaperState]] = {}
        """For each paper the states in a view that are overtaken by an answer of the hub."""
        self._unprintable: set[str] = set()
        self._in_hand: tuple[str, asyncio.Future[JobEnded]] | None = None
        self._late_words: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()

    def reconnected(self) -> None:
        """The next view is the hub's present truth, whatever was agreed before."""
        self._old_news.clear()

    def see(self, jobs: tuple[PrintJob, ...]) -> None:
        """The hub's newest view; the other printers' papers are left out here."""
        self._jobs = tuple(job for job in jobs if job.printer_id == self._printer_id)
        states = {key_of(job): job.state for job in self._jobs}
        self._old_news = {key: old for key, old in self._old_news.items() if states.get(key) in old}
        self._unprintable &= states.keys()
        self._changed.set()

    def feel(self, health: PrinterHealth, detail: str) -> None:
        """How the printer is now."""
        self._health = (health, detail)
        self._changed.set()

    def ended(self, fact: JobEnded) -> None:
        """What became of a ticket; a late proof is passed on as it comes."""
        if self._in_hand is not None and self._in_hand[0] == fact.key and not self._in_hand[1].done():
            self._in_hand[1].set_result(fact)
            return
        task = asyncio.get_running_loop().create_task(self._tell_late(fact))
        self._late_words.add(task)
        task.add_done_callback(self._late_words.discard)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._changed.clear()
            chosen = self._choose()
            if chosen is None:
                await self._changed.wait()
                continue
            job, step = chosen
            try:
                await self._do(job, step)
            except JournalError:
                log.exception("[%s] nothing is printed while the journal fails", self._printer_id)
                if job.state is PaperState.ISSUED:
                    await self._tell(job, Tell(PaperState.FAILED, 0, "journal_unwritable"))
                await asyncio.sleep(RETRY_S)

    def _choose(self) -> tuple[PrintJob, Step] | None:
        for job in self._jobs:
            key = key_of(job)
            if key in self._old_news or key in self._unprintable:
                continue
            if step := next_step(job, self._journal.entry(key), *self._health):
                return job, step
        return None

    async def _do(self, job: PrintJob, step: Step) -> None:
        match step:
            case Claim():
                await self._claim(job)
            case Print(attempt):
                await self._print(job, attempt, asyncio.to_thread(self._prepare, job.paper))
            case Tell():
                await self._tell(job, step)
            case _:
                assert_never(step)

    async def _claim(self, job: PrintJob) -> None:
        # The picture is drawn while the hub writes "sending" to its disk.
        preparing = asyncio.create_task(asyncio.to_thread(self._prepare, job.paper))
        try:
            entry = await asyncio.to_thread(self._journal.claim, key_of(job), self._printer_id)
            reached("after_claim")
            answer = await self._ask(job.job_id, Tell(PaperState.SENDING, entry.attempt))
        except BaseException:
            preparing.cancel()
            raise
        # An answer can come minutes late, through a restart of the hub; meanwhile the paper may be no longer wanted.
        is_wanted = key_of(job) in map(key_of, self._jobs)
        if isinstance(answer, Accepted) and is_wanted:
            reached("after_sending_accepted")
            await self._print(job, entry.attempt, preparing)
        else:
            preparing.cancel()
            if isinstance(answer, Refused):
                # Another agent prints it, or another printer: whatever the view says next, it is not ours.
                await asyncio.to_thread(self._journal.refused, entry)
            self._hold(job, frozenset({job.state}))

    async def _print(self, job: PrintJob, attempt: int, preparing: Awaitable[Encoded]) -> None:
        key = key_of(job)
        try:
            encoded = await preparing
        except Exception:
            # The boundary of this paper: what cannot be drawn must not stop the papers behind it.
            log.exception("[%s] %s cannot be drawn", self._printer_id, job.job_id)
            self._unprintable.add(key)
            await asyncio.to_thread(self._journal.mark, key, Stage.FAILED, "not_drawable")
            await self._tell(job, Tell(PaperState.FAILED, attempt, "not_drawable"))
            return
        future: asyncio.Future[JobEnded] = asyncio.get_running_loop().create_future()
        self._in_hand = (key, future)
        self._press.print(PaperJob(key, _process_id(key, attempt), encoded.data, encoded.height_mm, encoded.profile))
        end = await future
        self._in_hand = None
        log.info("[%s] %s is %s (%s)", self._printer_id, job.job_id, end.outcome, end.detail)
        await self._tell(job, Tell(PaperState(end.outcome.value), attempt, end.detail))
        reached("after_end_told")

    async def _tell(self, job: PrintJob, tell: Tell) -> None:
        answer = await self._ask(job.job_id, tell)
        if isinstance(answer, Accepted):
            self._hold(job, frozenset(PaperState) - {tell.state})
        else:
            self._hold(job, frozenset({job.state}))

    async def _tell_late(self, fact: JobEnded) -> None:
        entry = self._journal.entry(fact.key)
        if entry is not None:
            await self._ask(job_of(fact.key), Tell(PaperState(fact.outcome.value), entry.attempt, fact.detail))

    def _hold(self, job: PrintJob, old: frozenset[PaperState]) -> None:
        self._old_news[key_of(job)] = old
        self.see(self._jobs)

    async def _ask(self, job_id: JobId, tell: Tell) -> Accepted | Refused | Failed:
        """The hub's decision; while its disk fails it is asked again."""
        command_id = CommandId(f"{self._device_id}.{self._printer_id}.{job_id}.{tell.state}.{tell.attempt}")
        while True:
            answer = await self._hub.ask(command_id, ReportPaper(job_id, tell.state, tell.detail, self._printer_id))
            match answer:
                case Failed(code) if code is not FailureCode.NOT_ALLOWED:
                    log.warning("[%s] the hub could not note %s: %s", self._printer_id, command_id, code)
                    await asyncio.sleep(RETRY_S)
                case Accepted():
                    return answer
                case Refused() | Failed():
                    log.warning("[%s] the hub did not take %s: %s", self._printer_id, command_id, answer.code)
                    return answer
                case _:
                    assert_never(answer)


def _process_id(key: str, attempt: int) -> bytes:
    """Four printable bytes that differ from the tickets before and after."""
    return b"%04d" % (crc32(f"{key}#{attempt}".encode()) % 10_000)
