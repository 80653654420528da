"""The driver of one ticket printer: a state machine that is told everything, the time included, and does no I/O.

    IDLE --print--> CHECKING --all is well--> SENDING --last byte--> CONFIRMING --proof--> IDLE

While idle it asks for the status every second, so that an empty roll is known before the next citizen taps. A job is
checked once more right before its first byte, and waits there until the last ticket has left the mouth; until then it
can only *fail* (nothing was printed). From the first byte on only the printer's own word makes it *confirmed*;
everything else is *unknown*, and no machine prints it again. A printer that cannot be asked is ready while its port is
open, and what it took is "unverified".

After a ticket that broke off, and on every new connection, the printer is cleaned as soon as it is well (`care`).
Then, if nobody said what printer it is, it is asked; until it is known it prints nothing.

Whoever drives the driver takes its facts before it writes what is `outgoing`: `SendingStarts` must be on disk before
the first byte of a ticket leaves.
"""

from enum import Enum, auto
from typing import assert_never

from hardware.printer.care import Care
from hardware.printer.cleaner import Mess
from hardware.printer.condition import Condition, health
from hardware.printer.confirm import UNVERIFIED, Confirmation, Proofs, Verdict
from hardware.printer.job import Fact, HealthChanged, JobEnded, Learnt, Outcome, PaperJob, SendingStarts
from hardware.printer.learning import Learner
from hardware.printer.monitor import ANSWER_WITHIN_S, POLL_EVERY_S, POLL_OFTEN_S, Heard, Monitor, Polled, Silent, Told
from hardware.printer.outbox import Outbox
from hardware.printer.profile import Profile
from hardware.printer.status import Cleared, Done, Name, Sensor
from hub.protocol import PrinterHealth

_NEVER = float("inf")
GRACE_S = 0.5
"""A connection that comes back within this time was never gone."""
STALL_S = 5.0
COOLING_S = 60.0
SILENT_ROUNDS = 2
_PRINTS = (PrinterHealth.READY, PrinterHealth.NEAR_END)


class _Stage(Enum):
    IDLE = auto()
    CHECKING = auto()
    SENDING = auto()
    CONFIRMING = auto()


