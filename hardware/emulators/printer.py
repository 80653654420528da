"""`layso-hardware emulate-printer`: a ticket printer made of software, at a TCP port or a pseudo-terminal.

At a TCP port it is a network printer: one connection at a time. At a pseudo-terminal it is a serial one, at the real
pace of its baud (a byte takes ten bits) and busy when 128 bytes are left in its buffer: then it takes no more, as one
that lowers its busy wire. It prints at a real speed, and puts each ticket that it cuts as a PNG into a folder, decoded
from the bytes it received.

It misbehaves on request, by JSON lines at a port of their own; `control` lists them all. Among them: paper out after so
many rows or millimetres, cover opened in the middle, cutter jam, hot head, silence, half answers, one byte at a time,
loss, delay, unplugged, without power in the middle of a ticket, a ticket that nobody takes.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, assert_never

import msgspec

from hardware.emulators import control
from hardware.emulators.engine import Engine, Nature, Ticket
from hardware.emulators.line import Line, TcpLine
from hardware.emulators.mishaps import befall, mumble
from hardware.emulators.place import MakeLine
from hardware.emulators.plan import Plan
from hardware.emulators.voice import Voice

log = logging.getLogger(__name__)

BUSY_LEFT_BYTES: Final = 128
"""So much of its buffer is left when a serial printer says that it is busy."""


class EmulatorOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How the emulated printer is built."""

    width_dots: int = 576
    dpi: int = 203
    speed_mm_s: float = 200.0
    """0 prints in no time."""
    buffer_bytes: int = 64 * 1024
    nature: Nature = Nature()
    taken_after_s: float | None = None
    """With a mouth: how long the citizen takes to take the ticket; None until `take_ticket`."""
    bytes_per_s: float | None = None
    """Of a serial line."""


