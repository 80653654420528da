"""The devices of the bench: plain websocket clients, the same for the floor and for the hub.

Nothing here decodes a frame while the watch is running beyond what it must know: whether it is the answer, and as of
which event a view is. The client's own work stands in the floor and in the figure alike.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from itertools import count
from typing import Final, Self

from websockets.asyncio.client import ClientConnection, connect

from hub.protocol import (
    PROTOCOL_VERSION,
    Answer,
    Command,
    CommandId,
    DeviceId,
    Hello,
    Reply,
    Request,
    Role,
    Welcome,
    decode_from_hub,
    encode,
)
from tests.support.processes import HubProcess

REPLY: Final = '{"type":"reply"'
VIEW: Final = '{"type":"view","seq":'


class BenchError(AssertionError):
    """The hub did not do what the bench asked: the measurement is void."""


async def opened(url: str, stack: AsyncExitStack) -> ClientConnection:
    """A connection without compression, pings or limits of its own, until the stack closes: then it breaks off."""
    websocket = await connect(url, compression=None, max_size=None, ping_interval=None)
    stack.callback(websocket.transport.abort)
    return websocket


class Device:
    """One that has said hello and been welcomed."""

    def __init__(self, websocket: ClientConnection, device_id: DeviceId) -> None:
        self.websocket = websocket
        self.device_id = device_id
        self._life = secrets.token_hex(4)
        self._command_numbers: Iterator[int] = count()

    @classmethod
    async def joined(cls, hub: HubProcess, role: Role, device_id: DeviceId, stack: AsyncExitStack) -> Self:
        return await cls.introduced(hub.url, hub.key, role, device_id, stack)

    @classmethod
    async def introduced(cls, url: str, key: str, role: Role, device_id: DeviceId, stack: AsyncExitStack) -> Self:
        websocket = await opened(url, stack)
        await websocket.send(encode(Hello(role, device_id, key, PROTOCOL_VERSION, "bench")))
        welcome = decode_from_hub(await websocket.recv())
        if not isinstance(welcome, Welcome):
            raise BenchError(f"{device_id} was not welcomed: {welcome}")
        return cls(websocket, device_id)

    def request(self, command: Command) -> str:
        """A frame asking for something new; its id differs from those of this device's earlier connections."""
        return encode(Request(CommandId(f"{self._life}.{next(self._command_numbers)}"), command))

    async def ask(self, frame: str) -> str:
        """Send a request and wait for its reply; views that come in between are thrown away."""
        await self.websocket.send(frame, text=True)
        while True:
            answer = await self.websocket.recv(decode=True)
            if answer.startswith(REPLY):
                return answer

    async def do(self, command: Command) -> Answer:
        return answer_in(await self.ask(self.request(command)))


def answer_in(frame: str) -> Answer:
    message = decode_from_hub(frame)
    if not isinstance(message, Reply):
        raise BenchError(f"not a reply: {frame}")
    return message.answer


def seq_of(view: str) -> int:
    """As of which event a view is."""
    return int(view[len(VIEW) : view.index(",", len(VIEW))])


class Watcher:
    """Reads one screen for ever; keeps its newest view as it came."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.seq = 0
        self.newest_view = ""
        self._reply: asyncio.Future[str] | None = None

    async def views(self) -> AsyncIterator[int]:
        """As of which event each view is that comes in."""
        while True:
            frame = await self.device.websocket.recv(decode=True)
            if frame.startswith(VIEW):
                self.newest_view, self.seq = frame, seq_of(frame)
                yield self.seq
            elif frame.startswith(REPLY) and self._reply is not None:
                self._reply.set_result(frame)

    async def do(self, command: Command) -> Answer:
        self._reply = asyncio.get_running_loop().create_future()
        await self.device.websocket.send(self.device.request(command), text=True)
        return answer_in(await self._reply)
