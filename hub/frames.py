"""uvicorn's WebSocket, reading a few frames ahead and sending frames as they were encoded.

uvicorn stops listening at a socket after every frame, until the program has taken it: two system calls for each. A
device sends one command and waits for the answer, so it is let be until frames pile up. And what is encoded for a
socket is UTF-8 already: fifty screens' views need not become text and bytes again on their way.
"""

from typing import Any, Final

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

FRAMES_AHEAD: Final = 4
"""Frames that wait for the program before the socket is left alone; a peer that sends more is heard no faster."""
_AS_ENCODED: Final = "layso.utf8"


def text_frame(frame: bytes) -> dict[str, Any]:
    """An ASGI message: this UTF-8 as one text frame. Only `ReadingAhead` knows how to send it."""
    return {"type": "websocket.send", _AS_ENCODED: frame}


class ReadingAhead(WebSocketsSansIOProtocol):
    """One connection. The base class resumes reading as soon as its queue is empty."""

    def send_receive_event_to_app(self) -> None:
        is_paused, self.read_paused = self.read_paused, True
        super().send_receive_event_to_app()
        self.read_paused = is_paused
        if not is_paused and self.queue.qsize() >= FRAMES_AHEAD:
            self.read_paused = True
            self.transport.pause_reading()

    async def send(self, message: Any) -> None:  # noqa: ANN401 - any ASGI message
        frame = message.get(_AS_ENCODED)
        if frame is None or self.close_sent:
            await super().send(message)
            return
        await self.writable.wait()
        if self.disconnected:
            raise ClientDisconnected
        self.conn.send_text(frame)
        self.transport.write(b"".join(self.conn.data_to_send()))
