"""The door: accepts a WebSocket, learns who is speaking, decodes, passes on, answers.

It knows no rule of the queue. Whatever a peer does wrong ends its own connection with a code and one log line.
"""

import asyncio
import logging
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from hub.access import MAY_REPORT, may_send
from hub.client.version import APP_VERSION
from hub.engine import Engine
from hub.hall import Hall
from hub.keys import KeyRing
from hub.protocol import (
    PROTOCOL_VERSION,
    Bye,
    ByeCode,
    DeviceId,
    DeviceReport,
    Failed,
    FailureCode,
    Hello,
    InvalidMessage,
    IssueTicket,
    Reply,
    Report,
    Request,
    Role,
    ScanReport,
    Welcome,
    decode_from_client,
)
from hub.session import Session, say_goodbye
from hub.web.routes import WebPages

HELLO_WITHIN_S = 5.0
_BREACHES = frozenset({1002, 1007, 1009})
"""Close codes of a frame that is none, of bytes that are no text, of a message too long (RFC 6455, 7.4.1)."""

log = logging.getLogger(__name__)


class Door:
    """Serves one WebSocket connection at a time per call; the hub has one door."""

    def __init__(self, *, engine: Engine, hall: Hall, keys: KeyRing, hello_within_s: float = HELLO_WITHIN_S) -> None:
        self._engine = engine
        self._hall = hall
        self._keys = keys
        self._hello_within_s = hello_within_s

    async def open_for(self, websocket: WebSocket) -> None:
        await websocket.accept()
        peer = websocket.client.host if websocket.client else ""
        try:
            session = await self._introduced(websocket, peer)
            if session is not None:
                await self._serve(session, websocket)
        except InvalidMessage as error:
            log.warning("[%s] sent what is no message: %s", peer, error)
            await say_goodbye(websocket, Bye(ByeCode.INVALID_MESSAGE, str(error)))
        except WebSocketDisconnect as gone:
            if gone.code in _BREACHES:
                log.warning("[%s] broke the WebSocket protocol: %d %s", peer, gone.code, gone.reason)
            else:
                log.debug("[%s] hung up", peer)

    async def _introduced(self, websocket: WebSocket, peer: str) -> Session | None:
        """The session of a device that said who it is in time; None when it was sent away."""
        try:
            async with asyncio.timeout(self._hello_within_s):
                hello = decode_from_client(await _received(websocket))
        except TimeoutError:
            raise InvalidMessage("no hello in time") from None
        if not isinstance(hello, Hello):
            raise InvalidMessage("the first frame must be a hello")
        code = self._judged(hello, peer)
        if code is not None:
            log.warning("[%s] at %s was sent away: %s", hello.device_id, peer, code)
            await say_goodbye(websocket, Bye(code, f"protocol {PROTOCOL_VERSION}"))
            return None
        return Session(websocket, hello.role, hello.device_id)

    def _judged(self, hello: Hello, peer: str) -> ByeCode | None:
        if hello.protocol != PROTOCOL_VERSION:
            return ByeCode.UPGRADE_REQUIRED
        return self._keys.check(hello.role, hello.device_id, hello.key, peer)

    async def _serve(self, session: Session, websocket: WebSocket) -> None:
        branch = self._engine.state.branch
        await session.send(Welcome(PROTOCOL_VERSION, branch.code, APP_VERSION, self._engine.now()))
        self._hall.enter(session)
        try:
            await session.serve(self._listen(session, websocket))
        finally:
            self._hall.leave(session)

    async def _listen(self, session: Session, websocket: WebSocket) -> None:
        """One message after the other: a device has one command in work at a time."""
        while True:
            message = decode_from_client(await _received(websocket))
            match message:
                case Request():
                    await session.send(await self._answered(session, message))
                case Report(report=report) if type(report) in MAY_REPORT[session.role]:
                    self._heard(session.device_id, report)
                case Report():
                    raise InvalidMessage("this role makes no such report")
                case Hello():
                    raise InvalidMessage("hello was said already")

    def _heard(self, device_id: DeviceId, report: DeviceReport) -> None:
        if isinstance(report, ScanReport):
            self._hall.see(report, self._engine.state, self._engine.now())
        else:
            self._hall.hear(device_id, report)

    async def _answered(self, session: Session, request: Request) -> Reply:
        if not may_send(session.role, request.command):
            log.warning("[%s] may not send %s", session.device_id, type(request.command).__name__)
            return Reply(request.command_id, Failed(FailureCode.NOT_ALLOWED))
        is_pad = session.role is Role.HARDWARE
        answer = await self._engine.submit(session.device_id, request.command_id, request.command, is_pad=is_pad)
        if isinstance(request.command, IssueTicket):
            self._hall.forget_scan(session.device_id)
        return Reply(request.command_id, answer)


async def _received(websocket: WebSocket) -> str | bytes:
    """The next frame; raises `WebSocketDisconnect`."""
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005), message.get("reason"))
    text: str | None = message.get("text")
    return text if text is not None else message["bytes"]


def web_app(door: Door, health: Callable[[], dict[str, object]], pages: WebPages) -> ASGIApp:
    """One port for devices and pages. A device's frames take the short way: a web framework has nothing to add."""

    async def tell_health(_request: HttpRequest) -> JSONResponse:
        return JSONResponse(health())

    rooms = Starlette(
        routes=[Route("/health", tell_health), *pages.routes()],
        exception_handlers={404: pages.not_found},
    )

    async def entered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and scope["path"] == "/ws":
            await door.open_for(WebSocket(scope, receive, send))
        else:
            await rooms(scope, receive, send)

    return entered
