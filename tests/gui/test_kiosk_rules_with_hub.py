"""A real kiosk at a real hub with all its rules: priority, a full service, a notice, a holiday and a missed call."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from websockets.sync.client import connect

from hub.client.version import APP_VERSION
from hub.protocol import (
    PROTOCOL_VERSION,
    Accepted,
    CallNext,
    Command,
    CommandId,
    CounterId,
    DeviceId,
    Hello,
    MarkNoShow,
    OperatorId,
    Reply,
    Request,
    Role,
    SitDown,
    decode_from_hub,
    encode,
)
from tests.gui.test_kiosk_with_hub import Citizen, kiosk_at
from tests.support.processes import ROOT, HubProcess

SAMPLE = ROOT / "hub" / "samples" / "thang_binh"
ONE = CounterId("counter-1")
FULL_AFTER_ONE = 'prefix = "B"\nquota = 1\n'
NOTICE = "Trả lời vào ngày làm việc tiếp theo."
WITH_NOTICE = f'prefix = "A"\nnotice_from = 06:00:00\nnotice = "{NOTICE}"\n'
POLICY = """
[policy]
no_show_after_calls = 1

[[policy.priority]]
class_id = "elderly"
name = "Người cao tuổi"
who = "từ đủ 80 tuổi"
"""


def ruled(folder: Path, more: str = "") -> Path:
    """The sample centre with priority, a notice, and a service of one number a session."""
    folder.mkdir()
    for file in SAMPLE.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    text = (SAMPLE / "branch.toml").read_text(encoding="utf-8").split("[policy]")[0]
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("notice"))
    text = text.replace('prefix = "B"\n', FULL_AFTER_ONE).replace('prefix = "A"\n', WITH_NOTICE)
    (folder / "branch.toml").write_text(text + POLICY + more, encoding="utf-8")
    return folder / "branch.toml"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub", branch=ruled(tmp_path / "centre")) as process:
        yield process.wait_until_open()


def at_a_counter(hub: HubProcess, commands: Sequence[Command]) -> None:
    """What an official does; each must be accepted."""
    hello = Hello(Role.COUNTER, DeviceId("counter-pc-1"), hub.key, PROTOCOL_VERSION, APP_VERSION)
    with connect(hub.url, compression=None, max_size=None) as socket:
        socket.send(encode(hello))
        for place, command in enumerate(commands):
            socket.send(encode(Request(CommandId(f"official-{place}"), command)))
            while not isinstance(message := decode_from_hub(socket.recv(timeout=10)), Reply):
                pass
            assert isinstance(message.answer, Accepted), message.answer


def test_priority_is_said_by_two_touches_and_stands_beside_the_number(hub: HubProcess, tmp_path: Path) -> None:
    with kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        citizen.touches_until("priorityButton", "listPage")
        citizen.touches_until("class-elderly", "homePage")
        assert citizen.text("claim") == "Diện ưu tiên: Người cao tuổi"

        assert citizen.takes_a_number("justice") == "A001"
        assert citizen.text("mark") == "ƯT"
        assert citizen.text("numberNotice") == NOTICE

        citizen.touches_until("doneButton", "homePage")
        citizen.takes_a_number("justice")
        citizen.sees("numberMark", value=False)


def test_a_service_that_has_no_numbers_left_says_so_in_its_place(hub: HubProcess, tmp_path: Path) -> None:
    with kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        assert citizen.takes_a_number("society") == "B001"
        citizen.touches_until("doneButton", "homePage")

        citizen.sees("field-society", "enabled", value=False)
        said = screen.must("read", name="field-society", property="queueLine")
        assert str(said).startswith("Mở lại lúc ")


def test_who_missed_the_call_is_back_in_line_by_two_touches(hub: HubProcess, tmp_path: Path) -> None:
    with kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        for _ in range(5):
            citizen.takes_a_number("justice")
            citizen.touches_until("doneButton", "homePage")
        at_a_counter(hub, [SitDown(ONE, OperatorId("staff-1")), CallNext(ONE), MarkNoShow(ONE)])

        citizen.touches_until("missedButton", "listPage")
        (missed,) = [name for name in screen.do("names")["names"] if name.startswith("missed-")]
        citizen.touches_until(missed, "resultPage")

        assert citizen.text("ticketNumber") == "A001"
        assert citizen.text("notice") == "Mời chờ gọi lại"
        citizen.sees("factFigure", "text", "3")

        citizen.touches_until("doneButton", "homePage")
        citizen.sees("missedButton", value=False)


def test_on_a_holiday_the_kiosk_says_which(tmp_path: Path) -> None:
    holiday = '\n[[exceptional_days]]\nday = 2026-11-23\nname = "Ngày Di sản"\n'
    with HubProcess(tmp_path / "hub", branch=ruled(tmp_path / "centre", holiday)) as hub:
        hub.wait_until_open()
        with kiosk_at(hub, tmp_path) as screen:
            citizen = Citizen(screen)
            citizen.sees("closedPage")
            assert citizen.text("messageTitle") == "Hôm nay nghỉ: Ngày Di sản"
            assert citizen.text("messageValue").endswith("ngày mai, Thứ Ba 24/11")
