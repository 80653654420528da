"""Power cuts: the real hub is killed again and again at any moment of a busy morning, and started again.

The devices use the connection the real ones use, so they resend what was not answered. Afterwards: what was
acknowledged is there exactly once, numbers are unique and without gaps, and the tables agree with the log.
"""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import TypeVar

import pytest

from hub.core import events
from hub.protocol import Accepted, CounterId, DeviceId, Hello, OperatorId, Refused, Role, ServiceId
from hub.samples import THANG_BINH
from hub.store.reading import read_log
from tests.conftest import ExpectedLog
from tests.support import queue_checks as check
from tests.support.busy_devices import BusyClerk, BusyDevice, BusyKiosk, accepted
from tests.support.eventually import eventually_async
from tests.support.processes import HubProcess, free_port
from tests.support.tables import tables_say_what_the_log_says
from tests.support.wire_device import hello

POWER_CUTS = 10
MOST_ANSWERS_BETWEEN = 150
KIOSKS = ("kiosk-1", "kiosk-2", "kiosk-3")

D = TypeVar("D", bound=BusyDevice)


def a_branch_with_three_kiosks(folder: Path) -> Path:
    path = folder / "branch.toml"
    sample = (THANG_BINH / "branch.toml").read_text(encoding="utf-8")
    more = "".join(f'\n[[kiosks]]\ndevice_id = "{name}"\nname = "{name}"\n' for name in KIOSKS[1:])
    path.write_text(sample + more, encoding="utf-8")
    return path


class Hall:
    """The devices of one hub that comes and goes on one port."""

    def __init__(self, url: str, data: Path, chance: random.Random) -> None:
        self._data = data
        self._url = url
        self._chance = chance
        self.kiosks = [self._made(BusyKiosk, Role.KIOSK, name) for name in KIOSKS]
        self.clerks = [self._made(BusyClerk, Role.COUNTER, f"counter-pc-{n}") for n in (1, 2)]

    @property
    def devices(self) -> list[BusyDevice]:
        return [*self.kiosks, *self.clerks]

    def begin(self) -> None:
        for kiosk in self.kiosks:
            kiosk.begin([ServiceId("justice"), ServiceId("society")], at_once=4)
        for n, clerk in enumerate(self.clerks, start=1):
            clerk.begin(CounterId(f"counter-{n}"), OperatorId(f"staff-{n}"))

    def answered(self) -> int:
        return sum(len(device.answers) for device in self.devices)

    def _made(self, kind: type[D], role: Role, name: str) -> D:
        return kind(self._url, lambda: self._hello(role, name), self._chance)

    def _hello(self, role: Role, name: str) -> Hello:
        key_file = self._data / "local.key"
        return hello(role, DeviceId(name), key_file.read_text().strip() if key_file.exists() else "")


async def test_what_was_acknowledged_survives_any_number_of_power_cuts(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log.expect("no connection to")
    chance = random.Random(20261123)
    branch, port, data = a_branch_with_three_kiosks(tmp_path), free_port(), tmp_path / "data"
    hall = Hall(f"ws://127.0.0.1:{port}/ws", data, chance)
    tasks = [asyncio.create_task(device.connection.run()) for device in hall.devices]
    hall.begin()

    for _ in range(POWER_CUTS):
        with HubProcess(data, port=port, branch=branch) as hub:
            enough = hall.answered() + chance.randrange(MOST_ANSWERS_BETWEEN)
            await eventually_async(lambda enough=enough: hall.answered() >= enough, "the hub answers again")  # type: ignore[misc]
            hub.kill()
    with HubProcess(data, port=port, branch=branch) as hub:
        for device in hall.devices:
            device.is_stopping = True
        await eventually_async(lambda: all(device.is_settled for device in hall.devices), "all is answered")
        assert await asyncio.to_thread(hub.stop) == 0
        assert "Traceback" not in hub.output()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    log = list(read_log(data / "layso.db"))
    everything_acknowledged_is_there_once(hall, log)
    check.the_log_is_whole(log)
    check.numbers_are_unique_and_without_gaps(log, {"A": 1, "B": 1})
    state = check.replayed(log)
    assert state is not None
    check.everybody_is_in_one_place(state)
    tables_say_what_the_log_says(data / "layso.db", log)


def everything_acknowledged_is_there_once(hall: Hall, log: list[events.Recorded]) -> None:
    issued = [(e.command_id, e.event.number) for e in log if isinstance(e.event, events.TicketIssued)]
    assert len(issued) > 10 * POWER_CUTS, "it was a busy morning"
    assert dict(issued) == accepted(hall.kiosks)
    assert len(issued) == len(dict(issued)), "no tap was given two numbers"
    for clerk in hall.clerks:
        done = {e.command_id for e in log if e.command_id in clerk.asked}
        assert done == {command_id for command_id, answer in clerk.answers.items() if answer == Accepted()}
        assert all(isinstance(answer, Accepted | Refused) for answer in clerk.answers.values())
    called = Counter(e.event.call_id for e in log if isinstance(e.event, events.TicketCalled | events.TicketRecalled))
    assert set(called.values()) == {1}
    first_calls = Counter(e.event.ticket_id for e in log if isinstance(e.event, events.TicketCalled))
    assert set(first_calls.values()) == {1}, "nobody was called twice"


@pytest.mark.parametrize("moment", ["before anything was asked", "while it starts"])
async def test_a_hub_killed_at_its_start_starts_again(tmp_path: Path, moment: str) -> None:
    with HubProcess(tmp_path) as hub:
        if moment == "before anything was asked":
            await asyncio.to_thread(hub.wait_until_open)
        else:
            await eventually_async((tmp_path / "layso.db").exists)
        hub.kill()
    with HubProcess(tmp_path) as hub:
        await asyncio.to_thread(hub.wait_until_open)
        assert await asyncio.to_thread(hub.stop) == 0

    check.the_log_is_whole(list(read_log(tmp_path / "layso.db")))
