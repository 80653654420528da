"""More lines of the fault table: the mouth of a kiosk, the roll counted in millimetres, printers that are asked what
they are or say nothing back, and papers that two printers could print.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hardware.emulators import control
from hardware.emulators.engine import Nature, Ticket
from hardware.emulators.printer import EmulatedPrinter, EmulatorOptions
from hardware.printer import presenter
from hub.protocol import PrinterHealth
from kiosk.paper import Notice
from tests.conftest import ExpectedLog
from tests.hardware.printing_hall import agent_at, codes, printer_table, printing_hall
from tests.support.eventually import eventually_async
from tests.support.processes import ROOT

CUSTOM = EmulatorOptions(speed_mm_s=0, nature=Nature(maker="CUSTOM", model="KPM210", is_custom=True, has_mouth=True))
KP628E = EmulatorOptions(speed_mm_s=0, nature=Nature(has_mouth=True, tells_by_bit_7=True))
EPSON = EmulatorOptions(speed_mm_s=0, nature=Nature(maker="EPSON", model="TM-T82II"))
NAMELESS = EmulatorOptions(speed_mm_s=0, nature=Nature(maker="", gives_ids=False))
KIOSKS = pytest.mark.parametrize(
    ("profile", "options"), [("custom-kpm-80", CUSTOM), ("kiosk-kp628e", KP628E)], ids=["custom", "kp628e"]
)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog) -> None:
    """Ten seconds of the citizen are one here."""
    monkeypatch.setattr(presenter, "LEFT_AFTER_S", 1.0)
    expected_log.expect("printer-1")


@KIOSKS
async def test_a_ticket_in_the_mouth_is_told_at_the_kiosk_and_the_next_waits_until_it_is_taken(
    tmp_path: Path, profile: str, options: EmulatorOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenter, "LEFT_AFTER_S", 60.0)
    async with printing_hall(tmp_path, profile=profile, options=options) as hall:
        await hall.printed(await hall.take())
        await eventually_async(lambda: hall.view.printer_detail == "ticket_not_taken", "the kiosk says: take it")
        assert hall.view.printer is PrinterHealth.READY
        assert hall.alert() == "", "nothing to call the staff for"

        second = await hall.take()
        await hall.citizen_reads(second, Notice.PRINTING)
        assert len(hall.tray) == 1

        hall.do(control.TakeTicket())
        await hall.printed(second)
        assert hall.whole() == [ticket.qr_url for ticket in reversed(hall.view.tickets)]


@KIOSKS
async def test_a_ticket_nobody_takes_does_not_keep_the_next_citizen_waiting_for_ever(
    tmp_path: Path, profile: str, options: EmulatorOptions
) -> None:
    async with printing_hall(tmp_path, profile=profile, options=options) as hall:
        await hall.printed(await hall.take())
        await hall.printed(await hall.take())

        assert len(hall.tray) == 2


async def test_a_jam_behind_the_mouth_calls_the_staff_and_the_number_is_on_the_screen(tmp_path: Path) -> None:
    async with printing_hall(tmp_path, profile="custom-kpm-80", options=CUSTOM) as hall:
        hall.do(control.MouthJam())
        await hall.staff_see("fault")
        number = await hall.take()
        assert hall.notice(number) is Notice.NOT_PRINTED

        hall.do(control.MouthJam(is_on=False))
        await hall.printed(number)
        await hall.is_well()


async def test_the_roll_is_counted_and_the_staff_are_warned_before_it_ends(tmp_path: Path) -> None:
    """A roll of 5.2 m: after two tickets less than five metres are left."""
    async with printing_hall(tmp_path, more="roll_m = 5.2\n") as hall:
        await hall.printed(await hall.take())
        assert hall.alert() == ""
        await hall.printed(await hall.take())
        await hall.staff_see("near_end")
        await eventually_async(lambda: hall.tickets_left is not None, "how many are left is told")
        left = hall.tickets_left
        assert left is not None
        assert 30 <= left <= 60

        await hall.printed(await hall.take())
        await eventually_async(lambda: hall.tickets_left == left - 1, "counted on")


async def test_a_new_roll_ends_the_warning(tmp_path: Path) -> None:
    async with printing_hall(tmp_path, more="roll_m = 5.2\n") as hall:
        for _ in range(2):
            await hall.printed(await hall.take())
        await hall.staff_see("near_end")

        hall.do(control.PaperOut())
        await hall.staff_see("paper_out")
        hall.do(control.CoverOpen(), control.PaperIn(), control.CoverClose())
        await hall.is_well()


@pytest.mark.parametrize(
    ("options", "needs"), [(EPSON, "process_id"), (NAMELESS, "paper_sensor")], ids=["epson", "nameless"]
)
async def test_a_printer_that_is_asked_what_it_is_prints_like_any_other(
    tmp_path: Path, options: EmulatorOptions, needs: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with printing_hall(tmp_path, profile="auto", options=options) as hall:
        await hall.is_well()

    profile = "epson-tm" if options is EPSON else "generic-80"
    learnt = next(record.getMessage() for record in caplog.records if "calls itself" in record.getMessage())
    assert f"profile {profile}; confirms by {needs}" in learnt


async def test_a_printer_that_cannot_be_asked_prints_and_is_called_unverified(tmp_path: Path) -> None:
    """As behind the spooler of Windows; here a file."""
    file = tmp_path / "tickets.bin"
    async with printing_hall(tmp_path, port=f"file://{file}", profile="file") as hall:
        assert hall.view.printer_detail == "unverified"
        number = await hall.take()
        await hall.citizen_reads(number, Notice.PRINTED)

    assert file.read_bytes().endswith(b"\x1dVB\x00")


@asynccontextmanager
async def another_printer() -> AsyncIterator[tuple[EmulatedPrinter, list[Ticket], str]]:
    tray: list[Ticket] = []
    emulator = EmulatedPrinter(EmulatorOptions(speed_mm_s=0), on_ticket=tray.append, clock=time.monotonic)
    port, _ = await emulator.start("127.0.0.1", 0)
    try:
        yield emulator, tray, f"tcp://127.0.0.1:{port}"
    finally:
        await emulator.stop()


async def test_two_agents_with_one_printer_name_print_each_number_once(tmp_path: Path) -> None:
    """Somebody copied the agent's file to a second box: the hub gives each paper to one of them."""
    async with printing_hall(tmp_path) as hall, another_printer() as (_, other_tray, url):
        async with agent_at(tmp_path / "copy", hall.hub, printer_table("printer-1", url), name="agent-2"):
            for _ in range(5):
                await hall.citizen_reads(await hall.take(), Notice.PRINTED)

        assert len(hall.tray) + len(other_tray) == 5
        assert len({*hall.whole(), *codes(other_tray, hall.width_dots)}) == 5


async def test_a_spare_printer_takes_over_what_was_not_printed_and_nothing_else(tmp_path: Path) -> None:
    branch = tmp_path / "branch.toml"
    sample = (ROOT / "hub/samples/thang_binh/branch.toml").read_text(encoding="utf-8")
    second = '[[kiosks]]\ndevice_id = "kiosk-2"\nname = "Máy lấy số 2"\nprinter_id = "printer-2"\n\n'
    spare = 'printer_id = "printer-1"\nspare_printer_id = "printer-2"\n\n'
    branch.write_text(sample.replace('printer_id = "printer-1"\n', spare + second), encoding="utf-8")
    async with another_printer() as (_, other_tray, url):
        more = printer_table("printer-2", url)
        async with printing_hall(tmp_path, more=more, branch=branch) as hall:
            hall.do(control.PaperOut())
            await hall.staff_see("paper_out")
            number = await hall.take()
            await hall.citizen_reads(number, Notice.PRINTED)
            assert codes(other_tray, hall.width_dots) == [hall.ticket(number).qr_url]

            hall.do(control.PaperIn())
            await hall.is_well()
            assert len(other_tray) == 1
            assert len(hall.tray) == 1
