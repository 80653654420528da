"""The driver of one ticket printer: a state machine that is told everything, the time included, and does no I/O.

    IDLE --print--> CHECKING --all is well--> SENDING --last byte--> CONFIRMING --proof--> IDLE

While idle it asks for the status every second, so that an empty roll is known before the next citizen taps. A job is
checked once more right before its first byte; until then it can only *fail* (nothing was printed). From the first byte
on only the printer's own word makes it *confirmed*; everything else is *unknown*, and no machine prints it again.

After a ticket that broke off, the printer may still wait for the rest of a picture and would swallow the next ticket.
So before anything else it gets as many NULs as the longest block has bytes, then `ESC @`, and a cut where a torn piece
may hang out.

Whoever drives the driver takes its facts before it writes what is `outgoing`: `SendingStarts` must be on disk before
the first byte of a ticket leaves.
"""

from enum import Enum, IntEnum, auto
from typing import assert_never

from hardware.printer import escpos
from hardware.printer.confirm import Confirmation, Proofs, Verdict
from hardware.printer.encode import prologue
from hardware.printer.job import Fact, HealthChanged, JobEnded, Outcome, PaperJob, SendingStarts
from hardware.printer.monitor import (
    POLL_EVERY_S,
    POLL_WHILE_CONFIRMING_S,
    Heard,
    Monitor,
    Polled,
    Silent,
    Told,
)
from hardware.printer.outbox import Outbox
from hardware.printer.profile import Profile
from hardware.printer.status import Condition, Done, Sensor, health
from hub.protocol import PrinterHealth

_NEVER = float("inf")
GRACE_S = 0.5
"""A connection that comes back within this time was never gone."""
STALL_S = 5.0
COOLING_S = 60.0
SILENT_ROUNDS = 2
CLEAR_CUTTER_EVERY_S = 5.0


class _Stage(Enum):
    IDLE = auto()
    CHECKING = auto()
    SENDING = auto()
    CONFIRMING = auto()


class _Mess(IntEnum):
    """What the last ticket may have left in the printer."""

    NONE = 0
    HALF_PICTURE = 1
    TORN_PAPER = 2


