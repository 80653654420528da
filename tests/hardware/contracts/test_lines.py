"""What only some kinds of port promise: serial lines, the kernel's printer, key events, the spooler, the file."""

import errno
import os
import pty
import threading
import time
import tty
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import serial
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import DeviceUnavailable
from hardware.ports import port_opener
from hardware.ports.descriptor import DescriptorPort
from hardware.ports.evdev import EventParser, key_stroke
from hardware.ports.serial_line import UNDER_WAY, room
from hardware.ports.serial_open import close_quickly, resolve
from hardware.ports.told import told
from hardware.ports.usb_id import UsbId
from hardware.ports.usblp import CableStatus, UsblpPort, cable_status
from hardware.ports.winspool import QUIET_S, WinSpoolPort
from tests.hardware.contracts.peers import EvdevPeer, SerialPeer, SpoolPeer
from tests.support.eventually import PATIENCE_S, eventually


@dataclass
class Plugged:
    """A serial adapter as `list_ports` tells of it."""

    device: str
    vid: int | None = 0x0403
    pid: int | None = 0x6001
    serial_number: str | None = None


FTDI = UsbId(0x0403, 0x6001)


def test_an_adapter_is_found_under_whatever_name_it_has_today() -> None:
    plugged = [Plugged("/dev/ttyS0", None, None), Plugged("/dev/ttyUSB3", serial_number="A1")]

    assert resolve(FTDI, lambda: plugged) == "/dev/ttyUSB3"
    assert resolve(UsbId(0x0403, 0x6001, "A1"), lambda: plugged) == "/dev/ttyUSB3"
    assert resolve("/dev/ttyS0", lambda: plugged) == "/dev/ttyS0"
    with pytest.raises(DeviceUnavailable, match="no serial adapter 0403:6001/B2"):
        resolve(UsbId(0x0403, 0x6001, "B2"), lambda: plugged)


def test_of_two_adapters_alike_none_is_guessed() -> None:
    with pytest.raises(DeviceUnavailable, match="2 adapters are 0403:6001 \\(/dev/ttyUSB0, /dev/ttyUSB1\\)"):
        resolve(FTDI, lambda: [Plugged("/dev/ttyUSB1"), Plugged("/dev/ttyUSB0")])


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (serial.SerialException(errno.EAGAIN, "Could not exclusively lock port"), "another program uses it"),
        (OSError(errno.EBUSY, "busy"), "another program uses it"),
        (serial.SerialException(errno.EACCES, "Permission denied"), "this user may not open it"),
        (OSError(errno.ENXIO, "no such device"), "it is not plugged in"),
        (serial.SerialException("Could not configure port"), "Could not configure port"),
        (ValueError("Invalid baud rate"), "Invalid baud rate"),
    ],
)
def test_what_the_system_says_of_a_line_is_put_in_words(error: Exception, says: str) -> None:
    with pytest.raises(DeviceUnavailable, match=f"ttyUSB0: .*{says}"), told("/dev/ttyUSB0"):
        raise error


@dataclass
class Wires:
    """A line whose device says by DSR whether it may be sent to."""

    dsr: bool = True
    out_waiting: int = 0


@given(st.booleans(), st.integers(0, 5000))
def test_so_little_is_under_way_that_the_printers_last_bytes_hold_it(dsr: bool, waiting: int) -> None:
    may_go = room(Wires(dsr, waiting))

    assert may_go == 0 or (dsr and waiting + may_go <= UNDER_WAY)
    assert may_go >= 0


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Of a pseudo-terminal: the device's, and ours, which the port closes."""
    device, ours = pty.openpty()
    tty.setraw(ours)
    os.set_blocking(ours, False)
    yield device, ours
    os.close(device)


def test_a_busy_printer_is_sent_nothing_until_its_wire_says_so_and_is_heard_meanwhile(ends: tuple[int, int]) -> None:
    device, ours = ends
    wires = Wires(dsr=False)
    port = DescriptorPort(ours, room=lambda: room(wires))
    began = time.monotonic()

    assert port.exchange(bytes(1000), 0.05) == (0, b"")
    assert time.monotonic() - began < 1.0
    os.write(device, b"\x1a")
    assert port.exchange(bytes(1000), 0.05) == (0, b"\x1a")

    wires.dsr = True
    assert port.exchange(bytes(1000), 0.05)[0] == UNDER_WAY
    port.close()


def test_an_adapter_pulled_out_while_its_wire_is_asked_is_gone(ends: tuple[int, int]) -> None:
    def pulled() -> int:
        raise OSError(errno.EIO, "Input/output error")

    port = DescriptorPort(ends[1], room=pulled)

    with pytest.raises(DeviceUnavailable, match="Input/output error"):
        port.exchange(b"x", 0.05)
    port.close()


def test_what_a_busy_device_never_took_does_not_hold_up_the_closing() -> None:
    class Stuck:
        """Would wait half a minute for what was not sent."""

        unsent = 100
        closed_with = -1

        def reset_output_buffer(self) -> None:
            self.unsent = 0

        def close(self) -> None:
            self.closed_with = self.unsent
            raise OSError(errno.EIO, "gone")

    line = Stuck()
    close_quickly(line)

    assert line.closed_with == 0


def test_every_byte_passes_a_serial_line_unchanged(tmp_path: Path) -> None:
    peer = SerialPeer(tmp_path)
    port = peer.open()
    everything = bytes(range(256))

    assert port.exchange(everything, 1.0)[0] == 256
    assert peer.receive() == everything
    peer.send(everything)
    assert port.exchange(b"", 1.0)[1] == everything
    port.close()
    peer.close()


