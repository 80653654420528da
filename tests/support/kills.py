"""A hub that is killed again and again while kiosks tap: what was told must be on the disk, once, and nothing else.

Each kiosk keeps the id of a tap until it has an answer, as the real one does, and now and then sends an old one again.
"""

import asyncio
import contextlib
import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from hub.branch_file import load_branch
from hub.protocol import (
    PROTOCOL_VERSION,
    Accepted,
    CommandId,
    DeviceId,
    Hello,
    IssueTicket,
    Reply,
    Request,
    Role,
    ServiceId,
    decode_from_hub,
    encode,
)
from tests.support.agreement import every_screen_agrees
from tests.support.eventually import PATIENCE_S
from tests.support.processes import HubProcess, free_port

_TRIALS_PER_DAY: Final = 25
"""Then a fresh folder: a day does not have a hundred thousand tickets."""
_WARM: Final = {"PYTHONDONTWRITEBYTECODE": ""}
_ISSUED: Final = "SELECT device_id, command_id, body FROM events WHERE kind = 'TicketIssued' ORDER BY seq"


class Harm(msgspec.Struct, frozen=True):
    """What a series of kills did; all but `trials` and `told` must be 0."""

    trials: int
    told: int
    """Answers with a number that kiosks got."""
    lost: int
    """Told, but not on the disk."""
    doubled: int
    """Two people, or two answers to one tap, with different or equal numbers that should be otherwise."""
    skipped: int
    """Numbers nobody has."""

    def __add__(self, other: "Harm") -> "Harm":
        mine, its = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return Harm(*(a + b for a, b in zip(mine, its, strict=True)))


class Kiosk:
    """Taps for ever."""

    def __init__(self, number: int, url: str, services: tuple[ServiceId, ...], chance: random.Random) -> None:
        self.device_id = DeviceId(f"kiosk-{number}")
        self.told: dict[str, set[str]] = {}
        """Of each tap all numbers it was ever answered with."""
        self._url = url
        self._services = services
        self._chance = chance
        self._taps = 0
        self._is_answered = True

    async def tap_forever(self, key_file: Path) -> None:
        while True:
            with contextlib.suppress(OSError, WebSocketException, EOFError):
                key = _read(key_file)
                async with connect(self._url, compression=None, ping_interval=None, open_timeout=2) as hub:
                    await hub.send(encode(Hello(Role.KIOSK, self.device_id, key, PROTOCOL_VERSION, "test")))
                    while True:
                        await self._tap(hub)
            await asyncio.sleep(0.02)

    async def _tap(self, hub: ClientConnection) -> None:
        if self._is_answered and self.told and self._chance.random() < 0.2:
            command_id = self._chance.choice(list(self.told))
        else:
            if self._is_answered:
                self._taps += 1
                self._is_answered = False
            command_id = f"tap-{self._taps}"
        place = int(command_id.removeprefix("tap-"))
        command = IssueTicket(self._services[place % len(self._services)])
        await hub.send(encode(Request(CommandId(command_id), command)))
        while True:
            message = decode_from_hub(await hub.recv())
            if isinstance(message, Reply) and message.command_id == command_id:
                break
        if isinstance(message.answer, Accepted) and message.answer.ticket is not None:
            self.told.setdefault(command_id, set()).add(message.answer.ticket.number)
        self._is_answered = True
        await asyncio.sleep(0.005)


def killed_at_random(folder: Path, *, trials: int, kiosks: int, branch: Path, chance: random.Random) -> Harm:
    """So many kills, in as many folders as that takes. The branch must have so many kiosks."""
    harm = Harm(0, 0, 0, 0, 0)
    while harm.trials < trials:
        data = folder / f"killed-{harm.trials}"
        count = min(_TRIALS_PER_DAY, trials - harm.trials)
        harm += asyncio.run(_a_day(data, count, kiosks, branch, chance))
    return harm


async def _a_day(data: Path, trials: int, kiosks: int, branch: Path, chance: random.Random) -> Harm:
    services = tuple(service.service_id for service in load_branch(branch).services)
    port = free_port()
    crowd = [Kiosk(n, f"ws://127.0.0.1:{port}/ws", services, chance) for n in range(1, kiosks + 1)]
    tapping = [asyncio.create_task(kiosk.tap_forever(data / "local.key")) for kiosk in crowd]
    try:
        for _ in range(trials):
            with HubProcess(data, port=port, branch=branch, environment=_WARM) as hub:
                await _told_more(hub, crowd)
                await asyncio.sleep(chance.uniform(0.0, 0.3))
                hub.kill()
    finally:
        for task in tapping:
            task.cancel()
        await asyncio.gather(*tapping, return_exceptions=True)
    with HubProcess(data, port=port, branch=branch, environment=_WARM) as hub:
        await asyncio.to_thread(hub.wait_until_open)
        await asyncio.to_thread(every_screen_agrees, hub)
    return judged(data / "layso.db", crowd, trials)


async def _told_more(hub: HubProcess, crowd: list[Kiosk]) -> None:
    """Until the hub has answered somebody something new."""
    before = sum(len(kiosk.told) for kiosk in crowd)
    async with asyncio.timeout(PATIENCE_S):
        while sum(len(kiosk.told) for kiosk in crowd) == before:
            assert hub.process.poll() is None, hub.output()
            await asyncio.sleep(0.01)


def _read(key_file: Path) -> str:
    return key_file.read_text(encoding="ascii").strip()


def judged(database: Path, crowd: list[Kiosk], trials: int) -> Harm:
    """The kiosks' memory against the disk's."""
    with closing(sqlite3.connect(database)) as connection:
        rows = [(d, c, msgspec.json.decode(body)) for d, c, body in connection.execute(_ISSUED)]
    on_disk = {(device, command): event["number"] for device, command, event in rows}
    told = {(kiosk.device_id, command): numbers for kiosk in crowd for command, numbers in kiosk.told.items()}
    lost = sum(on_disk.get(tap) not in numbers for tap, numbers in told.items())
    given = Counter(event["number"] for _, _, event in rows)
    taps = Counter((device, command) for device, command, _ in rows)
    doubled = sum(count - 1 for counts in (given, taps) for count in counts.values())
    doubled += sum(len(numbers) - 1 for numbers in told.values())
    series: dict[str, set[int]] = {}
    for _, _, event in rows:
        series.setdefault(event["series"], set()).add(event["value"])
    skipped = sum(max(values) - min(values) + 1 - len(values) for values in series.values())
    return Harm(trials, sum(map(len, told.values())), lost, doubled, skipped)
