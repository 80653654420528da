"""One printer's papers: claimed on disk, told to the hub, printed once, and told again, in that order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import msgspec

from hardware.errors import JournalError
from hardware.hubdesk import HubDesk
from hardware.journal import Journal, Stage, key_of
from hardware.printer.encode import Encoded
from hardware.printer.job import JobEnded, Outcome, PaperJob
from hardware.station import Station
from hub.protocol import (
    Accepted,
    Answer,
    Command,
    CommandId,
    DeviceId,
    DeviceReport,
    Failed,
    FailureCode,
    JobId,
    PaperState,
    PrinterHealth,
    PrinterId,
    PrintJob,
    RefusalCode,
    Refused,
    ReportPaper,
    TicketPaper,
)
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually_async
from tests.unit.hardware.test_journal import NOW, a_job

ISSUED, SENDING, FAILED = PaperState.ISSUED, PaperState.SENDING, PaperState.FAILED
PRINTER = PrinterId("printer-1")


def job(number: int = 0, state: PaperState = ISSUED, printer: str = PRINTER) -> PrintJob:
    return msgspec.structs.replace(
        a_job(NOW + timedelta(seconds=number)),
        job_id=JobId(f"2026-11-23.{number}.p1"),
        state=state,
        printer_id=PrinterId(printer),
    )


class World:
    """The hub, the press and the journal around one station."""

    def __init__(self, folder: Path) -> None:
        self.journal = Journal(folder / "agent.journal")
        self.desk = HubDesk(self)
        self.said: list[tuple[CommandId, PaperState, str]] = []
        self.answer: Callable[[ReportPaper], Answer | None] = lambda _: Accepted()
        self.printed: list[PaperJob] = []
        self.outcome: Callable[[str], JobEnded | None] = lambda key: JobEnded(key, Outcome.CONFIRMED, "process_id")
        self.drawing: Callable[[TicketPaper], Encoded] = lambda _: Encoded(b"ticket", 100.0)
        self.station = Station(
            device_id=DeviceId("agent-1"),
            printer_id=PRINTER,
            press=self,
            prepare=self._draw,
            journal=self.journal,
            hub=self.desk,
        )

    def _draw(self, paper: TicketPaper) -> Encoded:
        return self.drawing(paper)

    def send(self, command_id: CommandId, command: Command) -> None:
        assert isinstance(command, ReportPaper)
        self.said.append((command_id, command.state, command.detail))
        if answer := self.answer(command):
            asyncio.get_running_loop().call_soon(self.desk.on_reply, command_id, answer)

    def forget(self, command_id: CommandId) -> None:
        pass

    def report(self, report: DeviceReport) -> None:
        raise AssertionError(report)

    def print(self, paper: PaperJob) -> None:
        """As the printer's thread does: the journal first, then the loop."""
        self.journal.mark(paper.key, Stage.STARTED)
        self.printed.append(paper)
        if ended := self.outcome(paper.key):
            self.end(ended)

    def end(self, ended: JobEnded) -> None:
        self.journal.mark(ended.key, Stage(ended.outcome.value), ended.detail)
        self.station.ended(ended)

    def states(self) -> list[str]:
        return [state.value for _, state, _ in self.said]


@asynccontextmanager
async def world(folder: Path, health: PrinterHealth = PrinterHealth.READY, detail: str = "") -> AsyncIterator[World]:
    world = World(folder)
    world.station.feel(health, detail)
    running = asyncio.create_task(world.station.run())
    try:
        yield world
    finally:
        running.cancel()
        await asyncio.wait([running])
        world.journal.close()
        assert running.cancelled(), "the station ended by itself"


async def settled(times: int = 50) -> None:
    """Long enough for anything wrong to happen."""
    for _ in range(times):
        await asyncio.sleep(0.002)