def test_empty_packets_of_a_printer_mean_nothing_and_are_not_hunted_for(tmp_path: Path) -> None:
    # A plain file at its end: always ready, never giving anything, as usblp with some clones.
    path = tmp_path / "lp0"
    path.touch()
    port = UsblpPort(path)
    rounds, began = 0, time.monotonic()
    while time.monotonic() - began < 0.2:
        assert port.exchange(b"", 1.0) == (0, b"")
        rounds += 1

    assert rounds <= 15
    assert port.status() is None
    assert cable_status(path) is None
    port.close()


def test_keys_are_heard_as_the_kernel_tells_them_from_now_on(tmp_path: Path) -> None:
    peer = EvdevPeer(tmp_path)
    peer.send(key_stroke(30))
    port = peer.open()
    assert port.exchange(b"", 0.05) == (0, b""), "typed before anybody listened"

    peer.send(key_stroke(79))

    assert [event.code for event in EventParser().feed(port.exchange(b"", PATIENCE_S)[1])] == [79, 0, 79, 0]
    port.close()
    peer.close()


class Keyboard:
    """The kernel's answers for a real input device, which this machine may not have."""

    def __init__(self, *, is_grabbed: bool = False) -> None:
        self.asked: list[tuple[int, object]] = []
        self._is_grabbed = is_grabbed

    def ioctl(self, _descriptor: int, request: int, argument: object = 0) -> int:
        self.asked.append((request, argument))
        if request == 0x40044590 and self._is_grabbed:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return 0


def test_a_real_device_is_grabbed_so_that_nothing_it_types_reaches_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard, node = Keyboard(), tmp_path / "event3"
    node.touch()
    monkeypatch.setattr("fcntl.ioctl", keyboard.ioctl)

    port_opener(f"evdev://{node}")().close()

    assert (0x40044590, 1) in keyboard.asked


def test_a_device_somebody_else_has_grabbed_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "event3"
    node.touch()
    monkeypatch.setattr("fcntl.ioctl", Keyboard(is_grabbed=True).ioctl)

    with pytest.raises(DeviceUnavailable, match="event3: another program uses it"):
        port_opener(f"evdev://{node}")()


@pytest.mark.parametrize(
    ("bits", "said"),
    [
        (0x18, CableStatus(is_paper_out=False, is_selected=True, has_error=False)),
        (0x30, CableStatus(is_paper_out=True, is_selected=True, has_error=True)),
        (0x00, CableStatus(is_paper_out=False, is_selected=False, has_error=True)),
    ],
)
def test_the_printers_cable_tells_of_paper_and_errors(
    bits: int, said: CableStatus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ioctl(_descriptor: int, request: int, answer: bytearray) -> int:
        assert request == 0x060B
        answer[0] = bits
        return 0

    node = tmp_path / "lp0"
    node.touch()
    monkeypatch.setattr("fcntl.ioctl", ioctl)

    assert cable_status(node) == said


def test_keys_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "keys"
    os.mkfifo(pipe)
    typist = threading.Thread(target=lambda: pipe.write_bytes(key_stroke(28)))
    typist.start()

    def first() -> bytes:
        port = port_opener(f"evdev://{pipe}")()
        try:
            taken, heard = port.exchange(b"light", PATIENCE_S)
        except DeviceUnavailable:
            return b""
        else:
            assert taken == 0, "a pipe only leads here"
            return heard
        finally:
            port.close()

    assert eventually(first) == key_stroke(28)
    typist.join()


def test_each_ticket_is_a_job_of_its_own_that_is_ended_so_that_it_prints(tmp_path: Path) -> None:
    spool = SpoolPeer(tmp_path)
    port = spool.open()
    for ticket in (b"A001", b"A002"):
        port.exchange(ticket[:2], 1.0)
        port.exchange(ticket[2:], 1.0)
        assert ticket not in spool.jobs
        port.exchange(b"", 1.0)

    assert spool.jobs == [b"A001", b"A002"]
    port.close()


def test_a_ticket_that_comes_in_pieces_with_a_wake_between_is_one_job(tmp_path: Path) -> None:
    spool = SpoolPeer(tmp_path)
    port = spool.open()
    port.exchange(b"A0", 1.0)
    port.wake()
    port.exchange(b"", 1.0)
    port.exchange(b"01", 1.0)
    port.exchange(b"", QUIET_S * 2)

    assert spool.jobs == [b"A001"]
    port.close()


def test_a_job_still_open_at_the_end_is_ended(tmp_path: Path) -> None:
    spool = SpoolPeer(tmp_path)
    port = spool.open()
    assert isinstance(port, WinSpoolPort)
    port.exchange(b"A001", 1.0)

    port.close()

    assert spool.jobs == [b"A001"]


def test_a_file_is_only_ever_added_to(tmp_path: Path) -> None:
    path = tmp_path / "tickets.bin"
    for ticket in (b"A001", b"A002"):
        port = port_opener(path.as_uri())()
        port.exchange(ticket, 1.0)
        port.close()

    assert path.read_bytes() == b"A001A002"


def test_a_file_moved_away_begins_again(tmp_path: Path) -> None:
    path = tmp_path / "tickets.bin"
    port = port_opener(path.as_uri())()
    port.exchange(b"A001", 1.0)
    path.rename(tmp_path / "tickets.1")

    with pytest.raises(DeviceUnavailable, match="moved away"):
        port.exchange(b"A002", 1.0)
    port.close()
    port_opener(path.as_uri())().close()

    assert path.read_bytes() == b""
