"""Every fault a kiosk's printer has (hardware.md, section 6), over a real connection: what the driver says of the
ticket, what lies in the tray, and that the next citizen's ticket is whole.
"""

import pytest

from hardware.emulators import control
from hardware.printer.job import Outcome
from tests.conftest import ExpectedLog
from tests.hardware.stand import EPSON, GENERIC, Stand, stand

CONFIRMED, FAILED, UNKNOWN = Outcome.CONFIRMED, Outcome.FAILED, Outcome.UNKNOWN


async def assert_next_ticket_is_whole(s: Stand, number: str = "B777") -> None:
    """Whatever happened before, this one is alone on its paper and perfect."""
    before = len(s.tickets)
    assert (await s.printed(number))[0] is CONFIRMED
    assert s.tickets[-1].unknown == ()
    assert len(s.tickets) == before + 1
    assert s.picture().tobytes() == s.ours(number).tobytes()


@pytest.mark.parametrize("profile", [GENERIC, EPSON], ids=lambda profile: profile.name)
async def test_a_ticket_is_printed_and_confirmed(profile: object) -> None:
    async with stand(EPSON if profile is EPSON else GENERIC) as s:
        assert await s.printed() == (CONFIRMED, "process_id" if profile is EPSON else "paper_sensor")
        assert s.picture().tobytes() == s.ours().tobytes()
        assert s.tickets[0].unknown == ()


async def test_the_confirmation_waits_for_the_paper_and_not_for_the_bytes() -> None:
    async with stand(speed_mm_s=300.0) as s:
        key = await s.print()
        assert await s.outcome(key) == (CONFIRMED, "paper_sensor")
        assert len(s.tickets) == 1


async def test_near_end_is_told_and_printing_goes_on() -> None:
    async with stand() as s:
        s.do(control.NearEnd())
        await s.until("near_end")

        assert (await s.printed())[0] is CONFIRMED


async def test_paper_out_while_idle_is_known_before_the_next_citizen_and_nothing_is_sent() -> None:
    async with stand() as s:
        s.do(control.PaperOut())
        await s.until("paper_out paper_out")

        assert await s.printed() == (FAILED, "paper_out")
        assert s.tickets == []
        s.do(control.PaperIn())
        await s.until("ready")
        await assert_next_ticket_is_whole(s)


@pytest.mark.parametrize("after_rows", [1, 200, 700])
async def test_paper_out_in_mid_ticket_is_unknown_and_the_next_ticket_is_whole(after_rows: int) -> None:
    async with stand() as s:
        s.do(control.PaperOut(after_rows=after_rows))
        assert await s.printed() == (UNKNOWN, "paper_out")

        s.do(control.PaperIn())
        await s.until("ready")
        await s.until_true(lambda: s.tickets, "the broken ticket is cut off")
        await assert_next_ticket_is_whole(s)


async def test_a_cover_opened_in_mid_ticket_is_unknown_and_the_next_ticket_is_whole() -> None:
    async with stand() as s:
        s.do(control.CoverOpen(after_rows=300))
        assert await s.printed() == (UNKNOWN, "cover_open")
        await s.until("cover_open cover_open")

        s.do(control.CoverClose())
        await s.until("ready")
        await s.until_true(lambda: s.tickets)
        await assert_next_ticket_is_whole(s)


async def test_a_cutter_jam_is_unknown_and_clears_when_somebody_has_pulled_the_paper_out() -> None:
    async with stand() as s:
        s.do(control.CutterJam())
        assert await s.printed() == (UNKNOWN, "cutter")
        await s.until("fault cutter")

        s.do(control.CutterFree())
        await s.until("ready")
        await s.until_true(lambda: s.tickets, "the uncut ticket is cut off")
        await assert_next_ticket_is_whole(s)


async def test_a_hot_head_makes_the_ticket_wait_and_it_is_not_sent_again() -> None:
    async with stand() as s:
        s.do(control.Hot(after_rows=300))
        key = await s.print()
        await s.until("fault overheated")
        s.do(control.Hot(is_on=False))

        assert await s.outcome(key) == (CONFIRMED, "paper_sensor")
        assert len(s.tickets) == 1
        assert s.picture().tobytes() == s.ours().tobytes()


