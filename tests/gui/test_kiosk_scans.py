"""A finger on what a scan brings to the glass: a question about a card, a scanned ticket, a line that stops nobody."""

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAccessible

from hub.protocol import (
    Accepted,
    ClassId,
    FoundTicket,
    IssueTicket,
    KioskView,
    NothingFound,
    OfferedClass,
    Rejoin,
    Status,
)
from kiosk.state import EVERYBODY
from tests.gui.kiosk_stage import KioskStage, frame_of
from tests.gui.test_kiosk_pages import opened
from tests.unit.kiosk.builders import ELDERLY, JUSTICE, found, offered, scanned, view

pytestmark = pytest.mark.usefixtures("qapp")

SIZES = [(1080, 1920), (1366, 768)]


def scan(stage: KioskStage, what: OfferedClass | FoundTicket | NothingFound, shown: KioskView | None = None) -> None:
    fresh = scanned(what, f"scan-{stage.now}", stage.hub_now)
    stage.see(replace(shown or view(priorities=5), scan=fresh))
    stage.wait(0.5)
    stage.settle()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("button", "class_id"), [("claim-yes", ELDERLY), ("claim-no", EVERYBODY)])
def test_after_a_card_the_citizen_chooses_a_field_and_then_says_yes_or_no(
    size: tuple[int, int], button: str, class_id: ClassId
) -> None:
    with opened(size) as stage:
        scan(stage, offered())
        assert stage.text("scanWords") == "Đã đọc thẻ. Mời Ông/Bà chọn lĩnh vực."

        stage.touch("field-justice")
        stage.wait(0.5)
        stage.settle()
        assert stage.hub.sent == []
        assert stage.text("listTitle") == "Lấy số ưu tiên: Người cao tuổi?"
        stage.touch(button)

        assert [command for _, command in stage.hub.sent] == [IssueTicket(JUSTICE, class_id)]


def test_the_way_back_from_the_question_gives_no_number() -> None:
    with opened() as stage:
        scan(stage, offered())
        stage.touch("field-justice")
        stage.wait(0.5)
        stage.settle()

        stage.touch("backButton")

        assert stage.sees("homeTitle")
        assert stage.hub.sent == []


@pytest.mark.parametrize("size", SIZES)
def test_a_scanned_ticket_is_read_and_left_by_a_finger(size: tuple[int, int]) -> None:
    with opened(size) as stage:
        scan(stage, found())
        assert (stage.text("ticketNumber"), stage.text("notice")) == ("A042", "Mời Ông/Bà chờ gọi số")
        assert stage.sees("aheadCard")
        assert not stage.sees("qrCode")
        assert not stage.sees("rejoinButton")

        stage.touch("doneButton")

        assert stage.sees("homeTitle")


def test_a_scanned_ticket_goes_by_itself() -> None:
    with opened() as stage:
        scan(stage, found(Status.CALLED, 2))
        assert stage.text("notice") == "Mời Ông/Bà tới quầy 2"

        stage.wait(20)
        stage.settle()

        assert stage.sees("homeTitle")


@pytest.mark.parametrize("size", SIZES)
def test_a_scanned_number_that_missed_its_call_comes_back_by_one_touch(size: tuple[int, int]) -> None:
    with opened(size) as stage:
        lost = found(Status.NO_SHOW, can_rejoin=True)
        scan(stage, lost)
        assert not stage.sees("aheadCard")

        stage.touch("rejoinButton")
        stage.answer(Accepted())
        stage.settle()

        assert [command for _, command in stage.hub.sent] == [Rejoin(lost.ticket.ticket_id)]
        assert stage.text("notice") == "Mời chờ gọi lại"


@pytest.mark.parametrize("size", SIZES)
def test_the_line_about_a_scan_moves_no_field_and_stops_no_finger(size: tuple[int, int]) -> None:
    with opened(size) as stage:
        before = frame_of(stage.page.item("field-justice"))

        stage.see(replace(view(), scan=scanned(NothingFound("vneid"), at=stage.hub_now)))
        stage.settle()
        assert frame_of(stage.page.item("field-justice")) == before
        stage.touch("field-justice")

        assert len(stage.hub.sent) == 1


def test_the_line_is_told_to_those_who_cannot_see_it() -> None:
    with opened() as stage:
        scan(stage, NothingFound("vneid"))

        face = QAccessible.queryAccessibleInterface(stage.page.item("scanLine"))

        assert face is not None
        assert face.text(QAccessible.Text.Name) == "Vui lòng dùng thẻ căn cước hoặc bấm chọn trên màn hình."
