"""`layso-hardware emulate-printer`: a network ticket printer made of software.

It listens like one (port 9100, one connection at a time), prints at a real speed, and puts each ticket that it cuts as
a PNG into a folder, decoded from the bytes it received. A second port takes faults as JSON lines (see `control`).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import msgspec

from hardware.emulators import control
from hardware.emulators.engine import Engine, Nature, Ticket

log = logging.getLogger(__name__)

_READ_BYTES = 4096
_APART_S = 0.002
"""Between two bytes that are to arrive one by one."""


class EmulatorOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How the emulated printer is built."""

    width_dots: int = 576
    dpi: int = 203
    speed_mm_s: float = 200.0
    """0 prints in no time."""
    buffer_bytes: int = 64 * 1024
    nature: Nature = Nature()


class EmulatedPrinter:
    """The printer with its plug, its cable and its switches. Belongs to one event loop."""

    def __init__(
        self, options: EmulatorOptions, *, on_ticket: Callable[[Ticket], None], clock: Callable[[], float]
    ) -> None:
        self._engine = Engine(
            width_dots=options.width_dots,
            dpi=options.dpi,
            speed_mm_s=options.speed_mm_s,
            buffer_bytes=options.buffer_bytes,
            answer=self._answer,
            on_ticket=on_ticket,
            clock=clock,
            nature=options.nature,
        )
        self._engine.on_row = self._count_row
        self._writer: asyncio.StreamWriter | None = None
        self._worker: asyncio.Task[None] | None = None
        self._servers: list[asyncio.Server] = []
        self._has_power = True
        self._hears = asyncio.Event()
        self._hears.set()
        self._is_silent = False
        self._is_one_by_one = False
        self._delay_s = 0.0
        self._speaks_at = 0.0
        self._received = 0
        self._plan: list[tuple[int, int, control.Fault]] = []
        """Faults to come: at so many printed rows or so many received bytes."""

    async def start(self, host: str, port: int, control_port: int | None = None) -> tuple[int, int | None]:
        """Listen; returns the real ports (0 takes any free one)."""
        self._worker = asyncio.create_task(self._engine.worker())
        printer_port = await self._listen(self._serve, host, port)
        if control_port is None:
            return printer_port, None
        return printer_port, await self._listen(self._serve_control, host, control_port)

    async def stop(self) -> None:
        for server in self._servers:
            server.close()
        self._disconnect()
        await self._stop_worker()

    def apply(self, fault: control.Fault) -> None:
        """Now, or later if it says so."""
        if fault.after_rows or fault.after_bytes:
            rows = self._engine.rows_printed + fault.after_rows if fault.after_rows else -1
            received = self._received + fault.after_bytes if fault.after_bytes else -1
            self._plan.append((rows, received, msgspec.structs.replace(fault, after_rows=0, after_bytes=0)))
            return
        self._flip(fault)
        self._engine.changed()

    def state(self) -> dict[str, Any]:
        """For the control port."""
        return {
            "rows": self._engine.rows_printed,
            "received": self._received,
            "connected": self._writer is not None,
            "power": self._has_power,
            **vars(self._engine.machine),
        }

    async def _listen(
        self,
        serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
        host: str,
        port: int,
    ) -> int:
        server = await asyncio.start_server(serve, host, port)
        self._servers.append(server)
        real_port: int = server.sockets[0].getsockname()[1]
        return real_port

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._writer is not None or not self._has_power:
            # A network printer takes one at a time.
            writer.transport.abort()
            return
        self._writer = writer
        log.info("connected by %s", writer.get_extra_info("peername"))
        try:
            # After a pulled cable the reader may still hold what the printer never got.
            while (data := await self._read(reader)) and self._writer is writer:
                await self._receive(data)
        except (ConnectionError, asyncio.CancelledError):
            log.info("the connection broke")
        finally:
            writer.close()
            if self._writer is writer:
                self._writer = None

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        await self._hears.wait()
        return await reader.read(_READ_BYTES)

    async def _receive(self, data: bytes) -> None:
        """In pieces that end exactly where a planned fault strikes."""
        while data:
            next_fault = min((at for _, at, _ in self._plan if at > self._received), default=None)
            count = len(data) if next_fault is None else min(len(data), next_fault - self._received)
            self._received += count
            await self._engine.receive(data[:count])
            self._strike(lambda _, at: at == self._received)
            data = data[count:] if self._writer is not None else b""

    def _count_row(self) -> None:
        self._strike(lambda rows, _: rows == self._engine.rows_printed)

    def _strike(self, is_due: Callable[[int, int], bool]) -> None:
        due = [planned for planned in self._plan if is_due(planned[0], planned[1])]
        for planned in due:
            self._plan.remove(planned)
            self.apply(planned[2])

    def _flip(self, fault: control.Fault) -> None:  # noqa: PLR0912 - one line for each kind of fault
        machine = self._engine.machine
        match fault:
            case control.PaperOut():
                machine.is_paper_out = True
            case control.PaperIn():
                machine.is_paper_out = machine.is_near_end = False
            case control.NearEnd(is_on=is_on):
                machine.is_near_end = is_on
            case control.CoverOpen():
                machine.is_cover_open = True
            case control.CoverClose():
                machine.is_cover_open = False
            case control.CutterJam():
                machine.is_blade_blocked = True
            case control.CutterFree():
                machine.is_blade_blocked = False
            case control.Hot(is_on=is_on):
                machine.is_hot = is_on
            case control.Broken():
                machine.is_broken = True
            case control.TakeTicket():
                machine.is_ticket_held = False
            case control.MouthJam(is_on=is_on):
                machine.is_mouth_jammed = is_on
            case control.Silent(is_on=is_on):
                self._is_silent = is_on
            case control.Deaf(is_on=True):
                self._hears.clear()
            case control.Deaf(is_on=False):
                self._hears.set()
            case control.Drop():
                self._disconnect()
            case control.PowerOff():
                self._power_off()
            case control.PowerOn():
                self._power_on()
            case control.Delay(answers_s=answers_s):
                self._delay_s, self._speaks_at = answers_s, 0.0
            case control.OneByOne(is_on=is_on):
                self._is_one_by_one = is_on
            case control.Noise(hex=text):
                self._answer(bytes.fromhex(text))
            case _:
                return

    def _disconnect(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()
        self._writer = None

    def _power_off(self) -> None:
        self._has_power = False
        self._disconnect()
        if self._worker is not None:
            self._worker.cancel()
        self._engine.lose_power()

    def _power_on(self) -> None:
        self._has_power = True
        self._engine.regain_power()
        self._worker = asyncio.create_task(self._engine.worker())

    async def _stop_worker(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
            with suppress(asyncio.CancelledError):
                await self._worker

    def _answer(self, data: bytes) -> None:
        if self._is_silent or self._writer is None:
            return
        loop = asyncio.get_running_loop()
        for piece in [bytes((byte,)) for byte in data] if self._is_one_by_one else [data]:
            # Whatever the delay, nothing overtakes what was said before.
            self._speaks_at = max(loop.time() + self._delay_s, self._speaks_at + _APART_S * self._is_one_by_one)
            if self._speaks_at > loop.time():
                loop.call_at(self._speaks_at, self._write, self._writer, piece)
            else:
                self._writer.write(piece)

    def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        if not writer.is_closing():
            writer.write(data)

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
