"""What every port promises (`hardware.ports.Port`). A new kind of port joins by adding its peer to `PEERS`."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from hardware.errors import DeviceUnavailable
from hardware.ports import Port, TcpPort, port_opener
from tests.support.eventually import PATIENCE_S, eventually


class Peer(Protocol):
    """The device's end of the cable."""

    def connect(self) -> Port: ...
    def send(self, data: bytes) -> None: ...
    def receive(self) -> bytes: ...
    def vanish(self) -> None: ...


class TcpPeer:
    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._connection: socket.socket | None = None

    def connect(self) -> Port:
        port = TcpPort("127.0.0.1", self._server.getsockname()[1])
        self._connection, _ = self._server.accept()
        self._connection.settimeout(PATIENCE_S)
        return port

    def send(self, data: bytes) -> None:
        assert self._connection is not None
        self._connection.sendall(data)

    def receive(self) -> bytes:
        assert self._connection is not None
        return self._connection.recv(65536)

    def vanish(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def close(self) -> None:
        self.vanish()
        self._server.close()


PEERS: list[Callable[[], TcpPeer]] = [TcpPeer]


@pytest.fixture(params=PEERS)
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    peer = request.param()
    yield peer
    peer.close()


@pytest.fixture
def port(peer: Peer) -> Iterator[Port]:
    port = peer.connect()
    yield port
    port.close()


def is_gone(port: Port) -> bool:
    try:
        port.exchange(b"x", 0.01)
    except DeviceUnavailable:
        return True
    return False


def test_nothing_to_do_takes_no_longer_than_told(port: Port) -> None:
    began = time.monotonic()

    assert port.exchange(b"", 0.05) == (0, b"")
    assert 0.04 <= time.monotonic() - began < PATIENCE_S


def test_bytes_are_taken_and_arrive(port: Port, peer: Peer) -> None:
    taken, _ = port.exchange(b"ticket", 1.0)

    assert taken == 6
    assert peer.receive() == b"ticket"


def test_what_the_device_says_is_heard(port: Port, peer: Peer) -> None:
    peer.send(b"\x12")

    assert port.exchange(b"", PATIENCE_S) == (0, b"\x12")


def test_a_device_that_reads_nothing_does_not_swallow_megabytes_nor_block(port: Port) -> None:
    taken, began = 0, time.monotonic()
    while (count := port.exchange(bytes(65536), 0.05)[0]) > 0:
        taken += count

    assert taken < 8_000_000
    assert time.monotonic() - began < PATIENCE_S


def test_a_device_that_vanishes_is_noticed(port: Port, peer: Peer) -> None:
    peer.vanish()

    eventually(lambda: is_gone(port))


def test_what_was_said_before_vanishing_is_heard(port: Port, peer: Peer) -> None:
    peer.send(b"\x12")
    peer.vanish()

    assert port.exchange(b"ticket", PATIENCE_S)[1] == b"\x12"
    eventually(lambda: is_gone(port))


def test_a_waiting_exchange_is_woken_from_another_thread(port: Port) -> None:
    threading.Timer(0.05, port.wake).start()
    began = time.monotonic()

    assert port.exchange(b"", PATIENCE_S) == (0, b"")
    assert time.monotonic() - began < PATIENCE_S / 2


def test_a_wake_before_the_exchange_is_not_lost(port: Port) -> None:
    for _ in range(100_000):
        port.wake()
    began = time.monotonic()

    port.exchange(b"", PATIENCE_S)
    assert time.monotonic() - began < PATIENCE_S / 2


def test_closing_twice_and_waking_a_closed_port_never_raises(port: Port) -> None:
    port.close()
    port.close()
    port.wake()


def test_nobody_there_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]

    with pytest.raises(DeviceUnavailable, match="refused"):
        port_opener(f"tcp://127.0.0.1:{free}")()


@pytest.mark.parametrize(
    "url", ["", "tcp://", "tcp://host", "tcp://host:port", "lpt1", "http://host:80", "tcp://h:99999"]
)
def test_what_is_no_port_is_told_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match=r"write it like tcp://192\.168\.1\.50:9100"):
        port_opener(url)
