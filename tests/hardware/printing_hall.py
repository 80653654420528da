"""A hall in small: a real hub, a real agent with its threads, an emulated printer, a kiosk and a counter that look on.

What a test says about a fault ends with what the citizen reads at the kiosk and what the staff see at the counters.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import zxingcpp

from hardware.agent import Agent
from hardware.config import HardwareConfig, read_config
from hardware.emulators.control import Fault
from hardware.emulators.engine import Ticket
from hardware.emulators.printer import EmulatedPrinter, EmulatorOptions
from hardware.emulators.typesetter import picture_of
from hardware.install import install
from hardware.journal import Journal
from hub.client.device import connection_to_hub
from hub.protocol import (
    Accepted,
    AlertCode,
    Answer,
    CounterView,
    DeviceId,
    IssueTicket,
    KioskTicket,
    KioskView,
    ReprintTicket,
    Role,
    ServiceId,
)
from kiosk.paper import Notice, Question, notice_of
from kiosk.words_vi import VI
from tests.support.eventually import eventually_async
from tests.support.processes import HubProcess
from tests.support.taps import WARM
from tests.support.wire_device import WireDevice, device


@dataclass
class PrintingHall:
    """`take` a number, `do` harm to the printer, and see what everybody is told."""

    kiosk: WireDevice
    counter: WireDevice
    emulator: EmulatedPrinter
    tray: list[Ticket]
    width_dots: int
    hub: HubProcess

    async def take(self) -> str:
        """A citizen takes a number; returns it. It is on the screen at once, whatever the printer does."""
        before = {"", *(ticket.number for ticket in self.view.tickets)}
        assert isinstance(await self.kiosk.ask(IssueTicket(ServiceId("justice"))), Accepted)
        await eventually_async(lambda: self._newest() not in before, "the number is on the screen")
        return self._newest()

    def _newest(self) -> str:
        return self.view.tickets[0].number if self.view.tickets else ""

    async def reprint(self, number: str) -> Answer:
        """The citizen says that there is no ticket in the hand."""
        return await self.kiosk.ask(ReprintTicket(self.ticket(number).ticket_id))

    def do(self, *faults: Fault) -> None:
        for fault in faults:
            self.emulator.apply(fault)

    @property
    def view(self) -> KioskView:
        assert isinstance(self.kiosk.view, KioskView)
        return self.kiosk.view

    def ticket(self, number: str) -> KioskTicket:
        return next(ticket for ticket in self.view.tickets if ticket.number == number)

    def notice(self, number: str) -> Notice:
        """What the kiosk says about the paper of this number now."""
        return notice_of(self.ticket(number).paper, self.view.printer, Question.UNASKED, is_overdue=False)

    async def citizen_reads(self, number: str, notice: Notice) -> None:
        await eventually_async(
            lambda: self.notice(number) is notice, f"{number}: {notice}; now {self.notice(number)}, {self.view.printer}"
        )

    @property
    def printer_line(self) -> str:
        """What the kiosk says about its printer, in its own words."""
        return VI.printer[self.view.printer]

    def alert(self) -> str:
        """What the staff see about the printer; "" when nothing is wrong."""
        return self._alert().get("health", "")

    @property
    def tickets_left(self) -> int | None:
        """On the roll, as the staff are told."""
        left = self._alert().get("left")
        return None if left is None else int(left)

    def _alert(self) -> dict[str, str]:
        assert isinstance(self.counter.view, CounterView)
        return next((alert.params for alert in self.counter.view.alerts if alert.code is AlertCode.PRINTER), {})

    async def staff_see(self, health: str) -> None:
        await eventually_async(lambda: self.alert() == health, f"the staff see {health!r}; now {self.alert()!r}")

    def whole(self) -> list[str]:
        """What can be read off each piece of paper in the tray, in order: its code, or "torn"."""
        return codes(self.tray, self.width_dots)

    async def printed(self, number: str) -> None:
        """The printer has printed it, everybody knows, and the last paper in the tray is whole and its own."""
        await self.citizen_reads(number, Notice.PRINTED)
        assert self.whole()[-1] == self.ticket(number).qr_url
        assert self.tray[-1].unknown == ()

    async def is_well(self) -> None:
        """The proof that a fault is over: the next citizen gets a perfect ticket and nobody is alarmed."""
        await self.staff_see("")
        await self.printed(await self.take())
        assert self.alert() == ""


def codes(tray: Iterable[Ticket], width_dots: int) -> list[str]:
    """What can be read off each piece of paper: its code, or "torn"."""
    return [_code(ticket, width_dots) or "torn" for ticket in tray]


def _code(ticket: Ticket, width_dots: int) -> str:
    picture = picture_of(list(ticket.rows), width_dots)
    return "".join(code.text for code in zxingcpp.read_barcodes(picture.convert("L")))


@asynccontextmanager
async def printing_hall(
    folder: Path,
    *,
    profile: str = "generic-80",
    options: EmulatorOptions | None = None,
    port: str = "",
    more: str = "",
    branch: Path | None = None,
) -> AsyncIterator[PrintingHall]:
    """Everything runs, the printer is ready and nobody is alarmed."""
    tray: list[Ticket] = []
    options = options or EmulatorOptions(speed_mm_s=0, buffer_bytes=4096)
    emulator = EmulatedPrinter(options, on_ticket=tray.append, clock=time.monotonic)
    number, _ = await emulator.start("127.0.0.1", 0)
    printer = printer_table("printer-1", port or f"tcp://127.0.0.1:{number}", profile) + more
    try:
        with HubProcess(folder / "hub", environment=WARM, branch=branch).wait_until_open() as hub:
            async with (
                device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk,
                device(hub.url, Role.COUNTER, "counter-pc-1", hub.key) as counter,
                agent_at(folder / "agent", hub, printer),
            ):
                hall = PrintingHall(kiosk, counter, emulator, tray, options.width_dots, hub)
                await hall.staff_see("")
                yield hall
    finally:
        await emulator.stop()


def printer_table(name: str, port: str, profile: str = "generic-80") -> str:
    """For the agent's file."""
    return f'[[printer]]\nid = "{name}"\nport = "{port}"\nprofile = "{profile}"\n'


@asynccontextmanager
async def agent_at(folder: Path, hub: HubProcess, devices: str, name: str = "agent-1") -> AsyncIterator[None]:
    """The agent as `layso-hardware run` composes it; its journal is in `folder` and outlives it."""
    config = _config(folder, f'device = "{name}"\nhub = "{hub.url}"\nkey = "{hub.key}"\n{devices}')
    journal = Journal(folder / "agent.journal")
    agent = Agent(DeviceId(name), partial(install, config), journal, clock=time.monotonic, new_id=lambda: uuid4().hex)
    connection = connection_to_hub(config, role=Role.HARDWARE, data_dir=folder, listener=agent, jitter=random.random)
    running = asyncio.create_task(agent.run(connection))
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait([running])
        journal.close()


def _config(folder: Path, text: str) -> HardwareConfig:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "hardware.toml"
    file.write_text(text, encoding="utf-8")
    return read_config(file, hub=None, device=None)
