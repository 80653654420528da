"""A number on the screen: its paper, the question about it, its time, and the numbers found again."""

from datetime import timedelta

import pytest

from hub.protocol import (
    Accepted,
    CommandId,
    PaperState,
    RefusalCode,
    Refused,
    ReprintTicket,
    Status,
)
from kiosk.inputs import (
    DoneTapped,
    Forget,
    QuestionAnswered,
    Send,
    Touched,
)
from kiosk.paper import Notice
from kiosk.state import Page
from tests.unit.kiosk.builders import Kiosk, ticket, view


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().open()


def test_a_kiosk_killed_between_tap_and_paper_shows_the_number_when_it_is_back() -> None:
    kiosk = Kiosk()
    kiosk.open(view(ticket(issued_at=kiosk.hub_now - timedelta(seconds=8))))

    assert kiosk.page() is Page.RESULT
    assert kiosk.shown().is_recovered


def test_an_old_number_is_not_shown_to_the_next_citizen() -> None:
    kiosk = Kiosk()
    kiosk.open(view(ticket(issued_at=kiosk.hub_now - timedelta(seconds=41))))

    assert kiosk.page() is Page.HOME


@pytest.mark.parametrize("status", [Status.SERVING, Status.FINISHED, Status.NO_SHOW, Status.CANCELLED])
def test_a_number_already_served_is_not_recovered(status: Status) -> None:
    kiosk = Kiosk()
    kiosk.open(view(ticket(issued_at=kiosk.hub_now, status=status)))

    assert kiosk.page() is Page.HOME


def test_a_number_once_shown_does_not_come_back(kiosk: Kiosk) -> None:
    given = kiosk.issue()
    kiosk.do(DoneTapped())

    kiosk.see(view(given))

    assert kiosk.page() is Page.HOME


def test_older_unseen_numbers_do_not_queue_up_behind_a_recovered_one() -> None:
    kiosk = Kiosk()
    older, newer = ticket(23, issued_at=kiosk.hub_now), ticket(24, issued_at=kiosk.hub_now)
    kiosk.open(view(newer, older))
    assert kiosk.shown().ticket == newer

    kiosk.do(DoneTapped())
    kiosk.see(view(newer, older))

    assert kiosk.page() is Page.HOME


def test_a_printed_ticket_leaves_the_screen_after_twenty_seconds(kiosk: Kiosk) -> None:
    given = kiosk.issue()
    kiosk.paper(given, PaperState.CONFIRMED)

    kiosk.wait(19.9)
    assert kiosk.page() is Page.RESULT

    kiosk.wait(0.2)
    assert kiosk.page() is Page.HOME


def test_the_time_starts_again_when_the_paper_changes(kiosk: Kiosk) -> None:
    given = kiosk.issue()
    kiosk.paper(given, PaperState.SENDING)
    kiosk.wait(14)

    kiosk.paper(given, PaperState.CONFIRMED)
    kiosk.wait(19)

    assert kiosk.page() is Page.RESULT


def test_a_finger_on_the_glass_keeps_the_number_there(kiosk: Kiosk) -> None:
    kiosk.paper(kiosk.issue(), PaperState.CONFIRMED)
    kiosk.wait(15)

    kiosk.do(Touched())
    kiosk.wait(19)

    assert kiosk.page() is Page.RESULT


def test_nobody_can_hold_the_number_for_ever(kiosk: Kiosk) -> None:
    kiosk.paper(kiosk.issue(), PaperState.CONFIRMED)

    for _ in range(20):
        kiosk.do(Touched())
        kiosk.wait(10)

    assert kiosk.page() is Page.HOME


def test_without_paper_there_is_time_for_a_photograph(kiosk: Kiosk) -> None:
    kiosk.issue(ticket(issued_at=kiosk.hub_now, paper=None))

    kiosk.wait(44)
    assert kiosk.page() is Page.RESULT

    kiosk.wait(1)
    assert kiosk.page() is Page.HOME


