"""The devices of a box, with the real agent: tickets, keys, an idle box with eight devices, a port that is stuck."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Final

from hardware.emulators.control import Deaf
from hardware.emulators.engine import Ticket
from hardware.emulators.place import line_at
from hardware.emulators.printer import EmulatedPrinter, EmulatorOptions
from hub.protocol import IssueTicket, Role, ServiceId
from tests.bench import tickets
from tests.bench.centre import kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.numbers import Spread
from tests.bench.programs import cpu_s
from tests.hardware.pad_round import pad_rounds
from tests.hardware.programs import EmulatorProgram, PadProgram, ScannerProgram, SignProgram, box_program
from tests.support.eventually import eventually, eventually_async
from tests.support.processes import HubProcess, Program
from tests.support.wire_device import WireDevice, device

_PRESSES: Final = 60
_SETTLE_S: Final = 4.0
_IDLE_S: Final = 15.0
_DEVICES: Final = 8
_WARM_UP: Final = 5
_TICKETS: Final = 40
_STUCK_AFTER: Final = 6_000
"""Bytes of a ticket: the line takes no more in the middle of a picture."""


def measured(work: Path, _run: Path) -> Result:
    drawn = tickets.measured()
    keys = _keys(work / "keys")
    idle_pct = _idle(work / "idle")
    free, stuck = _stuck(work / "stuck")
    return Result(
        values=drawn.values
        | {
            "pad_to_answer_ms": keys.p50 * 1e3,
            "agent_idle_cpu_pct": idle_pct,
            "stuck_port_delay_x": stuck.p50 / free.p50,
        },
        basis=drawn.basis
        | {
            "pad_to_answer_ms": f"{keys.count} keys of an FF 68 pad at a pseudo-terminal; {keys.in_ms()}",
            "agent_idle_cpu_pct": f"{_DEVICES} emulated devices, each of a port of its own, {_IDLE_S:.0f} s",
            "stuck_port_delay_x": f"ticket to cut: free {free.in_ms()}; beside a port that takes nothing more "
            f"{stuck.in_ms()}; {stuck.count} tickets each",
        },
    )


def _keys(work: Path) -> Spread:
    work.mkdir()
    with HubProcess(work / "hub").wait_until_open() as hub:
        return Spread.of(asyncio.run(pad_rounds(work, hub, _PRESSES)))


def _idle(work: Path) -> float:
    """Of one core, in per cent."""
    work.mkdir()
    with ExitStack() as stack:
        hub = stack.enter_context(HubProcess(work / "hub")).wait_until_open()
        tables = list(_eight_devices(work, stack))
        agent = stack.enter_context(box_program(work / "agent", hub.url, "".join(tables), key=hub.key))
        eventually(lambda: agent.output().count("is ready") >= _DEVICES, "every device is ready")
        return asyncio.run(_cpu_pct(agent))


async def _cpu_pct(agent: Program) -> float:
    await asyncio.sleep(_SETTLE_S)
    before, began = cpu_s(agent.process.pid), time.monotonic()
    await asyncio.sleep(_IDLE_S)
    return 100 * (cpu_s(agent.process.pid) - before) / (time.monotonic() - began)


def _eight_devices(work: Path, stack: ExitStack) -> Iterator[str]:
    """Two printers, two pads, two signs, two scanners: emulated, each a program of its own; their tables."""
    for n in (1, 2):
        printer = stack.enter_context(EmulatorProgram(work / f"tickets-{n}", "--speed", "0"))
        yield f'[[printer]]\nid = "printer-{n}"\nport = "tcp://127.0.0.1:{printer.port}"\n'
    ff68 = stack.enter_context(PadProgram(work / "ff68", "ff68", "--address", "5"))
    yield f'[[pad]]\nkind = "ff68"\nid = "pad-1"\nport = "{ff68.url}"\ncounter = "counter-1"\naddress = 5\n'
    modbus = stack.enter_context(PadProgram(work / "modbus", "modbus"))
    buttons = 'inputs = {0 = "next"}\n'
    yield f'[[pad]]\nkind = "modbus"\nid = "pad-2"\nport = "{modbus.url}"\ncounter = "counter-2"\n{buttons}'
    for n, kind in enumerate(("dm-d", "modbus"), start=1):
        sign = stack.enter_context(SignProgram(work / f"sign-{n}", kind))
        yield (f'[[number_display]]\nkind = "{kind}"\nid = "sign-{n}"\nport = "{sign.url}"\ncounter = "counter-{n}"\n')
    for n, kind in enumerate(("serial", "wedge"), start=1):
        scanner = stack.enter_context(ScannerProgram(work / f"scanner-{n}", kind))
        yield f'[[scanner]]\nkind = "{kind}"\nid = "scanner-{n}"\nport = "{scanner.url}"\nkiosk = "kiosk-1"\n'


def _stuck(work: Path) -> tuple[Spread, Spread]:
    """How long tickets of one printer take: beside a sound printer, and beside one whose line takes nothing more."""
    work.mkdir()
    branch = write_centre(work, kiosks=3, screens=1)
    with HubProcess(work / "hub", branch=branch).wait_until_open() as hub:
        return asyncio.run(_beside_a_stuck_port(work, hub))


async def _beside_a_stuck_port(work: Path, hub: HubProcess) -> tuple[Spread, Spread]:
    async with AsyncExitStack() as stack:
        sound, other = _Press(), _Press()
        for press in (sound, other):
            stack.push_async_callback(press.printer.stop)
        tables = (
            f'[[printer]]\nid = "printer-1"\nport = "{await other.at_a_serial_line(work / "line")}"\n',
            f'[[printer]]\nid = "printer-3"\nport = "{await sound.at_the_network()}"\n',
        )
        agent = stack.enter_context(box_program(work / "agent", hub.url, "".join(tables), key=hub.key))
        await eventually_async(lambda: agent.output().count("is ready") >= len(tables), "both printers are ready")
        kiosk_of_other, kiosk = [
            await stack.enter_async_context(device(hub.url, Role.KIOSK, kiosk_id(n), hub.key)) for n in (1, 3)
        ]
        await sound.tickets_of(kiosk, _WARM_UP)
        free = await sound.tickets_of(kiosk, _TICKETS)
        other.printer.apply(Deaf(after_bytes=_STUCK_AFTER))
        await kiosk_of_other.ask(IssueTicket(ServiceId("society")))
        await eventually_async(lambda: other.is_stuck, "the line takes nothing more")
        return Spread.of(free), Spread.of(await sound.tickets_of(kiosk, _TICKETS))


class _Press:
    """A printer in this process, with a motor that takes no time."""

    def __init__(self) -> None:
        self._cut: list[Ticket] = []
        options = EmulatorOptions(speed_mm_s=0)
        self.printer = EmulatedPrinter(options, on_ticket=self._cut.append, clock=time.monotonic)
        self._received = 0

    async def at_the_network(self) -> str:
        port, _ = await self.printer.start("127.0.0.1", 0)
        return f"tcp://127.0.0.1:{port}"

    async def at_a_serial_line(self, link: Path) -> str:
        return f"{await self.printer.start_at(line_at(link, None, time.monotonic))}?baud=115200"

    @property
    def is_stuck(self) -> bool:
        """In the middle of a ticket: it has come so far and no further."""
        return bool(self.printer.state()["received"] >= _STUCK_AFTER)

    async def tickets_of(self, kiosk: WireDevice, count: int) -> list[float]:
        """Seconds from the citizen's wish to the cut, one after the other."""
        return [await self._one(kiosk) for _ in range(count)]

    async def _one(self, kiosk: WireDevice) -> float:
        before, began = len(self._cut), time.monotonic()
        await kiosk.ask(IssueTicket(ServiceId("justice")))
        await eventually_async(lambda: len(self._cut) > before, "the ticket is cut")
        return self._cut[-1].cut_at - began
