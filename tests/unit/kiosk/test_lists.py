"""Priority is said by one tap and goes home with its citizen; a missed number comes back by one tap."""

import pytest
from msgspec.structs import replace

from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    ClassId,
    CommandId,
    Failed,
    FailureCode,
    IssueTicket,
    PaperState,
    RefusalCode,
    Refused,
    Rejoin,
    Status,
)
from kiosk.inputs import (
    Choice,
    ClaimDropped,
    ComfortTapped,
    Disconnected,
    DoneTapped,
    Forget,
    LeafTurned,
    MissedTapped,
    OptionTapped,
    PriorityTapped,
    Send,
)
from kiosk.paper import Notice
from kiosk.state import EVERYBODY, Comfort, Language, NoAnswer, NotDecided, NotGiven, Page, Sorry
from tests.unit.kiosk.builders import ELDERLY, JUSTICE, MERIT, Kiosk, missed, slip, ticket, view, with_service

MISSED = missed(3)
BACK = replace(MISSED, status=Status.WAITING, ahead=3, can_rejoin=False)


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().open(view(MISSED, priorities=5))


def choose(kiosk: Kiosk, option_id: str = MISSED.ticket_id) -> CommandId:
    """The list of missed numbers, and one of them."""
    kiosk.do(MissedTapped())
    kiosk.wait(0.5)
    kiosk.do(OptionTapped(option_id, CommandId("back")))
    return CommandId("back")


def test_a_number_is_taken_with_the_chosen_class(kiosk: Kiosk) -> None:
    kiosk.claim(ELDERLY)
    command_id = kiosk.tap()

    assert kiosk.sent == [Send(command_id, IssueTicket(JUSTICE, ELDERLY))]


def test_the_next_citizen_has_no_priority(kiosk: Kiosk) -> None:
    kiosk.claim(ELDERLY)
    kiosk.reply(kiosk.tap(), Accepted(slip(ticket(issued_at=kiosk.hub_now))))
    kiosk.wait(0.5)
    kiosk.do(DoneTapped())
    kiosk.wait(0.5)
    kiosk.tap()

    assert kiosk.sent[-1].command == IssueTicket(JUSTICE)


def test_the_class_is_forgotten_when_nobody_touches_the_home_page(kiosk: Kiosk) -> None:
    kiosk.claim(ELDERLY)
    kiosk.wait(40)

    assert kiosk.flow.claimed == EVERYBODY


def test_the_class_can_be_taken_off(kiosk: Kiosk) -> None:
    kiosk.claim(ELDERLY)
    kiosk.do(ClaimDropped())

    assert kiosk.flow.claimed == EVERYBODY


def test_who_tries_again_after_a_sorry_keeps_their_class(kiosk: Kiosk) -> None:
    kiosk.claim(ELDERLY)
    kiosk.reply(kiosk.tap(), Failed(FailureCode.INTERNAL))
    kiosk.wait(1)
    kiosk.do(DoneTapped())

    assert kiosk.flow.claimed == ELDERLY


def test_a_class_the_centre_no_longer_has_is_not_claimed(kiosk: Kiosk) -> None:
    kiosk.claim(MERIT)
    kiosk.see(view(priorities=2))

    assert kiosk.flow.claimed == EVERYBODY


def test_an_unknown_class_is_not_chosen(kiosk: Kiosk) -> None:
    kiosk.claim(ClassId("king"))

    assert kiosk.page() is Page.PRIORITY


def test_without_classes_there_is_no_list_of_them() -> None:
    kiosk = Kiosk().open(view())
    kiosk.do(PriorityTapped())
    assert kiosk.page() is Page.HOME

    kiosk.do(MissedTapped())
    assert kiosk.page() is Page.HOME


@pytest.mark.parametrize("tapped", [PriorityTapped(), MissedTapped()])
def test_a_list_is_left_by_its_button_or_by_itself(kiosk: Kiosk, tapped: PriorityTapped | MissedTapped) -> None:
    kiosk.do(tapped)
    assert kiosk.page() in {Page.PRIORITY, Page.MISSED}
    kiosk.wait(0.5)
    kiosk.do(DoneTapped())
    assert kiosk.page() is Page.HOME

    kiosk.wait(0.5)
    kiosk.do(tapped)
    kiosk.wait(40)
    assert kiosk.page() is Page.HOME


@pytest.mark.parametrize("tapped", [PriorityTapped(), MissedTapped()])
def test_a_list_is_read_in_ones_own_language_from_its_first_leaf(
    kiosk: Kiosk, tapped: PriorityTapped | MissedTapped
) -> None:
    kiosk.do(LeafTurned(1))
    kiosk.wait(0.5)
    kiosk.do(tapped)
    assert kiosk.flow.comfort.leaf == 0

    kiosk.wait(0.5)
    kiosk.do(ComfortTapped(Choice.LANGUAGE))
    kiosk.wait(0.5)
    kiosk.do(LeafTurned(1))
    assert kiosk.flow.comfort == Comfort(Language.EN, leaf=1)


def test_a_double_tap_on_the_button_chooses_no_class(kiosk: Kiosk) -> None:
    kiosk.do(PriorityTapped())
    kiosk.do(OptionTapped(ELDERLY, CommandId("too soon")))

    assert kiosk.page() is Page.PRIORITY


