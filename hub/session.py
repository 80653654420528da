"""One connected device: a bounded way out.

Answers are sent by the reader itself, so a device that does not read its answers stops being read. Of views only the
newest waits to be sent; an older one that was not sent yet is dropped. So the way out holds one view at most, however
slow the device; and one that has not taken a frame for `STUCK_AFTER_S` is let go.
"""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from datetime import datetime

from starlette.websockets import WebSocket, WebSocketDisconnect

from hub.frames import text_frame
from hub.protocol import Bye, ByeCode, DeviceId, Reply, Role, Welcome, encode
from hub.protocol.codec import encode_frame, encode_view_frame
from hub.protocol.messages import CLOSE_STATUS

STUCK_AFTER_S = 5.0
CLOCK_TOLERANCE_S = 1.0
"""Devices tell the time from the last view; when the hub's clock was set meanwhile, they are sent it again."""

log = logging.getLogger(__name__)


class Session:
    """A device that has said hello."""

    def __init__(self, websocket: WebSocket, role: Role, device_id: DeviceId) -> None:
        self.role = role
        self.device_id = device_id
        self._websocket = websocket
        self._shown = b""
        self._clock_offset_s = 0.0
        self._next_frame: bytes | None = None
        self._bye: Bye | None = None
        self._wake = asyncio.Event()
        self._sending_since: float | None = None
        self._tasks: tuple[asyncio.Task[None], ...] = ()

    async def send(self, message: Welcome | Reply) -> None:
        await self._send_frame(encode_frame(message))

    def show(self, seq: int, now: datetime, role_view: bytes) -> None:
        """Have this view sent next, unless the device was shown the same before and still knows the time."""
        offset_s = now.timestamp() - asyncio.get_running_loop().time()
        if role_view == self._shown and abs(offset_s - self._clock_offset_s) < CLOCK_TOLERANCE_S:
            return
        self._shown = role_view
        self._clock_offset_s = offset_s
        self._next_frame = encode_view_frame(seq, now, role_view)
        self._wake.set()

    def dismiss(self, code: ByeCode, detail: str = "") -> None:
        """Say goodbye and close; `serve` returns."""
        self._bye = Bye(code, detail)
        self._wake.set()

    def abandon(self) -> None:
        """Stop serving a device that takes nothing: no goodbye would reach it."""
        for task in self._tasks:
            task.cancel()

    def is_stuck(self, now_s: float) -> bool:
        return self._sending_since is not None and now_s - self._sending_since > STUCK_AFTER_S

    async def serve(self, read_forever: Coroutine[None, None, None]) -> None:
        """Run the reader beside the writer until either ends: the device left, was dismissed or is abandoned."""
        self._tasks = (asyncio.create_task(read_forever), asyncio.create_task(self._write_forever()))
        try:
            done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        for task in done:
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    async def _write_forever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            frame, self._next_frame = self._next_frame, None
            if self._bye is not None:
                await say_goodbye(self._websocket, self._bye)
                return
            if frame is not None:
                await self._send_frame(frame)

    async def _send_frame(self, frame: bytes) -> None:
        self._sending_since = asyncio.get_running_loop().time()
        try:
            await self._websocket.send(text_frame(frame))
        except RuntimeError as error:
            # The server has closed this connection (silent to its pings, a frame too long), and the reader does not
            # know yet.
            raise WebSocketDisconnect(code=1006, reason=str(error)) from None
        self._sending_since = None


async def say_goodbye(websocket: WebSocket, bye: Bye) -> None:
    """The last frame, and the close; the device may be gone already."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        await websocket.send_text(encode(bye))
        await websocket.close(CLOSE_STATUS[bye.code], bye.code)
