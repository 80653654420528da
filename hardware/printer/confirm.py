"""When may a ticket count as printed? The ladder of proofs, best first.

1. `GS ( H`: the printer says our id back.
2. `GS r 1`: it answers in its turn behind the cut. Where the first is known as well, it gets a moment more.
3. Neither is known to this printer: twice without any trouble after the calculated end.
4. It cannot be asked at all (a spooler, a file): what was taken counts after the calculated end, as "unverified".

A proof that this printer has once given is demanded from then on: its absence then means something.
"""

from hardware.printer import escpos
from hardware.printer.condition import Condition
from hardware.printer.job import Outcome, PaperJob
from hardware.printer.profile import ConfirmMethod, Profile
from hardware.printer.status import Sensor

_PATIENCE_S = 2.0
_IDLE_AFTER_S = 0.5
_IDLE_APART_S = 0.5
_BETTER_PROOF_S = 0.5
_LONGEST_S = 60.0
"""A head that is too hot pauses; nobody stands in front of it for longer."""
UNVERIFIED = "unverified"
"""The lowest level: sent, and nobody can say more."""


Verdict = tuple[Outcome, str]


class Proofs:
    """Which proofs this printer gives, learnt from tickets."""

    def __init__(self, methods: tuple[ConfirmMethod, ...]) -> None:
        self._methods = methods
        self.can_be_asked = bool(methods)
        self._given: set[ConfirmMethod] = set()
        self._missing: set[ConfirmMethod] = set()

    def usable(self) -> frozenset[ConfirmMethod]:
        usable = set(self._methods) - self._missing
        if self._given - {ConfirmMethod.IDLE}:
            usable.discard(ConfirmMethod.IDLE)
        return frozenset(usable)

    def gave(self, method: ConfirmMethod) -> None:
        self._given.add(method)
        better = self._methods[: self._methods.index(method)]
        self._missing.update(set(better) - self._given)


class Confirmation:
    """The proof of one ticket. Time starts when its first byte is about to go."""

    def __init__(self, job: PaperJob, profile: Profile, proofs: Proofs, now: float) -> None:
        self._process_id = job.process_id
        self._proofs = proofs
        self._methods = proofs.usable()
        self._started_at = now
        self._sent_at = now + len(job.data) / profile.bytes_per_s
        self._end_at = self._sent_at + job.height_mm / profile.speed_mm_s
        self._deadline = self._end_at + _PATIENCE_S if proofs.can_be_asked else self._end_at
        self._sensor_at: float | None = None
        self._idle_since: float | None = None

    @property
    def marker(self) -> bytes:
        """What to send behind the cut."""
        done = escpos.ask_done(self._process_id) if ConfirmMethod.PROCESS_ID in self._methods else b""
        sensor = escpos.ASK_PAPER_SENSOR if ConfirmMethod.PAPER_SENSOR in self._methods else b""
        return done + sensor

    @property
    def next_at(self) -> float:
        settled = self._deadline if self._sensor_at is None else self._sensor_at + _BETTER_PROOF_S
        return min(settled, self._deadline)

    def sent(self, now: float) -> None:
        """The last byte was taken; on a slow line that is later than calculated, and so is everything after it."""
        late = max(0.0, now - self._sent_at)
        self._end_at += late
        self._deadline += late

    def done(self, process_id: bytes) -> Verdict | None:
        if ConfirmMethod.PROCESS_ID not in self._methods or process_id != self._process_id:
            return None
        return self._proven_by(ConfirmMethod.PROCESS_ID)

    def sensor(self, sensor: Sensor, now: float) -> Verdict | None:
        if ConfirmMethod.PAPER_SENSOR not in self._methods:
            return None
        if sensor.is_paper_end:
            return Outcome.UNKNOWN, "paper_out"
        if ConfirmMethod.PROCESS_ID in self._methods:
            self._sensor_at = now
            return None
        return self._proven_by(ConfirmMethod.PAPER_SENSOR)

    def polled(self, condition: Condition, now: float) -> Verdict | None:
        """The answer to a round of questions asked after the last byte."""
        if condition.is_hot:
            self._deadline = min(now + _PATIENCE_S + self._end_at - self._started_at, self._started_at + _LONGEST_S)
        if condition.trouble or ConfirmMethod.IDLE not in self._methods or now < self._end_at + _IDLE_AFTER_S:
            self._idle_since = None
        elif self._idle_since is None:
            self._idle_since = now
        elif now - self._idle_since >= _IDLE_APART_S:
            return self._proven_by(ConfirmMethod.IDLE)
        return None

    def due(self, now: float) -> Verdict | None:
        if self._sensor_at is not None and now >= self._sensor_at + _BETTER_PROOF_S:
            return self._proven_by(ConfirmMethod.PAPER_SENSOR)
        if now >= self._deadline:
            return (
                (Outcome.UNKNOWN, "confirm_timeout") if self._proofs.can_be_asked else (Outcome.CONFIRMED, UNVERIFIED)
            )
        return None

    def _proven_by(self, method: ConfirmMethod) -> Verdict:
        self._proofs.gave(method)
        return Outcome.CONFIRMED, method.value
