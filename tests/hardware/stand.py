"""A real driver in its real thread, a real TCP connection, and the emulated printer at the other end."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import msgspec
from PIL import Image

from hardware.emulators.control import Fault
from hardware.emulators.engine import BLADE_MM, Ticket
from hardware.emulators.printer import EmulatedPrinter, EmulatorOptions
from hardware.emulators.typesetter import picture_of
from hardware.ports import Port, port_opener
from hardware.printer.driver import PrinterDriver
from hardware.printer.job import Fact, HealthChanged, JobEnded, Outcome, PaperJob
from hardware.printer.profile import PROFILES, Profile
from hardware.printer.render import render
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLE_PAPER
from hardware.supervisor import Supervisor
from hub.protocol import TicketPaper
from tests.support.eventually import eventually_async

GENERIC = PROFILES["generic-80"]
EPSON = msgspec.structs.replace(PROFILES["epson-tm"], native_qr=False, native_number=False)
"""All as dots, so that its paper can be held against our picture."""
LEAD_ROWS = round(BLADE_MM * 203 / 25.4)
"""Blank paper between head and blade: on top of every ticket."""


class Stand:
    """The printer and its driver; `facts` is everything the driver said."""

    def __init__(self, profile: Profile, options: EmulatorOptions) -> None:
        self.profile = profile
        self.tickets: list[Ticket] = []
        self.facts: list[Fact] = []
        self.emulator = EmulatedPrinter(options, on_ticket=self.tickets.append, clock=time.monotonic)
        self.driver = PrinterDriver(profile)
        self.supervisor = Supervisor[Fact]("printer", self.driver, self._open, self.facts.append, time.monotonic)
        self.url = ""
        self._jobs = 0

    async def plug_in(self) -> None:
        port, _ = await self.emulator.start("127.0.0.1", 0)
        self.url = f"tcp://127.0.0.1:{port}"

    def _open(self) -> Port:
        return port_opener(self.url)()

    def do(self, *faults: Fault) -> None:
        for fault in faults:
            self.emulator.apply(fault)

    async def print(self, number: str = "A025") -> str:
        """Hand a ticket to the driver; returns its key."""
        self._jobs += 1
        key = f"job-{self._jobs}"
        encoded = await asyncio.to_thread(make_ticket, self.profile, paper(number))
        job = PaperJob(key, b"%04d" % self._jobs, encoded.data, encoded.height_mm)
        self.supervisor.post(lambda now: self.driver.print(job, now))
        return key

    async def outcome(self, key: str) -> tuple[Outcome, str]:
        def ended() -> JobEnded | None:
            return next((fact for fact in self.facts if isinstance(fact, JobEnded) and fact.key == key), None)

        end = await eventually_async(ended, f"{key} ends")
        assert end is not None
        return end.outcome, end.detail

    async def printed(self, number: str = "A025") -> tuple[Outcome, str]:
        return await self.outcome(await self.print(number))

    @property
    def health(self) -> str:
        changes = [fact for fact in self.facts if isinstance(fact, HealthChanged)]
        return f"{changes[-1].health} {changes[-1].detail}".strip() if changes else ""

    async def until(self, health: str) -> None:
        await eventually_async(lambda: self.health == health, f"the printer is {health}")

    async def until_true(self, condition: Callable[[], object], what: str = "") -> None:
        await eventually_async(condition, what)

    def picture(self, place: int = -1) -> Image.Image:
        """A ticket as it fell into the tray, without the blank lead."""
        return picture_of(list(self.tickets[place].rows[LEAD_ROWS:]), self.profile.width_dots)

    def ours(self, number: str = "A025") -> Image.Image:
        return render(paper(number), self.profile.width_dots, self.profile.dots_per_mm)


def paper(number: str) -> TicketPaper:
    return msgspec.structs.replace(SAMPLE_PAPER, number=number)


@asynccontextmanager
async def stand(
    profile: Profile = GENERIC, *, speed_mm_s: float = 0.0, buffer_bytes: int = 65536
) -> AsyncIterator[Stand]:
    """A network printer, connected and ready."""
    options = EmulatorOptions(
        width_dots=profile.width_dots, dpi=profile.dpi, speed_mm_s=speed_mm_s, buffer_bytes=buffer_bytes
    )
    async with running(Stand(profile, options)) as stand:
        yield stand


S = TypeVar("S", bound=Stand)


@asynccontextmanager
async def running(stand: S) -> AsyncIterator[S]:
    """Everything connected and the printer ready."""
    await stand.plug_in()
    stand.supervisor.start()
    try:
        await stand.until("ready")
        await stand.until_true(
            lambda: stand.emulator.state()["received"] > stand.profile.max_block_bytes, "the new connection is cleaned"
        )
        yield stand
    finally:
        await asyncio.to_thread(stand.supervisor.stop, 5.0)
        await stand.emulator.stop()
