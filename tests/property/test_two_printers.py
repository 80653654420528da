"""Whatever two agents, two printers, the hub and the citizen do, in any order: no paper is begun twice in silence."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from hub.core import commands, events
from hub.core.ids import DeviceId, JobId, PrinterId
from hub.core.lifecycle import PAPER_PENDING, PaperState
from hub.core.refusal import Refusal
from tests.support.centres import AGENT, KIOSK, PRINTER, SPARE, TWO_PRINTERS
from tests.support.core_day import HUB, CoreDay

AGENTS = (AGENT, DeviceId("agent-2"))
PRINTERS = (PRINTER, SPARE)

words = st.tuples(st.sampled_from(AGENTS), st.sampled_from(PRINTERS), st.sampled_from(PaperState), st.integers(0, 2))
moves = st.tuples(st.just("move"), st.sampled_from(PRINTERS), st.integers(0, 2))
deeds = st.one_of(
    words, words, words, moves, st.tuples(st.sampled_from(["issue", "reprint", "expire"]), st.integers(0, 2))
)
stories = st.lists(deeds, max_size=40).map(lambda story: [("issue", 0), *story])


@dataclass
class Hall:
    """What the hub holds, and what has really come out of the printers, as far as anybody can know."""

    day: CoreDay = field(default_factory=lambda: CoreDay(TWO_PRINTERS))
    at_work: dict[JobId, tuple[DeviceId, PrinterId]] = field(default_factory=dict)
    """Who began to send a paper and has not said that certainly nothing came out."""

    def live(self, story: list[tuple[object, ...]]) -> None:
        for deed in story:
            match deed:
                case ("issue", _):
                    self.day.issue(kiosk=KIOSK)
                case (str() as what, int(number)) if number < len(self.day.state.tickets):
                    self.ask(what, number)
                case ("move", str() as printer, int(number)) if (job := self.job(number)) is not None:
                    self.try_it(commands.MovePaper(job, PrinterId(printer)), HUB)
                case (str() as agent, str() as printer, PaperState() as word, int(number)):
                    self.report(DeviceId(agent), PrinterId(printer), word, number)
                case _:
                    """A ticket that is not there yet."""

    def ask(self, what: str, number: int) -> None:
        ticket, job = self.day.state.tickets[number], self.job(number)
        if what == "reprint":
            self.try_it(commands.ReprintTicket(ticket.ticket_id), KIOSK)
        elif job is not None:
            self.try_it(commands.ExpirePaper(job), HUB)

    def report(self, agent: DeviceId, printer: PrinterId, word: PaperState, number: int) -> None:
        job = self.job(number)
        if job is None:
            return
        happened = self.try_it(commands.ReportPaper(job, word, "", printer), agent)
        if not happened:
            return
        if word is PaperState.SENDING:
            assert job not in self.at_work, "a paper that may have been printed was begun again"
            self.at_work[job] = (agent, printer)
        elif word is PaperState.FAILED:
            self.at_work.pop(job, None)
        else:
            assert self.at_work[job] == (agent, printer), "somebody else said what became of it"

    def try_it(self, command: commands.Command, device: DeviceId) -> tuple[events.Event, ...]:
        try:
            return self.day.do(command, device)
        except Refusal:
            return ()

    def job(self, number: int) -> JobId | None:
        tickets = self.day.state.tickets
        paper = tickets[number].paper if number < len(tickets) else None
        return paper.job_id if paper else None


@given(stories)
def test_a_paper_that_may_have_been_printed_is_never_begun_again(story: list[tuple[object, ...]]) -> None:
    Hall().live(story)


@given(stories)
def test_what_is_moved_or_waits_to_be_printed_has_nobody_at_work(story: list[tuple[object, ...]]) -> None:
    hall = Hall()
    hall.live(story)

    for ticket in hall.day.state.tickets:
        paper = ticket.paper
        if paper is not None and paper.state in PAPER_PENDING - {PaperState.SENDING}:
            assert paper.job_id not in hall.at_work
            assert paper.sent_by is None


@given(stories)
def test_the_number_and_the_copy_stay_whatever_printer_prints(story: list[tuple[object, ...]]) -> None:
    hall = Hall()
    hall.live(story)

    numbers = [ticket.number for ticket in hall.day.state.tickets]
    assert numbers == [f"A{n:03}" for n in range(1, len(numbers) + 1)]
    for moved in hall.day.happened(events.PaperMoved):
        wanted = [asked for asked in hall.day.happened(events.PrintRequested) if asked.job_id == moved.job_id]
        assert len(wanted) == 1
        assert (wanted[0].printer_id, moved.printer_id) == (PRINTER, SPARE)


def test_the_story_can_be_told_at_all() -> None:
    hall = Hall()
    hall.live([
        ("issue", 0),
        (AGENT, PRINTER, PaperState.SENDING, 0),
        (AGENT, PRINTER, PaperState.FAILED, 0),
        ("move", SPARE, 0),
        (AGENTS[1], SPARE, PaperState.SENDING, 0),
        (AGENT, PRINTER, PaperState.SENDING, 0),
        (AGENTS[1], SPARE, PaperState.CONFIRMED, 0),
    ])  # fmt: skip

    paper = hall.day.newest().paper
    assert paper is not None
    assert (paper.state, paper.printer_id) == (PaperState.CONFIRMED, SPARE)
