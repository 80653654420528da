"""The server's end of a WebSocket, without a network: what was sent, and a peer that takes frames or does not."""

import asyncio
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from hub.protocol import HubMessage, decode_from_hub


class FakeSocket(WebSocket):
    """Takes frames while `is_taking` is set."""

    def __init__(self) -> None:
        super().__init__({"type": "websocket"}, _never, _nothing)
        self.sent: list[HubMessage] = []
        self.closed_with: int | None = None
        self.is_gone = False
        self.is_taking = asyncio.Event()
        self.is_taking.set()

    async def send(self, message: Any) -> None:
        await self.send_text(next(value for key, value in message.items() if key != "type"))

    async def send_text(self, data: str | bytes) -> None:
        await self.is_taking.wait()
        if self.is_gone:
            raise WebSocketDisconnect(1006)
        if self.closed_with is not None:
            raise RuntimeError("Unexpected ASGI message 'websocket.send', after sending 'websocket.close'.")
        self.sent.append(decode_from_hub(data))

    async def close(self, code: int = 1000, reason: str | None = None) -> None:  # noqa: ARG002 - as Starlette's
        if self.is_gone:
            raise WebSocketDisconnect(1006)
        self.closed_with = code


async def _never() -> Any:
    await asyncio.Event().wait()


async def _nothing(_message: Any) -> None:
    """Everything is caught before it gets here."""
