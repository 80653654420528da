"""A device's thread lives through everything a device, a driver or a listener can do to it."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

import pytest

from hardware.errors import DeviceUnavailable
from hardware.ports import Port
from hardware.supervisor import Supervisor
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually


class FakePort:
    """A port that waits for what the test puts into it."""

    def __init__(self) -> None:
        self.written = bytearray()
        self.arriving: deque[bytes | Exception] = deque()
        self.is_closed = False
        self.on_write: Callable[[], None] = lambda: None
        self._bell = threading.Event()

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        if not data and not self.arriving:
            self._bell.wait(max(0.0, wait_s))
        self._bell.clear()
        arrived = self.arriving.popleft() if self.arriving else b""
        if isinstance(arrived, Exception):
            raise arrived
        if data:
            self.on_write()
            self.written += data
        return len(data), arrived

    def put(self, what: bytes | Exception) -> None:
        self.arriving.append(what)
        self.wake()

    def wake(self) -> None:
        self._bell.set()

    def close(self) -> None:
        self.is_closed = True


class FakeDriver:
    """Says what was done to it; sends and tells what a test asks for."""

    def __init__(self) -> None:
        self.life: list[str] = []
        self.outgoing = b""
        self.is_busy = False
        self.wants_reopen = False
        self.facts: list[str] = []
        self.wants_tick_at = float("inf")

    def opened(self, _now: float) -> None:
        self.wants_reopen = False
        self.life.append("opened")

    def closed(self, _now: float) -> None:
        self.life.append("closed")

    def received(self, data: bytes, _now: float) -> None:
        if data == b"boom":
            raise ValueError("a bug")
        self.life.append(data.decode())

    def took(self, count: int, _now: float) -> None:
        self.outgoing = self.outgoing[count:]

    def tick(self, now: float) -> None:
        if now >= self.wants_tick_at:
            self.wants_tick_at = float("inf")
            self.life.append("tick")

    def next_at(self) -> float:
        return self.wants_tick_at

    def take_facts(self) -> list[str]:
        facts, self.facts = self.facts, []
        return facts

    def send(self, data: bytes, fact: str) -> None:
        self.facts.append(fact)
        self.outgoing += data


class Stand:
    """A supervisor with its fakes; ports are handed out one by one."""

    def __init__(self) -> None:
        self.driver = FakeDriver()
        self.ports: list[FakePort] = []
        self.unavailable = 0
        self.facts: list[str] = []
        self.on_fact: Callable[[str], None] = self.facts.append
        self.supervisor = Supervisor[str]("device", self.driver, self._open, self._hear, time.monotonic)

    def _open(self) -> Port:
        if self.unavailable:
            self.unavailable -= 1
            raise DeviceUnavailable("nobody there")
        self.ports.append(FakePort())
        return self.ports[-1]

    def _hear(self, fact: str) -> None:
        self.on_fact(fact)

    def start(self) -> FakePort:
        self.supervisor.start()
        eventually(lambda: "opened" in self.driver.life)
        return self.ports[-1]


@pytest.fixture
def stand() -> Iterator[Stand]:
    stand = Stand()
    yield stand
    stand.supervisor.stop(5)


def test_what_arrives_goes_to_the_driver_and_what_it_says_goes_out(stand: Stand) -> None:
    port = stand.start()
    port.put(b"hello")
    stand.supervisor.post(lambda _: stand.driver.send(b"answer", "said"))

    eventually(lambda: bytes(port.written) == b"answer")
    eventually(lambda: stand.driver.life == ["opened", "hello"])
    assert stand.facts == ["said"]


def test_a_fact_is_delivered_before_a_byte_is_written(stand: Stand) -> None:
    port = stand.start()
    order: list[str] = []
    stand.on_fact = order.append
    port.on_write = lambda: order.append("written")

    stand.supervisor.post(lambda _: stand.driver.send(b"ticket", "on disk"))

    eventually(lambda: len(order) == 2)
    assert order == ["on disk", "written"]


def test_a_fact_nobody_could_take_holds_the_bytes_back_and_is_delivered_again(
    stand: Stand, expected_log: ExpectedLog
) -> None:
    expected_log.expect("stopped by a fault of this program")
    port = stand.start()
    tries: list[str] = []

    def full_disk_once(fact: str) -> None:
        tries.append(fact)
        if len(tries) == 1:
            raise OSError("no space left on device")

    stand.on_fact = full_disk_once
    stand.supervisor.post(lambda _: stand.driver.send(b"ticket", "on disk"))

    eventually(lambda: port.is_closed)
    assert not port.written


def test_a_device_that_goes_away_is_opened_again(stand: Stand, expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable: pulled out")
    stand.start().put(DeviceUnavailable("pulled out"))

    eventually(lambda: stand.driver.life == ["opened", "closed", "opened"])
    assert stand.ports[0].is_closed


def test_a_device_that_is_not_there_is_tried_again(stand: Stand, expected_log: ExpectedLog) -> None:
    expected_log.expect("unavailable: nobody there")
    stand.unavailable = 2

    stand.start()

    assert stand.driver.life == ["closed", "closed", "opened"]


def test_a_bug_in_a_driver_does_not_end_the_thread(stand: Stand, expected_log: ExpectedLog) -> None:
    expected_log.expect("stopped by a fault of this program")
    stand.start().put(b"boom")

    eventually(lambda: stand.driver.life == ["opened", "closed", "opened"])


def test_a_driver_may_ask_for_a_new_connection(stand: Stand, expected_log: ExpectedLog) -> None:
    expected_log.expect("does not react")
    stand.start()

    stand.supervisor.post(lambda _: setattr(stand.driver, "wants_reopen", True))

    eventually(lambda: len(stand.ports) == 2)


def test_the_drivers_deadlines_pass_while_the_device_is_away(stand: Stand, expected_log: ExpectedLog) -> None:
    expected_log.expect("nobody there")
    stand.unavailable = 2
    stand.driver.wants_tick_at = time.monotonic() + 0.02

    stand.start()

    assert stand.driver.life.index("tick") < stand.driver.life.index("opened")


def test_a_device_in_the_middle_of_something_may_finish_when_the_agent_is_stopped(stand: Stand) -> None:
    port = stand.start()
    stand.driver.is_busy = True
    stopping = threading.Thread(target=stand.supervisor.stop, args=(5.0,))
    stopping.start()
    port.put(b"almost")
    eventually(lambda: "almost" in stand.driver.life)
    assert "closed" not in stand.driver.life

    stand.driver.is_busy = False
    port.put(b"done")

    stopping.join(5)
    assert stand.driver.life == ["opened", "almost", "done", "closed"]


def test_what_was_posted_before_the_end_is_still_done(stand: Stand) -> None:
    stand.start()
    done: list[float] = []

    stand.supervisor.post(done.append)
    stand.supervisor.stop(5)

    assert len(done) == 1


class HangingPort(FakePort):
    """Breaks its promise: a driver of the system that never comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()
        self.is_hanging = False

    def exchange(self, data: bytes, wait_s: float) -> tuple[int, bytes]:
        self.is_hanging = True
        self.released.wait()
        return super().exchange(data, wait_s)


def test_a_port_that_hangs_delays_no_other_device_nor_the_end_of_the_agent(stand: Stand) -> None:
    stuck = HangingPort()
    hung = Supervisor[str]("stuck", FakeDriver(), lambda: stuck, lambda _: None, time.monotonic)
    hung.start()
    eventually(lambda: stuck.is_hanging)
    port = stand.start()

    began = time.monotonic()
    for _ in range(20):
        stand.supervisor.post(lambda _: stand.driver.send(b"x", "said"))
    eventually(lambda: len(port.written) == 20)
    hung.stop(0.1)

    assert time.monotonic() - began < 2.0
    stuck.released.set()
    hung.stop(5.0)


def test_a_port_that_hangs_while_it_is_opened_ends_with_the_agent_too(expected_log: ExpectedLog) -> None:
    expected_log.expect("too late")
    released = threading.Event()

    def never_opens() -> Port:
        released.wait()
        raise DeviceUnavailable("too late")

    hung = Supervisor[str]("stuck", FakeDriver(), never_opens, lambda _: None, time.monotonic)
    hung.start()
    began = time.monotonic()

    hung.stop(0.1)

    assert time.monotonic() - began < 2.0
    released.set()
    hung.stop(5.0)
