"""The emulated printer without its plug: bytes in, paper and answers out, at the speed of a real one.

Bytes wait in a receive buffer of limited size; a worker takes them in order, prints row by row, and stops wherever the
machine stops (no paper, open cover, jam, heat), to go on when it can. Real-time commands are obeyed on arrival, before
the buffer, and inside pictures too.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

import msgspec

from hardware.emulators.decoder import Decoder
from hardware.emulators.machine import Machine
from hardware.emulators.ops import AskDone, AskInfo, AskSensor, Cut, Eject, Init, Op, SetAutoStatus, Unknown
from hardware.emulators.realtime import Realtime, RealtimeCommand, RealtimeScanner
from hardware.emulators.typesetter import Strip, Typesetter

log = logging.getLogger(__name__)

BLADE_MM: Final = 12.0
"""Between the head and the blade: blank on top of the next ticket."""
_CHUNK: Final = 512
_INIT_BYTES: Final = 2
_PACE_S: Final = 0.01
"""The shortest sleep worth taking."""


class Nature(msgspec.Struct, frozen=True, kw_only=True):
    """What printer it pretends to be."""

    maker: str = "LAYSO"
    """"" and it does not answer when asked for its names."""
    model: str = "EMULATED PRINTER"
    gives_ids: bool = True
    """Knows `GS ( H`."""
    gives_sensor: bool = True
    """Answers `GS r` in its turn."""
    has_mouth: bool = False
    tells_by_bit_7: bool = False
    is_custom: bool = False
    """Knows `DLE EOT 20` and `GS e`, and not `GS a`."""


class Ticket(msgspec.Struct, frozen=True):
    """What lay in the tray after a cut."""

    rows: tuple[bytes, ...]
    size_bytes: int
    """From its `ESC @` to its cut."""
    cut_at: float
    """On the monotonic clock, which all programs of a machine share."""
    unknown: tuple[str, ...]
    """Commands it did not understand, by name and bytes, in their order."""


class Engine:
    """`receive` and `worker` are the two ends of the buffer; `answer` and `on_ticket` are told what comes of it."""

    def __init__(
        self,
        *,
        width_dots: int,
        dpi: int,
        speed_mm_s: float,
        buffer_bytes: int,
        answer: Callable[[bytes], None],
        on_ticket: Callable[[Ticket], None],
        clock: Callable[[], float],
        nature: Nature | None = None,
    ) -> None:
        self._nature = nature or Nature()
        self.machine = Machine(has_mouth=self._nature.has_mouth, tells_by_bit_7=self._nature.tells_by_bit_7)
        self.rows_printed = 0
        self.on_row: Callable[[], None] = lambda: None
        self._width_bytes = (width_dots + 7) // 8
        self._row_s = 25.4 / dpi / speed_mm_s if speed_mm_s else 0.0
        self._blade_rows = round(BLADE_MM * dpi / 25.4)
        self._capacity = buffer_bytes
        self._answer = answer
        self._on_ticket = on_ticket
        self._clock = clock
        self._scanner = RealtimeScanner()
        self._decoder = Decoder()
        self._typesetter = Typesetter(width_dots, dpi)
        self._buffer = bytearray()
        self._paper = self._blank(self._blade_rows)
        self._began_at_byte = 0
        self._unknown: list[str] = []
        self._auto_mask = 0
        self._has_power = True
        self._clears = 0
        """How often everything in memory was forgotten: what is being printed ends there."""
        self._row_due_at = 0.0
        self._turned = asyncio.Event()
        """Something happened that a waiting part may be waiting for."""

    async def receive(self, data: bytes) -> None:
        """Returns when there is room for more."""
        forgotten = 0
        for command, place in self._scanner.feed_placed(data):
            clears = self._clears
            self._obey(command)
            if self._clears > clears:
                forgotten = place
        self._buffer += data[forgotten:]
        self._turn()
        while len(self._buffer) >= self._capacity:
            await self._turned.wait()

    async def worker(self) -> None:
        """Print what comes, until cancelled."""
        while True:
            while not self._buffer:
                await self._turned.wait()
            chunk = bytes(self._buffer[:_CHUNK])
            del self._buffer[:_CHUNK]
            self._turn()
            clears = self._clears
            for op, at_byte in self._decoder.feed_counted(chunk):
                if self._clears == clears:
                    await self._execute(op, at_byte)

    def lose_power(self) -> None:
        """Forget everything but the paper; the worker stands still and is to be cancelled."""
        self._has_power = False
        self._clear()
        self._auto_mask = 0

    def regain_power(self) -> None:
        """A new worker may be started."""
        self._typesetter.initialise()
        self._has_power = True

    def changed(self) -> None:
        """The machine's switches were flipped."""
        if self._auto_mask:
            self._answer(self.machine.automatic())
        self._turn()

    def _turn(self) -> None:
        self._turned.set()
        self._turned = asyncio.Event()

    def _obey(self, command: RealtimeCommand) -> None:
        match command.what:
            case Realtime.STATUS:
                self._answer(bytes((self.machine.realtime(command.parameter),)))
            case Realtime.FULL_STATUS if self._nature.is_custom:
                self._answer(self.machine.full())
            case Realtime.RECOVER if self.machine.is_cutter_stuck:
                self._clear()
                if not self.machine.is_blade_blocked:
                    self.machine.is_cutter_stuck = False
                    self.changed()
            case Realtime.CLEAR:
                self._clear()
                self._answer(b"\x37\x25\x00")
            case _:
                return

    def _clear(self) -> None:
        self._clears += 1
        self._buffer.clear()
        self._decoder.reset()
        self._began_at_byte = 0
        self._turn()

    async def _execute(self, op: Op, at_byte: int) -> None:
        await self._until_ready()
        match op:
            case AskSensor() if self._nature.gives_sensor:
                self._answer(bytes((self.machine.sensor(),)))
            case AskDone(process_id) if self._nature.gives_ids:
                self._answer(b"\x37\x22" + process_id + b"\0")
            case AskInfo(which):
                self._answer(self._name(which))
            case Eject(what) if self._nature.is_custom:
                self._move_ticket(what)
            case SetAutoStatus(mask) if not self._nature.is_custom:
                self._auto_mask = mask
                self.changed()
            case Cut(feed_units):
                await self._cut(feed_units, at_byte)
            case Unknown():
                self._unknown.append(str(op))
                log.warning("unknown command %s", op)
            case AskSensor() | AskDone() | Eject() | SetAutoStatus():
                return  # this printer does not know it
            case _:
                if isinstance(op, Init):
                    self._auto_mask, self._began_at_byte = 0, at_byte - _INIT_BYTES
                for strip in self._typesetter.set(op):
                    await self._print(strip)

    async def _print(self, strip: Strip) -> None:
        clears = self._clears
        for row in strip.rows or self._blank(strip.blank):
            await self._until_ready()
            if self._clears != clears:
                return
            self._paper.append(row)
            self.rows_printed += 1
            self.on_row()
            await self._pace()

    async def _pace(self) -> None:
        """The motor's time for one row."""
        if not self._row_s:
            return
        now = self._clock()
        self._row_due_at = max(self._row_due_at, now) + self._row_s
        if (ahead := self._row_due_at - now) > _PACE_S:
            await asyncio.sleep(ahead)

    async def _cut(self, feed_units: int | None, at_byte: int) -> None:
        if feed_units is not None:
            await self._print(Strip(blank=self._blade_rows + self._typesetter.dots(feed_units)))
        if self.machine.is_blade_blocked:
            self.machine.is_cutter_stuck = True
            self.changed()
            await self._until_ready()
            return
        place = max(0, len(self._paper) - self._blade_rows)
        rows, self._paper = tuple(self._paper[:place]), self._paper[place:]
        ticket = Ticket(rows, at_byte - self._began_at_byte, self._clock(), tuple(self._unknown))
        self._unknown = []
        self.machine.is_ticket_held = self.machine.has_mouth
        self._on_ticket(ticket)

    def _name(self, which: int) -> bytes:
        """In answer to `GS I`: `5F name 00`."""
        if not self._nature.maker:
            return b""
        names = {0x41: "1.0", 0x42: self._nature.maker, 0x43: self._nature.model}
        return b"_" + names[which].encode() + b"\0" if which in names else b"\x02"

    def _move_ticket(self, what: int) -> None:
        if what == 6:
            self._answer(bytes((self.machine.ejector(),)))
        elif what in (2, 5) and not self.machine.is_mouth_jammed:
            self.machine.is_ticket_held = False

    async def _until_ready(self) -> None:
        while self.machine.is_stopped or not self._has_power:
            await self._turned.wait()

    def _blank(self, rows: int) -> list[bytes]:
        return [bytes(self._width_bytes)] * rows
