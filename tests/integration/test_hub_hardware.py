"""Pads, signs, scanners and a second printer at a real hub: what an agent says and what everybody then sees."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.ids import DeviceId, JobId
from hub.protocol import (
    Accepted,
    AlertCode,
    Answer,
    CounterView,
    DeviceHealth,
    DeviceKind,
    DeviceState,
    DisplayView,
    FoundTicket,
    HardwareReport,
    HardwareView,
    KioskView,
    NothingFound,
    OfferedClass,
    PaperState,
    PrinterHealth,
    PrinterReport,
    RefusalCode,
    Refused,
    Role,
    ScanReport,
    Seen,
    SeenCard,
    SeenTicket,
    SeenUnknown,
    Status,
    TicketSlip,
)
from tests.conftest import ExpectedLog
from tests.support.centres import (
    AGENT,
    ANH,
    ELDERLY,
    JUSTICE,
    KIOSK,
    ONE,
    PC_1,
    PRINTER,
    RULED,
    SCREEN_ONLY,
    SPARE,
    TWO_PRINTERS,
    WALL,
)
from tests.support.running_hub import LOCAL_KEY, RunningHub, running_hub
from tests.support.tables import tables_say_what_the_log_says
from tests.support.wire_device import WireDevice, device, devices

ISSUE = commands.IssueTicket(JUSTICE)
BRANCH = replace(RULED, kiosks=TWO_PRINTERS.kiosks)
OTHER_AGENT = DeviceId("agent-2")


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[RunningHub]:
    async with running_hub(tmp_path, branch=BRANCH) as hub:
        yield hub


@pytest.fixture
async def agent(hub: RunningHub) -> AsyncIterator[WireDevice]:
    async with device(hub.url, Role.HARDWARE, AGENT, LOCAL_KEY) as agent:
        yield agent


@pytest.fixture
async def kiosk(hub: RunningHub) -> AsyncIterator[WireDevice]:
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        yield kiosk


def slip(answer: Answer) -> TicketSlip:
    assert isinstance(answer, Accepted)
    assert answer.ticket is not None
    return answer.ticket


def printers(own: PrinterHealth, spare: PrinterHealth = PrinterHealth.READY) -> HardwareReport:
    return HardwareReport((PrinterReport(PRINTER, own), PrinterReport(SPARE, spare)))


# --- pads and signs


async def test_a_pad_calls_and_everybody_sees_it(hub: RunningHub, agent: WireDevice, kiosk: WireDevice) -> None:
    number = slip(await kiosk.ask(ISSUE)).number
    nobody_sits_there = Refused(RefusalCode.NOT_YOUR_COUNTER, {"number": "1"})
    assert await agent.ask(commands.CallNext(ONE)) == nobody_sits_there
    async with (
        device(hub.url, Role.COUNTER, PC_1, LOCAL_KEY) as clerk,
        device(hub.url, Role.DISPLAY, WALL, LOCAL_KEY) as wall,
    ):
        assert await clerk.ask(commands.SitDown(ONE, ANH)) == Accepted()
        await agent.sees(lambda v: isinstance(v, HardwareView) and v.counters[0].waiting == 1)

        assert await agent.ask(commands.CallNext(ONE)) == Accepted()

        await clerk.sees(lambda v: isinstance(v, CounterView) and ticket_at(v) == number)
        await wall.sees(lambda v: isinstance(v, DisplayView) and [call.number for call in v.calls] == [number])
        sign = await agent.sees(lambda v: isinstance(v, HardwareView) and v.counters[0].ticket_number == number)
        assert isinstance(sign, HardwareView)
        assert (sign.counters[0].status, sign.counters[0].waiting) == (Status.CALLED, 0)
        assert not sign.counters[1].is_staffed
    assert hub.store.whole_log()[-1].device_id == AGENT


def ticket_at(view: CounterView) -> str:
    return view.desk.ticket.number if view.desk and view.desk.ticket else ""


async def test_a_device_that_fails_is_told_to_the_staff_and_so_is_an_agent_that_goes(hub: RunningHub) -> None:
    pad = DeviceState("pad-1", DeviceKind.PAD, ONE, DeviceHealth.OFFLINE)
    async with device(hub.url, Role.COUNTER, PC_1, LOCAL_KEY) as clerk:
        async with device(hub.url, Role.HARDWARE, AGENT, LOCAL_KEY) as agent:
            await agent.report(HardwareReport((), (pad,)))
            view = await clerk.sees(lambda v: isinstance(v, CounterView) and AlertCode.DEVICE in codes(v))
            assert isinstance(view, CounterView)
            told = next(alert.params for alert in view.alerts if alert.code is AlertCode.DEVICE)
            assert told == {"kind": "pad", "name": "pad-1", "health": "offline", "counter": "1"}

        await clerk.sees(lambda v: isinstance(v, CounterView) and AlertCode.AGENT_MISSING in codes(v))


def codes(view: CounterView) -> set[AlertCode]:
    return {alert.code for alert in view.alerts}


# --- scanners


async def scan(agent: WireDevice, what: Seen, scan_id: str = "scan-1", kiosk: DeviceId = KIOSK) -> None:
    await agent.report(ScanReport(kiosk, scan_id, what))


async def scanned(kiosk: WireDevice, scan_id: str = "scan-1") -> OfferedClass | FoundTicket | NothingFound:
    view = await kiosk.sees(lambda v: isinstance(v, KioskView) and v.scan is not None and v.scan.scan_id == scan_id)
    assert isinstance(view, KioskView)
    assert view.scan is not None
    return view.scan.found


async def test_the_agent_knows_the_ages_and_a_card_is_offered_until_the_next_number(
    agent: WireDevice, kiosk: WireDevice
) -> None:
    view = await agent.sees(lambda v: isinstance(v, HardwareView))
    assert isinstance(view, HardwareView)
    assert [(age.class_id, age.min_age) for age in view.ages] == [(ELDERLY, 80)]

    await scan(agent, SeenCard(ELDERLY))
    assert await scanned(kiosk) == OfferedClass(ELDERLY)

    assert slip(await kiosk.ask(commands.IssueTicket(JUSTICE, ELDERLY))).mark == "ƯT"
    await kiosk.sees(lambda v: isinstance(v, KioskView) and v.scan is None)


async def test_a_ticket_held_to_the_scanner_tells_how_it_stands(
    hub: RunningHub, agent: WireDevice, kiosk: WireDevice
) -> None:
    slip(await kiosk.ask(ISSUE))
    async with device(hub.url, Role.KIOSK, SCREEN_ONLY, LOCAL_KEY) as other:
        ticket = slip(await other.ask(ISSUE))

        await scan(agent, SeenTicket(ticket.qr_url.rpartition("/")[2]))
        found = await scanned(kiosk)

        assert isinstance(found, FoundTicket)
        assert (found.ticket.number, found.ticket.ahead) == (ticket.number, 1)
        assert isinstance(other.view, KioskView)
        assert other.view.scan is None


async def test_what_is_not_of_today_or_not_readable_is_told_plainly(agent: WireDevice, kiosk: WireDevice) -> None:
    await scan(agent, SeenTicket("of-yesterday"))
    assert await scanned(kiosk) == NothingFound("not_today")
    for place, why in enumerate(("vneid", "slip", "unreadable")):
        await scan(agent, SeenUnknown(why), f"scan-{why}-{place}")
        assert await scanned(kiosk, f"scan-{why}-{place}") == NothingFound(why)


async def test_of_a_scan_nothing_is_stored_and_nothing_logged(
    hub: RunningHub, agent: WireDevice, kiosk: WireDevice, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    before = hub.store.whole_log()

    async with device(hub.url, Role.KIOSK, SCREEN_ONLY, LOCAL_KEY):
        await scan(agent, SeenTicket("a-very-secret-token"))
        await scanned(kiosk)
        await scan(agent, SeenCard(ELDERLY), "scan-2")
        await scanned(kiosk, "scan-2")

    assert hub.store.whole_log() == before
    # The libraries show frames at a level no program of ours ever lets them (`hub.client.program`).
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("hub.")]
    assert "[kiosk-2] is here (kiosk)" in ours
    assert not [line for line in ours if "secret" in line or "scan-2" in line or ELDERLY in line]
    assert not files_with(tmp_path, b"a-very-secret-token")


def files_with(folder: Path, secret: bytes) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and secret in file.read_bytes()]


async def test_only_an_agent_makes_scans(hub: RunningHub, kiosk: WireDevice, expected_log: ExpectedLog) -> None:
    expected_log.expect("sent what is no message: this role makes no such report")

    await scan(kiosk, SeenCard(ELDERLY))

    await kiosk.ended()
    assert not hub.hall.presence.scans


# --- two printers


async def job_of(agent: WireDevice, printer: str) -> JobId:
    view = await agent.sees(
        lambda v: isinstance(v, HardwareView) and any(job.printer_id == printer for job in v.jobs),
        f"a job of {printer}",
    )
    assert isinstance(view, HardwareView)
    return next(job.job_id for job in view.jobs if job.printer_id == printer)


async def test_the_paper_comes_out_at_the_other_machine_and_only_there(agent: WireDevice, kiosk: WireDevice) -> None:
    await agent.report(printers(PrinterHealth.READY))
    number = slip(await kiosk.ask(ISSUE)).number
    job = await job_of(agent, PRINTER)
    for word in (PaperState.SENDING, PaperState.FAILED):
        assert await agent.ask(commands.ReportPaper(job, word, "paper_out", PRINTER)) == Accepted()

    await agent.report(printers(PrinterHealth.PAPER_OUT))

    assert await job_of(agent, SPARE) == job
    late = await agent.ask(commands.ReportPaper(job, PaperState.SENDING, "", PRINTER))
    assert late == Refused(RefusalCode.PAPER_NOT_ALLOWED, {"state": "issued"})
    for word in (PaperState.SENDING, PaperState.CONFIRMED):
        assert await agent.ask(commands.ReportPaper(job, word, "", SPARE)) == Accepted()
    view = await kiosk.sees(lambda v: isinstance(v, KioskView) and v.tickets[0].paper is PaperState.CONFIRMED)
    assert isinstance(view, KioskView)
    assert (view.tickets[0].number, view.tickets[0].paper_at, view.paper_at) == (number, "Cửa phụ", "Cửa phụ")


async def test_what_may_have_been_printed_is_never_moved_and_a_copy_goes_to_the_spare(
    agent: WireDevice, kiosk: WireDevice
) -> None:
    await agent.report(printers(PrinterHealth.READY))
    ticket = slip(await kiosk.ask(ISSUE))
    job = await job_of(agent, PRINTER)
    for word in (PaperState.SENDING, PaperState.UNKNOWN):
        await agent.ask(commands.ReportPaper(job, word, "", PRINTER))
    await agent.report(printers(PrinterHealth.OFFLINE))
    await kiosk.sees(lambda v: isinstance(v, KioskView) and v.paper_at == "Cửa phụ")

    assert await kiosk.ask(commands.ReprintTicket(ticket.ticket_id)) == Accepted()

    copy = await job_of(agent, SPARE)
    assert copy == f"{ticket.ticket_id}.p2"


async def test_two_agents_that_both_mean_to_print_a_paper_make_one(hub: RunningHub, kiosk: WireDevice) -> None:
    """A box was replaced and the old one still runs."""
    async with devices(hub.url, Role.HARDWARE, [AGENT, OTHER_AGENT], LOCAL_KEY) as agents:
        await kiosk.ask(ISSUE)
        job = await job_of(agents[0], PRINTER)
        sending = commands.ReportPaper(job, PaperState.SENDING, "", PRINTER)

        first, second = await agents[0].ask(sending), await agents[1].ask(sending)

        assert first == Accepted()
        assert second == Refused(RefusalCode.PAPER_NOT_ALLOWED, {"state": "sending"})
        assert await agents[0].ask(sending) == Accepted()


async def test_a_moved_paper_survives_a_restart_of_the_hub(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path, branch=BRANCH) as hub,
        device(hub.url, Role.HARDWARE, AGENT, LOCAL_KEY) as agent,
        device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk,
    ):
        await agent.report(printers(PrinterHealth.READY))
        await kiosk.ask(ISSUE)
        job = await job_of(agent, PRINTER)
        for word in (PaperState.SENDING, PaperState.FAILED):
            await agent.ask(commands.ReportPaper(job, word, "offline", PRINTER))
        await agent.report(printers(PrinterHealth.OFFLINE))
        assert await job_of(agent, SPARE) == job
        tables_say_what_the_log_says(tmp_path / "layso.db", hub.store.whole_log())

    async with running_hub(tmp_path, branch=BRANCH) as hub, device(hub.url, Role.HARDWARE, AGENT, LOCAL_KEY) as agent:
        assert await job_of(agent, SPARE) == job