class PrinterDriver:
    """One printer. Not thread-safe: one thread drives it."""

    def __init__(self, profile: Profile, *, may_be_torn: bool = False) -> None:
        self._profile = profile
        self._outbox = Outbox()
        self._monitor = Monitor(profile, self._outbox)
        self._proofs = Proofs(profile.confirm)
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
        self._mess = _Mess.TORN_PAPER if may_be_torn else _Mess.NONE
        self._clean_at: int | None = None
        self._clear_cutter_at = 0.0
        self.wants_reopen = False
        """The printer does not react: only a new connection can help."""

    @property
    def outgoing(self) -> bytes:
        return self._outbox.waiting

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def take_facts(self) -> list[Fact]:
        facts, self._facts = self._facts, []
        return facts

    def next_at(self) -> float:
        """When `tick` has something to do."""
        if not self._is_open:
            is_settled = self._health[0] is PrinterHealth.OFFLINE and self._stage is not _Stage.CHECKING
            return _NEVER if is_settled else self._closed_at + GRACE_S
        judged_at = self._confirmation.next_at if self._stage is _Stage.CONFIRMING and self._confirmation else _NEVER
        return min(self._monitor.next_at, self._stalls_at, judged_at)

    def opened(self, now: float) -> None:
        self._is_open = True
        self._closed_at = _NEVER
        self.wants_reopen = False
        self._drop_outgoing()
        # Whatever it missed meanwhile (a power cut, another program's half picture), it starts afresh.
        self._mess = max(self._mess, _Mess.HALF_PICTURE)
        self._monitor.unmute(now, POLL_EVERY_S)
        self._monitor.opened(now)

    def closed(self, now: float) -> None:
        """The connection broke, or another attempt to make one failed."""
        if self._is_open or self._closed_at == _NEVER:
            self._closed_at = now
        elif self._health[0] is PrinterHealth.OFFLINE:
            self._set_health(PrinterHealth.OFFLINE, "unreachable")
        self._is_open = False
        self._late = None
        self._monitor.closed()
        if self._stage in (_Stage.SENDING, _Stage.CONFIRMING):
            self._break_off("disconnected")
        self._drop_outgoing()

    def print(self, job: PaperJob, now: float) -> None:
        if self._job is not None:
            raise RuntimeError(f"{job.key} came while {self._job.key} is under way")
        self._job, self._stage = job, _Stage.CHECKING
        if self._is_open:
            self._monitor.ask(now)

    def received(self, data: bytes, now: float) -> None:
        for heard in self._monitor.received(data, now):
            self._heard(heard, now)

    def took(self, count: int, now: float) -> None:
        """The port took `count` bytes of `outgoing`."""
        self._outbox.took(count)
        if self._clean_at is not None and self._outbox.is_past(self._clean_at):
            self._mess, self._clean_at = _Mess.NONE, None
        if self._stage is _Stage.SENDING:
            self._stalls_at = now + STALL_S
            if self._outbox.is_past(self._job_until):
                self._stage, self._stalls_at = _Stage.CONFIRMING, _NEVER
                self._monitor.unmute(now, POLL_WHILE_CONFIRMING_S)

    def tick(self, now: float) -> None:
        if not self._is_open:
            self._tick_closed(now)
            return
        for heard in self._monitor.tick(now):
            self._heard(heard, now)
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
                self._done(process_id)
            case _:
                assert_never(heard)

    def _now_is(self, condition: Condition, now: float) -> None:
        self._set_health(*health(condition))
        if self._stage in (_Stage.SENDING, _Stage.CONFIRMING) and condition.stops_a_ticket:
            self._break_off(condition.trouble)
        elif self._stage is _Stage.SENDING and condition.is_hot:
            self._stalls_at = now + COOLING_S

    def _polled(self, condition: Condition, now: float) -> None:
        if self._stage is _Stage.CONFIRMING and self._confirmation:
            self._judge(self._confirmation.polled(condition, now))
        elif condition.is_cutter_stuck:
            self._clear_cutter(now)
        elif not condition.trouble:
            self._clean()
        if self._stage is not _Stage.CHECKING:
            return
        if condition.trouble:
            self._end(Outcome.FAILED, condition.trouble)
        else:
            self._send(now)

    def _silent(self, rounds: int) -> None:
        if self._stage is _Stage.CONFIRMING:
            return  # many clones do not answer while they print; the confirmation has its own deadline
        if self._stage is _Stage.CHECKING:
            self._end(Outcome.FAILED, "silent")
        elif rounds < SILENT_ROUNDS:
            return
        self._set_health(PrinterHealth.OFFLINE, "silent")
        self.wants_reopen = True

    def _send(self, now: float) -> None:
        job = self._job
        if job is None:
            return
        confirmation = Confirmation(job, self._profile, self._proofs, now)
        self._facts.append(SendingStarts(job.key))
        self._stage, self._confirmation, self._late = _Stage.SENDING, confirmation, None
        self._monitor.mute()
        self._job_from = self._outbox.put(b"")
        self._job_until = self._outbox.put(job.data + confirmation.marker)
        self._stalls_at = now + STALL_S

    def _done(self, process_id: bytes) -> None:
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
            self._mess = max(self._mess, _Mess.HALF_PICTURE)
        self._end(*verdict)

    def _break_off(self, detail: str) -> None:
        """The ticket cannot be trusted any more; what is left of it is not sent."""
        if self._outbox.handed_over <= self._job_from:
            self._drop_outgoing()
            self._end(Outcome.FAILED, detail)
            return
        is_whole = self._is_open and self._outbox.is_past(self._job_until) and detail != "cutter"
        self._mess = max(self._mess, _Mess.HALF_PICTURE if is_whole else _Mess.TORN_PAPER)
        self._drop_outgoing()
        self._end(Outcome.UNKNOWN, detail)

    def _drop_outgoing(self) -> None:
        self._outbox.clear()
        self._clean_at = None

    def _end(self, outcome: Outcome, detail: str) -> None:
        if self._job is None:
            return
        self._facts.append(JobEnded(self._job.key, outcome, detail))
        self._job, self._stage, self._confirmation = None, _Stage.IDLE, None
        self._stalls_at = _NEVER
        self._monitor.every_s = POLL_EVERY_S
        self._monitor.is_muted = False

    def _clean(self) -> None:
        """Make the next ticket the only thing on its paper."""
        if self._mess is _Mess.NONE or self._clean_at is not None:
            return
        cut = escpos.FEED_AND_CUT if self._mess is _Mess.TORN_PAPER else b""
        nuls = bytes(self._profile.max_block_bytes)
        self._clean_at = self._outbox.put(nuls + prologue(self._profile) + cut)

    def _clear_cutter(self, now: float) -> None:
        """Somebody may have pulled the paper out; the printer only finds out when it is told to try."""
        if now >= self._clear_cutter_at:
            self._clear_cutter_at = now + CLEAR_CUTTER_EVERY_S
            self._outbox.put(escpos.CLEAR_AND_RECOVER)
            self._mess = _Mess.TORN_PAPER

    def _set_health(self, new: PrinterHealth, detail: str) -> None:
        if (new, detail) != self._health:
            self._health = (new, detail)
            self._facts.append(HealthChanged(new, detail))
