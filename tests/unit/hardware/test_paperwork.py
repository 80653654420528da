"""The table of what to do with a paper: printed only where the journal proves that nothing was printed before."""

import pytest

from hardware.journal import Entry, Stage
from hardware.paperwork import Claim, Print, Step, Tell, next_step
from hub.protocol import PaperState, PrinterHealth, PrinterId, PrintJob
from tests.unit.hardware.test_journal import a_job

ISSUED, SENDING, FAILED = PaperState.ISSUED, PaperState.SENDING, PaperState.FAILED
READY, OUT = PrinterHealth.READY, PrinterHealth.PAPER_OUT


def job(state: PaperState) -> PrintJob:
    return PrintJob(**{**{f: getattr(a_job(), f) for f in a_job().__struct_fields__}, "state": state})


def entry(stage: Stage, attempt: int = 1, detail: str = "", printer: str = "printer-1") -> Entry:
    return Entry("key", PrinterId(printer), attempt, stage, detail)


@pytest.mark.parametrize(
    ("state", "remembered", "health", "step"),
    [
        (ISSUED, None, READY, Claim()),
        (ISSUED, None, PrinterHealth.NEAR_END, Claim()),
        (ISSUED, None, OUT, Tell(FAILED, 0, "paper_out")),
        (ISSUED, None, PrinterHealth.UNKNOWN, None),
        (ISSUED, entry(Stage.CLAIMED, 2), READY, Claim()),
        (ISSUED, entry(Stage.CLAIMED, 2), OUT, Tell(FAILED, 2, "paper_out")),
        (FAILED, None, OUT, None),
        (FAILED, None, READY, Claim()),
        (FAILED, entry(Stage.FAILED, 3), READY, Claim()),
        (FAILED, entry(Stage.FAILED, 3), OUT, None),
        (FAILED, entry(Stage.STARTED), READY, None),
        (SENDING, entry(Stage.CLAIMED, 4), READY, Print(4)),
        (SENDING, entry(Stage.CLAIMED, 4), OUT, Print(4)),
        (SENDING, entry(Stage.STARTED), READY, None),
        (SENDING, entry(Stage.CONFIRMED, 1, "process_id"), OUT, Tell(PaperState.CONFIRMED, 1, "process_id")),
        (SENDING, entry(Stage.UNKNOWN, 1, "agent_restarted"), READY, Tell(PaperState.UNKNOWN, 1, "agent_restarted")),
        (SENDING, entry(Stage.FAILED, 1, "paper_out"), READY, Tell(FAILED, 1, "paper_out")),
        (SENDING, None, READY, Tell(PaperState.UNKNOWN, 0, "journal_lost")),
        (SENDING, entry(Stage.CLAIMED, 4, printer="printer-9"), READY, Tell(PaperState.UNKNOWN, 0, "journal_lost")),
        (SENDING, entry(Stage.NOT_OURS), READY, None),
        (ISSUED, entry(Stage.NOT_OURS), READY, Claim()),
        (FAILED, entry(Stage.NOT_OURS), READY, Claim()),
        (PaperState.CONFIRMED, None, READY, None),
        (PaperState.EXPIRED, None, READY, None),
        (PaperState.UNKNOWN, None, READY, None),
    ],
)
def test_the_next_step(state: PaperState, remembered: Entry | None, health: PrinterHealth, step: Step | None) -> None:
    assert next_step(job(state), remembered, health, "paper_out") == step


@pytest.mark.parametrize("stage", [Stage.CONFIRMED, Stage.UNKNOWN])
@pytest.mark.parametrize("state", [ISSUED, FAILED])
def test_a_hub_put_back_to_an_older_state_gets_no_second_paper(state: PaperState, stage: Stage) -> None:
    assert next_step(job(state), entry(stage), READY, "") == Tell(SENDING, 1)


@pytest.mark.parametrize("health", list(PrinterHealth))
@pytest.mark.parametrize("state", list(PaperState))
@pytest.mark.parametrize("stage", [Stage.STARTED, Stage.CONFIRMED, Stage.UNKNOWN])
def test_what_may_be_paper_is_never_printed_again(state: PaperState, stage: Stage, health: PrinterHealth) -> None:
    assert not isinstance(next_step(job(state), entry(stage), health, ""), Claim | Print)
