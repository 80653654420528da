"""Push-buttons on Modbus input modules: asked all the time, module by module; their outputs drive lamps.

One request is under way at a time. A module that does not answer costs the others one short wait, and is then asked
only once in a while until it is back. What a button was when its module was first heard is no press: a stuck button
must not call somebody at every start.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from hardware import modbus
from hardware.callpad.debounce import Debounce
from hardware.callpad.driver import Healths, KeyPressed, PadFact, Station
from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.callpad.lamps import Lamp, Lamps
from hub.protocol import DeviceHealth

ANSWER_WITHIN_S: Final = 0.15
SILENT_S: Final = 5.0
BREAK_S: Final = 0.03
"""A longer silence ends an answer; USB adapters hand on what they heard every 16 ms."""
GAP_S: Final = 0.005
"""A pause of three and a half characters ends a frame; this is one at 9600 baud, and some more."""
_ASK_ABSENT_S: Final = 1.0
_NEVER: Final = float("inf")


class Module(msgspec.Struct, frozen=True):
    """One address on the bus, as the file tells it."""

    station: int
    function: int
    keys: dict[int, PadKey]
    """By the number of the input."""
    lamps: dict[Lamp, int]
    """The number of the output."""
    is_inverted: bool = False

    @property
    def first(self) -> int:
        return min(self.keys)

    @property
    def count(self) -> int:
        return max(self.keys) - self.first + 1


class _Seat:
    """What is known of a module."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.inputs: tuple[bool, ...] | None = None
        self.lamps = Lamps(module.lamps)
        self.ask_at = 0.0
        self.heard_at: float | None = None
        self.since = 0.0
        """Nothing has been heard since then, if nothing was heard at all."""


class ModbusDriver:
    """One bus (`PadDriver`)."""

    def __init__(self, modules: Sequence[Module], *, poll_s: float, quiet_s: float) -> None:
        self._seats = {module.station: _Seat(module) for module in modules}
        self._poll_s = poll_s
        self._debounce = Debounce(quiet_s)
        self._reader = modbus.ReplyReader()
        self._healths = Healths(tuple(self._seats))
        self._facts: list[PadFact] = []
        self._asked: tuple[_Seat, dict[int, bool] | None, float] | None = None
        """Whose answer is awaited, for which lamps (None: for its inputs), and until when."""
        self._outgoing = b""
        self._free_at = 0.0
        self._is_open = False
        self.wants_reopen = False

    @property
    def outgoing(self) -> bytes:
        return self._outgoing

    @property
    def is_busy(self) -> bool:
        return False

    def opened(self, now: float) -> None:
        self._is_open = True
        for seat in self._seats.values():
            seat.inputs, seat.heard_at, seat.since, seat.ask_at = None, None, now, now
            seat.lamps.forget()

    def closed(self, now: float) -> None:  # noqa: ARG002 - every driver is told the time
        self._is_open = False
        self._asked, self._outgoing = None, b""
        self._facts += self._healths.all_are(DeviceHealth.OFFLINE)

    def received(self, data: bytes, now: float) -> None:
        reply = self._reader.feed(data)
        if self._asked is None:
            return
        seat, lamps, until = self._asked
        if reply is None:
            # The rest of an answer follows closely; if not, it was spoilt on the way, and is asked for again at once.
            self._asked = seat, lamps, min(until, now + BREAK_S)
            return
        self._asked, self._free_at = None, now + GAP_S
        seat.heard_at = now
        if reply.error:
            self._facts += self._healths.one_is(
                seat.module.station, DeviceHealth.FAULT, f"modbus_{reply.function}_{reply.error}"
            )
            if lamps is not None:
                seat.lamps.give_up(now)
        elif lamps is None:
            self._facts += self._healths.one_is(seat.module.station, DeviceHealth.READY)
            self._read(seat, reply.bits(seat.module.count), now)
        else:
            seat.lamps.lit(lamps, now)

    def took(self, count: int, now: float) -> None:
        self._outgoing = self._outgoing[count:]
        if self._asked is not None and not self._outgoing:
            self._asked = (*self._asked[:2], now + ANSWER_WITHIN_S)

    def tick(self, now: float) -> None:
        if not self._is_open:
            return
        if self._asked is not None and now >= self._asked[2]:
            self._missed(self._asked[0], now)
        if self._asked is None and now >= self._free_at:
            self._ask(now)

    def next_at(self) -> float:
        if not self._is_open:
            return _NEVER
        if self._asked is not None:
            return self._asked[2]
        return max(self._free_at, min(self._due_at(seat) for seat in self._seats.values()))

    def take_facts(self) -> Sequence[PadFact]:
        facts, self._facts = self._facts, []
        return facts

    def show(self, station: Station, face: Face, now: float) -> None:
        self._seats[int(station)].lamps.show(face, now)

    def signal(self, station: Station, signal: Signal, now: float) -> None:
        if self._is_open:
            self._seats[int(station)].lamps.signal(signal, now)

    def _due_at(self, seat: _Seat) -> float:
        return min(seat.ask_at, seat.lamps.next_at()) if seat.inputs is not None else seat.ask_at

    def _ask(self, now: float) -> None:
        """Buttons before lamps, and whoever has waited longest first."""
        seat = min(self._seats.values(), key=lambda seat: seat.ask_at)
        module = seat.module
        if seat.ask_at <= now:
            seat.ask_at = now + self._poll_s
            self._send(seat, None, modbus.read_bits(module.station, module.function, module.first, module.count), now)
            return
        for seat in self._seats.values():
            if seat.inputs is not None and (lamps := seat.lamps.take_due(now)):
                self._send(seat, lamps, _written(seat.module.station, lamps), now)
                return

    def _send(self, seat: _Seat, lamps: dict[int, bool] | None, request: bytes, now: float) -> None:
        self._reader.expect(request)
        self._outgoing = request
        self._asked = (seat, lamps, now + ANSWER_WITHIN_S)

    def _missed(self, seat: _Seat, now: float) -> None:
        self._asked, self._outgoing, self._free_at = None, b"", now + GAP_S
        if now - (seat.since if seat.heard_at is None else seat.heard_at) < SILENT_S:
            seat.ask_at = min(seat.ask_at, now + GAP_S)
            return
        seat.ask_at = now + _ASK_ABSENT_S
        seat.inputs = None
        seat.lamps.forget()
        self._facts += self._healths.one_is(seat.module.station, DeviceHealth.OFFLINE, "no_answer")

    def _read(self, seat: _Seat, bits: tuple[bool, ...], now: float) -> None:
        """A press is the moment at which an input comes on."""
        module = seat.module
        inputs = tuple(bit is not module.is_inverted for bit in bits)
        before, seat.inputs = seat.inputs, inputs
        if before is None:
            return
        for number, key in module.keys.items():
            place = number - module.first
            if inputs[place] and not before[place] and self._debounce.accepts(module.station, key, now):
                self._facts.append(KeyPressed(module.station, key))


def _written(station: int, lamps: dict[int, bool]) -> bytes:
    """`lamps` stand side by side."""
    if len(lamps) == 1:
        ((address, is_on),) = lamps.items()
        return modbus.write_coil(station, address, is_on=is_on)
    return modbus.write_coils(station, min(lamps), [lamps[address] for address in sorted(lamps)])
