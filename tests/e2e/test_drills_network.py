"""Drill: the cable is pulled between two real network name spaces, and put back. The kiosk's own client, a real hub."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.protocol import Role
from tests.support.agreement import every_screen_agrees
from tests.support.eventually import eventually
from tests.support.processes import ROOT, HubProcess
from tests.support.taps import WARM, issued_on_disk

HUB_ADDRESS, KIOSK_ADDRESS = "10.231.7.1", "10.231.7.2"


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


class Cable:
    """Between this name space, where the hub is, and one for the kiosk's box."""

    def __init__(self, name: str) -> None:
        self.space, self.here, self.there = f"{name}-ns", f"{name}-h", f"{name}-k"

    def lay(self) -> None:
        ip("netns", "add", self.space)
        ip("link", "add", self.here, "type", "veth", "peer", "name", self.there, "netns", self.space)
        ip("addr", "add", f"{HUB_ADDRESS}/30", "dev", self.here)
        ip("link", "set", self.here, "up")
        ip("-n", self.space, "addr", "add", f"{KIOSK_ADDRESS}/30", "dev", self.there)
        ip("-n", self.space, "link", "set", self.there, "up")

    def pull(self) -> None:
        ip("link", "set", self.here, "down")

    def plug(self) -> None:
        ip("link", "set", self.here, "up")

    def take_away(self) -> None:
        for arguments in (("link", "del", self.here), ("netns", "del", self.space)):
            subprocess.run(["ip", *arguments], check=False, capture_output=True)


@pytest.fixture
def cable() -> Iterator[Cable]:
    cable = Cable(f"ls{os.getpid() % 10000}")
    try:
        cable.lay()
    except (OSError, subprocess.CalledProcessError) as error:
        cable.take_away()
        pytest.skip(f"a network of its own can be made by root only: {error}")
    yield cable
    cable.take_away()


def test_a_cable_pulled_in_the_middle_of_taps_costs_no_number_and_doubles_none(cable: Cable, tmp_path: Path) -> None:
    options = ["--listen", "0.0.0.0"]  # noqa: S104 - the kiosk comes from another network
    with HubProcess(tmp_path / "hub", options=options, environment=WARM).wait_until_open() as hub:
        paired = subprocess.run(
            [sys.executable, "-m", "hub", "pair", "--data", str(hub.data), "--role", Role.KIOSK, "--device", "kiosk-1"],
            check=True, capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        key = paired.stdout.split('key = "')[1].split('"')[0]
        said = tmp_path / "taps.log"
        arguments = ["tests.support.tapper", f"ws://{HUB_ADDRESS}:{hub.port}/ws", key, "40"]
        with said.open("wb") as out:
            kiosk = subprocess.Popen(
                ["ip", "netns", "exec", cable.space, sys.executable, "-m", *arguments], cwd=ROOT, stdout=out
            )
        try:
            for cut_after in (5, 25):
                eventually(lambda n=cut_after: len(said.read_text().split()) >= n, "numbers come")  # type: ignore[misc]
                cable.pull()
                eventually(lambda: is_missed(hub), "the hub notices")
                cable.plug()
            assert kiosk.wait(30) == 0
        finally:
            kiosk.kill()
            kiosk.wait()
        every_screen_agrees(hub)
        hub.kill()

    told = said.read_text().split()
    assert told == [f"A{n:03}" for n in range(1, 41)]
    assert issued_on_disk(tmp_path / "hub") == told


def is_missed(hub: HubProcess) -> bool:
    """The hub has noticed that the kiosk is gone."""
    health = hub.health()
    return health is not None and "kiosk-1" not in health["devices"]
