"""Drills: the hardware agent dies between hub and printer. No second paper by itself, none that nobody knows of.

`tests/hardware/test_agent_killed.py` kills it at more moments, at a hub that plays by the core's table.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub.protocol import PaperState, ReportPaper, Request
from tests.hardware.programs import EmulatorProgram
from tests.support.agreement import every_screen_agrees, on_disk
from tests.support.eventually import eventually
from tests.support.processes import HubProcess
from tests.support.relay import Relay, Said
from tests.support.screens import an_agent
from tests.support.taps import WARM, numbers_taken


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub", environment=WARM) as process:
        yield process.wait_until_open()


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[EmulatorProgram]:
    with EmulatorProgram(tmp_path / "tickets", "--speed", "0") as printer:
        yield printer


def says(state: PaperState) -> Callable[[Said], bool]:
    return lambda said: (
        isinstance(said, Request) and isinstance(said.command, ReportPaper) and said.command.state is state
    )


def papers(hub: HubProcess) -> list[PaperState | None]:
    """Of each ticket."""
    return [ticket.paper.state if ticket.paper else None for ticket in on_disk(hub.data / "layso.db").tickets]


@pytest.mark.parametrize(
    ("said", "papers_out"),
    [
        pytest.param(PaperState.SENDING, 0, id="before the first byte"),
        pytest.param(PaperState.CONFIRMED, 1, id="the paper is out"),
    ],
)
def test_killed_before_the_hub_has_heard_of_it_the_paper_comes_out_once_and_is_confirmed(
    said: PaperState, papers_out: int, hub: HubProcess, printer: EmulatorProgram, tmp_path: Path
) -> None:
    with Relay(hub.port) as cable:
        cable.hold(says(said))
        with an_agent(hub, tmp_path, printer.port, cable.url) as agent:
            assert numbers_taken(hub, "one") == ["A001"]
            cable.wait_for(Request)
            agent.kill()
    printer.wait_for_tickets(papers_out)

    with an_agent(hub, tmp_path, printer.port):
        eventually(lambda: papers(hub) == [PaperState.CONFIRMED], "the paper is confirmed")

    printer.wait_for_tickets(1)
    every_screen_agrees(hub)


def test_killed_in_the_middle_of_a_paper_everybody_is_told_that_nobody_knows_and_the_next_comes_out(
    hub: HubProcess, printer: EmulatorProgram, tmp_path: Path
) -> None:
    printer.do("hot", after_rows=300)
    with an_agent(hub, tmp_path, printer.port) as agent:
        assert numbers_taken(hub, "one") == ["A001"]
        eventually(lambda: printer.do("state")["is_hot"], "the printer stands still in the middle of the paper")
        agent.kill()
    assert papers(hub) == [PaperState.SENDING]
    printer.do("hot", is_on=False)

    with an_agent(hub, tmp_path, printer.port):
        eventually(lambda: papers(hub) == [PaperState.UNKNOWN], "nobody knows")
        every_screen_agrees(hub)
        assert numbers_taken(hub, "two") == ["A002"]
        eventually(lambda: papers(hub) == [PaperState.UNKNOWN, PaperState.CONFIRMED], "the next paper is confirmed")

    every_screen_agrees(hub)
