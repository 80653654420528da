"""A kiosk's taps on a real hub, for drills: what it is told, and what the disk then holds."""

import asyncio
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from websockets.exceptions import ConnectionClosed

from hub.protocol import Accepted, Answer, Command, CommandId, IssueTicket, Role, ServiceId
from tests.support.processes import HubProcess
from tests.support.wire_device import device

WARM: Final = {"PYTHONDONTWRITEBYTECODE": ""}
"""Programs start faster with their bytecode kept, as they do in a hall."""
_JUSTICE: Final = ServiceId("justice")


def done(hub: HubProcess, role: Role, device_id: str, *commands: Command) -> None:
    """A device comes, has these done one after the other, and goes."""

    async def ask() -> None:
        async with device(hub.url, role, device_id, hub.key) as visitor:
            for command in commands:
                assert isinstance(answer := await visitor.ask(command, uuid4().hex), Accepted), answer

    asyncio.run(ask())


def answers(hub: HubProcess, *taps: str) -> list[Answer]:
    """One after the other."""

    async def take() -> list[Answer]:
        async with device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk:
            return [await kiosk.ask(IssueTicket(_JUSTICE), CommandId(tap)) for tap in taps]

    return asyncio.run(take())


def numbers_taken(hub: HubProcess, *taps: str) -> list[str]:
    return [answer.ticket.number for answer in answers(hub, *taps) if isinstance(answer, Accepted) and answer.ticket]


def tapped_in_vain(hub: HubProcess, tap: str) -> None:
    """The hub dies with the tap in its hand; an answer may or may not have left it."""

    async def tap_once() -> None:
        async with device(hub.url, Role.KIOSK, "kiosk-1", hub.key) as kiosk:
            asking = asyncio.create_task(kiosk.ask(IssueTicket(_JUSTICE), CommandId(tap)))
            with suppress(ConnectionClosed):
                await kiosk.ended()
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

    asyncio.run(tap_once())


def issued_on_disk(data: Path) -> list[str]:
    """Numbers of the newest day, in the order they were given."""
    query = "SELECT number FROM tickets WHERE day = (SELECT max(day) FROM days) ORDER BY ordinal"
    with closing(sqlite3.connect(f"file:{data / 'layso.db'}?mode=ro", uri=True)) as connection:
        return [number for (number,) in connection.execute(query)]
