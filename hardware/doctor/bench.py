"""A printer on the doctor's bench: driven as the agent drives it, but by one thread that waits, and measured."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import msgspec

from hardware.errors import DeviceUnavailable
from hardware.ports import OpenPort, Port
from hardware.printer.driver import PrinterDriver
from hardware.printer.encode import Encoded
from hardware.printer.job import Fact, HealthChanged, JobEnded, Learnt, Outcome, PaperJob, SendingStarts
from hardware.printer.learning import Learner
from hardware.printer.profile import Profile
from hub.protocol import PrinterHealth

SPEAKS_WITHIN_S: Final = 3.0
KNOWN_WITHIN_S: Final = 12.0
PRINTED_WITHIN_S: Final = 90.0
_KEY: Final = "doctor"
_PROCESS_ID: Final = b"TEST"
_WAIT_S: Final = 0.2


class Reached(StrEnum):
    """How far the doctor got."""

    CLOSED = "closed"
    """The port could not be opened."""
    OPEN = "open"
    """It was opened, and nothing came back."""
    ANSWERED = "answered"


class Trial(msgspec.Struct, frozen=True):
    """What became of the test ticket."""

    outcome: Outcome
    detail: str
    size_bytes: int
    paper_mm: float
    sent_in_s: float | None
    """From the first byte to the last one handed over."""
    printed_in_s: float | None
    """From the first byte to the printer's own word; None without one."""
    is_whole: bool = True
    """False: the technician looked at it, and it is not."""

    @property
    def bytes_per_s(self) -> float | None:
        return self.size_bytes / self.sent_in_s if self.sent_in_s else None

    @property
    def mm_per_s(self) -> float | None:
        return self.paper_mm / self.printed_in_s if self.printed_in_s else None


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was found out about one printer."""

    reached: Reached
    trouble: str = ""
    """Why the port could not be opened, or broke."""
    health: PrinterHealth = PrinterHealth.UNKNOWN
    detail: str = ""
    learnt: Learnt | None = None
    profile: Profile | None = None
    test: Trial | None = None


class Bench:
    """Examine, then print if wanted, then `result`."""

    def __init__(
        self, open_port: OpenPort, profile: Profile, candidates: tuple[Profile, ...], clock: Callable[[], float]
    ) -> None:
        self._clock = clock
        self._driver = PrinterDriver(profile, learner=Learner(candidates, profile) if candidates else None)
        self._port: Port | None = None
        self._trouble = ""
        self._facts: list[Fact] = []
        self._first_byte_at: float | None = None
        self._last_byte_at: float | None = None
        self._test: Trial | None = None
        self._open(open_port)

    def examine(self) -> Examined:
        """Until the printer has said how it is and, if it is to be asked, what it is."""
        self._run(lambda: self._health is not None, SPEAKS_WITHIN_S)
        if self._driver.profile.has_status and self._is_well_or_learning():
            self._run(lambda: self._learnt is not None and self._is_well(), KNOWN_WITHIN_S)
        return self.result()

    def print(self, ticket: Encoded) -> Examined:
        job = PaperJob(_KEY, _PROCESS_ID, ticket.data, ticket.height_mm)
        self._driver.print(job, self._clock())
        began_at = self._run(self._has_ended, PRINTED_WITHIN_S)
        ended = next((fact for fact in self._facts if isinstance(fact, JobEnded)), None)
        if ended is not None:
            self._test = self._measured(ticket, ended, began_at)
        return self.result()

    def close(self) -> None:
        if self._port is not None:
            self._port.close()
        self._port = None

    def result(self) -> Examined:
        health = self._health
        heard = health is not None and health.detail not in ("silent", "unreachable")
        reached = Reached.ANSWERED if heard else Reached.OPEN if self._port else Reached.CLOSED
        return Examined(
            reached=reached,
            trouble=self._trouble,
            health=health.health if health else PrinterHealth.UNKNOWN,
            detail=health.detail if health else "",
            learnt=self._learnt,
            profile=self._driver.profile,
            test=self._test,
        )

    def _open(self, open_port: OpenPort) -> None:
        try:
            self._port = open_port()
        except DeviceUnavailable as error:
            self._trouble = str(error)
            return
        self._driver.opened(self._clock())

    def _run(self, is_done: Callable[[], bool], within_s: float) -> float:
        """Returns when it is done, or not in time; and then what the time was."""
        until = self._clock() + within_s
        while self._port is not None and not is_done() and self._clock() < until:
            try:
                self._step(self._port, until)
            except DeviceUnavailable as error:
                self._trouble = str(error)
                self.close()
                self._driver.closed(self._clock())
            self._facts += self._driver.take_facts()
        return self._clock()

    def _step(self, port: Port, until: float) -> None:
        self._driver.tick(self._clock())
        self._facts += self._driver.take_facts()
        wait_s = max(0.0, min(self._driver.next_at(), until) - self._clock())
        taken, received = port.exchange(self._driver.outgoing, min(wait_s, _WAIT_S))
        now = self._clock()
        if taken:
            self._count(now)
            self._driver.took(taken, now)
        if received:
            self._driver.received(received, now)

    def _count(self, now: float) -> None:
        if not any(isinstance(fact, SendingStarts) for fact in self._facts):
            return
        self._first_byte_at = self._first_byte_at or now
        if not self._driver.is_confirming:
            self._last_byte_at = now

    def _measured(self, ticket: Encoded, ended: JobEnded, ended_at: float) -> Trial:
        first, last = self._first_byte_at, self._last_byte_at
        has_word = ended.outcome is Outcome.CONFIRMED and ended.detail in ("process_id", "paper_sensor")
        return Trial(
            outcome=ended.outcome,
            detail=ended.detail,
            size_bytes=len(ticket.data),
            paper_mm=ended.paper_mm,
            sent_in_s=last - first if first is not None and last is not None else None,
            printed_in_s=ended_at - first if first is not None and has_word else None,
        )

    @property
    def _health(self) -> HealthChanged | None:
        return next((fact for fact in reversed(self._facts) if isinstance(fact, HealthChanged)), None)

    @property
    def _learnt(self) -> Learnt | None:
        return next((fact for fact in reversed(self._facts) if isinstance(fact, Learnt)), None)

    def _has_ended(self) -> bool:
        return any(isinstance(fact, JobEnded) for fact in self._facts)

    def _is_well(self) -> bool:
        return self._health is not None and self._health.health in (PrinterHealth.READY, PrinterHealth.NEAR_END)

    def _is_well_or_learning(self) -> bool:
        return self._is_well() or (self._health is not None and self._health.detail == "identifying")
