"""A hub for one hardware agent: it keeps the papers' states by the core's own table and shows them as views.

It checks what a real hub would: a state the table does not allow is refused, a command is decided once.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Self

import msgspec

from hardware.samples import SAMPLE_PAPER
from hub.core.lifecycle import PAPER_PENDING, PAPER_TRANSITIONS
from hub.protocol import (
    Accepted,
    Answer,
    HardwareReport,
    HardwareView,
    JobId,
    PaperState,
    PrinterId,
    PrintJob,
    RefusalCode,
    Refused,
    ReportPaper,
    Request,
    TicketId,
)
from tests.support.eventually import eventually
from tests.support.scripted_hub import NOW, ScriptedHub


class Centre:
    """Use as a context manager; `want` asks for papers, `states` is what became of them."""

    def __init__(self) -> None:
        self.jobs: dict[JobId, PrintJob] = {}
        self.history: list[tuple[str, str, str]] = []
        """(job, state, detail) of every report that was accepted and changed something."""
        self.stays_silent_on: set[PaperState] = set()
        self.hub = ScriptedHub(HardwareView(()))
        self.hub.answers = self._decide
        self._decided: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self._shower = ThreadPoolExecutor(1)
        """The hub's own thread must not wait for itself."""

    def __enter__(self) -> Self:
        self.hub.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._shower.shutdown()
        self.hub.__exit__()

    def want(self, *numbers: str, printer: str = "printer-1", copy: int = 1) -> list[JobId]:
        """Papers for these ticket numbers."""
        ids = []
        for number in numbers:
            place = len(self.jobs)
            job = PrintJob(
                job_id=JobId(f"2026-11-20.{place}.p{copy}"),
                ticket_id=TicketId(f"2026-11-20.{place}"),
                printer_id=PrinterId(printer),
                state=PaperState.ISSUED,
                requested_at=NOW + timedelta(seconds=place),
                paper=msgspec.structs.replace(SAMPLE_PAPER, number=number, copy=copy),
            )
            self.jobs[job.job_id] = job
            ids.append(job.job_id)
        self.show()
        return ids

    def show(self) -> None:
        """The present truth to whoever is connected, and to who connects next."""
        with self._lock:
            self.hub.first_view = self._view()
            self.hub.push(self.hub.first_view)

    def restart(self) -> None:
        """The hub dies and comes back with all it had acknowledged."""
        self.hub.kill()
        self.hub.start()

    def states(self) -> list[str]:
        return [job.state.value for job in self.jobs.values()]

    def wait_for(self, *states: str) -> None:
        eventually(lambda: self.states() == list(states), f"{states}; now {self.states()}, {self.history}")

    @property
    def healths(self) -> list[str]:
        reports = [report.report for report in self.hub.reports]
        return [str(r.printers[0].health) for r in reports if isinstance(r, HardwareReport)]

    def _view(self) -> HardwareView:
        return HardwareView(tuple(job for job in self.jobs.values() if job.state in PAPER_PENDING))

    def _decide(self, request: Request) -> Answer | None:
        command = request.command
        assert isinstance(command, ReportPaper)
        if command.state in self.stays_silent_on:
            return None
        if request.command_id not in self._decided:
            self._decided[request.command_id] = self._report(command)
        return self._decided[request.command_id]

    def _report(self, command: ReportPaper) -> Answer:
        job = self.jobs.get(command.job_id)
        if job is None:
            return Refused(RefusalCode.UNKNOWN_JOB)
        if command.state is job.state:
            return Accepted()
        if command.state not in PAPER_TRANSITIONS[job.state]:
            return Refused(RefusalCode.PAPER_NOT_ALLOWED)
        self.jobs[job.job_id] = msgspec.structs.replace(job, state=command.state)
        self.history.append((job.job_id, command.state.value, command.detail))
        self.hub.first_view = self._view()
        self._shower.submit(self.show)
        return Accepted()

    def told(self) -> list[str]:
        """The states in the order in which they were told."""
        return [state for _, state, _ in self.history]
