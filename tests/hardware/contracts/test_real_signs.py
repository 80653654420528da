"""For a bench with real signs and scanners, told in a file: `LAYSO_DEVICE_FILE=hardware.toml pytest -m device -s`.

A sign shows A025, blinking, then a break, then goes dark; whoever stands there looks. A scanner waits for a ticket or a
card to be held to it; what is on a card is not shown here either.
"""

import os
import time
from pathlib import Path

import pytest

from hardware.config import HardwareConfig, read_config
from hardware.number_display.driver import SignDriver
from hardware.number_display.place import Sign, SignChanged
from hardware.number_display.scene import Face, Scene
from hardware.number_display.settings import NumberDisplayTable
from hardware.ports import port_opener
from hardware.scanner.driver import Fact, Scanned, ScannerDriver
from hardware.scanner.settings import ScannerTable
from hardware.supervisor import Supervisor
from hub.protocol import CallId, DeviceHealth, SeenUnknown
from tests.support.eventually import eventually

FILE = os.environ.get("LAYSO_DEVICE_FILE", "")
CONFIG = read_config(Path(FILE), hub=None, device=None) if FILE else HardwareConfig()
pytestmark = [pytest.mark.device, pytest.mark.timeout(120)]


@pytest.mark.parametrize("table", CONFIG.number_display, ids=lambda table: table.id)
def test_a_sign_shows_a_call_a_break_and_nothing(table: NumberDisplayTable) -> None:
    facts: list[SignChanged] = []
    driver = SignDriver([Sign(table.id, table.codec(), 5.0, 60.0)])
    supervisor = Supervisor[SignChanged](table.id, driver, port_opener(table.port), facts.append, time.monotonic)
    supervisor.start()
    try:
        call = Scene(Face.CALL, "A025", 3, call_id=CallId("c1"))
        for scene in (call, Scene(Face.PAUSED, counter=3)):
            supervisor.post(lambda now, scene=scene: driver.show(table.id, scene, 5.0, "", now))  # type: ignore[misc]
            _wait(6.0)
        assert [fact.health for fact in facts] == [DeviceHealth.READY], facts
    finally:
        supervisor.post(driver.leave)
        supervisor.stop(5.0)


@pytest.mark.parametrize("table", CONFIG.scanner, ids=lambda table: table.id)
def test_a_scanner_reads_what_is_held_to_it(table: ScannerTable) -> None:
    facts: list[Fact] = []
    driver = ScannerDriver(table.id, table.framing(), b"bench")
    supervisor = Supervisor[Fact](table.id, driver, port_opener(table.port), facts.append, time.monotonic)
    supervisor.start()
    try:
        scan = eventually(
            lambda: next((fact for fact in facts if isinstance(fact, Scanned)), None), "hold a code to it"
        )
        assert scan is not None
        assert not isinstance(scan.what, SeenUnknown), scan.what
    finally:
        supervisor.stop(5.0)


def _wait(seconds: float) -> None:
    end = time.monotonic() + seconds
    eventually(lambda: time.monotonic() >= end)