class EmulatedPrinter:
    """The printer with its plug, its cable and its switches. Belongs to one event loop."""

    def __init__(
        self, options: EmulatorOptions, *, on_ticket: Callable[[Ticket], None], clock: Callable[[], float]
    ) -> None:
        self._options = options
        self._on_ticket = on_ticket
        self._engine = Engine(
            width_dots=options.width_dots,
            dpi=options.dpi,
            speed_mm_s=options.speed_mm_s,
            buffer_bytes=max(1, options.buffer_bytes - (BUSY_LEFT_BYTES if options.bytes_per_s else 0)),
            answer=self._answer,
            on_ticket=self._drop,
            clock=clock,
            nature=options.nature,
        )
        self._engine.on_row = self._count_row
        self._line: Line | None = None
        self._voice = Voice(self._say, byte_s=1 / options.bytes_per_s if options.bytes_per_s else 0.0)
        self._worker: asyncio.Task[None] | None = None
        self._control: asyncio.Server | None = None
        self._has_power = True
        self._is_taken = True
        """Citizens take their tickets."""
        self._received = 0
        self._lost = 0
        """So many of the next bytes are lost on their way."""
        self._breaks = 0
        """What was under way at a break never arrives."""
        self._plan = Plan()

    async def start(self, host: str, port: int, control_port: int | None = None) -> tuple[int, int | None]:
        """Be a network printer; returns the real ports (0 takes any free one)."""
        line = TcpLine(host, port, self._receive)
        await self.start_at(lambda _: line)
        return line.port, None if control_port is None else await self.take_orders(host, control_port)

    async def start_at(self, make_line: MakeLine) -> str:
        """Be at the end of this cable; returns its URL."""
        self._worker = asyncio.create_task(self._engine.worker())
        self._line = make_line(self._receive)
        self._line.on_end = self._broke
        await self._line.start()
        return self._line.url

    async def take_orders(self, host: str, port: int) -> int:
        """Faults as JSON lines; returns the real port."""
        self._control = await asyncio.start_server(self._serve_control, host, port)
        real_port: int = self._control.sockets[0].getsockname()[1]
        return real_port

    async def stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._line is not None:
            await self._line.stop()
        await self._stop_worker()

    def apply(self, fault: control.Fault) -> None:
        """Now, or later if it says so."""
        rows = fault.after_rows or round(fault.after_mm * self._options.dpi / 25.4)
        if not rows and not fault.after_bytes:
            self._flip(fault)
            self._engine.changed()
            return
        self._plan.add(
            msgspec.structs.replace(fault, after_rows=0, after_mm=0.0, after_bytes=0),
            row=self._engine.rows_printed + rows if rows else -1,
            byte=self._received + fault.after_bytes if fault.after_bytes else -1,
        )

    def state(self) -> dict[str, Any]:
        """For the control port."""
        return {
            "rows": self._engine.rows_printed,
            "received": self._received,
            "connected": self._line is not None and self._line.is_connected,
            "power": self._has_power,
            **vars(self._engine.machine),
        }

    async def _receive(self, data: bytes) -> None:
        """In pieces that end exactly where a planned fault strikes."""
        while data:
            count, breaks = self._plan.before_next(self._received, len(data)), self._breaks
            self._received += count
            lost = min(self._lost, count)
            self._lost -= lost
            await self._engine.receive(data[lost:count])
            self._strike(self._plan.due(byte=self._received))
            data = data[count:] if breaks == self._breaks else b""

    def _count_row(self) -> None:
        self._strike(self._plan.due(row=self._engine.rows_printed))

    def _strike(self, faults: list[control.Fault]) -> None:
        for fault in faults:
            self.apply(fault)

    def _flip(self, fault: control.Fault) -> None:
        match fault:
            case control.BodyFault():
                befall(self._engine.machine, fault)
            case control.SpeechFault():
                mumble(self._voice, fault)
            case control.CableFault():
                self._pull(fault)
            case control.NotTaken(is_on=is_on):
                self._is_taken = not is_on
            case control.State():
                return
            case _:
                assert_never(fault)

    def _pull(self, fault: control.AnyCableFault) -> None:
        line = self._line
        if line is None:
            return
        match fault:
            case control.Deaf(is_on=is_on):
                line.deafen(is_on=is_on)
            case control.LoseReceived(count=count):
                self._lost = count
            case control.Drop():
                line.drop()
            case control.Unplug():
                line.unplug()
            case control.PlugIn():
                line.plug_in()
            case control.PowerOff():
                self._power_off(line)
            case control.PowerOn():
                self._power_on(line)
            case _:
                assert_never(fault)

    def _power_off(self, line: Line) -> None:
        self._has_power = False
        self._broke()
        line.power(is_on=False)
        if self._worker is not None:
            self._worker.cancel()
        self._engine.lose_power()

    def _power_on(self, line: Line) -> None:
        if self._has_power:
            return
        self._has_power = True
        self._engine.regain_power()
        self._worker = asyncio.create_task(self._engine.worker())
        line.power(is_on=True)

    def _broke(self) -> None:
        self._breaks += 1
        self._voice.hush()

    async def _stop_worker(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
            with suppress(asyncio.CancelledError):
                await self._worker

    def _answer(self, data: bytes) -> None:
        if self._has_power and self._line is not None and self._line.is_connected:
            self._voice.speak(data)

    def _say(self, data: bytes) -> None:
        if self._line is not None:
            self._line.say(data)

    def _drop(self, ticket: Ticket) -> None:
        self._on_ticket(ticket)
        if self._options.taken_after_s is not None and self._engine.machine.is_ticket_held:
            asyncio.get_running_loop().call_later(self._options.taken_after_s, self._take)

    def _take(self) -> None:
        if self._is_taken:
            self.apply(control.TakeTicket())

    async def _serve_control(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async for line in reader:
                try:
                    self.apply(control.read_fault(line))
                    answer: dict[str, Any] = {"ok": True, **self.state()}
                except ValueError as error:
                    answer = {"ok": False, "error": str(error)}
                writer.write(msgspec.json.encode(answer) + b"\n")
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            log.debug("the control connection broke")
        finally:
            writer.close()
