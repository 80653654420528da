"""The rules of the kiosk's pages, one by one."""

import pytest

from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    CommandId,
    Failed,
    FailureCode,
    IssueTicket,
    PaperState,
    PrinterHealth,
    RefusalCode,
    Refused,
    ServiceId,
)
from kiosk.inputs import (
    Choice,
    ComfortTapped,
    Connected,
    Disconnected,
    DoneTapped,
    Forget,
    LeafTurned,
    Send,
    Viewed,
)
from kiosk.state import Comfort, Language, NoAnswer, NotDecided, NotGiven, Page, Sorry
from tests.unit.kiosk.builders import JUSTICE, SOCIETY, Kiosk, slip, ticket, view, with_service


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().open()


def test_without_a_view_there_is_no_home_page() -> None:
    assert Kiosk().page() is Page.NO_HUB


def test_the_first_view_opens_the_home_page(kiosk: Kiosk) -> None:
    assert kiosk.page() is Page.HOME


def test_a_tap_asks_the_hub_once_with_the_id_of_the_tap(kiosk: Kiosk) -> None:
    command_id = kiosk.tap()

    assert kiosk.sent == [Send(command_id, IssueTicket(JUSTICE))]
    assert kiosk.page() is Page.ISSUING


def test_a_second_tap_within_a_tap_is_the_same_ticket(kiosk: Kiosk) -> None:
    kiosk.tap()
    kiosk.tap()
    kiosk.tap(SOCIETY)

    assert len(kiosk.sent) == 1


def test_a_double_tap_does_not_reach_through_to_the_result(kiosk: Kiosk) -> None:
    kiosk.reply(kiosk.tap(), Accepted(slip(ticket(issued_at=kiosk.hub_now))))

    kiosk.do(DoneTapped())

    assert kiosk.page() is Page.RESULT


def test_the_tap_that_closes_a_result_cannot_take_another_number(kiosk: Kiosk) -> None:
    kiosk.issue()
    kiosk.do(DoneTapped())
    assert kiosk.page() is Page.HOME

    kiosk.wait(0.3)
    kiosk.tap()
    assert len(kiosk.sent) == 1

    kiosk.wait(0.2)
    kiosk.tap()
    assert len(kiosk.sent) == 2


def test_a_tap_on_a_field_that_is_gone_asks_nothing(kiosk: Kiosk) -> None:
    kiosk.tap(ServiceId("gone"))

    assert kiosk.sent == []
    assert kiosk.page() is Page.HOME


def test_fields_that_moved_under_the_finger_are_not_tapped(kiosk: Kiosk) -> None:
    kiosk.see(view(fields=5))

    kiosk.tap()

    assert kiosk.sent == []


def test_a_line_about_the_printer_moves_the_fields(kiosk: Kiosk) -> None:
    kiosk.see(view(printer=PrinterHealth.PAPER_OUT))

    kiosk.tap()

    assert kiosk.sent == []


def test_a_longer_queue_does_not_stop_a_tap(kiosk: Kiosk) -> None:
    kiosk.see(with_service(view(), "justice", waiting=9))

    kiosk.tap()

    assert len(kiosk.sent) == 1


def test_without_an_answer_the_citizen_is_sent_to_the_staff_and_the_request_forgotten(kiosk: Kiosk) -> None:
    command_id = kiosk.tap()

    assert kiosk.wait(5.9) == ()
    assert kiosk.wait(0.2) == (Forget(command_id),)

    assert kiosk.page() is Page.SORRY
    assert isinstance(kiosk.flow.stage, Sorry)
    assert kiosk.flow.stage.regret == NoAnswer(command_id, JUSTICE)


def test_sorry_goes_home_by_itself(kiosk: Kiosk) -> None:
    kiosk.tap()
    kiosk.wait(6)
    kiosk.wait(30)

    assert kiosk.page() is Page.HOME


def test_a_late_answer_still_shows_its_number(kiosk: Kiosk) -> None:
    command_id = kiosk.tap()
    kiosk.wait(6)

    kiosk.reply(command_id, Accepted(slip(ticket(issued_at=kiosk.hub_now))))

    assert kiosk.page() is Page.RESULT


def test_a_late_refusal_changes_nothing(kiosk: Kiosk) -> None:
    command_id = kiosk.tap()
    kiosk.wait(6)

    kiosk.reply(command_id, Refused(RefusalCode.CLOSED))

    assert isinstance(kiosk.flow.stage, Sorry)
    assert isinstance(kiosk.flow.stage.regret, NoAnswer)


def test_a_number_whose_answer_was_lost_is_shown_when_a_view_tells_of_it(kiosk: Kiosk) -> None:
    issued_at = kiosk.hub_now
    kiosk.tap()
    kiosk.wait(6)

    kiosk.see(view(ticket(issued_at=issued_at)))

    assert kiosk.page() is Page.RESULT
    assert not kiosk.shown().is_recovered


def test_a_number_already_in_the_view_is_shown_instead_of_a_sorry(kiosk: Kiosk) -> None:
    kiosk.tap()
    kiosk.see(view(ticket(issued_at=kiosk.hub_now)))
    assert kiosk.page() is Page.ISSUING

    kiosk.wait(6)

    assert kiosk.page() is Page.RESULT


def test_a_refusal_is_told_with_its_reason(kiosk: Kiosk) -> None:
    kiosk.reply(kiosk.tap(), Refused(RefusalCode.CLOSED, {"opens_at": ""}))

    assert isinstance(kiosk.flow.stage, Sorry)
    assert kiosk.flow.stage.regret == NotGiven(RefusalCode.CLOSED, {"opens_at": ""})


