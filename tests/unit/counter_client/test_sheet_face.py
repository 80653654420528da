"""The questions in words."""

import pytest

from counter_client import asking
from counter_client.desk import asked, connected, pressed, seen
from counter_client.hotkeys import ScreenKey
from counter_client.sheet_face import SheetFace, sheet_face
from counter_client.sheets import Reasons
from counter_client.state import State
from counter_client.words_vi import WORDS
from hub.protocol import CommandId, DeskAction, Status, TicketId
from tests.unit.counter_client.centre import a_desk, a_parked, a_queue, a_ticket, a_view, the_services

PRESS = CommandId("press")
QUEUE = a_queue(16, 4)
SERVING = a_desk(a_ticket(Status.SERVING), QUEUE)
IDLE = a_desk(queue=QUEUE, parked=(a_parked("A019"),), may_choose=True, services=the_services(covered="results"))


def live(is_serving: bool) -> State:
    reasons = Reasons(pause=WORDS.pause_reasons, choose=WORDS.choose_reasons)
    return seen(connected(State(reasons=reasons)), a_view(SERVING if is_serving else IDLE), 1, 0.0)


def asking_by(action: DeskAction, *, is_serving: bool) -> SheetFace:
    return sheet_face(pressed(live(is_serving), action, PRESS, 1.0).state, WORDS)


def labels(face: SheetFace, column: int = 0) -> list[str]:
    return [option.label for option in face.columns[column].options]


def test_no_question_shows_nothing() -> None:
    assert sheet_face(live(is_serving=True), WORDS) == SheetFace()


def test_parking_says_whom_and_for_how_long() -> None:
    face = asking_by(DeskAction.PARK, is_serving=True)

    assert face.title == "Tạm hoãn số A025 bao lâu?"
    assert labels(face) == ["15 phút (thường lệ)", "5 phút", "30 phút", "60 phút"]
    assert [option.is_pointed for option in face.columns[0].options] == [True, False, False, False]
    assert [option.key for option in face.columns[0].options] == ["1", "2", "3", "4"]
    assert (face.confirm, face.close) == ("Tạm hoãn", "Đóng")


def test_a_transfer_has_three_columns_and_its_own_service_is_a_return() -> None:
    face = asking_by(DeskAction.TRANSFER, is_serving=True)

    assert [column.title for column in face.columns] == ["Lĩnh vực", "Quầy", "Cán bộ"]
    assert labels(face)[-1] == "Hộ tịch – Chứng thực (trả về hàng chờ)"
    assert [(o.label, o.note, o.key) for o in face.columns[1].options] == [("Quầy 3", "Trịnh Thị Lan Phương", "7")]
    assert [(o.label, o.note) for o in face.columns[2].options] == [("Trịnh Thị Lan Phương", "đang ở quầy 3")]
    assert (face.places, face.place) == (("Lên đầu hàng", "Theo giờ đến"), 0)


def test_a_break_offers_reasons_and_room_for_another() -> None:
    face = asking_by(DeskAction.PAUSE, is_serving=False)

    assert labels(face) == ["Không ghi lý do", *WORDS.pause_reasons]
    assert face.note == "Lý do khác…"


def test_cancelling_says_what_it_means() -> None:
    face = asking_by(DeskAction.CANCEL, is_serving=True)

    assert face.title == "Huỷ phiếu A025?"
    assert labels(face) == [
        "Người dân đã về",
        "Lấy nhầm hoặc lấy hai lần",
        "Không thuộc diện ưu tiên, lấy số khác",
    ]
    assert (face.confirm, face.note) == ("Huỷ phiếu", "")


def test_a_walk_in_is_asked_for_the_service() -> None:
    assert labels(asking_by(DeskAction.WALK_IN, is_serving=False)) == [
        "Hộ tịch – Chứng thực",
        "Văn hoá – Xã hội",
        "Trả kết quả",
    ]


def test_leaving_has_nothing_to_choose() -> None:
    face = asking_by(DeskAction.STAND_UP, is_serving=False)

    assert (face.title, face.columns, face.confirm, face.close) == ("Rời quầy 2?", (), "Rời quầy", "Ở lại")


def test_outcomes_are_everyday_words() -> None:
    face = sheet_face(asked(live(is_serving=True), ScreenKey.FINISH_AS, 1.0), WORDS)

    assert face.title == "Kết thúc số A025 với kết quả nào?"
    assert labels(face)[1:4] == ["Đã tiếp nhận hồ sơ", "Yêu cầu bổ sung", "Hướng dẫn nộp trực tuyến"]
    assert face.confirm == "Kết thúc"


def test_what_was_taken_on_can_be_given_back() -> None:
    face = sheet_face(asked(live(is_serving=False), ScreenKey.COVER, 1.0), WORDS)

    assert labels(face) == ["Kinh tế", "Nông nghiệp", "Thôi nhận: Trả kết quả", "Hỗ trợ số"]


@pytest.mark.parametrize(
    ("number", "deeds"),
    [
        ("A027", ["Gọi trước lượt…", "Huỷ phiếu…"]),
        ("A019", ["Gọi lại đến quầy này", "Trả về hàng chờ, đúng chỗ cũ", "Huỷ phiếu…"]),
    ],
)
def test_a_row_says_who_it_is_and_what_can_be_done(number: str, deeds: list[str]) -> None:
    opened = asking.row_opened(live(is_serving=False), TicketId(f"2026-11-20.{number}"), 1.0)

    face = sheet_face(opened, WORDS)

    assert face.title == f"Số {number} · Hộ tịch – Chứng thực"
    assert labels(face) == deeds


def test_calling_out_of_turn_asks_for_the_reason() -> None:
    opened = asking.row_opened(live(is_serving=False), TicketId("2026-11-20.A027"), 1.0)

    face = sheet_face(asking.confirmed(opened, PRESS, 2.0).state, WORDS)

    assert face.title == "Gọi số A027 trước lượt?"
    assert labels(face) == list(WORDS.choose_reasons)
    assert (face.confirm, face.note) == ("Gọi trước lượt", "Lý do khác…")