class PrinterDriver:
    """One printer. Not thread-safe: one thread drives it."""

    def __init__(self, profile: Profile, *, may_be_torn: bool = False, learner: Learner | None = None) -> None:
        self._outbox = outbox = Outbox()
        self._care = Care(profile, outbox, learner, may_be_torn=may_be_torn)
        self._equip(profile)
        self._facts: list[Fact] = []
        self._health = (PrinterHealth.UNKNOWN, "")
        self._is_open = False
        self._closed_at = _NEVER
        self._stage = _Stage.IDLE
        self._job: PaperJob | None = None
        self._confirmation: Confirmation | None = None
        self._late: tuple[str, Confirmation] | None = None
        self._job_from = self._job_until = 0
        self._stalls_at = _NEVER
        self.wants_reopen = False
        """The printer does not react: only a new connection can help."""

    def _equip(self, profile: Profile) -> None:
        """Treat the printer as one of this profile."""
        self.profile = profile
        self._outbox.bytes_per_s = profile.bytes_per_s
        self._care.equip(profile)
        self._monitor = Monitor(profile, self._outbox)
        self._proofs = Proofs(profile.confirm)

    @property
    def outgoing(self) -> bytes:
        return self._outbox.waiting

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    @property
    def is_confirming(self) -> bool:
        """Everything of the ticket was taken."""
        return self._stage is _Stage.CONFIRMING

    def take_facts(self) -> list[Fact]:
        facts, self._facts = self._facts, []
        return facts

    def next_at(self) -> float:
        """When `tick` has something to do."""
        if not self._is_open:
            is_settled = self._health[0] is PrinterHealth.OFFLINE and self._stage is not _Stage.CHECKING
            return _NEVER if is_settled else self._closed_at + GRACE_S
        judged_at = self._confirmation.next_at if self._stage is _Stage.CONFIRMING and self._confirmation else _NEVER
        return min(self._monitor.next_at, self._stalls_at, judged_at, self._care.next_at)

    def opened(self, now: float) -> None:
        self._is_open = True
        self._closed_at = _NEVER
        self.wants_reopen = False
        self._drop_outgoing()
        self._care.opened()
        self._monitor.unmute(now, POLL_EVERY_S)
        self._monitor.opened(now)
        if not self.profile.has_status:
            self._set_health(PrinterHealth.READY, UNVERIFIED)
            self._go(now)

    def closed(self, now: float) -> None:
        """The connection broke, or another attempt to make one failed."""
        if self._is_open or self._closed_at == _NEVER:
            self._closed_at = now
        elif self._health[0] is PrinterHealth.OFFLINE:
            self._set_health(PrinterHealth.OFFLINE, "unreachable")
        self._is_open = False
        self._late = None
        self._care.closed()
        self._monitor.closed()
        if self._stage in (_Stage.SENDING, _Stage.CONFIRMING):
            self._break_off("disconnected")
        self._drop_outgoing()

    def print(self, job: PaperJob, now: float) -> None:
        if self._job is not None:
            raise RuntimeError(f"{job.key} came while {self._job.key} is under way")
        self._job, self._stage = job, _Stage.CHECKING
        if self._is_open:
            self._go(now)

    def _go(self, now: float) -> None:
        """Ask how the printer is for the ticket that waits, or, if it cannot be asked, just send it."""
        if not self.profile.has_status:
            self._send(now)
            return
        self._monitor.every_s = POLL_OFTEN_S
        self._monitor.ask(now)

    def received(self, data: bytes, now: float) -> None:
        for heard in self._monitor.received(data, now):
            self._heard(heard, now)

    def took(self, count: int, now: float) -> None:
        """The port took `count` bytes of `outgoing`."""
        self._outbox.took(count, now)
        self._care.took(now)
        if self._stage is _Stage.SENDING:
            self._stalls_at = now + STALL_S
            if self._outbox.is_past(self._job_until):
                self._stage, self._stalls_at = _Stage.CONFIRMING, _NEVER
                self._monitor.is_confirming = True
                if self._confirmation:
                    self._confirmation.sent(self._outbox.clear_at(now))
                self._monitor.unmute(now, POLL_OFTEN_S)

    def tick(self, now: float) -> None:
        if not self._is_open:
            self._tick_closed(now)
            return
        for heard in self._monitor.tick(now):
            self._heard(heard, now)
        self._knows(self._care.tick(now), now)
        if now >= self._stalls_at:
            self._break_off("stalled")
            self.wants_reopen = True
        if self._stage is _Stage.CONFIRMING and self._confirmation:
            self._judge(self._confirmation.due(now))

    def _tick_closed(self, now: float) -> None:
        if now < self._closed_at + GRACE_S:
            return
        if self._health[0] is not PrinterHealth.OFFLINE:
            self._set_health(PrinterHealth.OFFLINE, "unreachable")
        if self._stage is _Stage.CHECKING:
            self._end(Outcome.FAILED, "offline")

    def _heard(self, heard: Heard, now: float) -> None:
        match heard:
            case Polled(condition):
                self._now_is(condition, now)
                self._polled(condition, now)
            case Told(condition):
                self._now_is(condition, now)
            case Silent(rounds):
                self._silent(rounds)
            case Sensor():
                if self._stage is _Stage.CONFIRMING and self._confirmation:
                    self._judge(self._confirmation.sensor(heard, now))
            case Done(process_id):
                self._done(process_id, now)
            case Name(text):
                self._knows(self._care.named(text, now), now)
            case Cleared():
                # The rest of a ticket that broke off will not come out by itself any more; what did come out is paper.
                self._care.left(Mess.TORN_PAPER)
            case _:
                assert_never(heard)

    def _now_is(self, condition: Condition, now: float) -> None:
        new, detail = health(condition)
        if not self._care.is_known and not condition.trouble and self._health[0] not in _PRINTS:
            new, detail = PrinterHealth.UNKNOWN, "identifying"
        elif condition.has_ticket:
            detail = detail or "ticket_not_taken"
        self._set_health(new, detail)
        if self._stage in (_Stage.SENDING, _Stage.CONFIRMING) and condition.stops_a_ticket:
            self._break_off(condition.trouble)
        elif self._stage is _Stage.SENDING and condition.is_hot:
            self._stalls_at = now + COOLING_S

    def _polled(self, condition: Condition, now: float) -> None:
        if self._stage is _Stage.CONFIRMING and self._confirmation:
            self._judge(self._confirmation.polled(condition, now))
            return
        self._care.polled(condition, now)
        if self._stage is not _Stage.CHECKING:
            return
        objection = self._care.objection(condition, now)
        if objection is None:
            self._send(now)
        elif objection:
            self._end(Outcome.FAILED, objection)

    def _knows(self, learnt: Learnt | None, now: float) -> None:
        if learnt is None:
            return
        self._facts.append(learnt)
        self._equip(learnt.profile)
        self._monitor.ask_at(now + ANSWER_WITHIN_S)

    def _silent(self, rounds: int) -> None:
        if self._stage is _Stage.CONFIRMING:
            return  # many clones do not answer while they print; the confirmation has its own deadline
        if self._stage is _Stage.CHECKING:
            self._end(Outcome.FAILED, "silent")
        elif rounds < SILENT_ROUNDS:
            return
        if self._late:
            # Fallen silent behind a ticket nobody can vouch for: perhaps it lost its power in the middle of it.
            self._care.left(Mess.TORN_PAPER)
        self._set_health(PrinterHealth.OFFLINE, "silent")
        self.wants_reopen = True

    def _send(self, now: float) -> None:
        job = self._job
        if job is None:
            return
        if job.profile not in ("", self.profile.name):
            self._end(Outcome.FAILED, "other_printer")
            return
        confirmation = Confirmation(job, self.profile, self._proofs, now)
        self._facts.append(SendingStarts(job.key))
        self._stage, self._confirmation, self._late = _Stage.SENDING, confirmation, None
        self._monitor.mute()
        self._job_from = self._outbox.put(b"")
        self._job_until = self._outbox.put(job.data + confirmation.marker)
        self._stalls_at = now + STALL_S

    def _done(self, process_id: bytes, now: float) -> None:
        self._knows(self._care.done(process_id), now)
        if self._stage in (_Stage.SENDING, _Stage.CONFIRMING) and self._confirmation:
            self._judge(self._confirmation.done(process_id))
        elif self._late:
            key, confirmation = self._late
            if verdict := confirmation.done(process_id):
                self._facts.append(JobEnded(key, *verdict))
                self._late = None

    def _judge(self, verdict: Verdict | None) -> None:
        if verdict is None or self._job is None or self._confirmation is None:
            return
        if verdict[0] is Outcome.UNKNOWN:
            self._late = (self._job.key, self._confirmation)
            self._care.left(Mess.HALF_PICTURE)
        self._end(*verdict)

    def _break_off(self, detail: str) -> None:
        """The ticket cannot be trusted any more; what is left of it is not sent."""
        if self._outbox.handed_over <= self._job_from:
            self._drop_outgoing()
            self._end(Outcome.FAILED, detail)
            return
        is_whole = self._is_open and self._outbox.is_past(self._job_until) and detail != "cutter"
        self._drop_outgoing()
        self._care.broke_off(detail, is_whole=is_whole, is_open=self._is_open)
        self._end(Outcome.UNKNOWN, detail)

    def _drop_outgoing(self) -> None:
        self._outbox.clear()
        self._care.dropped()

    def _end(self, outcome: Outcome, detail: str) -> None:
        if self._job is None:
            return
        taken_mm = 0.0 if outcome is Outcome.FAILED else self._job.height_mm + self.profile.blade_mm
        self._facts.append(JobEnded(self._job.key, outcome, detail, taken_mm))
        self._job, self._stage, self._confirmation = None, _Stage.IDLE, None
        self._stalls_at = _NEVER
        self._monitor.every_s = POLL_EVERY_S
        self._monitor.is_muted = self._monitor.is_confirming = False

    def _set_health(self, new: PrinterHealth, detail: str) -> None:
        if (new, detail) != self._health:
            self._health = (new, detail)
            self._facts.append(HealthChanged(new, detail))
