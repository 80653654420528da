"""What the screen says about a ticket's paper: the hub's truth, the printer's health and the citizen's own word.

Pure. `unknown` is the one state a machine cannot resolve: the citizen is asked, once. Whatever the answer, the number
itself stays on the screen; a copy is the same number, marked "IN LẠI".
"""

from enum import StrEnum
from typing import Final, assert_never

from hub.protocol import KioskView, PaperState, PrinterHealth


class Question(StrEnum):
    """How far "have you got your ticket?" is."""

    UNASKED = "unasked"
    HAS_PAPER = "has_paper"
    SILENT = "silent"
    """Nobody answered in time."""
    WANTS_COPY = "wants_copy"
    """A copy was asked for; the hub's view does not show it yet."""
    COPYING = "copying"
    """The view has shown the copy."""
    NO_COPY = "no_copy"
    """The hub gave none."""


class Notice(StrEnum):
    """The one thing said about the paper at this moment."""

    SCREEN_ONLY = "screen_only"
    PRINTING = "printing"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    ASKING = "asking"
    UNSURE = "unsure"
    KEPT = "kept"
    """The citizen says the ticket is in their hand."""
    COPYING = "copying"
    REJOINED = "rejoined"
    """Waits again after a missed call; its first paper is as good as ever."""


OUT_OF_ORDER: Final = frozenset(
    {
        PrinterHealth.PAPER_OUT,
        PrinterHealth.COVER_OPEN,
        PrinterHealth.FAULT,
        PrinterHealth.OFFLINE,
        PrinterHealth.UNKNOWN,
    }
)
"""A printer in one of these prints nothing now."""

WITH_PAPER: Final = frozenset({Notice.PRINTED, Notice.KEPT, Notice.REJOINED})
"""The citizen leaves with a ticket in the hand and need not photograph the screen."""

UNDER_WAY: Final = frozenset({Notice.PRINTING, Notice.COPYING})


NOT_TAKEN: Final = "ticket_not_taken"
"""The printer's word for a ticket that still lies in its presenter."""


def has_printer_line(view: KioskView) -> bool:
    """Whether the home page has something to say about the printer."""
    return view.printer in OUT_OF_ORDER or view.printer_detail == NOT_TAKEN


def health_for(paper: PaperState | None, paper_at: str, view: KioskView | None) -> PrinterHealth:
    """Of the printer this paper comes from: when that is another, or is about to be, the one here does not matter."""
    if view is None:
        return PrinterHealth.UNKNOWN
    is_moving = bool(view.paper_at) and paper is PaperState.ISSUED
    return PrinterHealth.READY if paper_at or is_moving else view.printer


def notice_of(paper: PaperState | None, health: PrinterHealth, question: Question, *, is_overdue: bool) -> Notice:
    """`is_overdue`: the paper has been in this state for longer than anyone should stand and wait."""
    match paper:
        case None:
            return Notice.SCREEN_ONLY
        case PaperState.CONFIRMED:
            return Notice.PRINTED
        case PaperState.FAILED | PaperState.EXPIRED:
            return Notice.NOT_PRINTED
        case PaperState.ISSUED | PaperState.SENDING:
            if is_overdue or (paper is PaperState.ISSUED and health in OUT_OF_ORDER):
                return Notice.NOT_PRINTED
            return Notice.PRINTING if question is Question.UNASKED else Notice.COPYING
        case PaperState.UNKNOWN:
            return _of_unknown(question, is_overdue=is_overdue)
    assert_never(paper)


def _of_unknown(question: Question, *, is_overdue: bool) -> Notice:
    match question:
        case Question.UNASKED:
            return Notice.ASKING
        case Question.HAS_PAPER:
            return Notice.KEPT
        case Question.WANTS_COPY:
            return Notice.UNSURE if is_overdue else Notice.COPYING
        case Question.SILENT | Question.NO_COPY | Question.COPYING:
            return Notice.UNSURE
    assert_never(question)
