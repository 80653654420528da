"""What the glass says about something scanned, and about a paper that comes out at another machine."""

import pytest
from msgspec.structs import replace

from hub.client.port import Trouble
from hub.protocol import KioskView, NothingFound, PaperState, PrinterHealth, Status
from kiosk.face import face_of
from kiosk.faces import Face, Fact
from kiosk.inputs import Choice, ComfortTapped, Disconnected
from kiosk.paper import Notice, health_for
from kiosk.state import EVERYBODY, Page
from kiosk.words_vi import VI
from tests.unit.kiosk.builders import ELDERLY, Kiosk, found, offered, ticket, view

PLACE = "Kiosk cửa phụ"
NO_BREAK = str.maketrans("\u00a0", " ")


def face(kiosk: Kiosk) -> Face:
    return face_of(kiosk.flow, kiosk.now, kiosk.times)


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().open(view(priorities=5))


# --- a line


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("vneid", "Vui lòng dùng thẻ căn cước hoặc bấm chọn trên màn hình."),
        ("slip", "Đây là mã trên giấy hẹn. Mời Ông/Bà chọn lĩnh vực để lấy số."),
        ("unreadable", "Không đọc được mã này. Mời Ông/Bà bấm chọn trên màn hình."),
        ("not_today", "Đây không phải phiếu hôm nay."),
        ("a word of a newer hub", "Không đọc được mã này. Mời Ông/Bà bấm chọn trên màn hình."),
    ],
)
def test_what_is_of_no_use_is_told_in_a_plain_sentence(kiosk: Kiosk, why: str, said: str) -> None:
    kiosk.scan(NothingFound(why))

    assert face(kiosk).scan_line == said


@pytest.mark.parametrize("class_id", [ELDERLY, EVERYBODY])
def test_a_card_is_acknowledged_in_the_same_words_for_everybody(kiosk: Kiosk, class_id: str) -> None:
    kiosk.scan(offered(ELDERLY if class_id else EVERYBODY))

    assert face(kiosk).scan_line == "Đã đọc thẻ. Mời Ông/Bà chọn lĩnh vực."


def test_the_line_speaks_the_citizens_language(kiosk: Kiosk) -> None:
    kiosk.do(ComfortTapped(Choice.LANGUAGE))
    kiosk.scan(NothingFound("vneid"))

    assert face(kiosk).scan_line == "Please use your identity card, or choose on the screen."


@pytest.mark.parametrize(("why", "said"), [("vneid", ""), ("not_today", "Đây không phải phiếu hôm nay.")])
def test_where_nothing_can_be_chosen_nobody_is_told_to_choose(why: str, said: str) -> None:
    kiosk = Kiosk().open(view(is_open=False))

    kiosk.scan(NothingFound(why), shown=view(is_open=False))

    assert (face(kiosk).page, face(kiosk).scan_line) == (Page.CLOSED, said)


def test_while_the_hub_is_away_its_banner_has_the_place(kiosk: Kiosk) -> None:
    kiosk.scan(NothingFound("vneid"))

    kiosk.do(Disconnected(Trouble.UNREACHABLE))

    assert face(kiosk).scan_line == ""
    assert face(kiosk).banner


# --- the question about a card


def test_the_question_says_why_and_has_the_priority_chosen_already(kiosk: Kiosk) -> None:
    kiosk.scan(offered())
    kiosk.tap()

    shown = face(kiosk)

    assert shown.question.title == "Lấy số ưu tiên: Người cao tuổi?"
    assert shown.question.detail == "Theo tuổi trên thẻ vừa quét. Máy không lưu thông tin trên thẻ."
    assert [(field.option_id, field.name, field.examples.translate(NO_BREAK)) for field in shown.options] == [
        ("yes", "Đúng, lấy số ưu tiên", "Từ đủ 80 tuổi"),
        ("no", "Không, lấy số thường", ""),
    ]
    assert shown.chosen == "yes"


def test_the_question_in_english_names_the_class_in_english(kiosk: Kiosk) -> None:
    kiosk.do(ComfortTapped(Choice.LANGUAGE))
    kiosk.scan(offered())
    kiosk.tap()

    assert face(kiosk).question.title == "Take a priority number: Elderly people?"


# --- a ticket


def test_a_waiting_ticket_says_how_many_and_how_long(kiosk: Kiosk) -> None:
    kiosk.scan(found(mark="ƯT"))

    number = face(kiosk).number

    assert (number.caption, number.number, number.mark) == ("Phiếu vừa quét", "A042", "ƯT")
    assert (number.ahead, number.wait) == (Fact("3", "người chờ trước"), Fact("10 – 20", "phút, dự kiến"))
    assert (number.notice, number.tone, number.rejoin) == ("Mời Ông/Bà chờ gọi số", "plain", "")
    assert number.qr_url == ""
    assert number.taken_at == "Lấy số lúc 07:42, Thứ Sáu 21/11"


def test_without_an_estimate_none_is_made_up(kiosk: Kiosk) -> None:
    kiosk.scan(found(wait_low_min=None, wait_high_min=None))

    assert face(kiosk).number.wait.value == "Chưa ước tính được"


def test_a_called_ticket_says_where_to_go(kiosk: Kiosk) -> None:
    kiosk.scan(found(Status.CALLED, 2))

    number = face(kiosk).number

    assert (number.notice, number.tone) == ("Mời Ông/Bà tới quầy 2", "good")
    assert (number.ahead, number.wait) == (Fact("2", "số quầy"), Fact())


