"""What stands on the screen for a state: words, tones, keys."""

from datetime import timedelta

import msgspec
import pytest

from counter_client import desk
from counter_client.config import CounterConfig, Waiting
from counter_client.desk import connected, disconnected, pressed, replied, seen
from counter_client.face import MOST_ALERTS, Face, Page, face
from counter_client.hotkeys import Hotkeys
from counter_client.seating import Seating
from counter_client.state import Listed, State
from counter_client.tone import Tone
from counter_client.words_vi import WORDS
from hub.client.port import Trouble
from hub.protocol import (
    Alert,
    AlertCode,
    CommandId,
    CounterId,
    CounterView,
    DeskAction,
    OperatorId,
    Reason,
    RefusalCode,
    Refused,
    Status,
)
from tests.unit.counter_client.centre import NOW, a_desk, a_missed, a_parked, a_queue, a_row, a_ticket, a_view

CONFIG = CounterConfig()
QUEUE = a_queue(16, 4, 0.5, 31)
PRESS = CommandId("press")


def live(view: CounterView) -> State:
    return seen(connected(State()), view, 1, now=0.0)


def shown(state: State, *, later_s: float = 0.0, config: CounterConfig = CONFIG) -> Face:
    return face(state, NOW + timedelta(seconds=later_s), later_s, config, WORDS)


def at_work(status: Status | None, **about: bool) -> State:
    ticket = None if status is None else a_ticket(status, **about)  # type: ignore[arg-type]
    return live(a_view(a_desk(ticket, QUEUE)))


def test_before_the_hub_is_found_the_page_says_what_is_going_on() -> None:
    connecting = face(State(), None, 0.0, CONFIG, WORDS)

    assert connecting.top.page is Page.CONNECT
    assert connecting.top.explained == WORDS.troubles[Trouble.SEARCHING]


def test_a_device_without_a_seat_is_asked_to_choose_one() -> None:
    assert shown(live(a_view())).top.page is Page.SEAT


def test_a_seated_device_is_at_work_at_once() -> None:
    top = shown(at_work(None)).top

    assert top.page is Page.WORK
    assert (top.counter, top.operator, top.clock) == ("Quầy 2", "Nguyễn Văn Thành", "07:42")
    assert top.skills == "Hộ tịch – Chứng thực; hỗ trợ: Văn hoá – Xã hội"
    assert top.trouble == ""


def test_the_ticket_being_served_is_told_whole() -> None:
    ticket = shown(at_work(Status.SERVING)).ticket

    assert (ticket.status, ticket.timer, ticket.number) == ("Đang phục vụ", "06:18", "A025")
    assert ticket.why == "Chờ 12 phút · được chọn vì: chờ lâu nhất"
    assert (ticket.truth, ticket.truth_tone) == ("Màn hình đã hiển thị, loa đã đọc", Tone.GOOD)


def test_the_timer_goes_on_between_views() -> None:
    assert shown(at_work(Status.SERVING), later_s=5).ticket.timer == "06:23"


@pytest.mark.parametrize(
    ("is_shown", "is_spoken", "age_s", "truth", "tone"),
    [
        (False, False, 1, WORDS.call_on_its_way, Tone.PLAIN),
        (False, False, 4, WORDS.call_unshown, Tone.WATCH),
        (True, False, 4, WORDS.call_shown_speaking, Tone.PLAIN),
        (True, False, 46, WORDS.call_shown_unspoken, Tone.WATCH),
        (False, True, 4, WORDS.call_spoken_unshown, Tone.WATCH),
        (True, True, 1, WORDS.call_shown_spoken, Tone.GOOD),
    ],
)
def test_the_clerk_knows_whether_the_hall_saw_and_heard_the_call(
    is_shown: bool, is_spoken: bool, age_s: int, truth: str, tone: Tone
) -> None:
    ticket = shown(at_work(Status.CALLED, is_shown=is_shown, is_spoken=is_spoken), later_s=age_s).ticket

    assert (ticket.truth, ticket.truth_tone) == (truth, tone)


def test_nobody_is_told_to_call_out_for_someone_who_is_already_served() -> None:
    assert shown(at_work(Status.SERVING, is_shown=False), later_s=60).ticket.truth == ""


def test_a_second_call_is_counted() -> None:
    state = live(a_view(a_desk(a_ticket(calls=2), QUEUE)))

    assert shown(state).ticket.status == "Đã gọi 2 lần"


