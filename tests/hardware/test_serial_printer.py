"""A ticket printer at the end of a serial line: a real pseudo-terminal at the pace of its baud, the real port and the
real driver in its thread."""

import asyncio
import os
import time
from pathlib import Path
from typing import get_args

import pytest
import zxingcpp
from click.testing import CliRunner

from hardware.cli import main
from hardware.emulators import control
from hardware.emulators.engine import Nature
from hardware.emulators.line import PtyLine
from hardware.emulators.printer import BUSY_LEFT_BYTES, EmulatedPrinter, EmulatorOptions
from hardware.ports import parse_port, port_opener
from hardware.printer.job import Outcome
from hardware.printer.settings import fitted
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLE_PAPER
from tests.conftest import ExpectedLog
from tests.hardware.centre import Centre
from tests.hardware.contracts.peers import is_gone
from tests.hardware.programs import EmulatorProgram, box_program
from tests.hardware.stand import GENERIC, Stand, paper, running
from tests.support.eventually import eventually, eventually_async

BYTES_PER_S = 11_520.0
CONFIRMED = (Outcome.CONFIRMED, "paper_sensor")


class SerialStand(Stand):
    """At 115200 baud, with a small buffer as such printers have."""

    def __init__(self, folder: Path) -> None:
        self._link = folder / "printer"
        self.url = f"serial://{self._link}?baud=115200&flow=rtscts"
        profile = fitted(GENERIC, parse_port(self.url))
        super().__init__(profile, EmulatorOptions(speed_mm_s=0.0, buffer_bytes=4096, bytes_per_s=BYTES_PER_S))
        self.url = f"serial://{self._link}?baud=115200&flow=rtscts"

    async def plug_in(self) -> None:
        url = await self.emulator.start_at(
            lambda hear: PtyLine(self._link, hear, clock=time.monotonic, bytes_per_s=BYTES_PER_S)
        )
        assert url == self.url


async def test_a_ticket_takes_the_time_of_its_bytes_and_comes_out_dot_by_dot(tmp_path: Path) -> None:
    async with running(SerialStand(tmp_path)) as s:
        size = len(make_ticket(s.profile, paper("A025")).data)
        began = time.monotonic()

        assert await s.printed() == CONFIRMED

        assert time.monotonic() - began >= size / BYTES_PER_S * 0.9
        assert s.picture().tobytes() == s.ours().tobytes()


