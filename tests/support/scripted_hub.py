"""A small hub on a real port that says exactly what a test tells it to, and remembers what it heard.

It runs in a thread of its own, so that it serves asyncio tests and Qt tests alike, and can die, come back on the same
port, or freeze with its TCP connections standing.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, Self

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from hub.core.ids import BranchCode
from hub.protocol import (
    Accepted,
    Answer,
    Bye,
    ByeCode,
    Hello,
    HubMessage,
    Reply,
    Report,
    Request,
    RoleView,
    View,
    Welcome,
    decode_from_client,
    encode,
)
from hub.protocol.messages import CLOSE_STATUS
from tests.support.eventually import PATIENCE_S

NOW = datetime(2026, 11, 20, 0, 42, tzinfo=UTC)

AnswerBook = Callable[[Request], Answer | None]


class ScriptedHub:
    """Use as a context manager. `refuse_with` makes it say bye to every hello; an answer of None keeps silent."""

    def __init__(self, view: RoleView | None = None) -> None:
        self.hellos: list[Hello] = []
        self.requests: list[Request] = []
        self.reports: list[Report] = []
        self.answers: AnswerBook = lambda _: Accepted()
        self.refuse_with: ByeCode | None = None
        self.opening_frame: str | bytes | None = None
        """Said instead of the welcome."""
        self.first_view = view
        self.seq = 1
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="scripted-hub", daemon=True)
        self._server: Server | None = None
        self._clients: set[ServerConnection] = set()
        self._thaw = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thaw.set()
        self.kill()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws"

    @property
    def clients(self) -> int:
        return len(self._clients)

    def start(self) -> None:
        """Listen; after `kill` on the same port as before."""
        self._do(self._start())

    def kill(self) -> None:
        """Die as a killed process does: every connection is reset, nobody hears a bye."""
        self._do(self._kill())

    def freeze(self) -> None:
        """Stop as SIGSTOP does: connections stand, nothing is answered."""
        self._thaw.clear()
        self._loop.call_soon_threadsafe(self._thaw.wait)

    def thaw(self) -> None:
        self._thaw.set()

    def push(self, view: RoleView, *, seq: int | None = None, now: datetime = NOW) -> None:
        self.seq = self.seq + 1 if seq is None else seq
        self.say(View(seq=self.seq, now=now, view=view))

    def say(self, message: HubMessage) -> None:
        self.say_frame(encode(message))

    def say_frame(self, frame: str | bytes) -> None:
        """Any bytes at all, to everyone."""
        self._do(self._broadcast(frame))

    def say_bye(self, code: ByeCode) -> None:
        self._do(self._bye_to_all(code))

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    async def _start(self) -> None:
        self._server = await serve(
            self._serve, "127.0.0.1", self.port, compression=None, ping_interval=None, close_timeout=0.2
        )
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def _kill(self) -> None:
        if self._server is None:
            return
        server, self._server = self._server, None
        server.close(close_connections=False)
        for client in list(self._clients):
            client.transport.abort()
        await server.wait_closed()

    async def _broadcast(self, frame: str | bytes) -> None:
        for client in list(self._clients):
            await client.send(frame)

    async def _bye_to_all(self, code: ByeCode) -> None:
        for client in list(self._clients):
            await self._bye(client, code)

    async def _bye(self, client: ServerConnection, code: ByeCode) -> None:
        await client.send(encode(Bye(code=code)))
        await client.close(CLOSE_STATUS[code])

    async def _serve(self, client: ServerConnection) -> None:
        try:
            hello = decode_from_client(await client.recv())
            assert isinstance(hello, Hello)
            self.hellos.append(hello)
            if self.refuse_with is not None:
                await self._bye(client, self.refuse_with)
                return
            await client.send(self.opening_frame or encode(_welcome(hello)))
            if self.first_view is not None:
                await client.send(encode(View(seq=self.seq, now=NOW, view=self.first_view)))
            self._clients.add(client)
            await self._listen(client)
        except ConnectionClosed:
            pass
        finally:
            self._clients.discard(client)

    async def _listen(self, client: ServerConnection) -> None:
        async for frame in client:
            match decode_from_client(frame):
                case Request() as request:
                    self.requests.append(request)
                    if (answer := self.answers(request)) is not None:
                        await client.send(encode(Reply(command_id=request.command_id, answer=answer)))
                case Report() as report:
                    self.reports.append(report)
                case Hello():
                    raise AssertionError("a second hello")


def _welcome(hello: Hello) -> Welcome:
    return Welcome(protocol=hello.protocol, branch_code=BranchCode("test"), hub_version="0", now=NOW)