def test_a_free_counter_says_how_many_wait_and_which_key_calls() -> None:
    ticket = shown(at_work(None), config=CounterConfig(keys=Hotkeys(call_next="F1"))).ticket

    assert ticket.number == ""
    assert (ticket.headline, ticket.hint) == ("4 người đang chờ", "Bấm F1 để gọi người tiếp theo.")


def test_a_free_counter_with_nobody_waiting_says_so() -> None:
    nobody = shown(live(a_view(a_desk())))

    assert nobody.ticket.headline == "Chưa có ai chờ"
    assert nobody.queue.title == "Chưa có ai chờ"


def test_rows_tell_reason_and_minutes_and_long_waits_in_words_too() -> None:
    rows = shown(at_work(None)).queue.rows

    assert [row.is_next for row in rows] == [True, False, False, False]
    assert [row.reason for row in rows] == ["chờ lâu nhất", "theo thứ tự", "theo thứ tự", "theo thứ tự"]
    assert [row.wait for row in rows] == ["16 phút", "4 phút", "vừa đến", "31 phút"]
    assert [row.tone for row in rows] == [Tone.WATCH, Tone.PLAIN, Tone.PLAIN, Tone.ALARM]
    assert [row.warning for row in rows] == ["chờ lâu", "", "", "chờ quá lâu"]


@pytest.mark.parametrize(
    ("minutes", "longest", "tone"),
    [
        (15, "lâu nhất 15 phút", Tone.PLAIN),
        (16, "lâu nhất 16 phút – chờ lâu", Tone.WATCH),
        (30, "lâu nhất 30 phút – chờ lâu", Tone.WATCH),
        (31, "lâu nhất 31 phút – chờ quá lâu", Tone.ALARM),
    ],
)
def test_the_longest_wait_turns_amber_after_15_and_red_after_30_minutes(minutes: int, longest: str, tone: Tone) -> None:
    queue = shown(live(a_view(a_desk(queue=a_queue(minutes))))).queue

    assert (queue.longest, queue.longest_tone) == (longest, tone)


def test_the_limits_of_long_waits_are_settings() -> None:
    config = CounterConfig(waiting=Waiting(long_min=2, too_long_min=3))

    assert shown(live(a_view(a_desk(queue=a_queue(4)))), config=config).queue.longest_tone is Tone.ALARM


def test_the_count_is_of_all_who_wait_not_of_the_rows() -> None:
    state = live(a_view(a_desk(queue=QUEUE, waiting=40)))

    assert shown(state).queue.title == "Đang chờ · 40 người"


@pytest.mark.parametrize(
    ("status", "main"),
    [
        (None, {DeskAction.CALL_NEXT}),
        (Status.CALLED, {DeskAction.START}),
        (Status.SERVING, {DeskAction.CALL_NEXT, DeskAction.FINISH}),
    ],
)
def test_the_red_keys_are_what_comes_next(status: Status | None, main: set[DeskAction]) -> None:
    keys = shown(at_work(status)).keys

    assert {key.intent for key in keys if key.is_main} == main
    assert all(key.is_enabled for key in keys if key.is_main)


def test_keys_carry_the_configured_names() -> None:
    keys = shown(at_work(None), config=CounterConfig(keys=Hotkeys(call_next="Shift+F1"))).keys

    assert [key.key for key in keys] == ["Shift+F1", "F6", "F7", "F8", "F9", "F10", "F11", "F12"]


def test_a_cut_is_told_and_the_ticket_stays() -> None:
    cut = shown(disconnected(at_work(Status.SERVING), Trouble.UNREACHABLE))

    assert cut.top.trouble == "Mất kết nối với máy chủ – đang nối lại"
    assert cut.ticket.number == "A025"
    assert not any(key.is_enabled for key in cut.keys)
    assert any(key.is_offered for key in cut.keys)


def test_a_press_whose_answer_is_late_says_sending() -> None:
    state = pressed(at_work(None), DeskAction.CALL_NEXT, PRESS, 0.0).state

    assert shown(state, later_s=0.1).strip.text == ""
    assert shown(state, later_s=0.4).strip.text == "đang gửi: Gọi tiếp…"
    assert shown(disconnected(state, Trouble.UNREACHABLE)).strip.text == "đang gửi: Gọi tiếp…"


def test_a_lost_race_is_a_calm_sentence() -> None:
    state = pressed(at_work(None), DeskAction.CALL_NEXT, PRESS, 0.0).state
    refused = shown(replied(state, PRESS, Refused(RefusalCode.NOBODY_WAITING), 0.1))

    assert refused.strip.text == "Không còn ai chờ: quầy khác vừa gọi người cuối cùng."
    assert refused.strip.tone is Tone.WATCH