def test_a_full_disk_is_told(kiosk: Kiosk) -> None:
    kiosk.reply(kiosk.tap(), Failed(FailureCode.STORE_UNAVAILABLE))

    assert isinstance(kiosk.flow.stage, Sorry)
    assert kiosk.flow.stage.regret == NotDecided(FailureCode.STORE_UNAVAILABLE)


def test_an_acceptance_without_a_ticket_is_not_taken_for_one(kiosk: Kiosk) -> None:
    kiosk.reply(kiosk.tap(), Accepted())

    assert isinstance(kiosk.flow.stage, Sorry)
    assert kiosk.flow.stage.regret == NotDecided(FailureCode.INTERNAL)


def test_an_answer_to_somebody_elses_tap_is_ignored(kiosk: Kiosk) -> None:
    kiosk.tap()

    kiosk.reply(CommandId("another"), Refused(RefusalCode.CLOSED))

    assert kiosk.page() is Page.ISSUING


def test_a_lost_hub_is_told_by_a_line_first_and_by_the_page_later(kiosk: Kiosk) -> None:
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    assert kiosk.page() is Page.HOME

    kiosk.wait(4.9)
    assert kiosk.page() is Page.HOME

    kiosk.wait(0.2)
    assert kiosk.page() is Page.NO_HUB


def test_another_trouble_does_not_start_the_time_again(kiosk: Kiosk) -> None:
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    kiosk.wait(4)
    kiosk.do(Disconnected(Trouble.SEARCHING))
    kiosk.wait(1)

    assert kiosk.page() is Page.NO_HUB


def test_the_home_page_is_back_with_the_hub(kiosk: Kiosk) -> None:
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    kiosk.wait(60)

    kiosk.do(Connected(kiosk.hub_now))

    assert kiosk.page() is Page.HOME


def test_a_tap_on_the_page_that_was_just_home_asks_nothing(kiosk: Kiosk) -> None:
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    kiosk.now += 5.0  # no tick has come since

    kiosk.tap()

    assert kiosk.sent == []


def test_a_tap_during_a_short_break_is_kept_for_the_hub(kiosk: Kiosk) -> None:
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    command_id = kiosk.tap()
    kiosk.wait(3)
    kiosk.do(Connected(kiosk.hub_now))
    kiosk.reply(command_id, Accepted(slip(ticket(issued_at=kiosk.hub_now))))

    assert kiosk.page() is Page.RESULT


def test_a_number_stays_on_the_screen_while_the_hub_is_away(kiosk: Kiosk) -> None:
    kiosk.paper(kiosk.issue(), PaperState.CONFIRMED)

    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    kiosk.wait(10)

    assert kiosk.page() is Page.RESULT


def test_outside_hours_nothing_can_be_tapped(kiosk: Kiosk) -> None:
    kiosk.see(view(is_open=False))
    kiosk.wait(1)

    kiosk.tap()

    assert kiosk.page() is Page.CLOSED
    assert kiosk.sent == []


def test_old_news_are_not_believed(kiosk: Kiosk) -> None:
    kiosk.do(Viewed(7, kiosk.hub_now, view()))

    kiosk.do(Viewed(6, kiosk.hub_now, view(is_open=False)))

    assert kiosk.page() is Page.HOME


def test_a_restored_hub_may_count_from_lower_down(kiosk: Kiosk) -> None:
    kiosk.do(Viewed(7000, kiosk.hub_now, view()))
    kiosk.do(Connected(kiosk.hub_now))

    kiosk.do(Viewed(6, kiosk.hub_now, view(is_open=False)))

    assert kiosk.page() is Page.CLOSED


def test_comfort_is_chosen_by_a_tap(kiosk: Kiosk) -> None:
    for choice in Choice:
        kiosk.do(ComfortTapped(choice))
        kiosk.wait(0.5)

    assert kiosk.flow.comfort == Comfort(Language.EN, is_large=True, is_high_contrast=True)


def test_a_second_tap_takes_comfort_back(kiosk: Kiosk) -> None:
    for choice in (*Choice, *Choice):
        kiosk.do(ComfortTapped(choice))
        kiosk.wait(0.5)

    assert kiosk.flow.comfort == Comfort()


def test_a_double_tap_on_comfort_counts_once(kiosk: Kiosk) -> None:
    kiosk.do(ComfortTapped(Choice.LARGE_PRINT))
    kiosk.do(ComfortTapped(Choice.LARGE_PRINT))

    assert kiosk.flow.comfort.is_large


def test_comfort_is_forgotten_when_nobody_touches_the_home_page(kiosk: Kiosk) -> None:
    kiosk.do(ComfortTapped(Choice.LANGUAGE))
    kiosk.wait(1)
    kiosk.do(LeafTurned(1))

    kiosk.wait(39)
    assert kiosk.flow.comfort == Comfort(Language.EN, leaf=1)

    kiosk.wait(1)
    assert kiosk.flow.comfort == Comfort()


def test_comfort_goes_home_with_its_citizen(kiosk: Kiosk) -> None:
    kiosk.do(ComfortTapped(Choice.LANGUAGE))
    kiosk.wait(1)
    kiosk.issue()
    assert kiosk.flow.comfort.language is Language.EN

    kiosk.do(DoneTapped())

    assert kiosk.flow.comfort == Comfort()


def test_who_tries_again_after_a_sorry_keeps_their_language(kiosk: Kiosk) -> None:
    kiosk.do(ComfortTapped(Choice.LANGUAGE))
    kiosk.wait(1)
    kiosk.reply(kiosk.tap(), Failed(FailureCode.INTERNAL))
    kiosk.wait(1)

    kiosk.do(DoneTapped())

    assert kiosk.page() is Page.HOME
    assert kiosk.flow.comfort.language is Language.EN
