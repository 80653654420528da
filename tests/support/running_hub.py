"""The real hub behind uvicorn on a free port, in the test's own loop, with a clock set by hand and a disk to break."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn

from hub import takeover
from hub.answers import SlipWriter
from hub.app import uvicorn_config
from hub.clock import TokenSource
from hub.core.setup import Branch
from hub.engine import Engine
from hub.hall import Hall
from hub.keys import KeyRing
from hub.projections.faces import branch_face
from hub.projections.phone import ticket_page
from hub.server import HELLO_WITHIN_S, Door, web_app
from hub.web.routes import WebPages
from tests.support.centres import CENTRE
from tests.support.clocks import SetClock
from tests.support.stores import BreakableStore, SqliteStore

LOCAL_KEY = "local-secret"


class RunningHub:
    """What a test can see and move."""

    def __init__(self, folder: Path, branch: Branch, hello_within_s: float) -> None:
        self.clock = SetClock()
        self.store: BreakableStore = SqliteStore(folder)
        self.keys = KeyRing(folder)
        self.keys.ensure_local_key(LOCAL_KEY)
        slips = SlipWriter("http://hub.test")
        self.hall = Hall(slips.qr_url)
        self.engine = Engine(
            store=self.store,
            clock=self.clock,
            branch=branch,
            new_token=TokenSource(),
            answer_for=slips,
            on_change=self.hall.touch,
        )
        door = Door(engine=self.engine, hall=self.hall, keys=self.keys, hello_within_s=hello_within_s)
        pages = WebPages(lambda token: ticket_page(self.engine.state, token), lambda: branch_face(branch))
        self.config = uvicorn_config(web_app(door, dict, pages))
        self.port = 0

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws"


@asynccontextmanager
async def running_hub(
    folder: Path,
    *,
    branch: Branch = CENTRE,
    hello_within_s: float = HELLO_WITHIN_S,
    configure: Callable[[uvicorn.Config], None] | None = None,
) -> AsyncIterator[RunningHub]:
    hub = RunningHub(folder, branch, hello_within_s)
    if configure is not None:
        configure(hub.config)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(256)
    hub.port = listener.getsockname()[1]
    server = _Server(hub.config)
    started = asyncio.Event()
    tasks = [asyncio.create_task(hub.engine.run(started)), asyncio.create_task(hub.hall.show_forever(hub.engine))]
    await started.wait()
    tasks.append(asyncio.create_task(hub.hall.look_around_forever(hub.engine)))
    tasks.append(asyncio.create_task(takeover.watch_forever(hub.engine, lambda: hub.hall.presence)))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield hub
    finally:
        server.should_exit = True
        await serving
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        hub.store.close()


class _Server(uvicorn.Server):
    """Ctrl-C belongs to the test run."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield
