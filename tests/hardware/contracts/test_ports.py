"""What every port promises (`hardware.ports.Port`). A new kind of port joins by adding its peer to `PEERS`."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardware.errors import DeviceUnavailable
from hardware.ports import Port, port_opener
from tests.hardware.contracts.peers import PEERS, Peer, is_gone
from tests.support.eventually import PATIENCE_S, eventually

SPEAKING = [kind for kind in PEERS if kind.speaks]
HEARING = [kind for kind in PEERS if kind.hears]
HOLDING_BACK = [kind for kind in PEERS if kind.holds_back]
PRIVATE = [kind for kind in PEERS if kind.is_private]
KEEPING_LAST_WORDS = [kind for kind in PEERS if kind.keeps_last_words]
BOTH_WAYS = [kind for kind in PEERS if kind.hears and kind.speaks]

UNPLUG_NOTICED_S = 1.0


def of(kinds: list[type[Peer]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.__name__.removesuffix("Peer"))


@pytest.fixture
def peer(kind: type[Peer], tmp_path: Path) -> Iterator[Peer]:
    peer = kind(tmp_path)
    yield peer
    peer.close()


@pytest.fixture
def port(peer: Peer) -> Iterator[Port]:
    port = peer.open()
    yield port
    port.close()


def push(port: Port, data: bytes) -> None:
    """As a supervisor does: what was not taken is offered again."""
    end = time.monotonic() + PATIENCE_S
    while data:
        assert time.monotonic() < end
        data = data[port.exchange(data, 0.5)[0] :]


def pull(port: Port, count: int) -> bytes:
    end, received = time.monotonic() + PATIENCE_S, b""
    while len(received) < count:
        assert time.monotonic() < end
        received += port.exchange(b"", 0.5)[1]
    return received


def pulled_by(peer: Peer, count: int) -> bytes:
    received = b""
    while len(received) < count:
        piece = peer.receive()
        assert piece
        received += piece
    return received


@contextmanager
def later(action: Callable[[], None]) -> Iterator[None]:
    """In the middle of a wait, from another thread."""
    timer = threading.Timer(0.05, action)
    timer.start()
    yield
    timer.join()


def ends(port: Port, data: bytes) -> bool:
    try:
        port.exchange(data, UNPLUG_NOTICED_S / 4)
    except DeviceUnavailable:
        return True
    return False


def fill(port: Port) -> int:
    """Write until nothing more is taken; how much was."""
    total = 0
    while (taken := port.exchange(bytes(65536), 0.15)[0]) > 0:
        total += taken
    return total


@of(PEERS)
def test_nothing_to_do_takes_no_longer_than_told(port: Port) -> None:
    began = time.monotonic()

    assert port.exchange(b"", 0.05) == (0, b"")
    assert 0.04 <= time.monotonic() - began < PATIENCE_S
    assert port.exchange(b"", 0.0) == (0, b"")
    assert port.exchange(b"", -1.0) == (0, b"")


@of(HEARING)
def test_bytes_are_taken_and_arrive(port: Port, peer: Peer) -> None:
    taken, _ = port.exchange(b"ticket", 1.0)

    assert taken == 6
    assert pulled_by(peer, 6) == b"ticket"


@of(SPEAKING)
def test_what_the_device_says_is_heard(port: Port, peer: Peer) -> None:
    peer.send(b"\x12")

    assert port.exchange(b"", PATIENCE_S) == (0, b"\x12")


@of(HEARING)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=6))
def test_pieces_of_any_size_arrive_whole_and_in_order(port: Port, peer: Peer, pieces: list[bytes]) -> None:
    for piece in pieces:
        push(port, piece)

    assert pulled_by(peer, len(b"".join(pieces))) == b"".join(pieces)


@of(SPEAKING)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=6))
def test_pieces_of_any_size_are_heard_whole_and_in_order(port: Port, peer: Peer, pieces: list[bytes]) -> None:
    for piece in pieces:
        peer.send(piece)

    assert pull(port, len(b"".join(pieces))) == b"".join(pieces)


@of(HEARING)
def test_a_long_picture_arrives_to_the_last_byte(port: Port, peer: Peer) -> None:
    picture = random.Random(7).randbytes(100_000)
    arrived: list[bytes] = []
    reader = threading.Thread(target=lambda: arrived.append(pulled_by(peer, len(picture))))
    if peer.holds_back:
        reader.start()
    push(port, picture)
    if not peer.holds_back:
        reader.start()
    reader.join(PATIENCE_S)

    assert arrived == [picture]


@of(BOTH_WAYS)
def test_both_may_speak_at_once(port: Port, peer: Peer) -> None:
    ours, theirs = random.Random(1).randbytes(30_000), random.Random(2).randbytes(30_000)
    arrived: list[bytes] = []
    threads = (
        threading.Thread(target=lambda: arrived.append(pulled_by(peer, len(ours)))),
        threading.Thread(target=lambda: peer.send(theirs)),
    )
    for thread in threads:
        thread.start()
    end, rest, heard = time.monotonic() + PATIENCE_S, ours, b""
    while rest or len(heard) < len(theirs):
        assert time.monotonic() < end
        taken, received = port.exchange(rest, 0.1)
        rest, heard = rest[taken:], heard + received
    for thread in threads:
        thread.join(PATIENCE_S)

    assert (arrived, heard) == ([ours], theirs)


@of(HOLDING_BACK)
def test_a_device_that_reads_nothing_does_not_swallow_megabytes_nor_block(port: Port) -> None:
    began = time.monotonic()

    assert fill(port) < 8_000_000
    assert time.monotonic() - began < PATIENCE_S
    began = time.monotonic()
    assert port.exchange(b"more", 0.05)[0] == 0
    assert time.monotonic() - began < 1.0


@of([kind for kind in HOLDING_BACK if kind.speaks])
def test_a_device_that_reads_nothing_is_still_heard(port: Port, peer: Peer) -> None:
    fill(port)
    peer.send(b"\x1a")

    assert eventually(lambda: port.exchange(b"more", 0.2)[1]) == b"\x1a"


@of(PEERS)
def test_a_device_that_vanishes_is_noticed_within_a_second(port: Port, peer: Peer) -> None:
    peer.vanish()
    began = time.monotonic()

    eventually(lambda: is_gone(port))
    assert time.monotonic() - began < UNPLUG_NOTICED_S


@of([kind for kind in PEERS if kind.is_watched])
def test_a_device_that_vanishes_in_the_middle_of_a_wait_is_noticed(port: Port, peer: Peer) -> None:
    with later(peer.vanish):
        eventually(lambda: ends(port, b""))


@of(HOLDING_BACK)
def test_a_device_that_vanishes_while_it_is_written_to_is_noticed(port: Port, peer: Peer) -> None:
    fill(port)
    with later(peer.vanish):
        eventually(lambda: ends(port, b"more"))


@of(KEEPING_LAST_WORDS)
def test_what_was_said_before_vanishing_is_heard(port: Port, peer: Peer) -> None:
    peer.send(b"\x12")
    peer.vanish()

    assert port.exchange(b"ticket", PATIENCE_S)[1] == b"\x12"
    eventually(lambda: is_gone(port))


@of(PEERS)
def test_a_device_plugged_in_again_is_opened_again(peer: Peer) -> None:
    first = peer.open()
    peer.vanish()
    eventually(lambda: is_gone(first))
    first.close()
    with pytest.raises(DeviceUnavailable):
        peer.open()

    peer.come_back()
    again = peer.open()
    if peer.hears:
        push(again, b"ticket")
        assert pulled_by(peer, 6) == b"ticket"
    if peer.speaks:
        peer.send(b"\x12")
        assert pull(again, 1) == b"\x12"
    again.close()


@of(PRIVATE)
def test_nobody_else_may_have_it_meanwhile(peer: Peer, port: Port) -> None:
    with pytest.raises(DeviceUnavailable, match="another program"):
        peer.open()

    port.close()
    peer.open().close()


@of(PEERS)
def test_a_waiting_exchange_is_woken_from_another_thread(port: Port) -> None:
    began = time.monotonic()

    with later(port.wake):
        assert port.exchange(b"", PATIENCE_S) == (0, b"")
    assert time.monotonic() - began < PATIENCE_S / 2


@of(HOLDING_BACK)
def test_one_that_waits_for_a_busy_device_is_woken_too(port: Port) -> None:
    fill(port)
    began = time.monotonic()

    with later(port.wake):
        assert port.exchange(b"more", PATIENCE_S) == (0, b"")
    assert time.monotonic() - began < PATIENCE_S / 2


@of(PEERS)
def test_a_wake_before_the_exchange_is_not_lost(port: Port) -> None:
    for _ in range(10_000):
        port.wake()
    began = time.monotonic()

    port.exchange(b"", PATIENCE_S)
    assert time.monotonic() - began < PATIENCE_S / 2


@of(PEERS)
def test_closing_twice_and_waking_a_closed_port_never_raises(port: Port, peer: Peer) -> None:
    port.close()
    port.close()
    port.wake()
    peer.vanish()
    port.close()

    with pytest.raises(DeviceUnavailable):
        port.exchange(b"ticket", 0.01)


@of(PEERS)
def test_a_vanished_device_is_closed_without_a_word(port: Port, peer: Peer) -> None:
    peer.vanish()

    port.close()
    port.wake()


def test_nobody_there_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]

    with pytest.raises(DeviceUnavailable, match="refused"):
        port_opener(f"tcp://127.0.0.1:{free}")()
