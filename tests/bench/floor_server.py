"""The floor's own server: websockets and nothing behind it. `python -m tests.bench.floor_server PORT`.

`/echo` answers each request of about 100 bytes with about 300; `/broadcast` sends about 600 bytes to everybody there
whenever one of them says so. It stands in a process of its own, as the hub does.
"""

import asyncio
import contextlib
import sys
import time

from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

ANSWER_BYTES = 300
FRAME_BYTES = 600


async def answer(client: ServerConnection) -> None:
    reply = "r" * ANSWER_BYTES
    with contextlib.suppress(ConnectionClosed):
        async for _ in client:
            await client.send(reply)


class Crowd:
    """Everybody who waits for the broadcast."""

    def __init__(self) -> None:
        self._members: set[ServerConnection] = set()

    async def serve(self, client: ServerConnection) -> None:
        self._members.add(client)
        try:
            with contextlib.suppress(ConnectionClosed):
                async for _ in client:
                    # The one clock all processes of a box share tells the watchers when the sending began.
                    broadcast(self._members, f"{time.monotonic_ns():<{FRAME_BYTES}}")
        finally:
            self._members.discard(client)


async def run(port: int) -> None:
    crowd = Crowd()

    async def serve_one(client: ServerConnection) -> None:
        path = client.request.path if client.request else ""
        await (answer(client) if path == "/echo" else crowd.serve(client))

    async with serve(serve_one, "127.0.0.1", port, compression=None, ping_interval=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run(int(sys.argv[1])))
