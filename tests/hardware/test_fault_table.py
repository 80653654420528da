"""The fault table of an unattended kiosk, line by line: the real hub, the real agent, an emulated printer.

Each ends with what the citizen reads at the kiosk and the staff at the counters; and with the proof that it is over,
which is a perfect ticket for the next citizen.
"""

from pathlib import Path

import pytest

from hardware.emulators import control
from hub.protocol import Accepted
from kiosk.paper import Notice
from tests.conftest import ExpectedLog
from tests.hardware.printing_hall import PrintingHall, printing_hall


@pytest.fixture(autouse=True)
def _told_in_the_log(expected_log: ExpectedLog) -> None:
    """Every fault is worth a warning in the agent's log."""
    expected_log.expect("printer-1")


async def broken_off(hall: PrintingHall, fault: control.Fault) -> str:
    """A ticket on its way meets the fault; the citizen is asked, for nobody else can know."""
    hall.do(fault)
    number = await hall.take()
    await hall.citizen_reads(number, Notice.ASKING)
    return number


async def reprinted(hall: PrintingHall, number: str) -> None:
    """The citizen has none, asks for a copy, and gets the same number."""
    assert isinstance(await hall.reprint(number), Accepted)
    await hall.printed(number)


async def test_near_end_is_an_early_word_to_the_staff_and_the_citizen_gets_a_ticket(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        hall.do(control.NearEnd())
        await hall.staff_see("near_end")

        await hall.printed(await hall.take())
        assert hall.alert() == "near_end"

        hall.do(control.NearEnd(is_on=False))
        await hall.is_well()


async def test_paper_end_is_known_before_the_citizen_taps_and_the_number_is_on_the_screen(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        hall.do(control.PaperOut())
        await hall.staff_see("paper_out")
        assert hall.printer_line == "Máy in hết giấy"

        number = await hall.take()
        assert hall.notice(number) is Notice.NOT_PRINTED
        assert hall.tray == []

        hall.do(control.PaperIn())
        await hall.printed(number)
        assert hall.whole() == [hall.ticket(number).qr_url], "nothing of it was printed before: one paper, no copy"
        await hall.is_well()


@pytest.mark.parametrize("profile", ["generic-80", "epson-tm"])
@pytest.mark.parametrize("after_rows", [1, 300, 700])
async def test_paper_end_in_mid_ticket_asks_the_citizen_and_the_copy_keeps_the_number(
    tmp_path: Path, profile: str, after_rows: int
) -> None:
    async with printing_hall(tmp_path, profile=profile) as hall:
        number = await broken_off(hall, control.PaperOut(after_rows=after_rows))
        await hall.staff_see("paper_out")

        hall.do(control.PaperIn())
        await hall.staff_see("")
        await reprinted(hall, number)
        await hall.is_well()


async def test_an_open_cover_is_seen_at_once_and_the_number_is_on_the_screen(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        hall.do(control.CoverOpen())
        await hall.staff_see("cover_open")
        assert hall.printer_line == "Nắp máy in đang mở"
        number = await hall.take()
        assert hall.notice(number) is Notice.NOT_PRINTED

        hall.do(control.CoverClose())
        await hall.printed(number)
        await hall.is_well()


async def test_a_cover_opened_in_mid_ticket_leaves_the_question_to_the_citizen(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        number = await broken_off(hall, control.CoverOpen(after_rows=300))
        await hall.staff_see("cover_open")

        hall.do(control.CoverClose())
        await hall.staff_see("")
        await reprinted(hall, number)


async def test_a_cutter_jam_is_a_fault_until_the_paper_is_pulled_out_and_the_printer_recovers_by_itself(
    tmp_path: Path,
) -> None:
    async with printing_hall(tmp_path) as hall:
        number = await broken_off(hall, control.CutterJam())
        await hall.staff_see("fault")

        hall.do(control.CutterFree())
        await hall.staff_see("")
        await reprinted(hall, number)
        await hall.is_well()


async def test_a_hot_head_only_makes_the_citizen_wait_and_prints_no_second_ticket(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        hall.do(control.Hot(after_rows=300))
        number = await hall.take()
        await hall.staff_see("fault")
        assert hall.notice(number) is Notice.PRINTING

        hall.do(control.Hot(is_on=False))
        await hall.printed(number)
        assert len(hall.tray) == 1
        await hall.is_well()


async def test_an_unrecoverable_error_stays_a_fault_and_numbers_go_on(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        hall.do(control.Broken())
        await hall.staff_see("fault")

        numbers = [await hall.take(), await hall.take()]
        assert numbers == ["A001", "A002"], "no number is skipped, whatever the printer does"
        assert [hall.notice(number) for number in numbers] == [Notice.NOT_PRINTED] * 2
        assert hall.printer_line == "Máy in đang bị lỗi"
        assert hall.tray == []


@pytest.mark.parametrize("after_bytes", [300, 5_000, 14_000])
async def test_power_lost_in_mid_ticket_spoils_that_ticket_and_not_the_next(tmp_path: Path, after_bytes: int) -> None:
    async with printing_hall(tmp_path) as hall:
        number = await broken_off(hall, control.PowerOff(after_bytes=after_bytes))
        await hall.staff_see("offline")

        hall.do(control.PowerOn())
        await hall.staff_see("")
        await reprinted(hall, number)
        await hall.is_well()


async def test_a_printer_switched_off_is_told_and_prints_what_waited_when_it_is_back(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        hall.do(control.PowerOff())
        await hall.staff_see("offline")
        number = await hall.take()
        assert hall.notice(number) is Notice.NOT_PRINTED
        assert hall.printer_line == "Chưa kết nối được với máy in"

        hall.do(control.PowerOn())
        await hall.printed(number)
        await hall.is_well()


async def test_a_plug_that_comes_out_and_goes_in_again_costs_at_most_the_ticket_on_its_way(tmp_path: Path) -> None:
    """As USB does when it is numbered anew: the port breaks and is opened again by itself."""
    async with printing_hall(tmp_path) as hall:
        number = await broken_off(hall, control.Drop(after_bytes=6_000))

        await hall.staff_see("")
        await reprinted(hall, number)
        await hall.is_well()


async def test_a_printer_that_falls_silent_is_offline_and_its_ticket_a_question(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        number = await broken_off(hall, control.Silent(after_rows=300))
        await hall.staff_see("offline")

        hall.do(control.Silent(is_on=False))
        await hall.staff_see("")
        await reprinted(hall, number)


async def test_a_printer_that_reads_no_more_leaves_the_question_to_the_citizen(tmp_path: Path) -> None:
    async with printing_hall(tmp_path) as hall:
        await broken_off(hall, control.Deaf(after_bytes=6_000))

        hall.do(control.Deaf(is_on=False))
        await hall.is_well()


async def test_a_printer_that_answers_late_is_slow_and_not_dead(tmp_path: Path) -> None:
    """As behind a print server: half a second for every answer."""
    async with printing_hall(tmp_path) as hall:
        hall.do(control.Delay(answers_s=0.5))
        for _ in range(2):
            await hall.printed(await hall.take())

        assert hall.alert() == ""
        assert len(hall.tray) == 2
