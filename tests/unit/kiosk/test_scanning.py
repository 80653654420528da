"""What is held to the scanner helps, never stops anybody, and is forgotten with its citizen."""

import pytest
from msgspec.structs import replace

from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    CommandId,
    FoundTicket,
    IssueTicket,
    NothingFound,
    OfferedClass,
    PaperState,
    RefusalCode,
    Refused,
    Rejoin,
    Status,
)
from kiosk.choosing import WITH_CLAIM, WITHOUT_CLAIM
from kiosk.inputs import (
    Choice,
    ComfortTapped,
    Connected,
    Disconnected,
    DoneTapped,
    MissedTapped,
    OptionTapped,
    PriorityTapped,
    RejoinTapped,
    Touched,
)
from kiosk.state import EVERYBODY, Found, Language, Page
from tests.unit.kiosk.builders import (
    ELDERLY,
    JUSTICE,
    MERIT,
    SOCIETY,
    Kiosk,
    found,
    missed,
    offered,
    scanned,
    slip,
    ticket,
    view,
    with_service,
)

YES, NO = OptionTapped(WITH_CLAIM, CommandId("yes-1")), OptionTapped(WITHOUT_CLAIM, CommandId("no-1"))


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().open(view(priorities=5))


def note(kiosk: Kiosk) -> str:
    return kiosk.flow.note.about if kiosk.flow.note else ""


# --- a card


@pytest.mark.parametrize("class_id", [ELDERLY, EVERYBODY])
def test_a_card_is_acknowledged_alike_whatever_it_says(kiosk: Kiosk, class_id: str) -> None:
    kiosk.scan(OfferedClass(ELDERLY if class_id else EVERYBODY))

    assert (kiosk.page(), note(kiosk)) == (Page.HOME, "card")
    assert kiosk.sent == []


def test_after_the_field_its_holder_is_asked_and_nothing_is_sent_yet(kiosk: Kiosk) -> None:
    kiosk.scan(offered())

    kiosk.tap()

    assert kiosk.page() is Page.CLAIM
    assert kiosk.sent == []


@pytest.mark.parametrize(("answer", "class_id"), [(YES, ELDERLY), (NO, EVERYBODY)])
def test_the_citizen_decides(kiosk: Kiosk, answer: OptionTapped, class_id: str) -> None:
    kiosk.scan(offered())
    kiosk.tap(SOCIETY)
    kiosk.wait(0.5)

    kiosk.do(answer)

    assert [(s.command_id, s.command) for s in kiosk.sent] == [
        (answer.command_id, IssueTicket(SOCIETY, ELDERLY if class_id else EVERYBODY))
    ]
    assert kiosk.page() is Page.ISSUING


def test_without_a_class_by_age_nothing_is_asked(kiosk: Kiosk) -> None:
    kiosk.scan(offered(EVERYBODY))

    kiosk.tap()

    assert [s.command for s in kiosk.sent] == [IssueTicket(JUSTICE)]


def test_who_has_said_their_priority_is_not_asked_again(kiosk: Kiosk) -> None:
    kiosk.claim(MERIT)
    kiosk.scan(offered())

    kiosk.tap()

    assert [s.command for s in kiosk.sent] == [IssueTicket(JUSTICE, MERIT)]


def test_the_question_is_left_without_a_number(kiosk: Kiosk) -> None:
    kiosk.scan(offered())
    kiosk.tap()
    kiosk.wait(0.5)

    kiosk.do(DoneTapped())

    assert kiosk.page() is Page.HOME
    assert kiosk.sent == []


def test_an_answer_nobody_offered_is_none(kiosk: Kiosk) -> None:
    kiosk.scan(offered())
    kiosk.tap()
    kiosk.wait(0.5)

    kiosk.do(OptionTapped("merit", CommandId("x")))

    assert kiosk.page() is Page.CLAIM


def test_the_question_is_read_in_the_language_one_likes(kiosk: Kiosk) -> None:
    kiosk.scan(offered())
    kiosk.tap()
    kiosk.wait(0.5)

    kiosk.do(ComfortTapped(Choice.LANGUAGE))

    assert (kiosk.page(), kiosk.flow.comfort.language) == (Page.CLAIM, Language.EN)