def test_a_press_nobody_answered_is_told_with_its_name() -> None:
    state = pressed(at_work(None), DeskAction.CALL_NEXT, PRESS, 0.0).state
    gave_up = desk.ticked(disconnected(state, Trouble.UNREACHABLE), 30.0).state

    assert "“Gọi tiếp”" in shown(gave_up, later_s=30).strip.text


def test_alerts_are_told_in_words_wherever_one_is() -> None:
    alerts = (Alert(AlertCode.PRINTER, {"device": "Kiosk cửa chính", "health": "paper_out"}),)

    assert shown(live(a_view(alerts=alerts))).top.alerts == ("Kiosk cửa chính: hết giấy",)
    assert shown(live(a_view(a_desk(), alerts=alerts))).top.alerts == ("Kiosk cửa chính: hết giấy",)


def test_many_alerts_are_counted_so_that_room_is_left_for_those_who_wait() -> None:
    alerts = tuple(Alert(AlertCode.KIOSK_MISSING, {"device": f"Kiosk {number}"}) for number in range(1, 8))

    top = shown(live(a_view(a_desk(), alerts=alerts))).top

    assert len(top.alerts) == MOST_ALERTS
    assert top.alerts[-1] == "và 4 cảnh báo nữa"
    assert top.alert_count == 7


def test_somebody_called_at_once_waited_less_than_a_minute() -> None:
    ticket = msgspec.structs.replace(a_ticket(), issued_at=NOW, called_at=NOW)

    why = shown(live(a_view(a_desk(ticket, QUEUE)))).ticket.why

    assert why == "Chờ chưa đến 1 phút · được chọn vì: chờ lâu nhất"


def test_the_question_names_the_counter() -> None:
    asked = pressed(at_work(None), DeskAction.STAND_UP, PRESS, 0.0).state

    assert shown(asked).sheet.title == "Rời quầy 2?"


def test_taken_counters_say_who_sits_there_and_cannot_be_chosen() -> None:
    counters = shown(live(a_view())).seat.counters

    assert [(c.label, c.is_open) for c in counters[:3]] == [("Quầy 1", True), ("Quầy 2", True), ("Quầy 3", False)]
    assert [c.note for c in counters[:3]] == ["còn trống", "còn trống", "Trịnh Thị Lan Phương"]


def test_a_counter_whose_computer_is_gone_says_so() -> None:
    view = a_view()
    gone = msgspec.structs.replace(view.counters[2], is_connected=False)
    view = msgspec.structs.replace(view, counters=(*view.counters[:2], gone))

    counter = shown(live(view)).seat.counters[2]

    assert counter.note == "Trịnh Thị Lan Phương · máy mất kết nối"
    assert not counter.is_connected


def seat_page(counter: int, person: int) -> Face:
    seating = Seating(counter_id=CounterId(f"counter-{counter}"), operator_id=OperatorId(f"staff-{person}"))
    return shown(desk.seat_chosen(live(a_view()), seating))


def test_the_choice_is_read_back_before_it_is_done() -> None:
    seat = seat_page(counter=2, person=1).seat

    assert seat.summary == "Lê Thị Minh Hạnh ngồi vào quầy 2"
    assert seat.confirm == "Ngồi vào quầy 2"
    assert seat.can_confirm


def test_moving_from_another_counter_is_read_back_as_a_move() -> None:
    assert seat_page(counter=2, person=3).seat.summary == "Trịnh Thị Lan Phương chuyển từ quầy 3 sang quầy 2"


def test_a_person_who_sits_somewhere_says_where() -> None:
    people = shown(live(a_view())).seat.people

    assert [person.note for person in people[:4]] == ["", "", "đang ở quầy 3", ""]


def desk_shown(**about: object) -> Face:
    return shown(live(a_view(a_desk(None, QUEUE, **about))))  # type: ignore[arg-type]


def test_an_undo_stands_there_with_its_seconds_and_only_while_it_can_be_done() -> None:
    state = live(a_view(a_desk(None, QUEUE, undo_until=NOW + timedelta(seconds=24))))

    undo = shown(state).extra_keys[-1]

    assert (undo.intent, undo.key, undo.label, undo.is_enabled) == (DeskAction.UNDO, "Ctrl+Z", "Hoàn tác 24s", True)
    assert shown(state, later_s=10).extra_keys[-1].label == "Hoàn tác 14s"
    assert [key.intent for key in desk_shown().extra_keys] == [DeskAction.WALK_IN]


def test_a_free_counter_takes_walk_ins_and_a_busy_one_cancels() -> None:
    assert [key.intent for key in shown(at_work(None)).extra_keys] == [DeskAction.WALK_IN]
    assert [key.intent for key in shown(at_work(Status.SERVING)).extra_keys] == [DeskAction.CANCEL]


