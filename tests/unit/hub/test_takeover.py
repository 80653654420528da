"""Another printer takes over when it must and can, at once where the trouble is known, and never otherwise."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import pytest

from hub.core.commands import Command, MovePaper, ReportPaper
from hub.core.ids import JobId, PrinterId, job_id
from hub.core.lifecycle import PaperState
from hub.core.model import State
from hub.presence import Presence
from hub.protocol import Accepted, Answer, Failed, FailureCode, HardwareReport, PrinterHealth, PrinterReport
from hub.takeover import SILENCE, due_moves, spare_for, watch_forever
from tests.support.centres import AGENT, CENTRE, PRINTER, SPARE, TWO_PRINTERS
from tests.support.core_day import HUB, CoreDay
from tests.support.eventually import eventually_async


def presence(own: PrinterHealth, spare: PrinterHealth = PrinterHealth.READY) -> Presence:
    printers = (PrinterReport(PRINTER, own), PrinterReport(SPARE, spare))
    said = tuple(printer for printer in printers if printer.health is not PrinterHealth.UNKNOWN)
    return Presence().with_report(AGENT, HardwareReport(said))


def day_with_paper(*words: PaperState) -> tuple[CoreDay, JobId]:
    day = CoreDay(TWO_PRINTERS)
    job = job_id(day.issue().ticket_id, 1)
    for word in words:
        day.do(ReportPaper(job, word), AGENT)
    return day, job


KNOWN = [PrinterHealth.PAPER_OUT, PrinterHealth.COVER_OPEN, PrinterHealth.FAULT, PrinterHealth.OFFLINE]


@pytest.mark.parametrize("own", KNOWN)
@pytest.mark.parametrize("words", [(), (PaperState.SENDING, PaperState.FAILED)])
@pytest.mark.parametrize("spare", [PrinterHealth.READY, PrinterHealth.NEAR_END])
def test_a_paper_that_cannot_be_printed_here_is_moved_at_once(
    own: PrinterHealth, words: tuple[PaperState, ...], spare: PrinterHealth
) -> None:
    day, job = day_with_paper(*words)

    assert tuple(due_moves(day.state, presence(own, spare), day.now)) == (MovePaper(job, SPARE),)


@pytest.mark.parametrize("own", [PrinterHealth.READY, PrinterHealth.NEAR_END])
def test_a_printer_that_can_print_keeps_its_papers_whatever_has_failed(own: PrinterHealth) -> None:
    day, _ = day_with_paper(PaperState.SENDING, PaperState.FAILED)

    assert not tuple(due_moves(day.state, presence(own), day.now + 10 * SILENCE))


@pytest.mark.parametrize("spare", [*KNOWN, PrinterHealth.UNKNOWN])
def test_a_spare_that_cannot_print_takes_nothing_over(spare: PrinterHealth) -> None:
    day, _ = day_with_paper()

    assert not tuple(due_moves(day.state, presence(PrinterHealth.OFFLINE, spare), day.now))


def test_a_printer_nobody_speaks_for_is_given_a_moment_to_come_back() -> None:
    day, job = day_with_paper()
    silent = presence(PrinterHealth.UNKNOWN)

    assert not tuple(due_moves(day.state, silent, day.now))
    assert tuple(due_moves(day.state, silent, day.now + SILENCE)) == (MovePaper(job, SPARE),)


@pytest.mark.parametrize("words", [(PaperState.SENDING,), (PaperState.SENDING, PaperState.UNKNOWN)])
def test_what_may_have_been_printed_stays_where_it_is(words: tuple[PaperState, ...]) -> None:
    day, _ = day_with_paper(*words)

    assert not tuple(due_moves(day.state, presence(PrinterHealth.OFFLINE), day.now + 10 * SILENCE))


def test_a_paper_that_was_moved_is_not_moved_again() -> None:
    day, job = day_with_paper()
    day.do(MovePaper(job, SPARE), HUB)

    both_out = presence(PrinterHealth.READY, PrinterHealth.PAPER_OUT)
    assert not tuple(due_moves(day.state, both_out, day.now + 10 * SILENCE))


def test_every_move_that_falls_due_is_one_the_rules_accept() -> None:
    day, _ = day_with_paper()
    day.issue()

    for move in tuple(due_moves(day.state, presence(PrinterHealth.PAPER_OUT), day.now)):
        day.do(move, HUB)

    assert {ticket.paper.printer_id for ticket in day.state.tickets if ticket.paper} == {SPARE}
    assert not tuple(due_moves(day.state, presence(PrinterHealth.PAPER_OUT), day.now))


def test_where_no_spare_is_set_up_nothing_is_moved() -> None:
    day = CoreDay()
    day.issue()

    assert not tuple(due_moves(day.state, presence(PrinterHealth.OFFLINE), day.now))
    assert spare_for(CENTRE, presence(PrinterHealth.OFFLINE), PRINTER) is None


def test_a_kiosk_can_say_beforehand_which_printer_prints_for_it() -> None:
    assert spare_for(TWO_PRINTERS, presence(PrinterHealth.PAPER_OUT), PRINTER) == SPARE
    assert spare_for(TWO_PRINTERS, presence(PrinterHealth.UNKNOWN), PRINTER) == SPARE
    assert spare_for(TWO_PRINTERS, presence(PrinterHealth.READY), PRINTER) is None
    assert spare_for(TWO_PRINTERS, presence(PrinterHealth.READY), PrinterId("printer-9")) is None


class OrderedQueue:
    """The engine's part: does what it is ordered, or refuses as a full disk would."""

    def __init__(self, day: CoreDay) -> None:
        self.day = day
        self.orders: list[tuple[str, Command]] = []
        self.disk_is_full = False

    @property
    def state(self) -> State:
        return self.day.state

    def now(self) -> datetime:
        return self.day.now

    async def order(self, name: str, command: Command) -> Answer:
        self.orders.append((name, command))
        if self.disk_is_full:
            return Failed(FailureCode.STORE_UNAVAILABLE)
        self.day.do(command, HUB)
        return Accepted()


async def watched(queue: OrderedQueue, said: Callable[[], Presence], until: Callable[[], bool]) -> None:
    watching = asyncio.create_task(watch_forever(queue, said))
    await eventually_async(until)
    watching.cancel()


async def test_the_hub_moves_a_paper_by_itself_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.takeover._LOOK_EVERY_S", 0.001)
    day, job = day_with_paper()
    queue, looks = OrderedQueue(day), 0

    def said() -> Presence:
        nonlocal looks
        looks += 1
        return presence(PrinterHealth.COVER_OPEN)

    await watched(queue, said, lambda: looks > 5)

    assert queue.orders == [(f"move-{job}", MovePaper(job, SPARE))]


async def test_while_the_disk_refuses_the_move_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.takeover._LOOK_EVERY_S", 0.001)
    monkeypatch.setattr("hub.takeover._AFTER_FAILURE_S", 0.001)
    queue = OrderedQueue(day_with_paper()[0])
    queue.disk_is_full = True

    await watched(queue, lambda: presence(PrinterHealth.COVER_OPEN), lambda: len(queue.orders) > 2)
