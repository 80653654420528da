"""Drills: the kiosk dies at each step between a finger and a paper. No number is lost, given twice or hidden."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.protocol import PaperState, Reply, Request
from tests.hardware.programs import EmulatorProgram
from tests.support.agreement import every_screen_agrees, on_disk
from tests.support.eventually import eventually
from tests.support.processes import HubProcess
from tests.support.relay import Relay
from tests.support.screens import Screen, a_kiosk, an_agent
from tests.support.taps import WARM, issued_on_disk


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub", environment=WARM) as process:
        yield process.wait_until_open()


@pytest.fixture
def cable(hub: HubProcess) -> Iterator[Relay]:
    with Relay(hub.port) as relay:
        yield relay


def touch(kiosk: Screen, until: str) -> None:
    """Again and again, as people do: a touch right after the picture has changed is ignored."""
    kiosk.sees("field-justice")

    def is_there() -> bool:
        if not kiosk.must("read", name=until, property="visible"):
            kiosk.do("tap", name="field-justice")
        return bool(kiosk.must("read", name=until, property="visible"))

    eventually(is_there, until)


def test_killed_when_the_tap_has_not_reached_the_hub_nothing_has_happened(
    hub: HubProcess, cable: Relay, tmp_path: Path
) -> None:
    with a_kiosk(hub, tmp_path, cable.url) as kiosk:
        kiosk.sees("field-justice")
        cable.hold(lambda said: isinstance(said, Request))
        touch(kiosk, "issuingPage")
        cable.wait_for(Request)
        kiosk.kill()
    cable.cut()
    cable.let_go()
    assert issued_on_disk(hub.data) == []

    with a_kiosk(hub, tmp_path, cable.url) as kiosk:
        kiosk.is_back_with("field-justice")
        touch(kiosk, "resultPage")
        assert kiosk.must("read", name="ticketNumber", property="text") == "A001"

    assert [ticket.number for ticket in every_screen_agrees(hub).tickets] == ["A001"]


def test_killed_when_the_hub_has_answered_and_nothing_is_shown_the_number_is_shown_after_the_start(
    hub: HubProcess, cable: Relay, tmp_path: Path
) -> None:
    with a_kiosk(hub, tmp_path, cable.url) as kiosk:
        kiosk.sees("field-justice")
        cable.hold(lambda said: isinstance(said, Reply))
        touch(kiosk, "issuingPage")
        cable.wait_for(Reply)
        kiosk.kill()
    cable.cut()
    cable.let_go()

    with a_kiosk(hub, tmp_path, cable.url) as kiosk:
        kiosk.is_back_with("resultPage")
        assert kiosk.must("read", name="ticketNumber", property="text") == "A001"
        assert kiosk.must("read", name="numberCaption", property="text") == "Số vừa lấy tại máy này"

    assert [ticket.number for ticket in every_screen_agrees(hub).tickets] == ["A001"]


def test_killed_while_the_paper_comes_out_it_is_one_paper_and_the_number_is_shown_again(
    hub: HubProcess, tmp_path: Path
) -> None:
    with (
        EmulatorProgram(tmp_path / "tickets", "--speed", "0") as printer,
        an_agent(hub, tmp_path, printer.port),
    ):
        with a_kiosk(hub, tmp_path) as kiosk:
            kiosk.sees("field-justice")
            printer.do("hot", after_rows=300)
            touch(kiosk, "resultPage")
            eventually(lambda: printer.do("state")["is_hot"], "the printer stands still in the middle of the paper")
            kiosk.kill()
        assert paper_of(hub, "A001") is PaperState.SENDING

        with a_kiosk(hub, tmp_path) as kiosk:
            kiosk.is_back_with("resultPage")
            assert kiosk.must("read", name="ticketNumber", property="text") == "A001"
            printer.do("hot", is_on=False)
            eventually(lambda: paper_of(hub, "A001") is PaperState.CONFIRMED, "the paper is out")

        printer.wait_for_tickets(1)
        assert [ticket.number for ticket in every_screen_agrees(hub).tickets] == ["A001"]


def paper_of(hub: HubProcess, number: str) -> PaperState | None:
    papers = {ticket.number: ticket.paper for ticket in on_disk(hub.data / "layso.db").tickets}
    return paper.state if (paper := papers[number]) else None