async def test_an_unrecoverable_error_fails_before_the_first_byte() -> None:
    async with stand() as s:
        s.do(control.Broken())
        await s.until("fault unrecoverable")

        assert await s.printed() == (FAILED, "unrecoverable")


@pytest.mark.parametrize("after_bytes", [100, 5_000, 12_000, 15_000])
async def test_power_lost_in_mid_ticket_is_unknown_and_the_next_ticket_is_whole(
    after_bytes: int, expected_log: ExpectedLog
) -> None:
    expected_log.expect("unavailable")
    async with stand() as s:
        s.do(control.PowerOff(after_bytes=after_bytes))
        assert await s.printed() == (UNKNOWN, "disconnected")
        await s.until("offline unreachable")

        s.do(control.PowerOn())
        await s.until("ready")
        await s.until_true(lambda: s.tickets, "the torn piece is cut off")
        await assert_next_ticket_is_whole(s)


@pytest.mark.parametrize("after_bytes", [100, 5_000, 12_000, 15_000])
async def test_a_cable_pulled_in_mid_picture_does_not_let_the_printer_swallow_the_next_ticket(
    after_bytes: int, expected_log: ExpectedLog
) -> None:
    expected_log.expect("unavailable")
    async with stand() as s:
        s.do(control.Drop(after_bytes=after_bytes))
        assert await s.printed() == (UNKNOWN, "disconnected")
        await s.until_true(lambda: s.tickets, "the torn piece is cut off")

        await assert_next_ticket_is_whole(s)


async def test_a_cable_pulled_while_idle_is_not_worth_a_word(expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable")
    async with stand() as s:
        s.do(control.Drop())

        await assert_next_ticket_is_whole(s)
        assert s.health == "ready"


async def test_a_silent_printer_is_offline_and_comes_back_by_itself(expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable: the device does not react")
    async with stand() as s:
        s.do(control.Silent())
        await s.until("offline silent")
        assert (await s.printed())[0] is FAILED

        s.do(control.Silent(is_on=False))
        await s.until("ready")
        await assert_next_ticket_is_whole(s)


async def test_a_printer_that_falls_silent_in_mid_ticket_leaves_it_unknown(expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable")
    async with stand() as s:
        s.do(control.Silent(after_rows=300))

        assert await s.printed() == (UNKNOWN, "confirm_timeout")
        assert len(s.tickets) == 1


async def test_a_printer_that_reads_no_more_leaves_the_ticket_unknown(expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable")
    async with stand(buffer_bytes=4096) as s:
        s.do(control.Deaf(after_bytes=6_000))
        outcome, detail = await s.printed()

        assert outcome is UNKNOWN
        assert detail in {"stalled", "confirm_timeout"}


async def test_answers_that_come_late_or_in_single_bytes_are_understood() -> None:
    async with stand(EPSON) as s:
        s.do(control.OneByOne(), control.Delay(answers_s=0.05))

        assert await s.printed() == (CONFIRMED, "process_id")


@pytest.mark.parametrize("noise", ["12", "00", "10000000", "372239393939", "ff"])
async def test_what_nobody_asked_for_confirms_nothing(noise: str) -> None:
    async with stand() as s:
        s.do(control.PaperOut())
        await s.until("paper_out paper_out")
        s.do(control.Noise(hex=noise), control.Noise(hex=noise))

        assert await s.printed() == (FAILED, "paper_out")


async def test_a_small_buffer_only_makes_it_slower() -> None:
    async with stand(buffer_bytes=256) as s:
        await assert_next_ticket_is_whole(s)


async def test_ten_tickets_in_a_row_are_ten_papers_in_their_order() -> None:
    async with stand(EPSON) as s:
        for number in range(10):
            await assert_next_ticket_is_whole(s, f"A{number:03}")
