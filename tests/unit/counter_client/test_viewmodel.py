"""The view-model without a window: what goes out to the hub, and what QML is told, and no more than that."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QAbstractListModel, QObject
from pytestqt.qtbot import QtBot

from counter_client.config import CounterConfig
from counter_client.ui.panels import ListsPanel, SheetPanel
from counter_client.viewmodel import CounterViewModel
from hub.client.port import Trouble
from hub.core.ids import BranchCode
from hub.protocol import (
    Accepted,
    CallNext,
    CommandId,
    CounterId,
    CounterView,
    KioskView,
    OperatorId,
    PrinterHealth,
    Recall,
    RefusalCode,
    Refused,
    SitDown,
    StandUp,
    Status,
    View,
    Welcome,
)
from tests.gui.counter_stage import FakeHub
from tests.unit.counter_client.centre import FACE, NOW, a_desk, a_queue, a_ticket, a_view

COUNTER = CounterId("counter-2")
QUEUE = a_queue(16, 4)


class Desk:
    """The view-model, its hub and its clock."""

    def __init__(self) -> None:
        self.now = 50.0
        self.hub = FakeHub()
        self._seq = 0
        self._ids = 0
        self.vm = CounterViewModel(hub=self.hub, config=CounterConfig(), monotonic=lambda: self.now, mint=self._mint)

    def _mint(self) -> CommandId:
        self._ids += 1
        return CommandId(f"press-{self._ids}")

    def connect(self) -> None:
        self.vm.onConnected(Welcome(protocol=1, branch_code=BranchCode("t"), hub_version="0", now=NOW))

    def see(self, view: CounterView, *, at_s: float = 0.0) -> None:
        self._seq += 1
        self.vm.onView(View(seq=self._seq, now=NOW + timedelta(seconds=at_s), view=view))

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.vm.tick()


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    desk = Desk()
    desk.connect()
    yield desk
    desk.vm.deleteLater()


def value(desk: Desk, name: str) -> object:
    """As QML reads it."""
    return desk.vm.property(name)


def lists_of(desk: Desk) -> ListsPanel:
    panel = desk.vm.property("lists")
    assert isinstance(panel, ListsPanel)
    return panel


def sheet_of(desk: Desk) -> SheetPanel:
    panel = desk.vm.property("sheet")
    assert isinstance(panel, SheetPanel)
    return panel


def test_a_press_sends_once_with_a_name_of_its_own(desk: Desk) -> None:
    desk.see(a_view(a_desk(queue=QUEUE)))

    desk.vm.press("call_next")
    desk.vm.press("call_next")

    assert desk.hub.sent == [("press-1", CallNext(COUNTER))]


def test_each_new_press_has_a_new_name(desk: Desk) -> None:
    desk.see(a_view(a_desk(a_ticket(), QUEUE)))
    desk.vm.press("recall")
    desk.vm.onReplied("press-1", Refused(RefusalCode.WRONG_STATUS, {"number": "A025"}))
    desk.wait(1)

    desk.vm.press("recall")

    assert [command for _, command in desk.hub.sent] == [Recall(COUNTER), Recall(COUNTER)]
    assert len({command_id for command_id, _ in desk.hub.sent}) == 2


def test_choosing_and_sitting_down(desk: Desk) -> None:
    desk.see(a_view())
    assert value(desk, "page") == "seat"

    desk.vm.chooseCounter("counter-2")
    desk.vm.choosePerson("staff-2")
    desk.vm.sitDown()

    assert [command for _, command in desk.hub.sent] == [SitDown(COUNTER, OperatorId("staff-2"))]


def test_leaving_is_sent_after_yes(desk: Desk) -> None:
    desk.see(a_view(a_desk(queue=QUEUE)))
    desk.vm.press("stand_up")
    assert (sheet_of(desk).property("title"), desk.hub.sent) == ("Rời quầy 2?", [])
    desk.vm.confirm()
    assert desk.hub.sent == [], "the second half of a double click"
    desk.wait(0.5)

    desk.vm.confirm()

    assert [command for _, command in desk.hub.sent] == [StandUp(COUNTER)]


def test_a_command_given_up_is_forgotten_by_the_link(desk: Desk) -> None:
    desk.see(a_view(a_desk(queue=QUEUE)))
    desk.vm.press("call_next")
    desk.vm.onDisconnected(Trouble.UNREACHABLE.value)

    desk.wait(31)

    assert desk.hub.forgotten == ["press-1"]


def test_the_notice_goes_by_a_timer_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    desk.see(a_view(a_desk(queue=QUEUE)))
    desk.vm.press("call_next")
    desk.vm.onReplied("press-1", Refused(RefusalCode.NOBODY_WAITING))
    assert value(desk, "strip") != ""

    with qtbot.waitSignal(desk.vm.stripChanged):
        desk.now += 7.1


def test_a_second_that_changes_nothing_tells_nothing(desk: Desk) -> None:
    desk.see(a_view(a_desk(queue=QUEUE)))
    signals = [
        desk.vm.topChanged,
        desk.vm.ticketChanged,
        lists_of(desk).changed,
        desk.vm.keysChanged,
    ]
    heard: list[int] = []
    for place, signal in enumerate(signals):
        signal.connect(lambda place=place: heard.append(place))

    desk.wait(1)

    assert heard == []


def test_a_second_of_a_service_tells_only_the_ticket(desk: Desk) -> None:
    desk.see(a_view(a_desk(a_ticket(Status.SERVING), QUEUE)))
    heard: list[str] = []
    desk.vm.ticketChanged.connect(lambda: heard.append("ticket"))
    lists_of(desk).changed.connect(lambda: heard.append("queue"))
    desk.vm.topChanged.connect(lambda: heard.append("top"))

    desk.wait(1)

    assert heard == ["ticket"]
    assert value(desk, "timer") == "06:19"


def test_the_hubs_time_is_taken_anew_with_every_view(desk: Desk) -> None:
    desk.see(a_view(a_desk(a_ticket(Status.SERVING), QUEUE)))

    desk.see(a_view(a_desk(a_ticket(Status.SERVING), QUEUE)), at_s=600)

    assert (value(desk, "timer"), value(desk, "clock")) == ("16:18", "07:52")


def test_the_rows_are_a_model_with_named_roles(desk: Desk) -> None:
    desk.see(a_view(a_desk(queue=QUEUE)))

    rows = lists_of(desk).property("rows")
    assert isinstance(rows, QAbstractListModel)
    roles = {bytes(name.data()).decode() for name in rows.roleNames().values()}
    assert rows.rowCount() == 2
    assert {"number", "service", "reason", "wait", "warning", "tone", "isNext", "spoken"} <= roles


def test_a_view_of_another_role_is_not_ours(desk: Desk) -> None:
    kiosk = KioskView(FACE, is_open=True, opens_at=None, services=(), printer=PrinterHealth.NONE, tickets=())

    desk.vm.onView(View(seq=1, now=NOW, view=kiosk))

    assert value(desk, "page") == "connect"


def test_an_answer_to_somebody_elses_command_changes_nothing(desk: Desk) -> None:
    desk.see(a_view(a_desk(queue=QUEUE)))
    desk.vm.press("call_next")

    desk.vm.onReplied("never-sent", Accepted())

    assert isinstance(desk.vm.property("keys"), QObject)
    desk.wait(1)
    assert value(desk, "strip") == "đang gửi: Gọi tiếp…"