@pytest.mark.parametrize("has_tapped", [False, True])
def test_a_card_is_forgotten_when_its_holder_has_gone(kiosk: Kiosk, has_tapped: bool) -> None:
    kiosk.scan(offered())
    if has_tapped:
        kiosk.tap()

    kiosk.see(view(priorities=5))
    kiosk.wait(kiosk.times.idle_s)

    assert (kiosk.page(), kiosk.flow.offered) == (Page.HOME, EVERYBODY)
    kiosk.wait(1)
    kiosk.tap()
    assert [s.command for s in kiosk.sent] == [IssueTicket(JUSTICE)]


def test_the_next_number_is_not_asked_about_the_card_before(kiosk: Kiosk) -> None:
    kiosk.scan(offered())
    kiosk.tap()
    kiosk.wait(0.5)
    kiosk.do(YES)
    kiosk.reply(YES.command_id, Accepted(slip(ticket(issued_at=kiosk.hub_now))))

    kiosk.wait(200)

    assert kiosk.flow.offered == EVERYBODY


def test_the_card_of_the_next_person_counts(kiosk: Kiosk) -> None:
    kiosk.scan(offered(ELDERLY))
    kiosk.scan(offered(EVERYBODY), "scan-2")

    kiosk.tap()

    assert [s.command for s in kiosk.sent] == [IssueTicket(JUSTICE)]


def test_a_class_that_is_no_more_is_not_asked_about(kiosk: Kiosk) -> None:
    kiosk.scan(offered())
    kiosk.tap()
    assert kiosk.page() is Page.CLAIM

    kiosk.see(view(priorities=0))

    assert (kiosk.page(), kiosk.flow.offered) == (Page.HOME, EVERYBODY)


def test_a_field_that_is_too_late_for_everybody_is_decided_by_the_hub_for_priority(kiosk: Kiosk) -> None:
    late = with_service(view(priorities=5), "justice", is_too_late=True)
    kiosk.scan(offered(), shown=late)

    kiosk.tap()

    assert kiosk.page() is Page.CLAIM


# --- a ticket


def stage(kiosk: Kiosk) -> Found:
    assert isinstance(kiosk.flow.stage, Found)
    return kiosk.flow.stage


def test_a_ticket_fills_the_screen_and_goes_by_itself(kiosk: Kiosk) -> None:
    kiosk.scan(found())
    assert (kiosk.page(), stage(kiosk).found.ticket.number) == (Page.FOUND, "A042")

    kiosk.wait(kiosk.times.found_s - 1)
    assert kiosk.page() is Page.FOUND
    kiosk.wait(1)

    assert kiosk.page() is Page.HOME


def test_it_stays_true_while_it_is_read(kiosk: Kiosk) -> None:
    kiosk.scan(found())

    kiosk.scan(found(Status.CALLED, 2))

    assert (stage(kiosk).found.ticket.status, stage(kiosk).found.counter_number) == (Status.CALLED, 2)


def test_a_touch_beside_the_buttons_changes_nothing_and_done_goes_home(kiosk: Kiosk) -> None:
    kiosk.scan(found())
    kiosk.do(Touched())
    assert kiosk.page() is Page.FOUND

    kiosk.do(DoneTapped())

    assert kiosk.page() is Page.HOME


def test_what_was_read_and_left_does_not_come_back_while_the_hub_still_tells_it(kiosk: Kiosk) -> None:
    kiosk.scan(found())
    kiosk.do(DoneTapped())

    kiosk.scan(found())

    assert kiosk.page() is Page.HOME


def test_the_next_ticket_takes_its_place(kiosk: Kiosk) -> None:
    kiosk.scan(found())

    kiosk.scan(found(number="B007"), "scan-2")

    assert stage(kiosk).found.ticket.number == "B007"


def test_a_missed_ticket_comes_back_by_one_touch(kiosk: Kiosk) -> None:
    lost = found(Status.NO_SHOW, can_rejoin=True)
    kiosk.scan(lost)

    kiosk.do(RejoinTapped(CommandId("back")))
    assert [s.command for s in kiosk.sent] == [Rejoin(lost.ticket.ticket_id)]
    kiosk.reply(CommandId("back"), Accepted())
    back = found(ahead=3)
    kiosk.scan(back)

    assert kiosk.page() is Page.RESULT
    assert kiosk.shown().is_rejoined
    assert (kiosk.shown().ticket.status, kiosk.shown().ticket.ahead) == (Status.WAITING, 3)


