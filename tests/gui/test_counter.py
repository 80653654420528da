"""The counter's window under real keys and clicks, at every size of an office screen."""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from counter_client.config import CounterConfig
from counter_client.hotkeys import Hotkeys
from counter_client.state import DEAF_S
from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    Alert,
    AlertCode,
    CallNext,
    CounterId,
    CounterView,
    Failed,
    FailureCode,
    Finish,
    MarkNoShow,
    OperatorId,
    Recall,
    RefusalCode,
    Refused,
    SitDown,
    StandUp,
    StartService,
    Status,
)
from tests.gui.counter_stage import CounterStage, is_seen, items_below
from tests.support.eventually import eventually
from tests.unit.counter_client.centre import a_desk, a_queue, a_ticket, a_view

SIZES = [(1366, 768), (1280, 800), (1920, 1080), (1024, 768)]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
COUNTER = CounterId("counter-2")
QUEUE = a_queue(33, 16, 4, 2)
ON_TICKET = ("park", "transfer", "cancel_ticket")
LONG_NAME = (
    "Thủ tục cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh cho công dân Việt Nam cư trú ở nước ngoài " * 2
)
LETTERS_HIGH = 0.73
"""Of Inter's em square."""
ALERTS = (
    Alert(AlertCode.PRINTER, {"device": "Kiosk cửa chính", "health": "paper_out"}),
    Alert(AlertCode.DISPLAY_MISSING, {"device": "Màn hình phòng chờ"}),
)

Open = Callable[..., CounterStage]


@pytest.fixture
def opened(qapp: object, qtbot: QtBot) -> Iterator[Open]:
    stages: list[CounterStage] = []

    def open_stage(
        view: CounterView | None = None,
        size: tuple[int, int] = SIZES[0],
        config: CounterConfig | None = None,
    ) -> CounterStage:
        stage = CounterStage(size, config)
        stages.append(stage)
        if view is not None:
            stage.open(view)
        return stage

    yield open_stage
    for stage in stages:
        stage.close()


def at_work(status: Status | None, **about: object) -> CounterView:
    ticket = None if status is None else a_ticket(status, **about)  # type: ignore[arg-type]
    return a_view(a_desk(ticket, QUEUE))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("status", "enabled"),
    [
        (None, {"call_next", "walk_in", "pause", "stand_up", "cover", "bar"}),
        (Status.CALLED, {"recall", "start_service", "mark_no_show", *ON_TICKET, "cover", "bar"}),
        (Status.SERVING, {"call_next", "finish", "finish_as", *ON_TICKET, "cover", "bar"}),
    ],
)
def test_exactly_the_allowed_keys_are_enabled_at_every_size(
    opened: Open, size: tuple[int, int], status: Status | None, enabled: set[str]
) -> None:
    assert opened(at_work(status), size).enabled_keys() == enabled


@pytest.mark.parametrize(
    ("status", "key", "command"),
    [
        (None, Qt.Key.Key_F5, CallNext(COUNTER)),
        (Status.CALLED, Qt.Key.Key_F6, Recall(COUNTER)),
        (Status.CALLED, Qt.Key.Key_F7, StartService(COUNTER)),
        (Status.SERVING, Qt.Key.Key_F8, Finish(COUNTER)),
        (Status.CALLED, Qt.Key.Key_F9, MarkNoShow(COUNTER)),
    ],
)
def test_a_key_press_is_its_command(opened: Open, status: Status | None, key: Qt.Key, command: object) -> None:
    stage = opened(at_work(status))

    stage.key(key)

    assert stage.hub.commands == [command]


def test_a_click_is_the_same_as_the_key(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))

    stage.click("key.finish")

    assert stage.hub.commands == [Finish(COUNTER)]


def test_a_key_that_is_not_allowed_sends_nothing(opened: Open) -> None:
    stage = opened(at_work(None))

    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F11):
        stage.key(key)
    stage.click("key.finish")

    assert stage.hub.commands == []


def test_a_double_press_is_one_command(opened: Open) -> None:
    stage = opened(at_work(None))

    stage.key(Qt.Key.Key_F5)
    stage.key(Qt.Key.Key_F5)

    assert stage.hub.commands == [CallNext(COUNTER)]


def test_a_key_held_down_is_one_press_however_long(opened: Open) -> None:
    stage = opened(at_work(Status.CALLED))
    stage.key(Qt.Key.Key_F6)
    stage.answer(Accepted())
    stage.see(at_work(Status.CALLED, calls=2))
    stage.wait(2.0)
    assert stage.enabled_keys() >= {"recall"}

    stage.repeat(Qt.Key.Key_F6, times=5)

    assert stage.hub.commands == [Recall(COUNTER)]


