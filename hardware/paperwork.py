"""What is to be done next with one paper? Pure: the hub's view of it, this agent's journal and the printer's health.

The rule behind all of it: a paper is printed only if the journal proves that nothing of it was printed before. Where
nothing proves it, the hub is told `unknown`, and people decide.
"""

from typing import assert_never

import msgspec

from hardware.journal import Entry, Stage
from hub.protocol import PaperState, PrinterHealth, PrinterId, PrintJob

PRINTABLE = frozenset({PrinterHealth.READY, PrinterHealth.NEAR_END})


class Claim(msgspec.Struct, frozen=True):
    """Write down a new attempt, tell the hub "sending", and print when the hub has it on disk."""


class Print(msgspec.Struct, frozen=True):
    """The hub already has this attempt as "sending"."""

    attempt: int


class Tell(msgspec.Struct, frozen=True):
    """Only words: nothing is printed."""

    state: PaperState
    attempt: int
    detail: str = ""


Step = Claim | Print | Tell


def next_step(job: PrintJob, entry: Entry | None, health: PrinterHealth, trouble: str) -> Step | None:
    match job.state:
        case PaperState.SENDING:
            return _while_sending(entry, job.printer_id)
        case PaperState.ISSUED | PaperState.FAILED:
            return _while_wanted(job.state, entry, health, trouble)
        case _:
            return None


def _while_sending(entry: Entry | None, printer_id: PrinterId) -> Step | None:
    if entry is None or (entry.stage is Stage.CLAIMED and entry.printer_id != printer_id):
        # Somebody began to print it, and it is not in this journal. If it is another agent's, the hub refuses this.
        return Tell(PaperState.UNKNOWN, 0, "journal_lost")
    match entry.stage:
        case Stage.CLAIMED:
            return Print(entry.attempt)
        case Stage.STARTED | Stage.NOT_OURS:
            return None
        case Stage.CONFIRMED | Stage.FAILED | Stage.UNKNOWN:
            return Tell(PaperState(entry.stage.value), entry.attempt, entry.detail)
        case _:
            assert_never(entry.stage)


def _while_wanted(state: PaperState, entry: Entry | None, health: PrinterHealth, trouble: str) -> Step | None:
    if entry is not None and entry.stage in (Stage.CONFIRMED, Stage.UNKNOWN):
        # The hub was put back to an older state and asks again for what is already paper: bring it up to date.
        return Tell(PaperState.SENDING, entry.attempt)
    if entry is not None and entry.stage is Stage.STARTED:
        return None
    if health in PRINTABLE:
        return Claim()
    is_known = health is not PrinterHealth.UNKNOWN
    if state is PaperState.ISSUED and is_known:
        return Tell(PaperState.FAILED, entry.attempt if entry else 0, trouble)
    return None