async def test_an_adapter_pulled_in_mid_ticket_is_found_again_and_the_next_ticket_is_whole(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("unavailable")
    async with running(SerialStand(tmp_path)) as s:
        s.do(control.Unplug(after_bytes=5_000))
        assert await s.printed() == (Outcome.UNKNOWN, "disconnected")
        await s.until("offline unreachable")

        s.do(control.PlugIn())
        await s.until("ready")

        assert await s.printed("A026") == CONFIRMED
        assert s.picture().tobytes() == s.ours("A026").tobytes()


async def test_without_power_in_mid_ticket_the_line_stands_still_and_the_next_ticket_is_whole(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    # The line cannot tell a printer without power from one that is busy for long.
    expected_log.expect("unavailable: the device does not react")
    expected_log.expect("unknown command")
    async with running(SerialStand(tmp_path)) as s:
        s.do(control.PowerOff(after_bytes=5_000))
        assert (await s.printed())[0] is Outcome.UNKNOWN
        await s.until("offline silent")

        s.do(control.PowerOn())
        await s.until("ready")
        await s.until_true(lambda: s.tickets, "the torn piece is cut off")

        assert await s.printed("A026") == CONFIRMED
        assert s.picture().tobytes() == s.ours("A026").tobytes()


async def test_answers_lost_on_the_line_are_asked_for_again(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable: the device does not react")
    async with running(SerialStand(tmp_path)) as s:
        s.do(control.LoseAnswers(times=2), control.HalfAnswers(times=2))
        await s.until("offline silent")
        await s.until("ready")

        assert await s.printed() == CONFIRMED


async def test_a_ticket_of_which_bytes_were_lost_is_not_the_last_that_is_whole(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("unknown command")
    expected_log.expect("unavailable")
    async with running(SerialStand(tmp_path)) as s:
        s.do(control.LoseReceived(count=50, after_bytes=7_000))
        await s.printed()
        await s.until("ready")

        await s.printed("A026")
        assert await s.printed("A027") == CONFIRMED
        assert s.picture().tobytes() == s.ours("A027").tobytes()


@pytest.mark.parametrize("buffer_bytes", [256, 1024])
async def test_a_printer_that_stands_still_is_busy_when_128_bytes_of_its_buffer_are_left(
    buffer_bytes: int, tmp_path: Path
) -> None:
    options = EmulatorOptions(buffer_bytes=buffer_bytes, bytes_per_s=5_000.0, speed_mm_s=0.0)
    printer = EmulatedPrinter(options, on_ticket=lambda _: None, clock=time.monotonic)
    link = tmp_path / "printer"
    await printer.start_at(lambda hear: PtyLine(link, hear, clock=time.monotonic, bytes_per_s=5_000.0))
    printer.apply(control.PaperOut())
    end = os.open(link, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

    # A question it cannot answer now, and then more than it can hold.
    os.write(end, b"\x1dr\x01" + bytes(3000))
    in_hand, slice_, held = 512, 100, buffer_bytes - BUSY_LEFT_BYTES
    await eventually_async(lambda: printer.state()["received"] >= held)
    for _ in range(50):
        await asyncio.sleep(0.01)

    assert held <= printer.state()["received"] <= in_hand + held + slice_
    os.close(end)
    await printer.stop()


async def test_a_ticket_waits_in_the_mouth_until_the_citizen_takes_it_or_leaves_it(tmp_path: Path) -> None:
    options = EmulatorOptions(speed_mm_s=0.0, nature=Nature(has_mouth=True), taken_after_s=0.0)
    tickets: list[object] = []
    printer = EmulatedPrinter(options, on_ticket=tickets.append, clock=time.monotonic)
    port, _ = await printer.start("127.0.0.1", 0)
    _, writer = await asyncio.open_connection("127.0.0.1", port)

    writer.write(b"\x1b@A\n\x1dVB\0")
    await eventually_async(lambda: tickets and not printer.state()["is_ticket_held"])

    printer.apply(control.NotTaken())
    writer.write(b"\x1b@A\n\x1dVB\0")
    await eventually_async(lambda: len(tickets) == 2)
    await asyncio.sleep(0)
    assert printer.state()["is_ticket_held"]
    printer.apply(control.TakeTicket())
    assert not printer.state()["is_ticket_held"]
    writer.close()
    await printer.stop()


def test_the_program_prints_what_comes_over_its_pseudo_terminal_and_vanishes_when_told(tmp_path: Path) -> None:
    link = tmp_path / "printer"
    with EmulatorProgram(tmp_path / "tickets", "--baud", "115200", pty=link) as printer:
        port = port_opener(printer.url)()
        port.exchange(b"\x1b@LAYSO\n\x1dVB\0", 1.0)
        printer.wait_for_tickets(1)

        assert printer.do("unplug")["connected"] is False
        assert not link.exists()
        eventually(lambda: is_gone(port))
        port.close()
        assert printer.do("plug_in")["connected"] is True
        port_opener(printer.url)().close()

        assert printer.do("half_answers", times=-1)["ok"] is False


def test_the_help_lists_every_fault() -> None:
    shown = CliRunner().invoke(main, ["emulate-printer", "--help"]).output

    for fault in get_args(control.Fault):
        assert f'"{fault.__struct_config__.tag}"' in shown


@pytest.mark.parametrize("profile", ["generic-80", "auto"])
def test_agent_line_and_printer_are_programs_and_the_ticket_is_paper_after_the_adapter_was_pulled(
    profile: str, tmp_path: Path
) -> None:
    with (
        Centre() as centre,
        EmulatorProgram(tmp_path / "t", "--speed", "0", "--buffer", "4096", pty=tmp_path / "lp") as printer,
    ):
        table = f'[[printer]]\nid = "printer-1"\nport = "{printer.url}"\nprofile = "{profile}"\n'
        with box_program(tmp_path / "agent", centre.hub.url, table):
            centre.want("A001")
            centre.wait_for("confirmed")

            printer.do("unplug")
            eventually(lambda: centre.healths and centre.healths[-1] == "offline")
            printer.do("plug_in")
            eventually(lambda: centre.healths[-1] == "ready")
            centre.want("A002")
            centre.wait_for("confirmed", "confirmed")

        printer.wait_for_tickets(2)
        codes = [zxingcpp.read_barcodes(printer.picture(place).convert("L")) for place in (0, 1)]
    assert [[code.text for code in each] for each in codes] == [[SAMPLE_PAPER.qr_url]] * 2
