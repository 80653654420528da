"""Every state of a paper has one thing to be said of it."""

from itertools import product

import pytest

from hub.protocol import PaperState, PrinterHealth
from kiosk.number_face import TONES
from kiosk.paper import Notice, Question, notice_of


@pytest.mark.parametrize("paper", [None, *PaperState])
def test_every_combination_has_a_notice(paper: PaperState | None) -> None:
    for health, question, is_overdue in product(PrinterHealth, Question, (False, True)):
        assert notice_of(paper, health, question, is_overdue=is_overdue) in Notice


def test_every_notice_has_a_colour() -> None:
    assert set(TONES) == set(Notice)


@pytest.mark.parametrize("health", PrinterHealth)
@pytest.mark.parametrize("question", Question)
def test_take_your_ticket_is_said_only_when_the_printer_says_so(health: PrinterHealth, question: Question) -> None:
    printed = [
        paper for paper in (None, *PaperState) if notice_of(paper, health, question, is_overdue=False) is Notice.PRINTED
    ]
    assert printed == [PaperState.CONFIRMED]


@pytest.mark.parametrize("health", PrinterHealth)
def test_nobody_waits_for_ever_for_a_paper(health: PrinterHealth) -> None:
    for paper, question in product((PaperState.ISSUED, PaperState.SENDING), Question):
        assert notice_of(paper, health, question, is_overdue=True) is Notice.NOT_PRINTED


def test_only_an_unknown_paper_is_asked_about() -> None:
    asking = [
        paper
        for paper in (None, *PaperState)
        if notice_of(paper, PrinterHealth.READY, Question.UNASKED, is_overdue=False) is Notice.ASKING
    ]
    assert asking == [PaperState.UNKNOWN]
