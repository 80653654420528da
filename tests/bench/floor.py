"""The floor: what the machine itself needs for a round trip, a commit and a broadcast, at this very moment.

Nothing that keeps a number on a disk and tells it over a websocket can be faster, so the hub is measured as a multiple
of it, in turns within the same run: what else the machine is doing hits both.
"""

import asyncio
import sqlite3
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

from websockets.asyncio.client import ClientConnection

from tests.bench.wire import opened
from tests.support.eventually import PATIENCE_S
from tests.support.processes import Program, free_port

_REQUEST: Final = "q" * 100
_EVENT: Final = "e" * 200
_TABLES: Final = (
    "CREATE TABLE event (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE ticket (id INTEGER PRIMARY KEY, status TEXT NOT NULL, at TEXT NOT NULL)",
)


class Commit:
    """Events inserted and as many rows updated in one transaction that is on the disk when it returns."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *_TABLES):
            self._connection.execute(statement)
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO ticket VALUES (?, 'waiting', '')", ((n,) for n in range(1000)))
        self._connection.execute("COMMIT")
        self._count = 0

    async def once(self, size: int = 1) -> float:
        """Seconds for a group of so many.

        Afterwards the other connections of this process get their turn, to answer the hub's pings.
        """
        execute = self._connection.execute
        began = time.perf_counter()
        execute("BEGIN IMMEDIATE")
        for _ in range(size):
            self._count += 1
            execute("INSERT INTO event VALUES (?, '2026-11-23T00:31:00+00:00', ?)", (self._count, _EVENT))
            execute("UPDATE ticket SET status = 'called', at = ? WHERE id = ?", (str(self._count), self._count % 1000))
        execute("COMMIT")
        took = time.perf_counter() - began
        await asyncio.sleep(0)
        return took

    def close(self) -> None:
        self._connection.close()


class Echo:
    """A round trip through a websocket server that does nothing."""

    def __init__(self, websocket: ClientConnection) -> None:
        self._websocket = websocket

    async def once(self) -> float:
        began = time.perf_counter()
        await self._websocket.send(_REQUEST)
        await self._websocket.recv()
        return time.perf_counter() - began


class Broadcast:
    """From the first of many sends until the last of the crowd has the frame."""

    def __init__(self, crowd: list[ClientConnection]) -> None:
        self._crowd = crowd
        self._missing = 0
        self._all_have_it = asyncio.Event()
        self._began_ns = self._ended_ns = 0

    async def once(self) -> float:
        self._missing = len(self._crowd)
        self._all_have_it.clear()
        await self._crowd[0].send("now")
        await self._all_have_it.wait()
        return (self._ended_ns - self._began_ns) / 1e9

    async def listen_forever(self, member: ClientConnection) -> None:
        async for frame in member:
            self._missing -= 1
            if self._missing == 0:
                self._began_ns, self._ended_ns = int(frame), time.monotonic_ns()
                self._all_have_it.set()


class FloorServer(Program):
    """A running `floor_server`."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(["tests.bench.floor_server", str(self.port)], log=folder / "floor.log")

    async def connected(self, path: str, stack: AsyncExitStack) -> ClientConnection:
        """Tries until the server listens."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    return await opened(f"ws://127.0.0.1:{self.port}{path}", stack)
                except ConnectionRefusedError:
                    await asyncio.sleep(0.05)

    async def echo(self, stack: AsyncExitStack) -> Echo:
        return Echo(await self.connected("/echo", stack))

    async def broadcast(self, size: int, stack: AsyncExitStack) -> Broadcast:
        crowd = [await self.connected("/broadcast", stack) for _ in range(size)]
        broadcast = Broadcast(crowd)
        tasks = [asyncio.create_task(broadcast.listen_forever(member)) for member in crowd]
        for task in tasks:
            stack.callback(task.cancel)
        return broadcast