@pytest.mark.parametrize("status", [Status.CALLED, Status.SERVING])
def test_a_counter_that_is_no_more_is_looked_up_on_the_wall(kiosk: Kiosk, status: Status) -> None:
    kiosk.scan(found(status))

    assert face(kiosk).number.notice == "Mời xem màn hình gọi số"


@pytest.mark.parametrize("status", [Status.PARKED, Status.FINISHED, Status.CANCELLED, Status.NO_SHOW])
def test_a_ticket_that_does_not_wait_counts_nobody(kiosk: Kiosk, status: Status) -> None:
    kiosk.scan(found(status))

    number = face(kiosk).number

    assert (number.ahead, number.wait) == (Fact(), Fact())
    assert (number.notice, number.notice_detail) == VI.found[status]
    assert number.rejoin == ""


def test_a_missed_ticket_is_offered_its_place_again(kiosk: Kiosk) -> None:
    kiosk.scan(found(Status.NO_SHOW, can_rejoin=True))

    number = face(kiosk).number

    assert number.rejoin == "Trở lại hàng chờ"
    assert number.notice_detail == "Ông/Bà trở lại hàng chờ được, không cần lấy số mới."


def test_the_time_left_runs_out(kiosk: Kiosk) -> None:
    kiosk.scan(found())
    first = face(kiosk).fraction_left

    kiosk.wait(10)

    assert 0.9 < first <= 1.0
    assert 0.4 < face(kiosk).fraction_left < 0.5


# --- a paper that comes out elsewhere


def given_elsewhere(kiosk: Kiosk, paper: PaperState, *, is_moved: bool = True) -> Face:
    given = ticket(issued_at=kiosk.hub_now, paper=paper)
    kiosk.issue(given)
    moved = replace(given, paper_at=PLACE if is_moved else "")
    kiosk.see(replace(view(moved, printer=PrinterHealth.PAPER_OUT), paper_at=PLACE))
    return face(kiosk)


@pytest.mark.parametrize(
    ("paper", "notice", "detail"),
    [
        (PaperState.ISSUED, "Đang in phiếu tại “Kiosk cửa phụ”…", "Máy in ở đây tạm thời chưa dùng được"),
        (PaperState.SENDING, "Đang in phiếu tại “Kiosk cửa phụ”…", "Máy in ở đây tạm thời chưa dùng được"),
        (PaperState.CONFIRMED, "Mời lấy phiếu tại “Kiosk cửa phụ”", "Máy in ở đây tạm thời chưa dùng được"),
        (PaperState.UNKNOWN, VI.notices[Notice.ASKING][0], "Phiếu in tại “Kiosk cửa phụ”"),
    ],
)
def test_the_citizen_is_sent_to_the_machine_that_prints(
    kiosk: Kiosk, paper: PaperState, notice: str, detail: str
) -> None:
    number = given_elsewhere(kiosk, paper).number

    assert (number.notice.translate(NO_BREAK), number.notice_detail) == (notice.replace("\u00a0", " "), detail)


def test_a_paper_that_is_about_to_be_moved_is_not_called_lost(kiosk: Kiosk) -> None:
    number = given_elsewhere(kiosk, PaperState.ISSUED, is_moved=False).number

    assert number.notice == VI.notices[Notice.PRINTING][0]


def test_a_paper_nobody_printed_leaves_the_number_on_the_screen(kiosk: Kiosk) -> None:
    number = given_elsewhere(kiosk, PaperState.EXPIRED).number

    assert number.notice == VI.notices[Notice.NOT_PRINTED][0]


def test_the_home_page_says_beforehand_where_papers_come_out(kiosk: Kiosk) -> None:
    kiosk.see(replace(view(printer=PrinterHealth.COVER_OPEN), paper_at=PLACE))

    assert face(kiosk).printer_line == "Phiếu của Ông/Bà in tại “Kiosk cửa phụ”."


def test_whose_printer_counts_for_a_paper() -> None:
    out: KioskView = view(printer=PrinterHealth.PAPER_OUT)
    spared = replace(out, paper_at=PLACE)

    assert health_for(PaperState.ISSUED, "", None) is PrinterHealth.UNKNOWN
    assert health_for(PaperState.ISSUED, "", out) is PrinterHealth.PAPER_OUT
    assert health_for(PaperState.ISSUED, "", spared) is PrinterHealth.READY
    assert health_for(PaperState.SENDING, "", spared) is PrinterHealth.PAPER_OUT
    assert health_for(PaperState.SENDING, PLACE, spared) is PrinterHealth.READY


# --- the presenter


def test_a_ticket_left_in_the_slot_is_told_to_the_next(kiosk: Kiosk) -> None:
    kiosk.see(replace(view(), printer_detail="ticket_not_taken"))

    assert face(kiosk).printer_line == "Có phiếu chưa lấy ở khe bên dưới. Mời Ông/Bà lấy phiếu."


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (PaperState.CONFIRMED, "Phiếu đang chờ ở khe"),
        (PaperState.ISSUED, "Mời lấy phiếu đang ở khe ra trước"),
        (PaperState.UNKNOWN, VI.notices[Notice.ASKING][1]),
    ],
)
def test_whoever_takes_a_number_is_told_what_lies_in_the_slot(kiosk: Kiosk, paper: PaperState, said: str) -> None:
    given = kiosk.issue(ticket(issued_at=kiosk.hub_now, paper=paper))
    kiosk.see(replace(view(given), printer_detail="ticket_not_taken"))

    assert face(kiosk).number.notice_detail == said
