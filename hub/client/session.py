"""One life of one websocket: hello, welcome, then reading, writing and listening for the hub's heart until it ends.

It ends by raising `SessionEnded` with the reason and never in another way but cancellation. Theory of liveness: the
client pings; a hub that has not answered a ping within `SILENCE_S` is lost, even if its TCP connection still stands (a
frozen process keeps that). So a hub is noticed gone after at most PING_EVERY_S + SILENCE_S, well below 2 s.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final, NoReturn

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from hub.client.port import Trouble
from hub.client.version import APP_VERSION
from hub.protocol import (
    Bye,
    ByeCode,
    ClientMessage,
    Hello,
    HubMessage,
    InvalidMessage,
    Reply,
    View,
    Welcome,
    decode_from_hub,
    encode,
)
from hub.protocol.codec import MAX_HUB_FRAME_BYTES

OPEN_S: Final = 1.5
WELCOME_S: Final = 2.0
PING_EVERY_S: Final = 0.5
SILENCE_S: Final = 1.2
CLOSE_S: Final = 0.3

_TROUBLE_OF_BYE: Final = {
    ByeCode.BAD_KEY: Trouble.BAD_KEY,
    ByeCode.WRONG_ROLE: Trouble.WRONG_ROLE,
    ByeCode.UPGRADE_REQUIRED: Trouble.UPGRADE_REQUIRED,
    ByeCode.INVALID_MESSAGE: Trouble.GARBLED,
    ByeCode.TOO_SLOW: Trouble.TOO_SLOW,
    ByeCode.REPLACED: Trouble.REPLACED,
    ByeCode.SHUTTING_DOWN: Trouble.SHUTTING_DOWN,
}
# A hub that could not get its `bye` through still closes with a status (RFC 6455, 7.4.1; 1012 is uvicorn's own).
_TROUBLE_OF_STATUS: Final = {
    1001: Trouble.SHUTTING_DOWN,
    1007: Trouble.GARBLED,
    1012: Trouble.SHUTTING_DOWN,
    1013: Trouble.TOO_SLOW,
}


class SessionEnded(Exception):  # noqa: N818 - every session ends; that is no error
    """Why there is no connection any more."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


class Session:
    """A hub that has said welcome."""

    def __init__(self, websocket: ClientConnection, welcome: Welcome) -> None:
        self.welcome = welcome
        self._websocket = websocket
        self._outbox: asyncio.Queue[ClientMessage] = asyncio.Queue()

    def post(self, message: ClientMessage) -> None:
        self._outbox.put_nowait(message)

    async def answers(self) -> bool:
        """Whether the hub is awake, asked now; waits as long as it takes to know."""
        try:
            await (await self._websocket.ping())
        except ConnectionClosed:
            return False
        return True

    async def run(self, on_message: Callable[[Welcome | Reply | View], None]) -> NoReturn:
        """Pump until the end, which is raised."""
        pumps = (self._read(on_message), self._write(), self._listen_for_the_heart())
        tasks = [asyncio.create_task(pump) for pump in pumps]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            _raise_most_telling(done)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self, on_message: Callable[[Welcome | Reply | View], None]) -> NoReturn:
        while True:
            message = await _receive(self._websocket)
            if isinstance(message, Bye):
                raise _said_bye(message)
            on_message(message)

    async def _write(self) -> NoReturn:
        while True:
            message = await self._outbox.get()
            try:
                await self._websocket.send(encode(message))
            except ConnectionClosed as closed:
                raise _closed(closed) from None

    async def _listen_for_the_heart(self) -> NoReturn:
        while True:
            await asyncio.sleep(PING_EVERY_S)
            try:
                async with asyncio.timeout(SILENCE_S):
                    await (await self._websocket.ping())
            except TimeoutError:
                raise SessionEnded(Trouble.UNREACHABLE, f"no answer for {SILENCE_S} s") from None
            except ConnectionClosed as closed:
                raise _closed(closed) from None


@asynccontextmanager
async def open_session(url: str, hello: Hello) -> AsyncIterator[Session]:
    """Connect and say hello. However the session ends, its socket is closed, so the hub never waits for a ghost."""
    try:
        websocket = await connect(
            url,
            compression=None,
            proxy=None,
            open_timeout=OPEN_S,
            ping_interval=None,
            close_timeout=CLOSE_S,
            max_size=MAX_HUB_FRAME_BYTES,
            user_agent_header=f"layso/{APP_VERSION}",
        )
    except (OSError, InvalidHandshake, InvalidURI, ConnectionClosed, EOFError) as error:
        raise SessionEnded(Trouble.UNREACHABLE, str(error) or type(error).__name__) from None
    try:
        yield Session(websocket, await _be_welcomed(websocket, hello))
    finally:
        await _close(websocket)


async def _be_welcomed(websocket: ClientConnection, hello: Hello) -> Welcome:
    try:
        async with asyncio.timeout(WELCOME_S):
            await websocket.send(encode(hello))
            message = await _receive(websocket)
    except TimeoutError:
        raise SessionEnded(Trouble.UNREACHABLE, f"no welcome for {WELCOME_S} s") from None
    except ConnectionClosed as closed:
        raise _closed(closed) from None
    match message:
        case Welcome():
            return message
        case Bye():
            raise _said_bye(message)
        case _:
            raise SessionEnded(Trouble.GARBLED, "the first frame was no welcome")


async def _receive(websocket: ClientConnection) -> HubMessage:
    try:
        return decode_from_hub(await websocket.recv())
    except InvalidMessage as error:
        raise SessionEnded(Trouble.GARBLED, str(error)) from None
    except ConnectionClosed as closed:
        raise _closed(closed) from None


async def _close(websocket: ClientConnection) -> None:
    """Politely if the hub lives; a frozen one is not waited for."""
    try:
        async with asyncio.timeout(CLOSE_S):
            await websocket.close()
    except TimeoutError:
        pass
    finally:
        websocket.transport.abort()


def _said_bye(bye: Bye) -> SessionEnded:
    return SessionEnded(_TROUBLE_OF_BYE[bye.code], bye.detail or bye.code)


def _closed(closed: ConnectionClosed) -> SessionEnded:
    if closed.rcvd is not None:
        trouble = _TROUBLE_OF_STATUS.get(closed.rcvd.code, Trouble.UNREACHABLE)
    elif closed.sent is not None:
        # Only a breach of the protocol makes our side close first.
        trouble = Trouble.GARBLED
    else:
        trouble = Trouble.UNREACHABLE
    return SessionEnded(trouble, str(closed))


def _raise_most_telling(done: set[asyncio.Task[NoReturn]]) -> NoReturn:
    """Of pumps that ended together, the one that knows more than "unreachable"."""
    ends = [error for task in done if (error := task.exception()) is not None]
    raise min(ends, key=lambda end: isinstance(end, SessionEnded) and end.trouble is Trouble.UNREACHABLE)
