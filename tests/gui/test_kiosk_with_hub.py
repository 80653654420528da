"""A real kiosk at a real hub, driven by a finger, while one or the other dies."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from websockets.sync.client import connect

from hub.client.version import APP_VERSION
from hub.protocol import (
    PROTOCOL_VERSION,
    Accepted,
    CommandId,
    DeviceId,
    Hello,
    IssueTicket,
    Reply,
    Request,
    Role,
    ServiceId,
    decode_from_hub,
    encode,
)
from tests.support.eventually import eventually
from tests.support.processes import ROOT, HubProcess
from tests.support.puppet import Played

TOLD_WITHIN_S = 2.0
BACK_WITHIN_S = 2.0


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub") as process:
        yield process.wait_until_open()


class Citizen:
    """Somebody in front of a real kiosk."""

    def __init__(self, screen: Played) -> None:
        self.screen = screen

    def sees(self, name: str, what: str = "visible", value: object = True) -> None:
        self.screen.must("wait", name=name, property=what, equals=value, timeout_s=15)

    def text(self, name: str) -> str:
        return str(self.screen.must("read", name=name, property="text"))

    def touches_until(self, name: str, *pages: str) -> None:
        """Again and again, as people do: a touch right after the picture has changed is ignored."""
        self.sees(name)

        def is_there() -> bool:
            if not self.is_at(*pages):
                self.screen.do("tap", name=name)
            return self.is_at(*pages)

        eventually(is_there, " or ".join(pages))

    def is_at(self, *pages: str) -> bool:
        return any(self.screen.must("read", name=page, property="visible") for page in pages)

    def takes_a_number(self, field: str) -> str:
        self.touches_until(f"field-{field}", "issuingPage", "resultPage")
        self.sees("resultPage")
        return self.text("ticketNumber")


def kiosk_at(hub: HubProcess, tmp_path: Path, options: Sequence[str] = ()) -> Played:
    environment = {"LAYSO_DATA": str(hub.data), "QT_QPA_PLATFORM": "offscreen"}
    arguments = ["kiosk", "--hub", hub.url, "--size", "1080x1920", *options]
    return Played(arguments, log=tmp_path / "kiosk.log", environment=environment)


def issue_without_a_screen(hub: HubProcess) -> str:
    """What a kiosk does that dies before its answer is on the glass."""
    hello = Hello(Role.KIOSK, DeviceId("kiosk-1"), hub.key, PROTOCOL_VERSION, APP_VERSION)
    with connect(hub.url, compression=None) as socket:
        socket.send(encode(hello))
        socket.send(encode(Request(CommandId("lost-tap"), IssueTicket(ServiceId("justice")))))
        while True:
            message = decode_from_hub(socket.recv(timeout=10))
            if isinstance(message, Reply):
                assert isinstance(message.answer, Accepted)
                assert message.answer.ticket is not None
                return message.answer.ticket.number


def test_a_touch_brings_a_number_and_the_next_touch_the_next(hub: HubProcess, tmp_path: Path) -> None:
    with kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        assert citizen.takes_a_number("justice") == "A001"
        assert citizen.text("notice").startswith("Không in được phiếu")  # no agent speaks for the printer

        citizen.touches_until("doneButton", "homePage")
        assert citizen.takes_a_number("justice") == "A002"


def test_a_killed_hub_is_told_within_two_seconds_and_the_kiosk_is_back_by_itself(
    hub: HubProcess, tmp_path: Path
) -> None:
    with kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        assert citizen.takes_a_number("justice") == "A001"

        hub.kill()
        killed_at = time.monotonic()
        citizen.sees("connectionTitle", "text", "Đang kết nối lại…")
        assert time.monotonic() - killed_at < TOLD_WITHIN_S

        with HubProcess(hub.data, port=hub.port) as again:
            again.wait_until_open()
            back_at = time.monotonic()
            citizen.sees("connectionBanner", "title", "")
            assert time.monotonic() - back_at < BACK_WITHIN_S


def test_a_kiosk_killed_between_tap_and_paper_shows_the_number_when_it_starts_again(
    hub: HubProcess, tmp_path: Path
) -> None:
    number = issue_without_a_screen(hub)

    with kiosk_at(hub, tmp_path) as screen:
        citizen = Citizen(screen)
        citizen.sees("resultPage")

        assert citizen.text("ticketNumber") == number
        assert citizen.text("numberCaption") == "Số vừa lấy tại máy này"


def test_a_frozen_hub_ends_in_a_sorry_and_its_number_is_shown_after_all(hub: HubProcess, tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("[times]\nanswer_s = 1\n", encoding="utf-8")
    with kiosk_at(hub, tmp_path, ["--config", str(config)]) as screen:
        citizen = Citizen(screen)
        citizen.sees("field-justice")
        hub.process.send_signal(signal.SIGSTOP)

        citizen.touches_until("field-justice", "issuingPage")
        citizen.sees("sorryPage")
        assert citizen.text("messageValue") == "Mời Ông/Bà gặp cán bộ để được giúp."

        hub.process.send_signal(signal.SIGCONT)
        citizen.sees("resultPage")
        assert citizen.text("ticketNumber") == "A001"


def test_every_mistake_of_the_operator_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text('devise = "kiosk-1"\n[screen]\ndpi = "big"\n', encoding="utf-8")

    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", "--config", str(config)],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 2
    assert 'did you mean "device"' in ended.stderr
    assert "Traceback" not in ended.stderr
