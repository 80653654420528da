"""What stands on the glass at each moment, in words."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from hub.client.port import Trouble
from hub.protocol import (
    CommandId,
    Failed,
    FailureCode,
    KioskService,
    PaperState,
    PrinterHealth,
    RefusalCode,
    Refused,
    ServiceId,
    Status,
)
from kiosk.face import face_of
from kiosk.faces import Face, Offer
from kiosk.inputs import Choice, ComfortTapped, Disconnected, MissedTapped, OptionTapped, PriorityTapped
from kiosk.paper import OUT_OF_ORDER
from kiosk.state import Page
from kiosk.words_vi import VI
from tests.unit.kiosk.builders import (
    ELDERLY,
    HUB_START,
    NOTICE,
    PRIORITIES,
    SOCIETY,
    Kiosk,
    missed,
    ticket,
    view,
    with_service,
)

DASHES = str.maketrans("\u00a0", " ")


def face(kiosk: Kiosk) -> Face:
    return face_of(kiosk.flow, kiosk.now, kiosk.times)


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().open()


def english(kiosk: Kiosk) -> Kiosk:
    kiosk.do(ComfortTapped(Choice.LANGUAGE))
    kiosk.wait(0.5)
    return kiosk


def test_the_clock_is_the_hubs_in_the_halls_time(kiosk: Kiosk) -> None:
    assert (face(kiosk).head.time, face(kiosk).head.date) == ("07:42", "Thứ Sáu 21/11")


def test_the_clock_goes_on_without_a_word_from_the_hub(kiosk: Kiosk) -> None:
    kiosk.wait(600)

    assert face(kiosk).head.time == "07:52"


def test_the_whole_page_changes_its_language(kiosk: Kiosk) -> None:
    english(kiosk)
    shown = face(kiosk)

    assert shown.head.centre == "Public Administrative Service Centre"
    assert shown.fields[0].name == "Civil status and certification"
    assert shown.fields[0].queue == "4 people"


def test_a_field_without_english_keeps_its_own_name(kiosk: Kiosk) -> None:
    english(kiosk)
    first, *others = view().services
    kiosk.see(replace(view(), services=(replace(first, name_en="", examples_en=""), *others)))

    assert face(kiosk).fields[0].name.translate(DASHES) == first.name


@pytest.mark.parametrize(
    ("waiting", "is_served_now", "wait", "queue", "detail", "line"),
    [
        (0, True, (0, 5), "Không phải chờ", "", "Không phải chờ"),
        (0, False, (0, 15), "Chưa có ai chờ", "dưới 15 phút", "Chưa có ai chờ · dưới 15 phút"),
        (0, False, (None, None), "Chưa có ai chờ", "", "Chưa có ai chờ"),
        (1, True, (10, 10), "1 người", "khoảng 10 phút", "1 người · khoảng 10 phút"),
        (4, True, (20, 35), "4 người", "20 – 35 phút", "4 người · 20 – 35 phút"),
        (12, False, (None, None), "12 người", "chưa ước tính được", "12 người · chưa ước tính được"),
    ],
)
def test_a_field_tells_the_line_and_the_range_and_promises_no_wait_only_where_somebody_serves(
    kiosk: Kiosk,
    waiting: int,
    is_served_now: bool,
    *,
    wait: tuple[int | None, int | None],
    queue: str,
    detail: str,
    line: str,
) -> None:
    service = KioskService(ServiceId("a"), "A", "Một", "", "One", "", "#000000", waiting, is_served_now, *wait)
    kiosk.see(replace(view(), services=(service,)))

    shown = face(kiosk).fields[0]
    assert (shown.queue, shown.queue_detail, shown.queue_line) == (queue, detail, line)
    assert shown.is_free == (queue == "Không phải chờ")
    assert not shown.is_off


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"remaining": 0}, "Hết số buổi này"), ({"is_too_late": True}, "Đã đủ người chờ đến hết giờ")],
)
@pytest.mark.parametrize(
    ("opens_in", "again", "at", "line"),
    [
        (timedelta(hours=5, minutes=48), "Mở lại lúc", "13:30", "Mở lại lúc 13:30"),
        (timedelta(days=1), "Mở lại lúc", "07:42 ngày mai", "Mở lại lúc 07:42 ngày mai"),
        (timedelta(days=3), "Mở lại lúc", "07:42 ngày 24/11", "Mở lại lúc 07:42 ngày 24/11"),
        (None, "", "", ""),
    ],
)
def test_a_field_that_is_off_says_why_and_until_when(
    kiosk: Kiosk, changes: dict[str, object], why: str, *, opens_in: timedelta | None, again: str, at: str, line: str
) -> None:
    opens_at = HUB_START + opens_in if opens_in else None
    kiosk.see(with_service(view(), "justice", opens_at=opens_at, **changes))

    shown = face(kiosk).fields[0]
    assert shown.is_off
    assert (shown.examples, shown.queue, shown.queue_detail, shown.queue_line) == (why, again, at, line)


def test_a_field_with_numbers_left_is_on(kiosk: Kiosk) -> None:
    kiosk.see(with_service(view(), "justice", remaining=1))

    assert not face(kiosk).fields[0].is_off


def test_the_range_for_everybody_is_not_told_to_who_has_priority(kiosk: Kiosk) -> None:
    kiosk.see(with_service(view(priorities=5), "society", is_too_late=True))
    kiosk.wait(1)
    kiosk.claim(ELDERLY)
    first, second, third, *_ = face(kiosk).fields

    assert (first.queue, first.queue_detail, first.queue_line) == ("4 người", "đang chờ", "4 người đang chờ")
    assert not second.is_off
    assert third.queue == "Không phải chờ"


def test_priority_is_offered_only_where_the_centre_has_classes(kiosk: Kiosk) -> None:
    assert not face(kiosk).offer.has_priorities

    kiosk.see(view(priorities=2))

    assert face(kiosk).offer == Offer(has_priorities=True)


def test_the_chosen_class_is_named_and_can_only_be_taken_off(kiosk: Kiosk) -> None:
    kiosk.see(view(priorities=2))
    kiosk.wait(1)
    kiosk.claim(ELDERLY)

    assert face(kiosk).offer == Offer(claim="Diện ưu tiên: Người cao tuổi")
    english(kiosk)
    assert face(kiosk).offer.claim == "Priority: Elderly people"


def test_the_classes_are_listed_with_who_belongs_to_them(kiosk: Kiosk) -> None:
    kiosk.see(view(priorities=5))
    kiosk.wait(1)
    assert face(kiosk).options == ()

    kiosk.do(PriorityTapped())

    options = face(kiosk).options
    assert [option.option_id for option in options] == [each.class_id for each in PRIORITIES]
    assert (options[0].name.translate(DASHES), options[0].examples.translate(DASHES)) == (
        "Người cao tuổi",
        "Từ đủ 80 tuổi",
    )
    assert "giấy tờ" in face(kiosk).question.detail


def test_missed_numbers_are_listed_with_their_service_and_hour(kiosk: Kiosk) -> None:
    kiosk.see(view(missed(3, mark="ƯT", service_id=SOCIETY)))
    kiosk.wait(1)
    assert face(kiosk).offer.has_missed

    kiosk.do(MissedTapped())

    (option,) = face(kiosk).options
    assert (option.name, option.prefix, option.queue_line) == ("A004 ƯT", "B", "giờ lấy số 06:42")
    assert option.examples.translate(DASHES) == "Văn hoá – Xã hội"


def test_a_missed_number_of_a_service_that_is_gone_is_still_listed(kiosk: Kiosk) -> None:
    kiosk.see(view(missed(3, service_id=ServiceId("gone"))))
    kiosk.wait(1)
    kiosk.do(MissedTapped())

    (option,) = face(kiosk).options
    assert (option.name, option.prefix) == ("A004", "")


@pytest.mark.parametrize("health", sorted(OUT_OF_ORDER))
def test_a_printer_that_prints_nothing_is_told_before_the_tap(kiosk: Kiosk, health: PrinterHealth) -> None:
    kiosk.see(view(printer=health))

    assert face(kiosk).printer_line.startswith(VI.printer[health])
    assert "chụp lại" in face(kiosk).printer_line


@pytest.mark.parametrize("health", sorted(set(PrinterHealth) - OUT_OF_ORDER))
def test_a_printer_that_prints_is_no_news(kiosk: Kiosk, health: PrinterHealth) -> None:
    kiosk.see(view(printer=health))

    assert face(kiosk).printer_line == ""


def test_a_short_loss_of_the_hub_is_one_line_and_a_long_one_a_page(kiosk: Kiosk) -> None:
    kiosk.do(Disconnected(Trouble.UNREACHABLE))
    assert (face(kiosk).banner, face(kiosk).page) == ("Đang kết nối lại…", Page.HOME)

    kiosk.wait(5)
    assert (face(kiosk).banner, face(kiosk).page) == ("", Page.NO_HUB)
    assert face(kiosk).message.value == "Mời Ông/Bà gặp cán bộ để lấy số."
    assert face(kiosk).message.note == VI.troubles[Trouble.UNREACHABLE]


def test_a_kiosk_that_just_started_does_not_send_people_away() -> None:
    kiosk = Kiosk()
    assert face(kiosk).message.title == "Đang khởi động…"

    kiosk.wait(5)
    assert face(kiosk).message.title == "Đang kết nối lại…"


def test_closed_says_from_when(kiosk: Kiosk) -> None:
    kiosk.see(view(is_open=False, opens_at=HUB_START + timedelta(hours=5, minutes=48)))

    message = face(kiosk).message
    assert (message.detail, message.value) == ("Phát số trở lại lúc", "13:30 hôm nay")


def test_closed_without_a_time_does_not_invent_one(kiosk: Kiosk) -> None:
    kiosk.see(view(is_open=False))

    assert face(kiosk).message.value == ""
    assert face(kiosk).message.detail == VI.closed_unknown


def test_while_the_hub_cannot_store_numbers_people_are_sent_to_the_staff_and_then_welcome_again(kiosk: Kiosk) -> None:
    kiosk.see(replace(view(), is_accepting=False))

    message = face(kiosk).message
    assert face(kiosk).page is Page.CLOSED
    assert (message.title, message.value) == (VI.failures[FailureCode.STORE_UNAVAILABLE], VI.no_hub_advice)

    kiosk.see(view())
    assert face(kiosk).page is Page.HOME


def test_a_holiday_is_named(kiosk: Kiosk) -> None:
    opens_at = HUB_START + timedelta(days=3)
    kiosk.see(view(is_open=False, opens_at=opens_at, closed_because="Quốc khánh"))

    message = face(kiosk).message
    assert (message.title, message.value) == ("Hôm nay nghỉ: Quốc khánh", "07:42 Thứ Hai 24/11")
    assert message.note == ""


def test_the_tapped_missed_number_shines_while_the_hub_is_asked(kiosk: Kiosk) -> None:
    kiosk.see(view(missed(3)))
    kiosk.wait(1)
    kiosk.do(MissedTapped())
    kiosk.wait(1)
    kiosk.do(OptionTapped(missed(3).ticket_id, CommandId("back")))

    assert face(kiosk).chosen == missed(3).ticket_id
    assert face(kiosk).message.title == VI.rejoining_title


def test_the_tapped_field_shines_while_its_number_is_on_the_way(kiosk: Kiosk) -> None:
    kiosk.tap()

    assert face(kiosk).chosen == "justice"


def test_the_number_is_told_with_its_service_and_its_time(kiosk: Kiosk) -> None:
    kiosk.issue()
    shown = face(kiosk).number

    assert (shown.caption, shown.number) == ("Số của Ông/Bà", "A025")
    assert shown.service.translate(DASHES) == "Tư pháp – Hộ tịch – Chứng thực"
    assert shown.taken_at == "Lấy số lúc 07:42, Thứ Sáu 21/11"
    assert (shown.ahead.value, shown.ahead.meaning) == ("4", "người chờ trước")


@pytest.mark.parametrize(
    ("wait", "value", "meaning"),
    [
        ((20, 35), "20 – 35", "phút, dự kiến"),
        ((0, 15), "0 – 15", "phút, dự kiến"),
        ((10, 10), "10", "phút, dự kiến"),
        ((0, 0), "Không phải chờ", "theo dự kiến"),
        ((None, None), "Chưa ước tính được", "thời gian chờ"),
        ((5, None), "Chưa ước tính được", "thời gian chờ"),
    ],
)
def test_the_promised_wait_stands_beside_the_people(
    kiosk: Kiosk, wait: tuple[int | None, int | None], value: str, meaning: str
) -> None:
    low, high = wait
    kiosk.issue(replace(ticket(issued_at=kiosk.hub_now), wait_low_min=low, wait_high_min=high))

    shown = face(kiosk).number.wait
    assert (shown.value, shown.meaning) == (value, meaning)


def test_the_mark_and_what_holds_at_this_hour_stand_with_the_number(kiosk: Kiosk) -> None:
    given = replace(ticket(issued_at=kiosk.hub_now), mark="ƯT")
    kiosk.issue(given)
    kiosk.see(with_service(view(given), "justice", notice=NOTICE))

    assert (face(kiosk).number.mark, face(kiosk).number.service_notice) == ("ƯT", NOTICE)
    assert face(kiosk).fields[0].notice == NOTICE


def test_a_number_that_waits_again_tells_its_new_place_and_no_old_promise(kiosk: Kiosk) -> None:
    back = replace(missed(3), wait_low_min=20, wait_high_min=35)
    kiosk.see(view(back))
    kiosk.wait(1)
    kiosk.rejoin(back)
    assert face(kiosk).number.ahead.value == "…"

    kiosk.see(view(replace(back, status=Status.WAITING, ahead=3, can_rejoin=False)))

    shown = face(kiosk).number
    assert (shown.number, shown.ahead.value, shown.wait.value) == ("A004", "3", "")
    assert (shown.tone, shown.notice) == ("good", "Mời chờ gọi lại")


def test_no_waiting_time_is_invented(kiosk: Kiosk) -> None:
    kiosk.issue()

    assert face(kiosk).number.wait.value == "Chưa ước tính được"


def test_the_number_of_people_ahead_follows_the_hall(kiosk: Kiosk) -> None:
    given = kiosk.issue()
    kiosk.see(view(replace(given, ahead=3)))

    assert face(kiosk).number.ahead.value == "3"


def test_a_number_that_was_called_waits_no_longer(kiosk: Kiosk) -> None:
    given = kiosk.issue(replace(ticket(issued_at=kiosk.hub_now), wait_low_min=20, wait_high_min=35))
    kiosk.see(view(replace(given, status=Status.CALLED)))

    assert face(kiosk).number.wait.value == ""


@pytest.mark.parametrize(("status", "value"), [(Status.CALLED, "Đang gọi"), (Status.SERVING, "Đã gọi")])
def test_a_number_called_at_once_says_so(kiosk: Kiosk, status: Status, value: str) -> None:
    given = kiosk.issue()
    kiosk.see(view(replace(given, status=status)))

    assert face(kiosk).number.ahead.value == value


def test_a_found_number_is_not_called_the_readers_own() -> None:
    kiosk = Kiosk()
    kiosk.open(view(ticket(issued_at=kiosk.hub_now)))

    assert face(kiosk).number.caption == "Số vừa lấy tại máy này"


@pytest.mark.parametrize(
    ("paper", "printer", "tone", "notice", "detail"),
    [
        (PaperState.ISSUED, PrinterHealth.READY, "busy", "Đang in phiếu…", "Xin Ông/Bà chờ giây lát"),
        (PaperState.SENDING, PrinterHealth.OFFLINE, "busy", "Đang in phiếu…", "Xin Ông/Bà chờ giây lát"),
        (PaperState.ISSUED, PrinterHealth.COVER_OPEN, "watch", "Không in được phiếu.", "Nắp máy in đang mở"),
        (PaperState.CONFIRMED, PrinterHealth.NEAR_END, "good", "Mời lấy phiếu ở khe", "Máy in báo đã in xong"),
        (PaperState.FAILED, PrinterHealth.PAPER_OUT, "watch", "Không in được phiếu.", "Máy in hết giấy"),
        (PaperState.FAILED, PrinterHealth.READY, "watch", "Không in được phiếu.", "Máy in không nhận phiếu"),
        (PaperState.EXPIRED, PrinterHealth.UNKNOWN, "watch", "Không in được phiếu.", "Máy in chưa sẵn sàng"),
        (PaperState.UNKNOWN, PrinterHealth.READY, "ask", "Ông/Bà đã nhận được", "Máy in không báo"),
    ],
)
def test_the_truth_about_the_paper(
    kiosk: Kiosk, paper: PaperState, printer: PrinterHealth, *, tone: str, notice: str, detail: str
) -> None:
    given = kiosk.issue()
    kiosk.paper(given, paper, printer)
    shown = face(kiosk).number

    assert shown.tone == tone
    assert shown.notice.translate(DASHES).startswith(notice)
    assert shown.notice_detail.startswith(detail)


def test_without_a_printer_the_screen_is_the_ticket(kiosk: Kiosk) -> None:
    kiosk.issue(ticket(issued_at=kiosk.hub_now, paper=None))

    assert face(kiosk).number.notice == "Mời chụp lại số này"


def test_the_time_line_runs_out_and_starts_again_with_the_paper(kiosk: Kiosk) -> None:
    given = kiosk.issue()
    kiosk.paper(given, PaperState.CONFIRMED)
    assert face(kiosk).fraction_left == 1.0

    kiosk.wait(15)
    assert face(kiosk).fraction_left == pytest.approx(0.25)

    kiosk.paper(given, PaperState.FAILED)
    assert face(kiosk).fraction_left == 1.0


def test_the_reader_is_warned_before_the_number_leaves(kiosk: Kiosk) -> None:
    kiosk.paper(kiosk.issue(), PaperState.CONFIRMED)
    kiosk.wait(9)
    assert face(kiosk).number.leaving == ""

    kiosk.wait(1)
    assert face(kiosk).number.leaving == VI.leaving


def test_no_answer_sends_people_to_the_staff(kiosk: Kiosk) -> None:
    kiosk.tap()
    kiosk.wait(6)

    message = face(kiosk).message
    assert (message.detail, message.value) == ("Hệ thống chưa trả lời.", "Mời Ông/Bà gặp cán bộ để được giúp.")


def test_a_full_disk_sends_people_to_the_staff(kiosk: Kiosk) -> None:
    kiosk.reply(kiosk.tap(), Failed(FailureCode.STORE_UNAVAILABLE))

    assert face(kiosk).message.detail == VI.failures[FailureCode.STORE_UNAVAILABLE]
    assert face(kiosk).message.value == VI.see_staff


@pytest.mark.parametrize(
    ("opens_at", "value"),
    [
        ("2025-11-24T00:30:00+00:00", "Phát số trở lại lúc 07:30 Thứ Hai 24/11"),
        ("2025-11-22T00:30:00Z", "Phát số trở lại lúc 07:30 ngày mai, Thứ Bảy 22/11"),
        ("", VI.closed_unknown),
        ("2025-11-24T00:30:00", VI.closed_unknown),
    ],
)
def test_a_closed_refusal_says_from_when_if_it_is_known(kiosk: Kiosk, opens_at: str, value: str) -> None:
    kiosk.reply(kiosk.tap(), Refused(RefusalCode.CLOSED, {"opens_at": opens_at}))

    assert face(kiosk).message.value == value


@pytest.mark.parametrize("code", [RefusalCode.QUOTA_REACHED, RefusalCode.TOO_LATE_TODAY])
def test_a_full_service_says_when_to_come_again(kiosk: Kiosk, code: RefusalCode) -> None:
    kiosk.reply(kiosk.tap(), Refused(code, {"opens_at": "2025-11-21T06:30:00Z"}))

    assert face(kiosk).message.detail == VI.refusals[code]
    assert face(kiosk).message.value == "Phát số trở lại lúc 13:30 hôm nay"


def test_who_may_not_come_back_is_told_to_take_a_new_number(kiosk: Kiosk) -> None:
    kiosk.see(view(missed(3)))
    kiosk.wait(1)
    kiosk.rejoin(missed(3), Refused(RefusalCode.REJOIN_TOO_LATE))

    message = face(kiosk).message
    assert message.title == VI.not_rejoined_title
    assert (message.detail, message.value) == (VI.refusals[RefusalCode.REJOIN_TOO_LATE], VI.take_new_number)


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_is_a_plain_page(kiosk: Kiosk, code: RefusalCode) -> None:
    kiosk.reply(kiosk.tap(), Refused(code))

    assert face(kiosk).page is Page.SORRY
    assert face(kiosk).message.detail == VI.refusals[code]