def test_a_missed_ticket_that_may_not_come_back_says_why(kiosk: Kiosk) -> None:
    kiosk.scan(found(Status.NO_SHOW, can_rejoin=True))
    kiosk.do(RejoinTapped(CommandId("back")))

    kiosk.reply(CommandId("back"), Refused(RefusalCode.REJOIN_TOO_LATE, {"minutes": "30"}))

    assert kiosk.page() is Page.SORRY


def test_only_a_missed_ticket_comes_back(kiosk: Kiosk) -> None:
    kiosk.scan(found())

    kiosk.do(RejoinTapped(CommandId("back")))

    assert kiosk.sent == []


def test_out_of_hours_a_ticket_still_tells_how_it_stands() -> None:
    kiosk = Kiosk().open(view(is_open=False))

    kiosk.scan(found(), shown=view(is_open=False))
    assert kiosk.page() is Page.FOUND
    kiosk.wait(kiosk.times.found_s)

    assert kiosk.page() is Page.CLOSED


# --- anything else


@pytest.mark.parametrize("why", ["vneid", "slip", "unreadable", "not_today"])
def test_anything_else_is_answered_by_a_line_that_goes_by_itself(kiosk: Kiosk, why: str) -> None:
    kiosk.scan(NothingFound(why))
    assert (kiosk.page(), note(kiosk)) == (Page.HOME, why)

    kiosk.wait(kiosk.times.note_s)

    assert note(kiosk) == ""


def test_the_line_stops_no_finger(kiosk: Kiosk) -> None:
    kiosk.see(replace(view(priorities=5), scan=scanned(NothingFound("vneid"), at=kiosk.hub_now)))

    kiosk.tap()

    assert len(kiosk.sent) == 1


def test_a_code_of_no_use_takes_the_ticket_before_off_the_screen(kiosk: Kiosk) -> None:
    kiosk.scan(found())

    kiosk.scan(NothingFound("unreadable"), "scan-2")

    assert (kiosk.page(), note(kiosk)) == (Page.HOME, "unreadable")


def test_a_list_is_not_taken_from_who_reads_it(kiosk: Kiosk) -> None:
    kiosk.do(PriorityTapped())
    kiosk.wait(0.5)

    kiosk.scan(NothingFound("unreadable"))

    assert kiosk.page() is Page.PRIORITY


# --- when the scanner is not listened to


@pytest.mark.parametrize("what", [found(), offered(), NothingFound("vneid")])
def test_a_number_on_the_screen_or_on_its_way_is_not_disturbed(
    kiosk: Kiosk, what: FoundTicket | OfferedClass | NothingFound
) -> None:
    tap = kiosk.tap()
    kiosk.scan(what)
    assert kiosk.page() is Page.ISSUING
    given = ticket(issued_at=kiosk.hub_now, paper=PaperState.CONFIRMED)
    kiosk.reply(tap, Accepted(slip(given)))

    kiosk.scan(what, "scan-2", view(given, priorities=5))
    assert kiosk.page() is Page.RESULT
    kiosk.do(DoneTapped())
    kiosk.scan(what, "scan-2", view(given, priorities=5))

    assert (kiosk.page(), note(kiosk), kiosk.flow.offered) == (Page.HOME, "", EVERYBODY)


def test_a_scan_that_was_made_while_this_program_was_away_is_nobodys(kiosk: Kiosk) -> None:
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    before = kiosk.hub_now
    kiosk.wait(15)
    kiosk.do(Connected(kiosk.hub_now))

    kiosk.see(replace(view(priorities=5), scan=scanned(found(), at=before)))

    assert kiosk.page() is Page.HOME


def test_after_no_number_the_card_is_read_for_another_try(kiosk: Kiosk) -> None:
    kiosk.reply(kiosk.tap(), Refused(RefusalCode.UNKNOWN_SERVICE))
    assert kiosk.page() is Page.SORRY

    kiosk.scan(offered())

    assert (kiosk.page(), note(kiosk)) == (Page.HOME, "card")


def test_a_ticket_that_was_missed_is_still_found_in_the_list(kiosk: Kiosk) -> None:
    shown = view(missed(3), priorities=5)
    kiosk.scan(NothingFound("vneid"), shown=shown)

    kiosk.do(MissedTapped())

    assert kiosk.page() is Page.MISSED