def test_a_break_shows_why_and_the_one_key_that_ends_it() -> None:
    paused = desk_shown(paused_for="Họp giao ban")

    assert (paused.ticket.status, paused.ticket.headline) == ("Đang tạm nghỉ", "Họp giao ban")
    assert paused.ticket.hint == "4 người đang chờ. Bấm F12 để làm tiếp."
    assert [(key.intent, key.key) for key in paused.keys if key.is_main] == [(DeskAction.RESUME, "F12")]


def test_a_break_without_a_reason_says_so_plainly() -> None:
    assert desk_shown(paused_for="").ticket.headline == "Quầy tạm nghỉ"


def test_a_key_for_no_show_that_is_off_is_explained() -> None:
    actions = (DeskAction.RECALL, DeskAction.START)

    early = shown(live(a_view(a_desk(a_ticket(), QUEUE, actions=actions))))

    assert early.key_hint == "Báo vắng mặt được sau khi gọi lại."
    assert shown(at_work(Status.CALLED)).key_hint == ""
    assert shown(at_work(Status.SERVING)).key_hint == ""


def test_people_who_wait_before_the_hour_are_no_promise_that_the_key_works() -> None:
    closed = desk_shown(actions=(DeskAction.STAND_UP,))

    assert closed.ticket.headline == "4 người đang chờ"
    assert closed.ticket.hint.startswith("Chưa gọi được: chưa đến giờ gọi số")


def test_a_walk_in_was_not_picked_from_a_line() -> None:
    ticket = a_ticket(Status.SERVING, calls=0)

    assert shown(live(a_view(a_desk(ticket, QUEUE)))).ticket.why == "Không có phiếu, phục vụ ngay tại quầy"


def test_marks_appointments_and_reasons_stand_in_the_rows() -> None:
    queue = (
        a_row(1, 33, reason=Reason.PRIORITY, mark="ƯT"),
        a_row(2, 40, reason=Reason.APPOINTMENT, appointment_at=NOW + timedelta(minutes=18)),
    )

    first, booked = shown(live(a_view(a_desk(a_ticket(mark="ƯT"), queue)))).queue.rows

    assert (first.mark, first.reason) == ("ƯT", "ưu tiên")
    assert "ƯT" in first.spoken
    assert (booked.wait, booked.reason, booked.warning) == ("hẹn 08:00", "lịch hẹn", "")


def test_a_booked_time_that_has_long_passed_is_a_long_wait() -> None:
    row = a_row(1, 60, reason=Reason.APPOINTMENT, appointment_at=NOW - timedelta(minutes=31))

    assert shown(live(a_view(a_desk(None, (row,))))).queue.rows[0].warning == "chờ quá lâu"


def test_the_lists_are_counted_and_one_is_shown() -> None:
    state = live(a_view(a_desk(None, QUEUE, parked=(a_parked("A019", 4),), missed=(a_missed("A021"),))))

    waiting, parked, missed = (shown(desk.list_shown(state, listed)).queue for listed in Listed)

    assert [tab.label for tab in waiting.tabs] == ["Đang chờ · 4", "Tạm hoãn · 1", "Lỡ lượt · 1"]
    assert [tab.is_shown for tab in parked.tabs] == [False, True, False]
    assert [(row.number, row.reason, row.deed, row.can_do) for row in parked.rows] == [
        ("A019", "tự trở lại 07:46", "Gọi lại", True)
    ]
    assert [(row.number, row.reason, row.deed, row.can_do) for row in missed.rows] == [
        ("A021", "hạn quay lại 08:02", "Cho quay lại", True)
    ]
    assert (parked.total, missed.total, waiting.total) == (1, 1, 4)


@pytest.mark.parametrize(
    ("listed", "empty"),
    [
        (Listed.WAITING, "Chưa có ai chờ"),
        (Listed.PARKED, "Không có số nào đang tạm hoãn"),
        (Listed.MISSED, "Không có số nào lỡ lượt còn quay lại được"),
    ],
)
def test_an_empty_list_says_so(listed: Listed, empty: str) -> None:
    assert shown(desk.list_shown(live(a_view(a_desk())), listed)).queue.empty == empty


def test_a_parked_one_cannot_be_called_back_over_one_who_was_called() -> None:
    state = live(a_view(a_desk(a_ticket(), QUEUE, parked=(a_parked("A019"),))))

    assert not shown(desk.list_shown(state, Listed.PARKED)).queue.rows[0].can_do
