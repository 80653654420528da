"""Two real counters at a real hub, through everything the rules allow: each press is seen to be done by the hub."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.gui.test_counter_with_hub import Clerk, take_numbers
from tests.support.processes import ROOT, HubProcess
from tests.support.puppet import Played

SAMPLE = ROOT / "hub" / "samples" / "thang_binh"
POLICY = '[policy]\nrecall_gap_s = 1\n[[policy.priority]]\nclass_id = "elderly"\nname = "Người cao tuổi"\n'


class Official(Clerk):
    """Presses keys and looks what came of it."""

    def press(self, *keys: str) -> None:
        for key in keys:
            self.screen.must("key", key=key)

    def is_offered(self, action: str) -> None:
        self.sees(f"key.{action}", "enabled", value=True)

    def serves(self, number: str) -> None:
        self.sees("ticketNumber", "text", number)

    def is_free(self) -> None:
        self.sees("ticketStatus", "text", "Quầy trống")

    def call(self, number: str) -> None:
        self.is_offered("call_next")
        self.press("F5")
        self.serves(number)

    def start(self) -> None:
        self.is_offered("start_service")
        self.press("F7")
        self.sees("ticketStatus", "text", "Đang phục vụ")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    branch = (SAMPLE / "branch.toml").read_text(encoding="utf-8")
    chief = 'title = "Công chức Tư pháp – Hộ tịch"\n'
    folder = tmp_path / "centre"
    folder.mkdir()
    for file in SAMPLE.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    text = branch.replace(chief, chief + "may_choose = true\n", 1).split("[policy]")[0] + "\n" + POLICY
    (folder / "branch.toml").write_text(text, encoding="utf-8")
    with HubProcess(tmp_path / "hub", branch=folder / "branch.toml") as process:
        yield process.wait_until_open()


@pytest.fixture
def officials(hub: HubProcess, tmp_path: Path) -> Iterator[list[Official]]:
    environment = {"LAYSO_DATA": str(hub.data), "QT_QPA_PLATFORM": "offscreen"}
    with ExitStack() as stack:
        seated = [
            Official(
                stack.enter_context(
                    Played(
                        ["counter_client", "--hub", hub.url, "--device", f"counter-pc-{place}", "--size", "1366x768"],
                        log=tmp_path / f"counter-{place}.log",
                        environment=environment,
                    )
                )
            )
            for place in (1, 2)
        ]
        for place, official in enumerate(seated, start=1):
            official.sit_down(place)
        yield seated


def test_a_missed_call_is_noted_only_after_another_call_and_the_citizen_comes_back(
    hub: HubProcess, officials: list[Official]
) -> None:
    first, second = officials
    take_numbers(hub, 1)
    first.call("A001")
    assert first.text("keyHint") == "Báo vắng mặt được sau khi gọi lại."
    assert not first.screen.must("read", name="key.mark_no_show", property="enabled")

    first.is_offered("recall")
    first.press("F6")
    first.sees("ticketStatus", "text", "Đã gọi 2 lần")
    first.is_offered("mark_no_show")
    first.press("F9")
    first.is_free()

    second.sees("tabLabel.missed", "text", "Lỡ lượt · 1")
    second.press("F2", "F2")
    second.sees("deed.0", "enabled", value=True)
    second.screen.must("tap", name="deed.0")
    first.sees("tabLabel.waiting", "text", "Đang chờ · 1")
    first.sees("tabLabel.missed", "text", "Lỡ lượt · 0")


def test_a_ticket_is_parked_called_back_sent_on_and_undone(hub: HubProcess, officials: list[Official]) -> None:
    first, second = officials
    take_numbers(hub, 2)
    first.call("A001")
    first.start()
    first.press("F10", "Return")
    first.is_free()
    first.sees("tabLabel.parked", "text", "Tạm hoãn · 1")

    first.press("F2")
    first.sees("deed.0", "enabled", value=True)
    first.screen.must("tap", name="deed.0")
    first.serves("A001")
    first.start()
    assert "trở lại sau tạm hoãn" in first.text("ticketWhy")

    first.press("F11", "Right", "Return")
    first.is_free()
    second.sees("rowNumber.0", "text", "A001")
    first.is_offered("undo")
    first.press("Ctrl+Z")
    first.serves("A001")
    first.sees("ticketStatus", "text", "Đang phục vụ")

    first.press("F11", "Right", "Return")
    first.is_free()
    second.call("A001")
    assert "được gửi đến quầy này" in second.text("ticketWhy")


def test_a_break_a_walk_in_an_outcome_and_a_cancelled_ticket(hub: HubProcess, officials: list[Official]) -> None:
    first, second = officials
    take_numbers(hub, 2)
    first.is_offered("pause")
    first.press("F12", "3")
    first.sees("idleHeadline", "text", "Họp")
    assert not first.screen.must("read", name="key.call_next", property="enabled")
    first.press("F12")
    first.is_offered("call_next")

    first.press("F1", "Return")
    first.serves("A003")
    first.sees("ticketStatus", "text", "Đang phục vụ")
    assert first.text("ticketWhy") == "Không có phiếu, phục vụ ngay tại quầy"
    first.press("Shift+F8", "2")
    first.is_free()

    second.call("A001")
    second.press("Shift+F9", "2", "Return")
    second.is_free()
    second.sees("tabLabel.waiting", "text", "Đang chờ · 1")


def test_one_is_called_out_of_turn_by_right_with_a_reason_and_a_service_is_taken_on(
    hub: HubProcess, officials: list[Official]
) -> None:
    first, second = officials
    take_numbers(hub, 3)
    first.sees("rowNumber.2", "text", "A003")
    first.press("Down", "Down", "Down", "Return")
    first.sees("sheetTitle", "text", "Số A003 · Hộ tịch – Chứng thực")
    first.sees("answer.call_chosen", "visible", value=True)
    while first.text("sheetTitle").startswith("Số"):
        first.press("Return")
    first.sees("sheetTitle", "text", "Gọi số A003 trước lượt?")
    first.press("2")
    first.serves("A003")
    assert "cán bộ chọn" in first.text("ticketWhy")

    second.press("Down", "Return")
    second.sees("answer.cancel", "visible", value=True)
    assert not second.has("answer.call_chosen"), "no right to choose"
    second.press("Escape")

    second.press("Shift+F3", "Return")
    second.is_offered("walk_in")
    second.press("F1")
    second.sees("answer.service-business", "visible", value=True)
    second.press("Escape")