def test_a_list_ends_when_numbers_are_no_longer_given_or_the_hub_is_gone(kiosk: Kiosk) -> None:
    kiosk.do(PriorityTapped())
    kiosk.see(view(is_open=False, priorities=5))
    assert kiosk.page() is Page.CLOSED

    kiosk.see(view(MISSED, priorities=5))
    assert kiosk.page() is Page.HOME
    kiosk.wait(0.5)
    kiosk.do(MissedTapped())
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    kiosk.wait(5)
    assert kiosk.page() is Page.NO_HUB


def test_a_service_that_is_off_is_not_asked_for(kiosk: Kiosk) -> None:
    for changes in ({"remaining": 0}, {"is_too_late": True}):
        kiosk.see(with_service(view(), "justice", **changes))
        kiosk.wait(1)
        kiosk.tap()

    assert kiosk.sent == []


def test_too_late_for_everybody_may_be_in_time_for_priority_and_the_hub_decides(kiosk: Kiosk) -> None:
    kiosk.see(with_service(view(priorities=5), "justice", is_too_late=True))
    kiosk.wait(1)
    kiosk.claim(ELDERLY)
    kiosk.tap()

    assert kiosk.sent[-1].command == IssueTicket(JUSTICE, ELDERLY)


def test_a_missed_number_asks_the_hub_once_to_wait_again(kiosk: Kiosk) -> None:
    command_id = choose(kiosk)
    kiosk.do(OptionTapped(MISSED.ticket_id, CommandId("twice")))
    kiosk.tap()

    assert kiosk.sent == [Send(command_id, Rejoin(MISSED.ticket_id))]
    assert kiosk.page() is Page.REJOINING


def test_a_missed_number_that_is_gone_is_not_asked_for(kiosk: Kiosk) -> None:
    choose(kiosk, "2025-11-21.99")

    assert kiosk.sent == []
    assert kiosk.page() is Page.MISSED


def test_the_list_closes_when_the_last_missed_number_is_gone(kiosk: Kiosk) -> None:
    kiosk.do(MissedTapped())
    kiosk.see(view(priorities=5))

    assert kiosk.page() is Page.HOME


def test_who_is_back_is_shown_as_waiting_whatever_became_of_the_paper(kiosk: Kiosk) -> None:
    kiosk.reply(choose(kiosk), Accepted())
    for paper in (None, *PaperState):
        kiosk.see(view(replace(BACK, paper=paper), priorities=5))
        assert kiosk.page() is Page.RESULT
        assert kiosk.shown().notice is Notice.REJOINED
        assert kiosk.shown().ticket.ahead == 3

    kiosk.wait(21)
    assert kiosk.page() is Page.HOME


def test_the_view_may_come_before_the_answer(kiosk: Kiosk) -> None:
    command_id = choose(kiosk)
    kiosk.see(view(BACK, priorities=5))
    assert kiosk.page() is Page.REJOINING

    kiosk.reply(command_id, Accepted())
    assert kiosk.shown().is_rejoined
    assert kiosk.shown().ticket == BACK


@pytest.mark.parametrize(
    ("answer", "regret"),
    [
        (Refused(RefusalCode.REJOIN_TOO_LATE), NotGiven(RefusalCode.REJOIN_TOO_LATE, {})),
        (Failed(FailureCode.STORE_UNAVAILABLE), NotDecided(FailureCode.STORE_UNAVAILABLE)),
    ],
)
def test_who_may_not_come_back_is_told_why(
    kiosk: Kiosk, answer: Refused | Failed, regret: NotGiven | NotDecided
) -> None:
    kiosk.reply(choose(kiosk), answer)

    assert kiosk.page() is Page.SORRY
    assert kiosk.flow.stage == Sorry(regret, kiosk.now, MISSED)


def test_without_an_answer_the_request_is_forgotten(kiosk: Kiosk) -> None:
    command_id = choose(kiosk)

    assert kiosk.wait(6) == (Forget(command_id),)
    assert kiosk.flow.stage == Sorry(NoAnswer(command_id, JUSTICE), kiosk.now, MISSED)


def test_a_late_answer_still_brings_the_number_back(kiosk: Kiosk) -> None:
    command_id = choose(kiosk)
    kiosk.wait(6)
    kiosk.reply(command_id, Accepted())

    assert kiosk.shown().is_rejoined


def test_a_lost_answer_is_made_good_by_a_view(kiosk: Kiosk) -> None:
    choose(kiosk)
    kiosk.wait(6)
    kiosk.see(view(MISSED, priorities=5))
    assert kiosk.page() is Page.SORRY

    kiosk.see(view(BACK, priorities=5))

    assert kiosk.shown().is_rejoined


def test_a_number_refused_for_good_is_not_shown_by_a_later_view(kiosk: Kiosk) -> None:
    kiosk.reply(choose(kiosk), Refused(RefusalCode.REJOIN_LIMIT))
    kiosk.see(view(BACK, priorities=5))

    assert kiosk.page() is Page.SORRY


def test_a_young_number_is_not_taken_for_a_lost_one_because_many_missed_theirs() -> None:
    kiosk = Kiosk().open()
    first = kiosk.issue()
    kiosk.do(DoneTapped())
    kiosk.wait(0.5)
    second = ticket(25, issued_at=kiosk.hub_now)
    kiosk.reply(kiosk.tap(), Accepted(slip(second)))
    kiosk.see(view(second, first, *(missed(n) for n in range(9))))
    kiosk.wait(0.5)
    kiosk.do(DoneTapped())
    kiosk.see(view(second, first, *(missed(n) for n in range(9))))

    assert kiosk.page() is Page.HOME