async def test_a_paper_is_told_sending_then_printed_then_told_confirmed(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending", "confirmed"])

        assert len(w.printed) == 1
        assert w.said[1] == (
            CommandId("agent-1.printer-1.2026-11-23.0.p1.confirmed.1"),
            PaperState.CONFIRMED,
            "process_id",
        )


async def test_no_byte_goes_before_the_hub_has_sending_on_its_disk(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.answer = lambda _: None
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending"])
        await settled()
        assert w.printed == []

        w.desk.on_reply(w.said[0][0], Accepted())
        await eventually_async(lambda: len(w.printed) == 1)


async def test_the_claim_is_on_disk_before_the_hub_hears_of_it(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        seen: list[Stage | None] = []

        def look(_: ReportPaper) -> Answer:
            entry = w.journal.entry(key_of(job()))
            seen.append(entry.stage if entry else None)
            return Accepted()

        w.answer = look
        w.station.see((job(),))
        await eventually_async(lambda: len(seen) == 2)

        assert seen == [Stage.CLAIMED, Stage.CONFIRMED]


async def test_papers_are_printed_in_their_order_and_only_this_printers(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.station.see((job(1), job(2, printer="printer-2"), job(3)))
        await eventually_async(lambda: len(w.printed) == 2)

        assert [paper.key for paper in w.printed] == [key_of(job(1)), key_of(job(3))]


async def test_an_old_view_prints_nothing_twice(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending", "confirmed"])

        for state in (ISSUED, SENDING, ISSUED):
            w.station.see((job(state=state),))
            await settled(10)
        w.station.see(())

        assert len(w.printed) == 1
        assert w.states() == ["sending", "confirmed"]


async def test_a_paper_no_longer_wanted_is_not_printed(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.outcome = lambda _: None
        w.station.see((job(1), job(2)))
        await eventually_async(lambda: len(w.printed) == 1)
        w.station.see((job(1, SENDING),))
        w.end(JobEnded(key_of(job(1)), Outcome.CONFIRMED, ""))
        await eventually_async(lambda: w.states() == ["sending", "confirmed"])
        await settled()

        assert len(w.printed) == 1


async def test_an_answer_that_comes_when_the_paper_is_no_longer_wanted_prints_nothing(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.answer = lambda _: None
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending"])
        w.station.reconnected()
        w.station.see(())

        w.desk.on_reply(w.said[0][0], Accepted())
        await settled()
        assert w.printed == []


async def test_a_refused_sending_is_not_printed_nor_asked_again_for_the_same_view(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("the hub did not take")
    async with world(tmp_path) as w:
        w.answer = lambda _: Refused(RefusalCode.PAPER_NOT_ALLOWED)
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending"])
        await settled()

        assert w.printed == []
        assert w.states() == ["sending"]


async def test_a_paper_another_agent_prints_is_left_to_it_whatever_the_view_says_next(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("the hub did not take")
    async with world(tmp_path) as w:
        w.answer = lambda _: Refused(RefusalCode.PAPER_NOT_ALLOWED)
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending"])

        w.station.reconnected()
        w.station.see((job(state=SENDING),))
        await settled()

        assert w.printed == []
        assert w.states() == ["sending"], "nor is the hub told anything about it"


async def test_a_paper_the_other_agent_gave_up_may_be_printed_here(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("the hub did not take")
    async with world(tmp_path) as w:
        w.answer = lambda _: Refused(RefusalCode.PAPER_NOT_ALLOWED)
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending"])

        w.answer = lambda _: Accepted()
        w.station.see((job(state=FAILED),))
        await eventually_async(lambda: w.states() == ["sending", "sending", "confirmed"])
        assert w.said[1][0].endswith("sending.2")


async def test_the_hub_is_told_of_which_printer_the_word_is(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        told: list[PrinterId | None] = []

        def hear(report: ReportPaper) -> Answer:
            told.append(report.printer_id)
            return Accepted()

        w.answer = hear
        w.station.see((job(),))
        await eventually_async(lambda: len(told) == 2)
        assert told == [PRINTER, PRINTER]


async def test_a_hub_whose_disk_fails_is_asked_again_with_the_same_command(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("the hub could not note")
    answers: Iterator[Answer] = iter([Failed(FailureCode.STORE_UNAVAILABLE), Accepted(), Accepted()])
    async with world(tmp_path) as w:
        w.answer = lambda _: next(answers)
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending", "sending", "confirmed"])

        assert w.said[0][0] == w.said[1][0]


async def test_a_printer_in_trouble_fails_a_new_paper_at_once_and_prints_it_when_it_is_well(tmp_path: Path) -> None:
    async with world(tmp_path, PrinterHealth.PAPER_OUT, "paper_out") as w:
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["failed"])
        assert w.said[0] == (CommandId("agent-1.printer-1.2026-11-23.0.p1.failed.0"), FAILED, "paper_out")
        w.station.see((job(state=FAILED),))
        await settled()
        assert w.states() == ["failed"]

        w.station.feel(PrinterHealth.READY, "")
        await eventually_async(lambda: w.states() == ["failed", "sending", "confirmed"])
        assert len(w.printed) == 1


async def test_a_printer_nothing_is_known_of_yet_is_waited_for(tmp_path: Path) -> None:
    async with world(tmp_path, PrinterHealth.UNKNOWN) as w:
        w.station.see((job(),))
        await settled()
        assert w.said == []

        w.station.feel(PrinterHealth.NEAR_END, "")
        await eventually_async(lambda: len(w.printed) == 1)


async def test_a_failed_attempt_is_followed_by_one_with_another_command(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        outcomes = iter([Outcome.FAILED, Outcome.CONFIRMED])
        w.outcome = lambda key: JobEnded(key, next(outcomes), "")
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending", "failed"])

        w.station.see((job(state=FAILED),))
        await eventually_async(lambda: w.states()[2:] == ["sending", "confirmed"])
        assert w.said[0][0].endswith("sending.1")
        assert w.said[2][0].endswith("sending.2")


async def test_an_unknown_paper_is_never_printed_again(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.outcome = lambda key: JobEnded(key, Outcome.UNKNOWN, "paper_out")
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending", "unknown"])
        w.station.reconnected()
        w.station.see((job(state=FAILED),))
        await eventually_async(lambda: w.states()[2:] == ["sending"])
        w.station.see((job(state=SENDING),))
        await eventually_async(lambda: w.states()[2:] == ["sending", "unknown"])

        assert len(w.printed) == 1


async def test_a_late_proof_is_told(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        w.outcome = lambda key: JobEnded(key, Outcome.UNKNOWN, "confirm_timeout")
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["sending", "unknown"])
        w.station.see(())

        w.end(JobEnded(key_of(job()), Outcome.CONFIRMED, "process_id"))
        await eventually_async(lambda: w.states() == ["sending", "unknown", "confirmed"])


async def test_a_paper_that_cannot_be_drawn_does_not_stop_the_next(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("cannot be drawn")
    async with world(tmp_path) as w:

        def draw(paper: TicketPaper) -> Encoded:
            if paper.number == "bad":
                raise ValueError("no such letter")
            return Encoded(b"ticket", 100.0)

        w.drawing = draw
        bad = msgspec.structs.replace(job(1), paper=msgspec.structs.replace(job().paper, number="bad"))
        w.station.see((bad, job(2)))
        await eventually_async(lambda: w.states() == ["sending", "failed", "sending", "confirmed"])
        w.station.see((msgspec.structs.replace(bad, state=FAILED),))
        await settled()

        assert [paper.key for paper in w.printed] == [key_of(job(2))]
        assert len(w.said) == 4


async def test_while_the_journal_cannot_be_written_nothing_is_printed_and_the_hub_knows(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("nothing is printed while the journal fails")
    async with world(tmp_path) as w:

        def full(key: str, printer_id: PrinterId) -> object:
            raise JournalError("no space left on device")

        w.journal.claim = full  # type: ignore[method-assign, assignment]
        w.station.see((job(),))
        await eventually_async(lambda: w.states() == ["failed"])

        assert w.said[0][2] == "journal_unwritable"
        assert w.printed == []


async def test_after_a_restart_a_claimed_paper_is_printed_and_a_started_one_is_not(tmp_path: Path) -> None:
    before = Journal(tmp_path / "agent.journal")
    before.claim(key_of(job(1)), PRINTER)
    before.claim(key_of(job(2)), PRINTER)
    before.mark(key_of(job(2)), Stage.STARTED)
    before.close()
    async with world(tmp_path) as w:
        w.station.see((job(1, SENDING), job(2, SENDING), job(3, SENDING)))
        await eventually_async(lambda: w.states() == ["confirmed", "unknown", "unknown"])

        assert [paper.key for paper in w.printed] == [key_of(job(1))]
        assert [detail for _, _, detail in w.said] == ["process_id", "agent_restarted", "journal_lost"]
