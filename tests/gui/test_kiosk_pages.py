"""The kiosk as it is drawn and touched: every page at every size, nothing cut, nothing too small, no finger fooled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    FoundTicket,
    IssueTicket,
    KioskTicket,
    KioskView,
    NothingFound,
    OfferedClass,
    PaperState,
    PrinterHealth,
    RefusalCode,
    Refused,
    Rejoin,
    ReprintTicket,
    Status,
)
from tests.gui.kiosk_stage import KioskStage, Seen, a_kiosk, buttons, frame_of, is_seen, texts
from tests.unit.kiosk.builders import (
    ELDERLY,
    HUB_START,
    JUSTICE,
    MERIT,
    NOTICE,
    SOCIETY,
    found,
    missed,
    offered,
    scanned,
    ticket,
    view,
    with_service,
)

pytestmark = pytest.mark.usefixtures("qapp")

PANELS = [((1080, 1920), 96), ((1920, 1080), 96), ((1366, 768), 96), ((1280, 800), 96), ((1080, 1920), 69)]
SMALL_PANEL = ((1280, 800), 149)
HEAD = {"agency", "centre", "time", "date"}


def showing(paper: PaperState | None, printer: PrinterHealth = PrinterHealth.READY) -> Callable[[KioskStage], None]:
    def play(stage: KioskStage) -> None:
        given = replace(ticket(issued_at=stage.hub_now, paper=paper), wait_low_min=20, wait_high_min=35)
        stage.vm.tapField("justice")
        stage.give(given)
        stage.see(view(given, printer=printer))
        stage.wait(11 if paper is not PaperState.UNKNOWN else 1)

    return play


def sorry(stage: KioskStage) -> None:
    stage.vm.tapField("justice")
    stage.answer(Refused(RefusalCode.CLOSED, {"opens_at": (HUB_START + timedelta(days=3)).isoformat()}))


def closed(stage: KioskStage) -> None:
    stage.see(view(is_open=False, opens_at=HUB_START + timedelta(days=3)))


def no_hub(stage: KioskStage) -> None:
    stage.vm.onDisconnected(Trouble.UPGRADE_REQUIRED.value)
    stage.wait(6)


def nine_fields(stage: KioskStage) -> None:
    stage.see(view(fields=9))


def everything_at_once(stage: KioskStage) -> None:
    """Priority classes, missed numbers, a full service, a late one, and a notice."""
    stage.see(eventful_view())


def eventful_view() -> KioskView:
    again = HUB_START + timedelta(hours=5, minutes=48)
    shown = view(missed(3, mark="ƯT"), missed(7, service_id=SOCIETY), fields=6, priorities=5)
    shown = with_service(shown, "justice", notice=NOTICE)
    shown = with_service(shown, "agriculture", remaining=0, opens_at=again)
    return with_service(shown, "results", is_too_late=True, opens_at=again + timedelta(hours=18))


def claimed(stage: KioskStage) -> None:
    stage.see(eventful_view())
    stage.wait(0.5)
    stage.vm.tapPriority()
    stage.wait(0.5)
    stage.vm.tapOption("merit")
    stage.wait(0.5)


def nine_and_claimed(stage: KioskStage) -> None:
    claimed(stage)
    stage.see(replace(view(fields=9, priorities=5)))
    stage.wait(0.5)


def nine_and_all_needs(stage: KioskStage) -> None:
    stage.see(view(missed(3), fields=9, priorities=5))


def classes(stage: KioskStage) -> None:
    stage.see(view(priorities=5))
    stage.wait(0.5)
    stage.vm.tapPriority()
    stage.wait(0.5)


def missed_numbers(stage: KioskStage) -> None:
    stage.see(view(*(missed(n, mark="ƯT" * (n % 2), service_id=SOCIETY) for n in range(4)), priorities=5))
    stage.wait(0.5)
    stage.vm.tapMissed()
    stage.wait(0.5)


def rejoined(stage: KioskStage) -> None:
    missed_numbers(stage)
    back = missed(1, mark="ƯT", service_id=SOCIETY)
    stage.vm.tapOption(back.ticket_id)
    stage.answer(Accepted())
    stage.see(view(replace(back, status=Status.WAITING, ahead=3, can_rejoin=False), priorities=5))
    stage.wait(11)


def not_rejoined(stage: KioskStage) -> None:
    missed_numbers(stage)
    stage.vm.tapOption(missed(1).ticket_id)
    stage.answer(Refused(RefusalCode.REJOIN_TOO_LATE, {"minutes": "30"}))


def with_priority(stage: KioskStage) -> None:
    given = replace(ticket(issued_at=stage.hub_now, paper=PaperState.CONFIRMED), mark="ƯT", wait_low_min=0)
    given = replace(given, wait_high_min=15, ahead=1)
    shown = with_service(view(given), "justice", notice=NOTICE)
    stage.vm.tapField("justice")
    stage.give(given)
    stage.see(shown)
    stage.wait(11)


def holiday(stage: KioskStage) -> None:
    opens_at = HUB_START + timedelta(days=6)
    stage.see(view(is_open=False, opens_at=opens_at, closed_because="Tết Nguyên đán Bính Ngọ"))


def out_of_paper_and_cut_off(stage: KioskStage) -> None:
    stage.see(view(printer=PrinterHealth.PAPER_OUT))
    stage.vm.onDisconnected(Trouble.UNREACHABLE.value)
    stage.wait(1)


def issuing(stage: KioskStage) -> None:
    stage.vm.tapField("justice")
    stage.wait(1)


def scan_of(found: OfferedClass | FoundTicket | NothingFound, **changes: object) -> Callable[[KioskStage], None]:
    def play(stage: KioskStage) -> None:
        fresh = scanned(found, f"scan-{stage.now}", stage.hub_now)
        shown = replace(eventful_view(), scan=fresh, **changes)
        stage.see(shown)
        stage.wait(0.5)

    return play


def question_about_a_card(stage: KioskStage) -> None:
    """The class with the longest name, and the longest word on who belongs to it."""
    scan_of(offered(MERIT))(stage)
    stage.vm.tapField("justice")
    stage.wait(0.5)


def elsewhere(paper: PaperState, place: str = "Sảnh chính, cạnh quầy hướng dẫn") -> Callable[[KioskStage], None]:
    def play(stage: KioskStage) -> None:
        given = replace(ticket(issued_at=stage.hub_now, paper=paper), wait_low_min=20, wait_high_min=35, mark="ƯT")
        given = replace(given, paper_at=place)
        stage.vm.tapField("justice")
        stage.give(given)
        stage.see(replace(view(given, printer=PrinterHealth.PAPER_OUT), paper_at=place))
        stage.wait(1)

    return play


def out_but_another_prints(stage: KioskStage) -> None:
    stage.see(replace(eventful_view(), printer=PrinterHealth.COVER_OPEN, paper_at="Sảnh chính, cạnh quầy hướng dẫn"))


def ticket_left_in_the_slot(stage: KioskStage) -> None:
    stage.see(replace(view(), printer_detail="ticket_not_taken"))


def scanned_and_cut_off(stage: KioskStage) -> None:
    scan_of(NothingFound("vneid"))(stage)
    stage.vm.onDisconnected(Trouble.UNREACHABLE.value)
    stage.wait(1)


SCENES: dict[str, Callable[[KioskStage], None]] = {
    "home": lambda _: None,
    "nine": nine_fields,
    "out": out_of_paper_and_cut_off,
    "issuing": issuing,
    "printing": showing(PaperState.SENDING),
    "printed": showing(PaperState.CONFIRMED),
    "failed": showing(PaperState.FAILED, PrinterHealth.OFFLINE),
    "asking": showing(PaperState.UNKNOWN),
    "no-printer": showing(None, PrinterHealth.NONE),
    "sorry": sorry,
    "closed": closed,
    "everything": everything_at_once,
    "claimed": claimed,
    "nine-claimed": nine_and_claimed,
    "nine-needs": nine_and_all_needs,
    "classes": classes,
    "missed": missed_numbers,
    "rejoined": rejoined,
    "not-rejoined": not_rejoined,
    "with-priority": with_priority,
    "holiday": holiday,
    "no-hub": no_hub,
    "card": scan_of(offered()),
    "card-question": question_about_a_card,
    "found-waiting": scan_of(found(mark="ƯT")),
    "found-called": scan_of(found(Status.CALLED, 12)),
    "found-serving": scan_of(found(Status.SERVING, 2)),
    "found-parked": scan_of(found(Status.PARKED)),
    "found-missed": scan_of(found(Status.NO_SHOW, can_rejoin=True, mark="ƯT")),
    "found-gone": scan_of(found(Status.CANCELLED)),
    "scan-vneid": scan_of(NothingFound("vneid")),
    "scan-slip": scan_of(NothingFound("slip")),
    "scan-cut-off": scanned_and_cut_off,
    "scan-not-today-closed": scan_of(NothingFound("not_today"), is_open=False),
    "elsewhere-printing": elsewhere(PaperState.SENDING),
    "elsewhere-printed": elsewhere(PaperState.CONFIRMED),
    "elsewhere-asking": elsewhere(PaperState.UNKNOWN),
    "elsewhere-home": out_but_another_prints,
    "not-taken": ticket_left_in_the_slot,
}


@contextmanager
def opened(size: tuple[int, int] = (1080, 1920), dpi: float = 96) -> Iterator[KioskStage]:
    with a_kiosk(size, dpi=dpi) as stage:
        stage.open(view())
        stage.settle()
        yield stage


def in_comfort(stage: KioskStage, comfort: str) -> None:
    for choice in filter(None, comfort.split("+")):
        # The picture must have settled.
        stage.wait(0.5)
        stage.vm.tapComfort(choice)
    stage.wait(0.5)


@pytest.mark.parametrize(("size", "dpi"), [*PANELS, SMALL_PANEL], ids=str)
@pytest.mark.parametrize("comfort", ["", "language", "large_print", "language+large_print+high_contrast"])
def test_nothing_is_cut_or_covered_or_too_small_on_any_page(size: tuple[int, int], dpi: float, comfort: str) -> None:
    found: dict[str, list[str]] = {}
    with opened(size, dpi) as stage:
        for scene, play in SCENES.items():
            in_comfort(stage, comfort)
            play(stage)
            stage.settle()
            stage.page.picture(f"kiosk-{scene}-{size[0]}x{size[1]}@{dpi}-{comfort}")
            found[scene] = list(faults(stage, QRectF(0, 0, *size), dpi))
            stage.go_home()

    assert not {scene: lines for scene, lines in found.items() if lines}


def faults(stage: KioskStage, glass: QRectF, dpi: float) -> Iterator[str]:
    seen = texts(stage)
    banner = next((frame_of(item) for item in stage.page.items() if is_banner(item)), QRectF())
    line = next((frame_of(item) for item in stage.page.items() if is_scan_line(item)), QRectF())
    # The names over the door and the clock may be covered for the few seconds before the whole page says it.
    seen = [text for text in seen if text.name not in HEAD or not banner.united(line).intersects(text.ink)]
    for place, text in enumerate(seen):
        if text.is_cut:
            yield f"{text} is cut"
        if not glass.contains(text.frame):
            yield f"{text} leaves the glass"
        if text.name and text.pixels < int(18 / 72 * dpi):
            yield f"{text} is below 18 pt"
        if banner.intersects(text.ink) and not banner.contains(text.ink):
            yield f"{text} is hidden by the banner"
        yield from (f"{text} is over {other}" for other in seen[place + 1 :] if is_over(text, other))
    for button in buttons(stage):
        if min(button.frame.width(), button.frame.height()) < 20 / 25.4 * dpi - 1:
            yield f"{button} is smaller than 20 mm"
        if not glass.contains(button.frame):
            yield f"{button} leaves the glass"


def is_over(text: Seen, other: Seen) -> bool:
    """Lines have air above and below them: a little of that may be shared."""
    shared = text.ink.intersected(other.ink)
    return shared.width() > 2 and shared.height() > 8


def is_scan_line(item: QQuickItem) -> bool:
    return item.objectName() == "scanLine" and is_seen(item)


def is_banner(item: QQuickItem) -> bool:
    return item.objectName() == "connectionBanner" and is_seen(item)


@pytest.mark.parametrize("number", ["A001", "A025", "W888", "A1049", "HT-015", "ƯT1005", "1", "ABC99999"])
@pytest.mark.parametrize("size", [(1080, 1920), (1366, 768)])
def test_the_number_is_huge_and_never_cut(number: str, size: tuple[int, int]) -> None:
    with opened(size) as stage:
        stage.vm.tapField("justice")
        stage.give(ticket(issued_at=stage.hub_now, number=number))
        stage.settle()

        seen = texts(stage)
        shown = next(text for text in seen if text.text == number)
        assert not shown.is_cut
        assert QRectF(0, 0, *size).contains(shown.frame)
        assert shown.pixels > max(text.pixels for text in seen if text is not shown)


def test_the_number_stands_still_whatever_is_said_about_its_paper() -> None:
    for size in ((1080, 1920), (1920, 1080), (1366, 768)):
        with opened(size) as stage:
            given = ticket(issued_at=stage.hub_now)
            stage.vm.tapField("justice")
            stage.give(given)
            places = set()
            for paper in PaperState:
                stage.see(view(replace(given, paper=paper)))
                stage.settle()
                frame = frame_of(stage.page.item("ticketNumber"))
                places.add((frame.left(), frame.top(), frame.width()))
            assert len(places) == 1


@pytest.mark.parametrize("comfort", ["", "high_contrast"])
@pytest.mark.parametrize("size", [(1080, 1920), (1366, 768), (1280, 800)])
def test_a_phone_reads_the_code_from_the_glass(size: tuple[int, int], comfort: str) -> None:
    with opened(size) as stage:
        in_comfort(stage, comfort)
        given = ticket(issued_at=stage.hub_now)
        stage.vm.tapField("justice")
        stage.give(given)
        stage.settle()

        assert [code.text for code in zxingcpp.read_barcodes(as_pillow(stage.page.picture()))] == [given.qr_url]


def as_pillow(picture: QImage) -> Image.Image:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return Image.frombytes("L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())


def test_a_touch_takes_a_number_and_a_touch_ends_it() -> None:
    with opened() as stage:
        stage.touch("field-justice")
        assert stage.hub.sent == [("id-1", IssueTicket(JUSTICE))]

        stage.give(ticket(issued_at=stage.hub_now))
        stage.wait(1)
        stage.settle()
        assert stage.text("ticketNumber") == "A025"

        stage.touch("doneButton")
        assert stage.sees("homeTitle")
        assert not stage.sees("ticketNumber")


def test_a_double_tap_takes_one_number() -> None:
    with opened() as stage:
        stage.touch("field-justice")
        stage.touch("field-justice")

        assert len(stage.hub.sent) == 1


def test_two_fingers_take_one_number() -> None:
    with opened() as stage:
        first, second = (middle(stage, name) for name in ("field-justice", "field-society"))
        window, finger = stage.page.window, stage.page._finger
        QTest.touchEvent(window, finger).press(0, first, window).press(1, second, window).commit()
        QTest.touchEvent(window, finger).release(0, first, window).release(1, second, window).commit()
        stage.settle()

        assert len(stage.hub.sent) == 1


def test_a_long_press_is_a_tap() -> None:
    with opened() as stage:
        point, window, finger = middle(stage, "field-justice"), stage.page.window, stage.page._finger
        QTest.touchEvent(window, finger).press(0, point, window).commit()
        stage.wait(3)
        stage.settle()
        QTest.touchEvent(window, finger).release(0, point, window).commit()
        stage.settle()

        assert len(stage.hub.sent) == 1


def test_a_trembling_finger_is_a_tap() -> None:
    with opened() as stage:
        point, window, finger = middle(stage, "field-justice"), stage.page.window, stage.page._finger
        QTest.touchEvent(window, finger).press(0, point, window).commit()
        for step in (QPoint(14, 6), QPoint(-20, 12), QPoint(25, -18)):
            QTest.touchEvent(window, finger).move(0, point + step, window).commit()
        QTest.touchEvent(window, finger).release(0, point + QPoint(25, -18), window).commit()
        stage.settle()

        assert len(stage.hub.sent) == 1


def test_a_view_under_the_finger_does_not_lose_the_tap() -> None:
    with opened() as stage:
        point, window, finger = middle(stage, "field-justice"), stage.page.window, stage.page._finger
        QTest.touchEvent(window, finger).press(0, point, window).commit()
        first, *others = view().services
        stage.see(replace(view(), services=(replace(first, waiting=7), *others)))
        stage.settle()
        QTest.touchEvent(window, finger).release(0, point, window).commit()
        stage.settle()

        assert len(stage.hub.sent) == 1


def middle(stage: KioskStage, name: str) -> QPoint:
    item = stage.page.item(name)
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def test_a_touch_beside_everything_keeps_the_number_longer() -> None:
    with opened() as stage:
        give_printed(stage)
        stage.wait(15)

        window, finger = stage.page.window, stage.page._finger
        QTest.touchEvent(window, finger).press(0, QPoint(540, 60), window).commit()
        QTest.touchEvent(window, finger).release(0, QPoint(540, 60), window).commit()
        stage.wait(15)
        stage.settle()

        assert stage.sees("ticketNumber")


def give_printed(stage: KioskStage, paper: PaperState = PaperState.CONFIRMED) -> KioskTicket:
    given = ticket(issued_at=stage.hub_now, paper=paper)
    stage.vm.tapField("justice")
    stage.give(given)
    stage.see(view(given))
    stage.wait(0.5)
    stage.settle()
    return given


def test_the_question_is_answered_by_touch() -> None:
    with opened() as stage:
        given = give_printed(stage, PaperState.UNKNOWN)
        assert not stage.sees("doneButton")

        stage.touch("hasNoPaperButton")

        assert stage.hub.sent[-1][1] == ReprintTicket(given.ticket_id)
        assert stage.text("notice") == "Đang in lại phiếu…"


@pytest.mark.parametrize("size", [(1080, 1920), (1366, 768)])
def test_priority_is_said_by_touch_and_taken_off_by_touch(size: tuple[int, int]) -> None:
    with opened(size) as stage:
        assert not stage.sees("priorityButton")
        stage.see(view(priorities=5))
        stage.wait(0.5)
        stage.settle()

        choose_elderly(stage)
        assert stage.text("claim") == "Diện ưu tiên: Người cao tuổi"
        assert not stage.sees("priorityButton")
        stage.touch("dropClaimButton")
        stage.wait(0.5)
        assert not stage.sees("claim")

        choose_elderly(stage)
        stage.touch("field-justice")
        assert stage.hub.sent[-1][1] == IssueTicket(JUSTICE, ELDERLY)


def choose_elderly(stage: KioskStage) -> None:
    for name in ("priorityButton", "class-elderly"):
        stage.touch(name)
        stage.wait(0.5)


@pytest.mark.parametrize("size", [(1080, 1920), (1366, 768)])
def test_a_missed_number_comes_back_by_two_touches(size: tuple[int, int]) -> None:
    with opened(size) as stage:
        assert not stage.sees("missedButton")
        back = missed(3, mark="ƯT")
        stage.see(view(back))
        stage.wait(0.5)
        stage.settle()

        stage.touch("missedButton")
        stage.wait(0.5)
        stage.touch(f"missed-{back.ticket_id}")
        assert stage.hub.sent[-1][1] == Rejoin(back.ticket_id)

        stage.answer(Accepted())
        stage.see(view(replace(back, status=Status.WAITING, ahead=3, can_rejoin=False)))
        stage.settle()
        assert (stage.text("ticketNumber"), stage.text("mark")) == ("A004", "ƯT")
        assert stage.text("notice") == "Mời chờ gọi lại"
        assert stage.sees("aheadCard")
        assert not stage.sees("waitCard")


def test_a_list_is_left_by_its_button() -> None:
    with opened() as stage:
        stage.see(view(priorities=5))
        stage.wait(0.5)
        stage.settle()
        stage.touch("priorityButton")
        stage.wait(0.5)
        assert stage.sees("class-elderly")

        stage.touch("backButton")

        assert stage.sees("homeTitle")
        assert not stage.sees("class-elderly")


def test_a_service_without_numbers_takes_no_touch_and_says_why() -> None:
    with opened() as stage:
        stage.see(with_service(view(), "justice", remaining=0, opens_at=HUB_START + timedelta(hours=5, minutes=48)))
        stage.wait(0.5)
        stage.settle()

        stage.touch("field-justice")

        assert stage.hub.sent == []
        said = {text.text for text in texts(stage)}
        assert {"Hết số buổi này", "Mở lại lúc", "13:30"} <= said


def test_the_comfort_bar_does_what_it_says() -> None:
    with opened() as stage:
        for button, before, after in (
            ("languageButton", "English", "Tiếng Việt"),
            ("largePrintButton", "Large print", "Normal print"),
            ("highContrastButton", "High contrast", "Normal colours"),
        ):
            assert stage.text(button) == before
            stage.touch(button)
            assert stage.text(button) == after
            stage.wait(0.5)
        assert stage.text("homeTitle") == "Please choose a service"
        assert stage.page.picture().pixelColor(5, 1000).name() == "#000000"


def test_all_fields_can_be_reached_when_they_do_not_fit_one_sheet() -> None:
    with opened() as stage:
        stage.see(view(fields=9))
        in_comfort(stage, "large_print")
        stage.settle()
        first = fields_seen(stage)
        stage.touch("moreFieldsButton")
        stage.wait(0.5)
        second = fields_seen(stage)

        assert first
        assert second
        assert not first & second
        assert len(first | second) == 9


def fields_seen(stage: KioskStage) -> set[str]:
    return {button.name for button in buttons(stage) if button.name.startswith("field-")}


def test_every_button_has_a_name_for_those_who_cannot_see_it() -> None:
    with opened() as stage:
        names = {
            button.name: QAccessible.queryAccessibleInterface(stage.page.item(button.name)) for button in buttons(stage)
        }
        assert all(face is not None and face.text(QAccessible.Text.Name) for face in names.values())


def test_motion_ends_where_the_page_without_motion_stands() -> None:
    with a_kiosk(reduce_motion=False) as moving, a_kiosk() as still:
        for stage in (moving, still):
            stage.open(view())
        page = moving.page.item("homePage")
        moving.page.wait(lambda: page.opacity() == 1.0, "the page to have come")
        moving.page.wait(lambda: frame_of(page).top() == 0.0, "the page to stand")
        still.settle()

        # The last of the texts may be laid out a frame later than the page has come to rest.
        moving.page.wait(lambda: moving.page.picture() == still.page.picture(), "the two pages to look the same")
