"""The hub's composition root: builds every part once, wires them, runs them until told to stop."""

import asyncio
import contextlib
import gc
import logging
import socket
from pathlib import Path

import msgspec
import uvicorn
from starlette.types import ASGIApp

from hub import takeover
from hub.announce import announced, lan_address
from hub.answers import SlipWriter
from hub.clock import Clock, TokenSource, new_key, stopwatch
from hub.core.calendar import zone
from hub.core.setup import Branch
from hub.engine import Engine
from hub.estimates import Estimates
from hub.frames import ReadingAhead
from hub.hall import Hall
from hub.keys import KeyRing
from hub.projections.faces import branch_face
from hub.projections.phone import ticket_page
from hub.protocol.codec import MAX_CLIENT_FRAME_BYTES
from hub.server import Door, web_app
from hub.store import DatabaseDamaged, EventLog, StoreError
from hub.store.history import past_tickets
from hub.store.lock import held
from hub.store.recovery import offer, ready_to_open, set_aside
from hub.upkeep.backups import Backups, in_a_process
from hub.upkeep.commits import TimedStore
from hub.upkeep.erasing import erase_forever
from hub.upkeep.watch import Steps, Watch
from hub.web.routes import WebPages
from hub.web.ticket_page import make_ready

log = logging.getLogger(__name__)

_WS_PING_EVERY_S = 1.0
_WS_PONG_WITHIN_S = 2.0
_CLOSE_WITHIN_S = 1
_LOOK_FOR_CYCLES_AFTER = 20_000
"""New objects: the values of a day never point back, and going over them every 700 costs a tenth of the work."""
_CAN_WAIT_S = 1.0
"""First every screen comes back and numbers are given; then what keeps the processor busy for a while."""


class HubSettings(msgspec.Struct, frozen=True):
    """Everything `run` needs, read and checked."""

    listen: str
    port: int
    data_dir: Path
    public_url: str
    should_announce: bool
    backup_folders: tuple[Path, ...]
    backup_every_s: float


class PortTaken(Exception):  # noqa: N818 - names a fact
    """Another program listens on the hub's port."""


def run(settings: HubSettings, branch: Branch, clock: Clock) -> None:
    """Serve until SIGINT or SIGTERM; raises `StoreError`, `PortTaken`."""
    failure: StoreError | None = None
    with contextlib.closing(_listener(settings)) as listener:
        try:
            ready_to_open(settings.data_dir / "layso.db", settings.backup_folders)
            with contextlib.closing(EventLog(settings.data_dir)) as store:
                asyncio.run(_serve(settings, branch, clock, store, listener))
        except* StoreError as group:
            failure = _first(group)
    if failure is not None:
        raise _explained(failure, settings, clock)


def _first(failure: StoreError | ExceptionGroup[StoreError]) -> StoreError:
    """A task's error comes wrapped once for each group of tasks it ran in."""
    return _first(failure.exceptions[0]) if isinstance(failure, ExceptionGroup) else failure


def _explained(failure: StoreError, settings: HubSettings, clock: Clock) -> StoreError:
    """Of a damaged database also where it is now, and which backup can take its place."""
    if not isinstance(failure, DatabaseDamaged):
        return failure
    with held(settings.data_dir):
        aside = set_aside(settings.data_dir / "layso.db", clock.now())
    kept = f"; it is kept as {aside}" if aside else ""
    return StoreError(f"{failure}{kept}; {offer(settings.data_dir, settings.backup_folders)}")