def test_a_paper_that_does_not_come_is_called_late(kiosk: Kiosk) -> None:
    kiosk.issue()
    assert kiosk.shown().notice is Notice.PRINTING

    kiosk.wait(15)

    assert kiosk.shown().notice is Notice.NOT_PRINTED


def test_a_late_paper_that_comes_after_all_is_announced(kiosk: Kiosk) -> None:
    given = kiosk.issue()
    kiosk.wait(15)

    kiosk.paper(given, PaperState.CONFIRMED)

    assert kiosk.shown().notice is Notice.PRINTED


@pytest.fixture
def asking(kiosk: Kiosk) -> Kiosk:
    given = kiosk.issue()
    kiosk.paper(given, PaperState.UNKNOWN)
    kiosk.wait(0.5)
    assert kiosk.shown().notice is Notice.ASKING
    return kiosk


def test_the_buttons_of_the_question_do_not_appear_under_a_finger(kiosk: Kiosk) -> None:
    given = kiosk.issue()
    kiosk.paper(given, PaperState.UNKNOWN)

    kiosk.do(QuestionAnswered(has_paper=False, command_id=CommandId("copy")))

    assert len(kiosk.sent) == 1


def test_yes_i_have_it_ends_the_question(asking: Kiosk) -> None:
    asking.do(QuestionAnswered(has_paper=True, command_id=CommandId("copy")))

    assert asking.shown().notice is Notice.KEPT
    assert len(asking.sent) == 1


def test_no_asks_for_a_copy_of_the_same_number(asking: Kiosk) -> None:
    asking.do(QuestionAnswered(has_paper=False, command_id=CommandId("copy")))

    assert asking.sent[-1] == Send(CommandId("copy"), ReprintTicket(asking.shown().ticket.ticket_id))
    assert asking.shown().notice is Notice.COPYING


def test_a_copy_is_followed_to_its_end(asking: Kiosk) -> None:
    given = asking.shown().ticket
    asking.do(QuestionAnswered(has_paper=False, command_id=CommandId("copy")))
    asking.reply(CommandId("copy"), Accepted())
    assert asking.shown().notice is Notice.COPYING

    asking.paper(given, PaperState.SENDING)
    assert asking.shown().notice is Notice.COPYING

    asking.paper(given, PaperState.CONFIRMED)
    assert asking.shown().notice is Notice.PRINTED


def test_a_copy_of_unknown_fate_is_not_asked_about_again(asking: Kiosk) -> None:
    given = asking.shown().ticket
    asking.do(QuestionAnswered(has_paper=False, command_id=CommandId("copy")))
    asking.reply(CommandId("copy"), Accepted())
    asking.paper(given, PaperState.SENDING)

    asking.paper(given, PaperState.UNKNOWN)

    assert asking.shown().notice is Notice.UNSURE


def test_a_refused_copy_leaves_the_number_on_the_screen(asking: Kiosk) -> None:
    asking.do(QuestionAnswered(has_paper=False, command_id=CommandId("copy")))

    asking.reply(CommandId("copy"), Refused(RefusalCode.TOO_MANY_COPIES))
    asking.wait(0.1)

    assert asking.shown().notice is Notice.UNSURE


def test_a_copy_without_an_answer_is_forgotten(asking: Kiosk) -> None:
    asking.do(QuestionAnswered(has_paper=False, command_id=CommandId("copy")))

    assert asking.wait(6) == (Forget(CommandId("copy")),)

    assert asking.shown().notice is Notice.UNSURE


def test_leaving_while_a_copy_is_unanswered_forgets_it(asking: Kiosk) -> None:
    asking.do(QuestionAnswered(has_paper=False, command_id=CommandId("copy")))
    asking.wait(0.5)

    assert asking.do(DoneTapped()) == (Forget(CommandId("copy")),)


def test_silence_is_taken_for_show_it_on_the_screen(asking: Kiosk) -> None:
    asking.wait(14.6)

    assert asking.page() is Page.RESULT
    assert asking.shown().notice is Notice.UNSURE

    asking.wait(44)
    assert asking.page() is Page.RESULT
