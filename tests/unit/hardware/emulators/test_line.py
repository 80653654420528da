"""The computer's end of an emulated device's cable, and what it sees of every mishap."""

import asyncio
import errno
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hardware.emulators.line import PtyLine, TcpLine
from tests.support.eventually import eventually_async


class Device:
    """Hears everything."""

    def __init__(self) -> None:
        self.heard = bytearray()

    async def hear(self, data: bytes) -> None:
        self.heard += data


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
async def line(device: Device, tmp_path: Path) -> AsyncIterator[PtyLine]:
    line = PtyLine(tmp_path / "pad", device.hear, clock=time.monotonic)
    await line.start()
    yield line
    await line.stop()


def opened(line: PtyLine) -> int:
    return os.open(line.url.removeprefix("serial://").partition("?")[0], os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)


def reads_end(end: int) -> bool:
    """The kernel's word for a cable that was pulled out."""
    try:
        return os.read(end, 10) == b""
    except OSError as error:
        return error.errno == errno.EIO


async def is_refused(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read(1) == b""
    except ConnectionResetError:
        return True


async def test_bytes_pass_unchanged_both_ways(line: PtyLine, device: Device) -> None:
    end = opened(line)
    everything = bytes(range(256))

    os.write(end, everything)
    await eventually_async(lambda: bytes(device.heard) == everything)
    line.say(everything)

    assert os.read(end, 1000) == everything
    os.close(end)


async def test_a_pulled_plug_is_seen_at_once_and_a_new_one_is_found_under_the_same_name(
    line: PtyLine, device: Device
) -> None:
    end = opened(line)
    line.unplug()

    assert reads_end(end)
    with pytest.raises(FileNotFoundError):
        opened(line)
    assert not line.is_connected

    line.plug_in()
    again = opened(line)
    os.write(again, b"back")
    await eventually_async(lambda: bytes(device.heard) == b"back")
    os.close(end)
    os.close(again)


async def test_a_line_that_drops_is_there_again_at_once(line: PtyLine, device: Device) -> None:
    end = opened(line)
    line.drop()

    assert reads_end(end)
    again = opened(line)
    os.write(again, b"back")
    await eventually_async(lambda: bytes(device.heard) == b"back")
    os.close(end)
    os.close(again)


async def test_without_power_the_computer_keeps_its_bytes(line: PtyLine, device: Device) -> None:
    end = opened(line)
    line.power(is_on=False)
    os.write(end, b"kept")
    line.say(b"said by nobody")
    await asyncio.sleep(0)

    with pytest.raises(BlockingIOError):
        os.read(end, 10)
    assert not device.heard

    line.power(is_on=True)
    await eventually_async(lambda: bytes(device.heard) == b"kept")
    os.close(end)


async def test_what_nobody_reads_is_lost_and_holds_nobody_up(line: PtyLine) -> None:
    for _ in range(100):
        line.say(bytes(4096))

    assert line.is_connected


async def test_a_paced_line_takes_the_time_of_a_real_one(device: Device, tmp_path: Path) -> None:
    line = PtyLine(tmp_path / "printer", device.hear, clock=time.monotonic, bytes_per_s=1920.0)
    await line.start()
    assert line.url.endswith("/printer?baud=19200&flow=rtscts")
    end = opened(line)
    began = time.monotonic()

    os.write(end, bytes(576))
    await eventually_async(lambda: len(device.heard) == 576)

    # The last slice arrives before its own time has passed; the first may come at once.
    assert time.monotonic() - began >= 0.3 - 3 * 0.02
    os.close(end)
    await line.stop()


async def test_a_network_device_takes_one_connection_and_refuses_when_unplugged(device: Device) -> None:
    line = TcpLine("127.0.0.1", 0, device.hear)
    await line.start()
    _, first = await asyncio.open_connection("127.0.0.1", line.port)
    first.write(b"hello")
    await eventually_async(lambda: bytes(device.heard) == b"hello")

    second, writer = await asyncio.open_connection("127.0.0.1", line.port)
    assert await is_refused(second)
    writer.close()
    first.close()
    await eventually_async(lambda: not line.is_connected)
    line.unplug()

    reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
    assert await is_refused(reader)
    writer.close()
    await line.stop()
