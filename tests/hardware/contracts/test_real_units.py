"""For a bench with real devices: `LAYSO_DEVICE_PORTS="usblp:///dev/usb/lp0 tcp://192.168.1.50:9100" pytest -m device`.

Nothing is printed: printers are only asked for their status, which every ESC/POS printer answers.
"""

import os
import time

import pytest

from hardware.errors import DeviceUnavailable
from hardware.ports import Port, port_opener

PORTS = os.environ.get("LAYSO_DEVICE_PORTS", "").split()
pytestmark = pytest.mark.device


def answer(port: Port, question: bytes) -> bytes:
    end, rest, heard = time.monotonic() + 2.0, question, b""
    while not heard and time.monotonic() < end:
        taken, heard = port.exchange(rest, 0.2)
        rest = rest[taken:]
    return heard


@pytest.mark.parametrize("url", PORTS)
@pytest.mark.parametrize("question", [1, 2, 3, 4])
def test_a_printer_answers_every_status_question(url: str, question: int) -> None:
    port = port_opener(url)()
    try:
        heard = answer(port, bytes((0x10, 0x04, question)))
    finally:
        port.close()

    assert heard
    assert heard[-1] & 0x13 == 0x12


@pytest.mark.parametrize("url", PORTS)
def test_a_device_is_opened_again_and_again(url: str) -> None:
    for _ in range(5):
        port_opener(url)().close()


@pytest.mark.parametrize("url", [url for url in PORTS if not url.startswith("tcp:")])
def test_a_device_is_this_programs_alone(url: str) -> None:
    port = port_opener(url)()
    try:
        with pytest.raises(DeviceUnavailable):
            port_opener(url)()
    finally:
        port.close()
