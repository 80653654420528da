"""A driver with a simulated printer behind it and a clock that only moves when told: no I/O, no waiting."""

import msgspec

from hardware.emulators.decoder import Decoder
from hardware.emulators.machine import Machine
from hardware.emulators.ops import AskDone, AskInfo, AskSensor, Cut, Eject, Init, Op, SetAutoStatus
from hardware.emulators.realtime import Realtime, RealtimeScanner
from hardware.printer.driver import PrinterDriver
from hardware.printer.encode import encode
from hardware.printer.job import Fact, HealthChanged, JobEnded, Outcome, PaperJob, SendingStarts
from hardware.printer.learning import Learner
from hardware.printer.profile import PROFILES, Profile
from hardware.printer.render import render
from hardware.samples import SAMPLE_PAPER

GENERIC = PROFILES["generic-80"]
EPSON = PROFILES["epson-tm"]


GENERIC_58 = PROFILES["generic-58"]


def a_job(key: str = "job-1", process_id: bytes = b"0001", profile: Profile = GENERIC) -> PaperJob:
    encoded = encode(render(SAMPLE_PAPER, profile.width_dots, profile.dots_per_mm), profile)
    return PaperJob(key, process_id, encoded.data, encoded.height_mm)


class Simulation:
    """`run` moves time; whatever the driver writes meanwhile is taken and answered as the switches say."""

    def __init__(
        self, profile: Profile = GENERIC, *, may_be_torn: bool = False, learner: Learner | None = None
    ) -> None:
        self.profile = profile
        self.now = 1000.0
        self.driver = PrinterDriver(profile, may_be_torn=may_be_torn, learner=learner)
        self.machine = Machine()
        self.answers_realtime = True
        self.answers_sensor = True
        self.answers_process_id = profile is EPSON
        self.names: dict[int, bytes] = {}
        """What it answers to `GS I`."""
        self.knows_custom = False
        self.has_auto_status = False
        self.takes = True
        """The printer reads at all."""
        self.room = 1_000_000_000
        """Bytes it will still read before it stops."""
        self.facts: list[Fact] = []
        self.sent = bytearray()
        self.ops: list[Op] = []
        self._decoder = Decoder()
        self._scanner = RealtimeScanner()

    def open(self) -> "Simulation":
        self.driver.opened(self.now)
        return self.run(0.05)

    def close(self) -> None:
        self.driver.closed(self.now)
        self._collect()

    def print(self, job: PaperJob) -> None:
        self.driver.print(job, self.now)
        self._collect()

    def say(self, data: bytes) -> None:
        self.driver.received(data, self.now)
        self._collect()

    def flip(self, **switches: bool) -> None:
        for name, is_on in switches.items():
            setattr(self.machine, name, is_on)
        if self.has_auto_status:
            self.say(self.machine.automatic())

    def take(self, count: int | None = None) -> bytes:
        """The port takes so many bytes, and nothing is answered."""
        data = self.driver.outgoing[:count][: self.room]
        self.room -= len(data)
        self.sent += data
        if data:
            self.driver.took(len(data), self.now)
        self._collect()
        return data

    def run(self, seconds: float) -> "Simulation":
        until = self.now + seconds
        while True:
            self._exchange()
            next_at = max(self.now, self.driver.next_at())
            if next_at > until:
                break
            self.now = next_at + 1e-6
            self.driver.tick(self.now)
            self._collect()
        self.now = until
        return self

    def run_until(self, kind: type, within_s: float = 30.0) -> "Simulation":
        """In small steps until a fact of this kind has come."""
        end = self.now + within_s
        while not any(isinstance(fact, kind) for fact in self.facts):
            assert self.now < end, f"no {kind.__name__} within {within_s} s; facts: {self.facts}"
            self.run(0.01)
        return self

    @property
    def ends(self) -> list[tuple[str, Outcome, str]]:
        return [(fact.key, fact.outcome, fact.detail) for fact in self.facts if isinstance(fact, JobEnded)]

    @property
    def healths(self) -> list[str]:
        changes = [fact for fact in self.facts if isinstance(fact, HealthChanged)]
        return [f"{fact.health} {fact.detail}".strip() for fact in changes]

    @property
    def starts(self) -> list[str]:
        return [fact.key for fact in self.facts if isinstance(fact, SendingStarts)]

    def _exchange(self) -> None:
        while self.takes and self.room and self.driver.outgoing:
            data = self.take(4096)
            for command in self._scanner.feed(data):
                if command.what is Realtime.STATUS and self.answers_realtime:
                    self.say(bytes((self.machine.realtime(command.parameter),)))
                if command.what is Realtime.FULL_STATUS and self.knows_custom:
                    self.say(self.machine.full())
                if command.what is Realtime.CLEAR:
                    self._decoder.reset()
                    self.say(b"\x37\x25\0")
            for op in self._decoder.feed(data):
                self.ops.append(op)
                self._answer(op)

    def _answer(self, op: Op) -> None:
        if self.machine.is_stopped:
            return
        match op:
            case Init():
                self.has_auto_status = False
            case SetAutoStatus():
                self.has_auto_status = True
                self.say(self.machine.automatic())
            case AskSensor() if self.answers_sensor:
                self.say(bytes((self.machine.sensor(),)))
            case AskDone(process_id) if self.answers_process_id:
                self.say(b"\x37\x22" + process_id + b"\0")
            case AskInfo(which) if which in self.names:
                self.say(b"_" + self.names[which] + b"\0")
            case Eject(what) if self.knows_custom:
                self._eject(what)
            case Cut() if self.machine.has_mouth:
                self.machine.is_ticket_held = True
            case _:
                return

    def _eject(self, what: int) -> None:
        if what == 6:
            self.say(bytes((self.machine.ejector(),)))
        elif not self.machine.is_mouth_jammed:
            self.machine.is_ticket_held = False

    def _collect(self) -> None:
        self.facts += self.driver.take_facts()

    def cuts(self) -> int:
        return sum(isinstance(op, Cut) for op in self.ops)


def without(profile: Profile, **changes: object) -> Profile:
    return msgspec.structs.replace(profile, **changes)
