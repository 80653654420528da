"""Drills: the disk is full, or refuses to write. Nothing is acknowledged, everybody is told, and it heals by itself."""

import asyncio
import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest

from display.words import VI
from hub.core.model import Call
from hub.protocol import (
    Accepted,
    AlertCode,
    CallNext,
    CommandId,
    CounterId,
    CounterView,
    Failed,
    FailureCode,
    IssueTicket,
    KioskView,
    OperatorId,
    Request,
    Role,
    ServiceId,
    SitDown,
)
from tests.support.agreement import every_screen_agrees, on_disk
from tests.support.eventually import eventually
from tests.support.processes import HubProcess
from tests.support.relay import Relay
from tests.support.screens import a_wall, said
from tests.support.taps import WARM, answers, done, issued_on_disk, numbers_taken
from tests.support.wire_device import WireDevice, device

ISSUE = IssueTicket(ServiceId("justice"))
STORE_UNAVAILABLE = Failed(FailureCode.STORE_UNAVAILABLE)


class Disk(Protocol):
    """One that can be made to refuse."""

    folder: Path

    def refuse(self, hub: HubProcess) -> None: ...

    def heal(self, hub: HubProcess) -> None: ...


class SmallDisk:
    """A file system of its own that somebody else fills."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "film.mp4"

    def refuse(self, hub: HubProcess) -> None:  # noqa: ARG002 - it is full for everybody
        with self._filler.open("wb", buffering=0) as filler:
            while True:
                try:
                    filler.write(b"x" * 4096)
                except OSError:
                    return

    def heal(self, hub: HubProcess) -> None:  # noqa: ARG002 - for everybody
        self._filler.unlink()


class DiskThatFails:
    """The kernel refuses this process every write beyond the first bytes of a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def refuse(self, hub: HubProcess) -> None:
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))

    def heal(self, hub: HubProcess) -> None:
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(hub.process.pid, resource.RLIMIT_FSIZE, unlimited)


@pytest.fixture(params=[SmallDisk, DiskThatFails])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    if request.param is DiskThatFails:
        yield DiskThatFails(tmp_path)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "layso-drill", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a file system can be mounted by root only")
    try:
        yield SmallDisk(tmp_path)
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


async def until_refused(kiosk: WireDevice) -> list[str]:
    """Tap until the disk has had enough; the numbers that were given before."""
    given: list[str] = []
    for tap in range(5000):
        answer = await kiosk.ask(ISSUE, CommandId(f"tap-{tap}"))
        if answer == STORE_UNAVAILABLE:
            return given
        assert isinstance(answer, Accepted)
        assert answer.ticket is not None
        given.append(answer.ticket.number)
    raise AssertionError("the disk was never full")


def is_told_to_wait(view: object) -> bool:
    return isinstance(view, KioskView) and not view.is_accepting


def is_told_to_go_on(view: object) -> bool:
    return isinstance(view, KioskView) and view.is_accepting


def has_alert(code: AlertCode) -> Callable[[object], bool]:
    return lambda view: isinstance(view, CounterView) and any(alert.code is code for alert in view.alerts)


def test_a_disk_that_refuses_is_told_to_all_and_taken_up_again_by_itself(disk: Disk) -> None:
    async def drill(hub: HubProcess) -> list[str]:
        async with AsyncExitStack() as stack:
            kiosk = await stack.enter_async_context(device(hub.url, Role.KIOSK, "kiosk-1", hub.key))
            clerk = await stack.enter_async_context(device(hub.url, Role.COUNTER, "counter-pc-1", hub.key))
            first = await kiosk.ask(ISSUE, CommandId("first"))
            disk.refuse(hub)
            given = await until_refused(kiosk)

            await kiosk.sees(is_told_to_wait)
            await clerk.sees(has_alert(AlertCode.DISK_REFUSES))
            assert await kiosk.ask(ISSUE, CommandId("first")) == first, "what was answered stays answered"
            assert await kiosk.ask(ISSUE, CommandId("another")) == STORE_UNAVAILABLE
            health = await asyncio.to_thread(hub.health)
            assert health is not None, "it still answers"
            assert health["is_accepting"] is False
            assert health["tickets"] == 1 + len(given)
            async with device(hub.url, Role.DISPLAY, "display-1", hub.key) as wall:
                assert wall.view is not None, "and shows who waits"

            disk.heal(hub)
            await kiosk.sees(is_told_to_go_on)
            await clerk.sees(lambda view: not has_alert(AlertCode.DISK_REFUSES)(view))
            after = await kiosk.ask(ISSUE, CommandId("another"))
            assert isinstance(first, Accepted)
            assert isinstance(after, Accepted)
            assert first.ticket is not None
            assert after.ticket is not None
            return [first.ticket.number, *given, after.ticket.number]

    with HubProcess(disk.folder / "hub", environment=WARM).wait_until_open() as hub:
        told = asyncio.run(drill(hub))
        every_screen_agrees(hub)
        hub.kill()

    assert told == [f"A{n:03}" for n in range(1, len(told) + 1)]
    assert issued_on_disk(disk.folder / "hub") == told


