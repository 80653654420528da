"""The kiosk's own connection without its screen: `python -m tests.support.tapper URL KEY TAPS`.

Taps so many times, each when the one before is answered, and prints each number on a line. The client that all screens
share does the rest: it notices a dead line, comes back, and sends again what was not answered.
"""

import asyncio
import sys

from hub.client.connection import Connection
from hub.client.discovery import FixedHub
from hub.client.port import Trouble
from hub.protocol import (
    PROTOCOL_VERSION,
    Accepted,
    Answer,
    CommandId,
    DeviceId,
    Hello,
    IssueTicket,
    Role,
    ServiceId,
    View,
    Welcome,
)


class Taps:
    """Hears the answers."""

    def __init__(self) -> None:
        self.answers: asyncio.Queue[Answer] = asyncio.Queue()

    def on_connected(self, welcome: Welcome) -> None:
        """Nothing to do: what was not answered is sent again by itself."""

    def on_disconnected(self, trouble: Trouble) -> None:
        """It comes back by itself."""

    def on_view(self, view: View) -> None:
        """Nobody looks."""

    def on_reply(self, _command_id: CommandId, answer: Answer) -> None:
        self.answers.put_nowait(answer)


async def tap(url: str, key: str, taps: int) -> None:
    heard = Taps()
    hello = Hello(Role.KIOSK, DeviceId("kiosk-1"), key, PROTOCOL_VERSION, "test")
    connection = Connection(hello=lambda: hello, finder=FixedHub(url), listener=heard, jitter=lambda: 0.5)
    running = asyncio.create_task(connection.run())
    for number in range(taps):
        connection.send(CommandId(f"tap-{number}"), IssueTicket(ServiceId("justice")))
        answer = await heard.answers.get()
        if not isinstance(answer, Accepted) or answer.ticket is None:
            raise SystemExit(f"no ticket: {answer}")
        print(answer.ticket.number, flush=True)  # noqa: T201 - read by the test
        # So that the cable is pulled in the middle of them.
        await asyncio.sleep(0.02)
    running.cancel()


if __name__ == "__main__":
    asyncio.run(tap(sys.argv[1], sys.argv[2], int(sys.argv[3])))
