"""The questions over the counter's page and the lists beside it, under real keys and clicks, at every office size."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from counter_client.config import CounterConfig
from counter_client.state import DEAF_S
from hub.protocol import (
    Accepted,
    CallTicket,
    CancelReason,
    CancelTicket,
    CounterId,
    CounterView,
    Cover,
    DeskAction,
    Finish,
    OperatorId,
    Outcome,
    Park,
    Pause,
    Rejoin,
    Resume,
    ServiceId,
    Status,
    TicketId,
    ToCounter,
    ToOperator,
    ToService,
    Transfer,
    Undo,
    WalkIn,
)
from tests.gui.counter_stage import CounterStage, is_seen, items_below
from tests.unit.counter_client.centre import NOW, a_desk, a_missed, a_parked, a_queue, a_ticket, a_view

SIZES = [(1366, 768), (1280, 800), (1920, 1080), (1024, 768)]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
COUNTER = CounterId("counter-2")
HERE = TicketId("2026-11-20.A025")
QUEUE = a_queue(33, 16, 4, 2)
ENTER, ESCAPE, UP, DOWN, RIGHT, TAB = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Right,
    Qt.Key.Key_Tab,
)
ASKS = {
    "park": (Status.SERVING, Qt.Key.Key_F10),
    "transfer": (Status.SERVING, Qt.Key.Key_F11),
    "pause": (None, Qt.Key.Key_F12),
    "walk_in": (None, Qt.Key.Key_F1),
    "stand_up": (None, Qt.Key.Key_F3),
}
Open = Callable[..., CounterStage]


@pytest.fixture
def opened(qapp: object, qtbot: QtBot) -> Iterator[Open]:
    stages: list[CounterStage] = []

    def open_stage(
        view: CounterView, size: tuple[int, int] = SIZES[0], config: CounterConfig | None = None
    ) -> CounterStage:
        stage = CounterStage(size, config)
        stages.append(stage)
        stage.open(view)
        return stage

    yield open_stage
    for stage in stages:
        stage.close()


def at_work(status: Status | None, **about: object) -> CounterView:
    ticket = None if status is None else a_ticket(status)
    return a_view(a_desk(ticket, QUEUE, **about))  # type: ignore[arg-type]


def answers(stage: CounterStage) -> list[QQuickItem]:
    return [i for i in items_below(stage.window.contentItem()) if i.objectName().startswith("answer.") and is_seen(i)]


def inside_window(stage: CounterStage, item: QQuickItem) -> bool:
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    return QRectF(0, 0, stage.window.width() + 0.5, stage.window.height() + 0.5).contains(place)


# --- By keyboard alone ---


def test_parking_for_the_usual_time_is_two_keys(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))

    stage.key(Qt.Key.Key_F10)
    stage.key(ENTER)

    assert stage.hub.commands == [Park(COUNTER)]
    assert not stage.sees("sheetTitle")


@pytest.mark.parametrize(
    ("keys", "minutes"), [((Qt.Key.Key_2,), 5), ((DOWN, DOWN, ENTER), 30), ((DOWN, DOWN, DOWN, UP, ENTER), 30)]
)
def test_another_time_is_chosen_by_digit_or_arrows(opened: Open, keys: tuple[Qt.Key, ...], minutes: int) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F10)

    for key in keys:
        stage.key(key)

    assert stage.hub.commands == [Park(COUNTER, minutes)]


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        ((Qt.Key.Key_4,), Transfer(COUNTER, ToService(ServiceId("results")))),
        ((RIGHT, ENTER), Transfer(COUNTER, ToCounter(CounterId("counter-3")))),
        ((RIGHT, RIGHT, ENTER), Transfer(COUNTER, ToOperator(OperatorId("staff-3")))),
        ((TAB, ENTER), Transfer(COUNTER, ToService(ServiceId("society")), to_front=False)),
        ((TAB, TAB, Qt.Key.Key_7), Transfer(COUNTER, ToCounter(CounterId("counter-3")))),
    ],
)
def test_a_ticket_is_sent_on_by_keyboard_alone(opened: Open, keys: tuple[Qt.Key, ...], command: object) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F11)

    for key in keys:
        stage.key(key)

    assert stage.hub.commands == [command]


def test_finishing_with_an_outcome(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))

    stage.key(Qt.Key.Key_F8, SHIFT)
    stage.key(Qt.Key.Key_3)

    assert stage.hub.commands == [Finish(COUNTER, Outcome.ASKED_TO_SUPPLEMENT)]


def test_cancelling_is_pointed_at_and_confirmed(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F9, SHIFT)
    stage.key(Qt.Key.Key_2)
    assert stage.hub.commands == []

    stage.key(ENTER)

    assert stage.hub.commands == [CancelTicket(COUNTER, HERE, CancelReason.MISTAKE)]


def test_a_walk_in_is_taken_for_a_service(opened: Open) -> None:
    stage = opened(at_work(None))

    stage.key(Qt.Key.Key_F1)
    stage.key(ENTER)

    assert stage.hub.commands == [WalkIn(COUNTER, ServiceId("justice"))]


def test_a_break_and_back_to_work_are_the_same_key(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.key(Qt.Key.Key_F12)
    stage.key(ENTER)
    stage.answer(Accepted())
    stage.see(at_work(None, paused_for=""))
    stage.wait(1)
    assert stage.text("ticketStatus") == "Đang tạm nghỉ"
    assert stage.enabled_keys() == {"resume", "stand_up", "cover", "bar"}

    stage.key(Qt.Key.Key_F12)

    assert stage.hub.commands == [Pause(COUNTER), Resume(COUNTER)]


def test_a_reason_of_ones_own_is_written_and_its_digits_choose_nothing(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.key(Qt.Key.Key_F12)
    stage.key(TAB)

    stage.write("Họp xã 2")
    stage.key(ENTER)

    assert stage.hub.commands == [Pause(COUNTER, "Họp xã 2")]


def test_tab_leaves_the_field_again_and_what_is_written_still_counts(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.key(Qt.Key.Key_F12)
    stage.key(TAB)
    stage.write("Họp")
    stage.key(TAB)

    stage.key(ENTER)

    assert stage.hub.commands == [Pause(COUNTER, "Họp")]


def test_undo_has_a_key_and_counts_down(opened: Open) -> None:
    stage = opened(at_work(None, undo_until=NOW + timedelta(seconds=24)))
    assert stage.text("key.undo") == "Hoàn tác 24s"
    stage.wait(4)
    assert stage.text("key.undo") == "Hoàn tác 20s"

    stage.key(Qt.Key.Key_Z, CTRL)

    assert stage.hub.commands == [Undo(COUNTER)]


def test_without_an_undo_its_key_does_nothing(opened: Open) -> None:
    stage = opened(at_work(None))

    stage.key(Qt.Key.Key_Z, CTRL)

    assert stage.hub.commands == []
    assert not stage.sees("key.undo")


def test_a_service_is_taken_on(opened: Open) -> None:
    stage = opened(at_work(None))

    stage.key(Qt.Key.Key_F3, SHIFT)
    stage.key(ENTER)

    assert stage.hub.commands == [Cover(OperatorId("staff-2"), ServiceId("business"))]


@pytest.mark.parametrize("name", ASKS)
def test_escape_closes_every_question_and_nothing_was_sent(opened: Open, name: str) -> None:
    status, key = ASKS[name]
    stage = opened(at_work(status))
    stage.key(key)
    assert stage.sees("sheetTitle")
    assert not stage.enabled_keys()

    stage.key(ESCAPE)

    assert not stage.sees("sheetTitle")
    assert stage.hub.commands == []
    stage.key(Qt.Key.Key_F5)
    assert len(stage.hub.commands) == 1


def test_only_one_question_stands_at_a_time(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F10)

    stage.key(Qt.Key.Key_F11)
    stage.key(Qt.Key.Key_F9, SHIFT)

    assert stage.text("sheetTitle") == "Tạm hoãn số A025 bao lâu?"


# --- By mouse ---


@pytest.mark.parametrize(
    ("status", "key", "answer", "command"),
    [
        (Status.SERVING, "key.park", "answer.park-60", Park(COUNTER, 60)),
        (Status.SERVING, "key.transfer", "answer.service-digital", Transfer(COUNTER, ToService(ServiceId("digital")))),
        (Status.SERVING, "key.finish_as", "answer.file_received", Finish(COUNTER, Outcome.FILE_RECEIVED)),
        (None, "key.walk_in", "answer.service-society", WalkIn(COUNTER, ServiceId("society"))),
        (None, "key.pause", "answer.reason-2", Pause(COUNTER, "Họp")),
        (None, "key.cover", "answer.service-digital", Cover(OperatorId("staff-2"), ServiceId("digital"))),
    ],
)
def test_a_click_on_a_key_and_on_an_answer(
    opened: Open, status: Status | None, key: str, answer: str, command: object
) -> None:
    stage = opened(at_work(status))
    stage.click(key)
    stage.wait(DEAF_S)

    stage.click(answer)

    assert stage.hub.commands == [command]


def test_a_double_click_on_a_key_opens_its_question_and_answers_nothing(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    for name in ("key.park", "key.transfer"):
        at = stage.middle(name)
        stage.click_at(at)

        stage.click_at(at)

        assert stage.sees("sheetTitle")
        assert stage.hub.commands == []
        stage.key(ESCAPE)


def test_the_place_of_a_transfer_is_clicked(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F11)

    stage.click("place.1")
    stage.click("answer.counter-counter-3")

    assert stage.hub.commands == [Transfer(COUNTER, ToCounter(CounterId("counter-3")), to_front=False)]


def test_a_click_beside_the_question_closes_it(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F10)

    stage.click_at(stage.middle("clock"))

    assert not stage.sees("sheetTitle")


# --- The lists ---


AWAY = {"parked": (a_parked("A019"), a_parked("A020")), "missed": (a_missed("A021"),)}


def test_the_lists_come_by_their_key_and_by_a_click(opened: Open) -> None:
    stage = opened(at_work(None, **AWAY))
    assert stage.text("tabLabel.parked") == "Tạm hoãn · 2"

    stage.key(Qt.Key.Key_F2)
    assert stage.text("rowNumber.0") == "A019"
    stage.key(Qt.Key.Key_F2)
    assert stage.text("rowNumber.0") == "A021"
    stage.click("tab.waiting")

    assert stage.text("rowNumber.0") == "A026"


def test_a_parked_one_is_called_back_by_its_key(opened: Open) -> None:
    stage = opened(at_work(None, **AWAY))
    stage.key(Qt.Key.Key_F2)

    stage.click("deed.1")

    assert stage.hub.commands == [CallTicket(COUNTER, TicketId("2026-11-20.A020"))]


def test_a_missed_one_comes_back_by_keyboard_alone(opened: Open) -> None:
    stage = opened(at_work(None, **AWAY))
    stage.key(Qt.Key.Key_F2)
    stage.key(Qt.Key.Key_F2)
    stage.key(DOWN)
    stage.key(ENTER)
    assert stage.text("sheetTitle") == "Số A021 · Hộ tịch – Chứng thực"
    stage.wait(DEAF_S)

    stage.key(ENTER)

    assert stage.hub.commands == [Rejoin(TicketId("2026-11-20.A021"))]


def test_one_who_waits_is_called_out_of_turn_with_a_reason_by_keyboard_alone(opened: Open) -> None:
    stage = opened(at_work(None, may_choose=True))
    for key in (DOWN, DOWN, DOWN, ENTER):
        stage.key(key)
    stage.wait(DEAF_S)
    stage.key(ENTER)
    assert stage.text("sheetTitle") == "Gọi số A028 trước lượt?"
    stage.wait(DEAF_S)

    stage.key(TAB)
    stage.write("Sinh con")
    stage.key(ENTER)

    assert stage.hub.commands == [CallTicket(COUNTER, TicketId("2026-11-20.A028"), "Sinh con")]


def test_a_waiting_row_is_clicked_and_cancelled(opened: Open) -> None:
    stage = opened(at_work(None))
    stage.click("row.1")
    stage.wait(DEAF_S)
    stage.click("answer.cancel")
    assert stage.text("sheetTitle") == "Huỷ phiếu A027?"
    stage.wait(DEAF_S)

    stage.click("answer.mistake")
    assert stage.hub.commands == []
    stage.click("sheetYes")

    assert stage.hub.commands == [CancelTicket(COUNTER, TicketId("2026-11-20.A027"), CancelReason.MISTAKE)]


def test_a_list_longer_than_its_room_moves_along_with_the_arrows(opened: Open) -> None:
    parked = tuple(a_parked(f"A{number:03}", number) for number in range(1, 13))
    stage = opened(at_work(None, parked=parked))
    stage.key(Qt.Key.Key_F2)
    shown = sum(stage.sees(f"row.{place}") for place in range(12))
    assert 4 <= shown < 12
    assert stage.text("queueMore") == f"và {12 - shown} người nữa"

    for _ in range(12):
        stage.key(DOWN)

    assert stage.sees("row.11")
    assert not stage.sees("row.0")
    assert sum(stage.sees(f"row.{place}") for place in range(12)) == shown


def test_the_strip_makes_way_for_a_question_and_comes_back(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F4)
    assert stage.window.height() == 84

    stage.key(Qt.Key.Key_F10)
    assert (stage.window.width(), stage.window.height()) == SIZES[0]
    stage.key(ENTER)

    assert stage.window.height() == 84
    assert stage.hub.commands == [Park(COUNTER)]


# --- How it looks ---


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("status", "key", "modifiers"),
    [*((status, key, ()) for status, key in ASKS.values()), (Status.SERVING, Qt.Key.Key_F8, (SHIFT,))],
)
def test_every_question_fits_into_the_window(  # noqa: PLR0917 - one per thing that varies
    opened: Open,
    size: tuple[int, int],
    language: str,
    status: Status | None,
    key: Qt.Key,
    modifiers: tuple[Qt.KeyboardModifier, ...],
) -> None:
    stage = opened(at_work(status), size, CounterConfig(language=language))  # type: ignore[arg-type]

    stage.key(key, *modifiers)

    for item in [*answers(stage), stage.find("sheetYes"), stage.find("sheetNo"), stage.find("sheetTitle")]:
        assert inside_window(stage, item), item.objectName()
        assert item.implicitWidth() <= item.width() + 0.5, item.objectName()


@pytest.mark.parametrize("size", SIZES)
def test_a_large_centre_scrolls_within_its_columns_and_the_pointed_one_stays_in_sight(
    opened: Open, size: tuple[int, int]
) -> None:
    view = a_view(a_desk(a_ticket(Status.SERVING), QUEUE), counters=20, people=20)
    seated = tuple(
        type(c)(c.counter_id, c.number, c.operator_name or "Ai đó", is_connected=True) for c in view.counters
    )
    stage = opened(CounterView(view.branch, seated, view.operators, view.desk, ()), size)
    stage.key(Qt.Key.Key_F11)
    stage.key(RIGHT)

    for _ in range(20):
        stage.key(DOWN)

    assert inside_window(stage, stage.find("sheetYes"))
    last = stage.find("answer.counter-counter-20")
    view_port = last.parentItem().parentItem()
    place = last.mapRectToItem(view_port, QRectF(0, 0, last.width(), last.height()))
    assert QRectF(-0.5, -0.5, view_port.width() + 1, view_port.height() + 1).contains(place)


def test_answers_have_names_for_a_screen_reader(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))
    stage.key(Qt.Key.Key_F11)

    for item in answers(stage):
        face = QAccessible.queryAccessibleInterface(item)
        assert face is not None
        assert face.text(QAccessible.Text.Name), item.objectName()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("status", [None, Status.CALLED, Status.SERVING])
def test_every_key_of_the_strip_fits_beside_the_number(
    opened: Open, size: tuple[int, int], language: str, status: Status | None
) -> None:
    stage = opened(
        at_work(status, undo_until=NOW + timedelta(seconds=24)),
        size,
        CounterConfig(language=language),  # type: ignore[arg-type]
    )
    stage.key(Qt.Key.Key_F4)

    number = stage.find("counterChip" if status is None else "ticketNumber")
    left = number.mapRectToScene(QRectF(0, 0, number.width(), number.height())).right()
    keys = [i for i in items_below(stage.window.contentItem()) if i.objectName().startswith("key.") and is_seen(i)]
    assert keys
    for key in keys:
        assert inside_window(stage, key), key.objectName()
        assert key.mapToScene(key.boundingRect().topLeft()).x() > left, key.objectName()


def test_asking_and_closing_again_and_again_keeps_the_same_items(opened: Open) -> None:
    stage = opened(at_work(Status.SERVING))

    def ask_all() -> int:
        for key in (Qt.Key.Key_F10, Qt.Key.Key_F11):
            stage.key(key)
            stage.key(ESCAPE)
            stage.wait(1)
        return sum(1 for _ in items_below(stage.window.contentItem()))

    before = ask_all()

    assert [ask_all() for _ in range(20)][-1] == before


def test_a_key_that_waits_for_another_call_says_so(opened: Open) -> None:
    actions = (DeskAction.RECALL, DeskAction.START)

    stage = opened(at_work(Status.CALLED, actions=actions))

    assert stage.text("keyHint") == "Báo vắng mặt được sau khi gọi lại."
