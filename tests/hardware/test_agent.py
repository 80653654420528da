"""The agent with its real threads and connections, and emulated printers at their ends; the hub is a fake port."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

import msgspec

from hardware.agent import Agent
from hardware.emulators import control
from hardware.emulators.engine import Ticket
from hardware.emulators.printer import EmulatedPrinter, EmulatorOptions
from hardware.journal import Journal, Stage, key_of
from hardware.ports import TcpPort
from hardware.printer.profile import PROFILES
from hardware.printer.settings import PrinterPlace
from hardware.printer_post import PrinterPost
from hub.client.port import HubListener
from hub.protocol import (
    Accepted,
    Command,
    CommandId,
    DeviceId,
    DeviceReport,
    DisplayView,
    HardwareReport,
    HardwareView,
    PaperState,
    PrinterId,
    PrintJob,
    ReportPaper,
    View,
)
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually_async
from tests.support.scripted_hub import NOW
from tests.unit.hardware.test_station import job


class FakeConnection:
    """Accepts everything, in its own time."""

    def __init__(self) -> None:
        self.listener: HubListener | None = None
        self.papers: list[tuple[str, PaperState]] = []
        self.reports: list[HardwareReport] = []

    def send(self, command_id: CommandId, command: Command) -> None:
        assert isinstance(command, ReportPaper)
        assert self.listener is not None
        self.papers.append((command.job_id, command.state))
        asyncio.get_running_loop().call_soon(self.listener.on_reply, command_id, Accepted())

    def forget(self, command_id: CommandId) -> None:
        """Nothing is kept."""

    def report(self, report: DeviceReport) -> None:
        assert isinstance(report, HardwareReport)
        self.reports.append(report)

    async def reach(self) -> None:
        """It is always there."""

    async def run(self) -> None:
        await asyncio.Event().wait()

    def show(self, *jobs: PrintJob) -> None:
        assert self.listener is not None
        self.listener.on_view(View(seq=1, now=NOW, view=HardwareView(jobs)))

    def healths(self) -> dict[str, str]:
        return {p.printer_id: p.health.value for p in self.reports[-1].printers} if self.reports else {}


class Box:
    """An agent with so many printers."""

    def __init__(self, printers: int) -> None:
        self.trays: list[list[Ticket]] = [[] for _ in range(printers)]
        options = EmulatorOptions(speed_mm_s=0)
        self.printers = [EmulatedPrinter(options, on_ticket=tray.append, clock=time.monotonic) for tray in self.trays]
        self.hub = FakeConnection()

    def printer_id(self, place: int) -> PrinterId:
        return PrinterId(f"printer-{place + 1}")


@asynccontextmanager
async def box(folder: Path, printers: int = 1) -> AsyncIterator[Box]:
    box = Box(printers)
    ports = [(await printer.start("127.0.0.1", 0))[0] for printer in box.printers]
    places = [
        PrinterPlace(box.printer_id(place), PROFILES["generic-80"], partial(TcpPort, "127.0.0.1", port))
        for place, port in enumerate(ports)
    ]
    journal = Journal(folder / "agent.journal")
    agent = Agent(
        DeviceId("agent-1"),
        lambda office: [PrinterPost(place, office) for place in places],
        journal,
        clock=time.monotonic,
        new_id=lambda: uuid4().hex,
    )
    box.hub.listener = agent
    running = asyncio.create_task(agent.run(box.hub))
    try:
        await eventually_async(lambda: list(box.hub.healths().values()) == ["ready"] * printers)
        yield box
    finally:
        running.cancel()
        await asyncio.wait([running])
        journal.close()
        for printer in box.printers:
            await printer.stop()


async def test_each_printer_gets_its_own_papers(tmp_path: Path) -> None:
    async with box(tmp_path, 2) as b:
        b.hub.show(job(1, printer="printer-1"), job(2, printer="printer-2"), job(3, printer="printer-9"))

        await eventually_async(lambda: [len(tray) for tray in b.trays] == [1, 1])
        await eventually_async(lambda: len(b.hub.papers) == 4)
        assert {job_id for job_id, _ in b.hub.papers} == {"2026-11-23.1.p1", "2026-11-23.2.p1"}


async def test_a_stuck_printer_delays_no_other(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable")
    expected_log.expect("is offline")
    async with box(tmp_path, 2) as b:
        b.printers[0].apply(control.Deaf(after_bytes=5_000))
        first = job(1, printer="printer-1")
        b.hub.show(first)
        await eventually_async(lambda: ("2026-11-23.1.p1", PaperState.SENDING) in b.hub.papers)

        b.hub.show(
            msgspec.structs.replace(first, state=PaperState.SENDING), *(job(n, printer="printer-2") for n in (2, 3))
        )

        await eventually_async(lambda: len(b.trays[1]) == 2)
        assert b.trays[0] == []
        assert "2026-11-23.1.p1" not in {job_id for job_id, state in b.hub.papers if state is not PaperState.SENDING}


async def test_the_hub_hears_of_every_printer_and_only_when_something_changes(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("is paper_out: paper_out")
    async with box(tmp_path, 2) as b:
        before = len(b.hub.reports)
        b.printers[1].apply(control.PaperOut())
        await eventually_async(lambda: b.hub.healths() == {"printer-1": "ready", "printer-2": "paper_out"})

        assert len(b.hub.reports) == before + 1
        assert b.hub.reports[-1].printers[1].detail == "paper_out"


async def test_what_changes_and_changes_back_at_once_is_one_report(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("is cover_open")
    async with box(tmp_path) as b:
        before = len(b.hub.reports)
        b.printers[0].apply(control.CoverOpen())
        b.printers[0].apply(control.CoverClose())
        b.printers[0].apply(control.NearEnd())
        await eventually_async(lambda: b.hub.healths() == {"printer-1": "near_end"})

        assert len(b.hub.reports) == before + 1


async def test_a_view_of_another_role_is_an_error_of_the_hub_and_harms_nothing(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("the hub sent a DisplayView to a hardware agent")
    async with box(tmp_path) as b:
        wrong = msgspec.convert(
            {"branch": {"agency": "", "centre": ""}, "calls": [], "unspoken": [], "call_max_age_s": 60, "lines": [],
             "counters": [], "ticker": [], "type": "display"},
            DisplayView,
        )  # fmt: skip
        assert b.hub.listener is not None
        b.hub.listener.on_view(View(seq=2, now=NOW, view=wrong))
        b.hub.show(job())

        await eventually_async(lambda: len(b.trays[0]) == 1)


async def test_a_ticket_under_way_is_finished_when_the_agent_is_stopped(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("overheated")
    async with box(tmp_path) as b:
        b.printers[0].apply(control.Hot(after_rows=300))
        b.hub.show(job())
        await eventually_async(lambda: b.printers[0].state()["is_hot"])
        asyncio.get_running_loop().call_later(0.1, b.printers[0].apply, control.Hot(is_on=False))

    assert len(b.trays[0]) == 1
    entry = Journal(tmp_path / "agent.journal")
    try:
        remembered = entry.entry(key_of(job()))
        assert remembered is not None
        assert remembered.stage is Stage.CONFIRMED
    finally:
        entry.close()