@pytest.mark.parametrize("disk", [SmallDisk], indirect=True)
def test_a_hub_that_cannot_begin_its_day_says_so_in_one_line(disk: Disk) -> None:
    data = disk.folder / "hub"
    with HubProcess(data, environment=WARM).wait_until_open() as hub:
        hub.kill()
        disk.refuse(hub)

    tomorrow = ["--demo-clock", "2026-11-24 07:31:00"]
    with HubProcess(data, options=tomorrow, environment=WARM, log=disk.folder.parent / "start.log") as hub:
        assert hub.process.wait(15) == 2

    assert "Traceback" not in hub.output()
    assert "the disk" in hub.output().splitlines()[-1]
    assert (data / "layso.db").exists(), "a full disk is no damage"
    disk.heal(hub)
    with HubProcess(data, options=tomorrow, environment=WARM).wait_until_open() as hub:
        every_screen_agrees(hub)


def test_a_hub_killed_while_its_disk_is_full_has_all_it_told(disk: Disk) -> None:
    async def fill(hub: HubProcess) -> list[str]:
        async with device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk:
            first = await kiosk.ask(ISSUE, CommandId("first"))
            assert isinstance(first, Accepted)
            disk.refuse(hub)
            return ["A001", *await until_refused(kiosk)]

    with HubProcess(disk.folder / "hub", environment=WARM).wait_until_open() as hub:
        told = asyncio.run(fill(hub))
        disk.heal(hub)
        hub.kill()

    with HubProcess(disk.folder / "hub", environment=WARM).wait_until_open() as hub:
        every_screen_agrees(hub)
        hub.kill()
    assert issued_on_disk(disk.folder / "hub") == told


@pytest.mark.parametrize("disk", [DiskThatFails], indirect=True)
def test_a_call_made_before_the_disk_refused_is_known_as_shown_and_spoken_when_it_is_back(
    disk: Disk, tmp_path: Path, voice: Path
) -> None:
    with HubProcess(disk.folder / "hub", environment=WARM).wait_until_open() as hub, Relay(hub.port) as cable:
        numbers_taken(hub, "one")
        done(hub, Role.COUNTER, "counter-pc-1", SitDown(CounterId("counter-1"), OperatorId("staff-1")))
        with a_wall(hub, tmp_path, voice, cable.url) as wall:
            wall.sees("connectionTitle", "text", "")
            cable.hold(lambda message: isinstance(message, Request))
            done(hub, Role.COUNTER, "counter-pc-1", CallNext(CounterId("counter-1")))
            eventually(lambda: len(cable.held) == 2, "it was shown and spoken, and nobody knows")
            disk.refuse(hub)
            assert answers(hub, "two") == [STORE_UNAVAILABLE]
            cable.let_go()
            wall.sees("connectionTitle", "text", VI.not_accepting)

            disk.heal(hub)
            wall.sees("connectionTitle", "text", "")
            eventually(lambda: [(call.is_shown, call.is_spoken) for call in calls(hub)] == [(True, True)])
        assert said(tmp_path) == ["A001"]
        every_screen_agrees(hub)


def calls(hub: HubProcess) -> tuple[Call, ...]:
    return on_disk(hub.data / "layso.db").calls