async def _serve(settings: HubSettings, branch: Branch, clock: Clock, store: EventLog, listener: socket.socket) -> None:
    keys = KeyRing(settings.data_dir)
    keys.ensure_local_key(new_key())
    port = listener.getsockname()[1]
    slips = SlipWriter(settings.public_url or f"http://{lan_address()}:{port}")
    hall = Hall(slips.qr_url)
    timed = TimedStore(store, stopwatch)
    database = settings.data_dir / "layso.db"
    estimates = Estimates(lambda before: past_tickets(database, before, zone(branch)), hall.touch)

    def tell_everybody() -> None:
        hall.touch()
        estimates.touch()

    engine = Engine(
        store=timed,
        clock=clock,
        branch=branch,
        new_token=TokenSource(),
        answer_for=slips,
        on_change=tell_everybody,
        waits=estimates.current,
    )
    backups = Backups(settings.data_dir, settings.backup_folders, settings.backup_every_s, in_a_process, stopwatch)
    watch = Watch(
        data_dir=settings.data_dir,
        engine=engine,
        hall=hall,
        store=timed,
        backups=backups,
        steps=Steps(clock, stopwatch),
        now_s=stopwatch,
    )
    server = _Server(uvicorn_config(_web(engine, hall, keys, watch)), hall, backups)
    async with asyncio.TaskGroup() as tasks:
        started = asyncio.Event()
        running = [tasks.create_task(engine.run(started))]
        await started.wait()
        running.append(tasks.create_task(hall.show_forever(engine)))
        gc.freeze()
        gc.set_threshold(_LOOK_FOR_CYCLES_AFTER)
        gc.enable()
        running.append(tasks.create_task(hall.look_around_forever(engine)))
        erasing = erase_forever(store, backups, engine.today, engine.now)
        running.append(tasks.create_task(erasing))
        running.append(tasks.create_task(_when_all_are_back(estimates, engine)))
        running.append(tasks.create_task(takeover.watch_forever(engine, lambda: hall.presence)))
        running += [tasks.create_task(backups.run_forever()), tasks.create_task(watch.run_forever())]
        if settings.should_announce:
            running.append(tasks.create_task(announced(branch.code, port)))
        log.info("branch %s is open on port %d with %d tickets today", branch.code, port, len(engine.state.tickets))
        await server.serve(sockets=[listener])
        for task in running:
            task.cancel()


async def _when_all_are_back(estimates: Estimates, engine: Engine) -> None:
    await asyncio.sleep(_CAN_WAIT_S)
    try:
        await asyncio.to_thread(make_ready)
    except Exception:  # the boundary of the pages: without them the queue goes on all the same
        log.exception("cannot prepare the pages for phones")
    await estimates.run_forever(engine)


def _web(engine: Engine, hall: Hall, keys: KeyRing, watch: Watch) -> ASGIApp:
    pages = WebPages(lambda token: ticket_page(engine.state, token), lambda: branch_face(engine.state.branch))
    return web_app(Door(engine=engine, hall=hall, keys=keys), lambda: _health(engine, hall, watch), pages)


def _health(engine: Engine, hall: Hall, watch: Watch) -> dict[str, object]:
    state = engine.state
    said: dict[str, object] = msgspec.to_builtins(watch.health())
    return said | {
        "branch": state.branch.code,
        "day": state.day.isoformat(),
        "seq": state.seq,
        "tickets": len(state.tickets),
        "waiting": sum(map(len, state.lines.values())),
        "devices": {device_id: role.value for device_id, role in sorted(hall.presence.connected.items())},
        "clock_behind_s": hall.presence.clock_behind_s,
    }


def _listener(settings: HubSettings) -> socket.socket:
    """Bound before anything else, so that a taken port is told before a database is touched."""
    # asyncio switches Nagle's algorithm off only for sockets that name TCP; with it an answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.listen, settings.port))
        listener.listen(256)
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"port {settings.port} on {settings.listen} cannot be used ({error.strerror}): "
            "stop the program that has it (perhaps another hub), or choose another with --port"
        ) from None
    return listener


class _Server(uvicorn.Server):
    """Says goodbye to the devices before it closes their connections; the last backup holds what they did."""

    def __init__(self, config: uvicorn.Config, hall: Hall, backups: Backups) -> None:
        super().__init__(config)
        self._hall = hall
        self._backups = backups

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._hall.dismiss_all()
        await super().shutdown(sockets)
        await self._backups.make_last()


def uvicorn_config(app: ASGIApp) -> uvicorn.Config:
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    return uvicorn.Config(
        app,
        ws=ReadingAhead,
        ws_max_size=MAX_CLIENT_FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=_WS_PING_EVERY_S,
        ws_ping_timeout=_WS_PONG_WITHIN_S,
        lifespan="off",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=_CLOSE_WITHIN_S,
    )


def _is_news(record: logging.LogRecord) -> bool:
    """Of bytes that are no text the door tells in one line; the server would add a traceback of its own."""
    return "Invalid UTF-8" not in str(record.msg)