def test_a_key_pressed_by_mouse_does_not_take_the_space_bar(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.click("key.call_next")
    stage.answer(Refused(RefusalCode.NOBODY_WAITING))
    stage.wait(1.0)

    stage.key(Qt.Key.Key_Space)
    stage.key(Qt.Key.Key_Return)

    assert len(stage.hub.sent) == 1


def test_other_keys_can_be_configured(opened: Open) -> None:
    stage = opened(at_work(None), config=CounterConfig(keys=Hotkeys(call_next="Shift+F12")))

    stage.key(Qt.Key.Key_F5)
    stage.key(Qt.Key.Key_F12, SHIFT)

    assert stage.hub.commands == [CallNext(COUNTER)]


def test_what_is_served_is_told_and_the_time_runs(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))

    assert (stage.text("ticketNumber"), stage.text("ticketStatus")) == ("A025", "Đang phục vụ")
    assert stage.text("ticketTimer") == "06:18"
    assert stage.text("callTruth") == "Màn hình đã hiển thị, loa đã đọc"
    stage.wait(2)
    assert stage.text("ticketTimer") == "06:20"


def test_a_no_is_a_calm_line_that_goes_by_itself(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.key(Qt.Key.Key_F5)

    stage.answer(Refused(RefusalCode.NOBODY_WAITING))

    assert stage.text("strip") == "Không còn ai chờ: quầy khác vừa gọi người cuối cùng."
    stage.wait(8)
    assert not stage.sees("strip")


def test_a_disk_that_refuses_is_told_in_words(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F8)

    stage.answer(Failed(FailureCode.STORE_UNAVAILABLE))

    assert "ổ đĩa" in stage.text("strip")
    assert stage.text("ticketNumber") == "A025"


@pytest.mark.parametrize("size", SIZES)
def test_a_cut_is_told_at_once_the_ticket_stays_and_the_keys_sleep(
    opened: Open, qtbot: QtBot, size: tuple[int, int]
) -> None:
    stage = opened(at_work(Status.SERVING), size)

    stage.cut()

    qtbot.waitUntil(lambda: stage.sees("connectionTitle"))
    assert stage.text("connectionTitle") == "Mất kết nối với máy chủ – đang nối lại"
    assert stage.text("ticketNumber") == "A025"
    assert stage.enabled_keys() == {"bar"}
    stage.key(Qt.Key.Key_F8)
    assert stage.hub.commands == []


def test_a_press_cut_off_says_sending_and_is_settled_by_its_answer(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F8)
    stage.cut()
    assert stage.text("strip") == "đang gửi: Kết thúc…"

    stage.connect()
    stage.see(at_work(None))
    stage.answer(Accepted())

    assert len(stage.hub.sent) == 1
    assert stage.enabled_keys() >= {"call_next"}
    assert not stage.sees("strip")


def test_a_command_nobody_answers_is_forgotten_and_told(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F8)
    stage.cut()

    stage.wait(31)

    assert stage.hub.forgotten == [stage.hub.sent[0][0]]
    assert "“Kết thúc”" in stage.text("strip")


def test_leaving_is_asked_and_enter_leaves(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.key(Qt.Key.Key_F3)
    assert stage.text("sheetTitle") == "Rời quầy 2?"
    stage.key(Qt.Key.Key_F5)
    assert stage.hub.commands == []

    stage.key(Qt.Key.Key_Return)

    assert stage.hub.commands == [StandUp(COUNTER)]
    assert not stage.sees("sheetTitle")


@pytest.mark.parametrize("how", ["escape", "click"])
def test_leaving_can_be_thought_better_of(opened: Open, how: str) -> None:
    stage = opened(at_work(None))
    stage.click("key.stand_up")
    stage.wait(DEAF_S)

    if how == "escape":
        stage.key(Qt.Key.Key_Escape)
    else:
        stage.click("sheetNo")

    assert not stage.sees("sheetTitle")
    stage.key(Qt.Key.Key_F5)
    assert stage.hub.commands == [CallNext(COUNTER)]


def test_sitting_down_by_mouse(opened: Open) -> None:
    stage = opened(a_view())
    stage.click("sitDown")
    stage.click("person.staff-2")
    stage.click("counter.counter-2")
    assert stage.text("seatSummary") == "Nguyễn Văn Thành ngồi vào quầy 2"

    stage.click("sitDown")

    assert stage.hub.commands == [SitDown(COUNTER, OperatorId("staff-2"))]


@pytest.mark.parametrize(("counters", "people"), [(5, 7), (12, 20)])
def test_sitting_down_by_keyboard_alone(opened: Open, counters: int, people: int) -> None:
    stage = opened(a_view(counters=counters, people=people))

    stage.key(Qt.Key.Key_End)
    for _ in range(people):
        stage.key(Qt.Key.Key_Down)
        stage.key(Qt.Key.Key_Right)
    stage.key(Qt.Key.Key_Return)
    stage.key(Qt.Key.Key_Down)
    stage.key(Qt.Key.Key_Return)
    stage.key(Qt.Key.Key_Return)

    second = 2 if counters == 5 else 3
    if counters == 12:
        assert stage.hub.commands == [], "counter 3 is taken"
        stage.key(Qt.Key.Key_Down)
        stage.key(Qt.Key.Key_Return)
        stage.key(Qt.Key.Key_Return)
        second = 5
    assert stage.hub.commands == [SitDown(CounterId(f"counter-{second}"), OperatorId(f"staff-{people}"))]


def test_a_taken_counter_cannot_be_chosen(opened: Open) -> None:
    stage = opened(a_view())
    stage.click("person.staff-1")

    stage.click("counter.counter-3")

    assert stage.text("seatSummary") == "Chọn tên và quầy"


def test_a_seat_lost_to_somebody_else_is_told_on_the_page(opened: Open) -> None:
    stage = opened(a_view())
    stage.click("person.staff-2")
    stage.click("counter.counter-2")
    stage.click("sitDown")

    stage.answer(Refused(RefusalCode.COUNTER_TAKEN, {"operator": "Đỗ Ngọc Mai"}))

    assert stage.text("strip") == "Đỗ Ngọc Mai vừa ngồi vào quầy này. Xin chọn quầy khác."


def test_a_computer_that_was_seated_comes_back_seated(opened: Open) -> None:
    stage = opened()
    assert stage.text("connectExplained").startswith("Đang tìm máy chủ")

    stage.open(at_work(Status.SERVING))

    assert stage.text("ticketNumber") == "A025"


def test_a_computer_the_hub_does_not_know_says_what_to_do(opened: Open) -> None:
    stage = opened()

    stage.cut(Trouble.BAD_KEY)

    assert "layso-hub pair" in stage.text("connectExplained")


def test_the_strip_has_the_window_on_top_and_the_same_keys(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))

    stage.key(Qt.Key.Key_F4)

    assert (stage.window.width(), stage.window.height()) == (1366, 84)
    assert stage.window.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert stage.enabled_keys() == {"call_next", "finish", "park", "transfer", "bar"}
    stage.key(Qt.Key.Key_F8)
    assert stage.hub.commands == [Finish(COUNTER)]


def test_the_strip_goes_back_to_the_window_it_was(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.key(Qt.Key.Key_F4)
    stage.wait(1)

    stage.key(Qt.Key.Key_F4)

    assert (stage.window.width(), stage.window.height()) == SIZES[0]
    assert not stage.window.flags() & Qt.WindowType.WindowStaysOnTopHint
    assert stage.sees("key.stand_up")


def test_the_strip_tells_a_cut_and_what_became_of_a_press(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F4)
    stage.key(Qt.Key.Key_F8)
    stage.answer(Failed(FailureCode.INTERNAL))
    assert stage.text("strip") == "Máy chủ gặp lỗi, việc này chưa được làm. Xin thử lại."

    stage.wait(8)
    stage.cut()

    assert stage.text("ticketService") == "Mất kết nối"
    assert stage.text("ticketNumber") == "A025"


def test_alerts_are_told_on_every_page(opened: Open) -> None:
    stage = opened(a_view(alerts=ALERTS))
    assert stage.sees("alert.1")

    stage.see(a_view(a_desk(queue=QUEUE), alerts=ALERTS))
    assert stage.sees("alert.1")

    stage.key(Qt.Key.Key_F4)
    assert stage.text("key.bar") == "2 cảnh báo"


def test_who_does_not_fit_in_the_list_is_counted(opened: Open) -> None:
    queue = a_queue(*range(12, 0, -1))

    stage = opened(a_view(a_desk(queue=queue, waiting=40), alerts=ALERTS))

    rows = [n for n in range(12) if stage.sees(f"row.{n}")]
    assert stage.text("queueMore") == f"và {40 - len(rows)} người nữa"
    assert rows == list(range(len(rows)))


@pytest.mark.parametrize("size", SIZES)
def test_any_line_with_any_alerts_is_laid_out_without_a_warning(opened: Open, size: tuple[int, int]) -> None:
    stage = opened(a_view(a_desk()), size)

    for waiting in (0, 1, 6, 7, 8, 9, 12, 40):
        for alerts in range(7):
            queue = a_queue(*range(min(waiting, 12), 0, -1))
            stage.see(a_view(a_desk(queue=queue, waiting=waiting), alerts=ALERTS[:1] * alerts))
            # A list makes its rows when the scene is next polished, not when its model changes.
            eventually(partial(says_how_many_more, stage, waiting), f"{waiting} waiting beside {alerts} alerts")


def says_how_many_more(stage: CounterStage, waiting: int) -> bool:
    stage.settle()
    shown = sum(stage.sees(f"row.{place}") for place in range(12))
    more = stage.text("queueMore") if stage.sees("queueMore") else ""
    return more == (f"và {waiting - shown} người nữa" if waiting > shown else "")


def inside_window(stage: CounterStage, item: QQuickItem) -> bool:
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    return QRectF(0, 0, stage.window.width() + 0.5, stage.window.height() + 0.5).contains(place)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", ["A001", "W999", "UTHT0125"])
@pytest.mark.parametrize("is_bar", [False, True])
def test_the_number_is_never_cut(opened: Open, size: tuple[int, int], number: str, *, is_bar: bool) -> None:
    view = a_view(a_desk(a_ticket(Status.SERVING, number=number, service=LONG_NAME), QUEUE), alerts=ALERTS)
    stage = opened(view, size)
    if is_bar:
        stage.key(Qt.Key.Key_F4)

    shown = stage.find("ticketNumber")
    letters = shown.childItems()[0]

    assert letters.property("text") == number
    assert not letters.property("truncated")
    assert letters.property("contentWidth") <= shown.width() + 1
    assert LETTERS_HIGH * letters.property("font").pixelSize() <= shown.height() + 1
    assert inside_window(stage, shown)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("status", [None, Status.CALLED, Status.SERVING])
def test_no_key_is_too_small_for_its_words_and_nothing_leaves_the_window(
    opened: Open, size: tuple[int, int], language: str, status: Status | None
) -> None:
    config = msgspec.structs.replace(CounterConfig(), language=language)
    stage = opened(at_work(status), size, config)

    keys = [item for item in items_below(stage.window.contentItem()) if item.objectName().startswith("key.")]

    assert len(keys) == 13
    for key in keys:
        assert key.implicitWidth() <= key.width() + 0.5, key.objectName()
        assert inside_window(stage, key), key.objectName()


def test_the_keys_can_be_reached_by_tab_and_the_one_pointed_at_is_ringed(opened: Open) -> None:
    stage = opened(at_work(None))
    reached: list[str] = []

    for _ in range(8):
        stage.key(Qt.Key.Key_Tab)
        item = stage.window.activeFocusItem()
        assert item.objectName() == "queue" or item.property("visualFocus"), item.objectName()
        reached.append(item.objectName())

    keys = ["key.bar", "key.call_next", "key.cover", "key.pause", "key.stand_up", "key.walk_in"]
    assert sorted(set(reached)) == [*keys, "queue"]
    while stage.window.activeFocusItem().objectName() != "key.call_next":
        stage.key(Qt.Key.Key_Tab)
    stage.key(Qt.Key.Key_Space)
    assert stage.hub.commands == [CallNext(COUNTER)]


def test_everything_to_press_has_a_name_for_a_screen_reader(opened: Open) -> None:
    for view in (a_view(), at_work(Status.CALLED)):
        stage = opened(view)
        for item in items_below(stage.window.contentItem()):
            name = item.objectName()
            if is_seen(item) and name.startswith(("key.", "person.", "counter.", "sitDown", "tab.", "row.")):
                face = QAccessible.queryAccessibleInterface(item)
                assert face is not None, name
                assert face.text(QAccessible.Text.Name), name


def test_a_month_of_seconds_keeps_the_same_items(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.wait(1)
    before = sum(1 for _ in items_below(stage.window.contentItem()))

    for _ in range(300):
        stage.wait(1)
        stage.see(at_work(Status.SERVING))

    assert sum(1 for _ in items_below(stage.window.contentItem())) == before
