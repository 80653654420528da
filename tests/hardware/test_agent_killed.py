"""The agent is killed with -9 at each moment of a ticket and started again: never two papers, never a silent loss.

Real programs: the agent and the emulated printer each in a process; the hub plays by the core's own table.
"""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp

from hardware.faults import POINTS
from hardware.samples import SAMPLE_PAPER
from hub.protocol import PaperState
from tests.hardware.centre import Centre
from tests.hardware.programs import EmulatorProgram, agent_program
from tests.support.eventually import eventually


@pytest.fixture
def centre() -> Iterator[Centre]:
    with Centre() as centre:
        yield centre


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[EmulatorProgram]:
    with EmulatorProgram(tmp_path / "tickets", "--speed", "0") as printer:
        yield printer


def whole(printer: EmulatorProgram) -> list[str]:
    """What can be read off each ticket in the tray: its code, or "torn"."""
    found = [zxingcpp.read_barcodes(printer.picture(place).convert("L")) for place in range(len(printer.tickets))]
    return ["whole" if [code.text for code in codes] == [SAMPLE_PAPER.qr_url] else "torn" for codes in found]


MOMENTS = {
    "after_claim": (1, "confirmed"),
    "after_sending_accepted": (1, "confirmed"),
    "before_started": (1, "confirmed"),
    "after_started": (0, "unknown"),
    "before_end_noted": (1, "unknown"),
    "after_end_noted": (1, "confirmed"),
    "after_end_told": (1, "confirmed"),
    "mid_line:1": (1, "confirmed"),
    "mid_line:2": (1, "confirmed"),
    "mid_line:3": (1, "unknown"),
}
"""Where the agent dies: how many papers there are when it is back, and what the hub knows. `mid_line` cuts the line of
the claim, of the start and of the end."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_there_is_one_paper_or_a_question_and_never_two_without_a_mark(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram, moment: str
) -> None:
    papers, ends = MOMENTS[moment]
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port, dies_at=moment) as agent:
        centre.want("A001")
        eventually(lambda: agent.process.poll() is not None, "the agent dies there")
        assert agent.process.returncode == -signal.SIGKILL

    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        centre.wait_for(ends)
        # The printer says that it is done before the emulator has told us of the ticket.
        eventually(lambda: whole(printer).count("whole") == papers, f"{papers} whole papers")

        # Whoever is asked and has none gets a copy, which says so; and life goes on.
        centre.want("A001", copy=2)
        centre.want("A002")
        centre.wait_for(ends, "confirmed", "confirmed")
        eventually(lambda: whole(printer).count("whole") == papers + 2, "the copy and the next number are paper")
    assert printer.picture(-2).height > printer.picture(-1).height, "the copy has a line more: IN LẠI"


def test_every_moment_at_which_an_agent_can_be_told_to_die_is_tried() -> None:
    assert {moment.partition(":")[0] for moment in MOMENTS} == set(POINTS)


def test_killed_before_the_hub_has_acknowledged_sending_it_is_printed_once(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram
) -> None:
    centre.stays_silent_on = {PaperState.SENDING}
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port) as agent:
        centre.want("A001")
        eventually(lambda: centre.hub.requests, "the agent says sending")
        agent.kill()
    assert printer.tickets == []
    centre.stays_silent_on = set()

    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        centre.wait_for("confirmed")
    printer.wait_for_tickets(1)
    assert whole(printer) == ["whole"]


def test_killed_after_sending_was_acknowledged_but_before_the_first_byte_it_is_printed_once(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram
) -> None:
    """The printer falls silent, so the check before the first byte still waits when the agent dies."""
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port) as agent:
        eventually(lambda: centre.healths[-1:] == ["ready"])
        printer.do("delay", answers_s=60)
        centre.want("A001")
        centre.wait_for("sending")
        agent.kill()
    printer.do("delay", answers_s=0)
    assert printer.tickets == []

    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        centre.wait_for("confirmed")
    printer.wait_for_tickets(1)
    assert whole(printer) == ["whole"]


@pytest.mark.parametrize("after_rows", [1, 300, 900])
def test_killed_in_mid_ticket_it_is_unknown_and_never_printed_again_by_machine(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram, after_rows: int
) -> None:
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port) as agent:
        eventually(lambda: centre.healths[-1:] == ["ready"])
        printer.do("silent", after_rows=after_rows)
        centre.want("A001")
        eventually(lambda: printer.do("state")["rows"] >= after_rows, "rows are printed")
        agent.kill()
    printer.do("silent", is_on=False)

    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        centre.wait_for("unknown")
        assert centre.history[-1][2] == "agent_restarted"
        centre.want("A002")
        centre.wait_for("unknown", "confirmed")
    eventually(lambda: whole(printer)[-1:] == ["whole"], "the next number is paper")
    assert whole(printer).count("whole") <= 2
    assert whole(printer)[-1] == "whole"


def test_killed_when_the_paper_is_out_but_the_hub_was_not_told_it_is_confirmed_and_not_printed_again(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram
) -> None:
    centre.stays_silent_on = {PaperState.CONFIRMED}
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port) as agent:
        centre.want("A001")
        eventually(lambda: "confirmed" in [request.command.state for request in centre.hub.requests])  # type: ignore[union-attr]
        agent.kill()
    assert centre.states() == ["sending"]
    centre.stays_silent_on = set()

    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        centre.wait_for("confirmed")
    printer.wait_for_tickets(1)
    assert whole(printer) == ["whole"]


def test_killed_while_the_roll_is_empty_it_is_printed_once_when_there_is_paper(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram
) -> None:
    printer.do("paper_out")
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port) as agent:
        centre.want("A001")
        centre.wait_for("failed")
        agent.kill()

    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        eventually(lambda: centre.healths[-1:] == ["paper_out"])
        assert centre.states() == ["failed"]
        printer.do("paper_in")
        centre.wait_for("confirmed")
    assert centre.told() == ["failed", "sending", "confirmed"]
    printer.wait_for_tickets(1)
    assert whole(printer) == ["whole"]


def test_the_hub_dies_in_mid_ticket_and_hears_the_truth_when_it_is_back(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram
) -> None:
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        eventually(lambda: centre.healths[-1:] == ["ready"])
        printer.do("hot", after_rows=300)
        centre.want("A001")
        eventually(lambda: printer.do("state")["is_hot"], "printing has begun")
        centre.hub.kill()
        printer.do("hot", is_on=False)
        printer.wait_for_tickets(1)
        centre.hub.start()
        centre.wait_for("confirmed")

    printer.wait_for_tickets(1)
    assert whole(printer) == ["whole"]


def test_a_reprint_says_so_on_the_paper(tmp_path: Path, centre: Centre, printer: EmulatorProgram) -> None:
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        centre.want("A001")
        centre.wait_for("confirmed")
        centre.want("A001", copy=2)
        centre.wait_for("confirmed", "confirmed")
        printer.wait_for_tickets(2)

    first, second = printer.picture(0), printer.picture(1)
    assert second.height > first.height
    assert first.tobytes() != second.tobytes()


def test_ctrl_c_ends_the_agent_and_the_printer_in_good_order(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram
) -> None:
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port) as agent:
        eventually(lambda: centre.healths[-1:] == ["ready"])

        assert agent.stop() == 0
        assert "Traceback" not in agent.output()
    assert printer.stop() == 0


def test_a_second_agent_of_the_same_name_is_refused_in_one_line(
    tmp_path: Path, centre: Centre, printer: EmulatorProgram
) -> None:
    with agent_program(tmp_path / "agent", centre.hub.url, printer.port):
        eventually(lambda: centre.healths[-1:] == ["ready"])
        with agent_program(tmp_path / "agent", centre.hub.url, printer.port) as second:
            assert second.process.wait(15) == 2
            assert "another hardware agent of this name is running" in second.output()
            assert "Traceback" not in second.output().rpartition("another hardware agent")[2]
