"""uvicorn's WebSocket, reading a few frames ahead.

uvicorn stops listening at a socket after every frame, until the program has taken it: two system calls for each. A
device sends one command and waits for the answer, so it is let be until frames pile up.
"""

from typing import Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

FRAMES_AHEAD: Final = 4
"""Frames that wait for the program before the socket is left alone; a peer that sends more is heard no faster."""


class ReadingAhead(WebSocketsSansIOProtocol):
    """One connection. The base class resumes reading as soon as its queue is empty."""

    def send_receive_event_to_app(self) -> None:
        is_paused, self.read_paused = self.read_paused, True
        super().send_receive_event_to_app()
        self.read_paused = is_paused
        if not is_paused and self.queue.qsize() >= FRAMES_AHEAD:
            self.read_paused = True
            self.transport.pause_reading()
