"""Two real counters at a real hub: a race for the next number, and a hub that is killed and comes back."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
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
from tests.support.processes import HubProcess
from tests.support.puppet import Played

PEOPLE = ("staff-1", "staff-2")
TOLD_WITHIN_S = 2.0


def take_numbers(hub: HubProcess, count: int) -> None:
    """Citizens at the kiosk's door."""
    kiosk = Hello(Role.KIOSK, DeviceId("kiosk-1"), hub.key, PROTOCOL_VERSION, APP_VERSION)
    with connect(hub.url, compression=None) as socket:
        socket.send(encode(kiosk))
        for tap in range(count):
            command = IssueTicket(ServiceId("justice"))
            socket.send(encode(Request(CommandId(f"tap-{time.monotonic_ns()}-{tap}"), command)))
        answers = 0
        while answers < count:
            message = decode_from_hub(socket.recv(timeout=10))
            if isinstance(message, Reply):
                assert isinstance(message.answer, Accepted)
                answers += 1


class Clerk:
    """An official at a real counter client."""

    def __init__(self, screen: Played) -> None:
        self.screen = screen

    def sees(self, name: str, what: str, value: object) -> None:
        self.screen.must("wait", name=name, property=what, equals=value, timeout_s=15)

    def text(self, name: str) -> str:
        return str(self.screen.must("read", name=name, property="text"))

    def has(self, name: str) -> bool:
        return name in self.screen.do("names")["names"]

    def sit_down(self, place: int) -> None:
        self.sees(f"counter.counter-{place}", "visible", value=True)
        self.screen.must("tap", name=f"person.{PEOPLE[place - 1]}")
        self.screen.must("tap", name=f"counter.counter-{place}")
        self.screen.must("tap", name="sitDown")
        self.sees("counterChip", "text", f"Quầy {place}")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "hub") as process:
        yield process.wait_until_open()


@pytest.fixture
def clerks(hub: HubProcess, tmp_path: Path) -> Iterator[list[Clerk]]:
    environment = {"LAYSO_DATA": str(hub.data), "QT_QPA_PLATFORM": "offscreen"}
    with ExitStack() as stack:
        screens = [
            stack.enter_context(
                Played(
                    ["counter_client", "--hub", hub.url, "--device", f"counter-pc-{place}", "--size", "1366x768"],
                    log=tmp_path / f"counter-{place}.log",
                    environment=environment,
                )
            )
            for place in (1, 2)
        ]
        seated = [Clerk(screen) for screen in screens]
        for place, clerk in enumerate(seated, start=1):
            clerk.sit_down(place)
        yield seated


def at_once(clerks: list[Clerk], line: bytes) -> None:
    """The same order to all, before any has answered."""
    for clerk in clerks:
        assert clerk.screen.process.stdin is not None
        clerk.screen.process.stdin.write(line + b"\n")
    for clerk in clerks:
        assert clerk.screen.process.stdin is not None
        clerk.screen.process.stdin.flush()
    for clerk in clerks:
        assert clerk.screen.process.stdout is not None
        assert clerk.screen.process.stdout.readline()


def test_two_clerks_who_press_next_at_once_get_two_people(hub: HubProcess, clerks: list[Clerk]) -> None:
    take_numbers(hub, 7)

    called: list[str] = []
    for _ in range(3):
        for clerk in clerks:
            clerk.sees("key.call_next", "enabled", value=True)
        at_once(clerks, b'{"do":"key","key":"F5"}')
        for clerk in clerks:
            clerk.sees("ticketStatus", "text", "Đã gọi")
            called.append(clerk.text("ticketNumber"))
            clerk.screen.must("key", key="F7")
            clerk.sees("ticketStatus", "text", "Đang phục vụ")

    assert sorted(called) == [f"A{number:03}" for number in range(1, 7)]


def test_only_one_clerk_gets_the_last_and_the_other_is_told_calmly(hub: HubProcess, clerks: list[Clerk]) -> None:
    take_numbers(hub, 1)
    for clerk in clerks:
        clerk.sees("key.call_next", "enabled", value=True)

    at_once(clerks, b'{"do":"key","key":"F5"}')

    eventually(lambda: any(clerk.has("ticketNumber") for clerk in clerks))
    winner, loser = sorted(clerks, key=lambda clerk: not clerk.has("ticketNumber"))
    assert winner.text("ticketNumber") == "A001"
    assert not loser.has("ticketNumber")
    loser.sees("idleHeadline", "text", "Chưa có ai chờ")
    if loser.has("strip"):
        assert loser.text("strip") == "Không còn ai chờ: quầy khác vừa gọi người cuối cùng."


def test_a_killed_hub_is_told_within_two_seconds_and_all_is_back_by_itself(
    hub: HubProcess, clerks: list[Clerk], tmp_path: Path
) -> None:
    clerk = clerks[0]
    take_numbers(hub, 2)
    clerk.sees("key.call_next", "enabled", value=True)
    clerk.screen.must("key", key="F5")
    clerk.sees("ticketStatus", "text", "Đã gọi")

    hub.kill()
    cut_at = time.monotonic()
    clerk.sees("connectionTitle", "text", "Mất kết nối với máy chủ – đang nối lại")
    assert time.monotonic() - cut_at < TOLD_WITHIN_S
    assert clerk.text("ticketNumber") == "A001"
    assert not clerk.screen.must("read", name="key.start_service", property="enabled")

    with HubProcess(hub.data, port=hub.port) as again:
        again.wait_until_open()
        back_at = time.monotonic()
        clerk.sees("key.start_service", "enabled", value=True)
        assert time.monotonic() - back_at < TOLD_WITHIN_S
        assert clerk.text("ticketNumber") == "A001"
        clerk.screen.must("key", key="F7")
        clerk.sees("ticketStatus", "text", "Đang phục vụ")
