"""The connection to the hub that never gives up.

Theory of operation. `run` tries every address the finder knows, in turn; a session lives until its hub dies, freezes,
says bye or talks nonsense; then the listener hears why, a short wait follows, and the next round begins. A request is
sent in every session until it is answered or forgotten, always with the same `command_id`, so the hub decides it once.
Views are level-triggered: within one session an older `seq` is old news; a new session starts anew, because a restored
hub may count from further back. Nothing here knows Qt; all methods belong to the loop that runs `run`.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from hub.client.backoff import Backoff
from hub.client.discovery import HubFinder
from hub.client.port import HubListener, Trouble
from hub.client.session import Session, SessionEnded, open_session
from hub.client.unanswered import Unanswered
from hub.protocol import (
    ClientMessage,
    Command,
    CommandId,
    DeviceReport,
    Hello,
    Reply,
    View,
    Welcome,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _End:
    trouble: Trouble
    was_welcomed: bool


class Connection:
    """One device's way to the hub. `hello` is asked for anew at every try."""

    def __init__(
        self, *, hello: Callable[[], Hello], finder: HubFinder, listener: HubListener, jitter: Callable[[], float]
    ) -> None:
        self._hello = hello
        self._finder = finder
        self._listener = listener
        self._jitter = jitter
        self._unanswered = Unanswered()
        self._backoff = Backoff()
        self._session: Session | None = None
        self._connected = asyncio.Event()
        self._was_ever_welcomed = False
        self._last_seq: int | None = None
        self._told: Trouble | None = None
        self._logged: set[str] = set()

    def send(self, command_id: CommandId, command: Command) -> None:
        self._post(self._unanswered.ask(command_id, command))

    def forget(self, command_id: CommandId) -> None:
        self._unanswered.settle(command_id)

    def report(self, report: DeviceReport) -> None:
        self._post(self._unanswered.tell(report))

    async def reach(self) -> None:
        """Return when the hub has answered just now, however long that takes.

        What must not happen late is sent after this: a frozen hub keeps what it was sent, and does it when it thaws.
        """
        while True:
            await self._connected.wait()
            if self._session is not None and await self._session.answers():
                return
            # The session that answers no more has been left by its pumps by now, or will be within this turn.
            await asyncio.sleep(0)

    async def run(self) -> None:
        """Stay connected until cancelled."""
        self._tell(Trouble.SEARCHING)
        try:
            while True:
                trouble = await self._one_round()
                self._tell(trouble)
                await asyncio.sleep(self._backoff.wait_s(trouble, self._jitter()))
        finally:
            await self._finder.close()

    async def _one_round(self) -> Trouble:
        try:
            return await self._try_every_address()
        except Exception as error:  # noqa: BLE001 - logged below, with its traceback
            # The boundary of this task: a bug in a listener must not leave a screen without its hub for ever.
            self._log_once(logging.ERROR, "the connection ended by a fault of this program", repr(error), fault=error)
            return Trouble.GARBLED

    async def _try_every_address(self) -> Trouble:
        urls = await self._finder.candidates()
        if not urls:
            self._log_once(logging.WARNING, "no hub was found yet", "still searching")
            return Trouble.SEARCHING
        troubles = []
        for url in urls:
            end = await self._live(url)
            if end.was_welcomed:
                return end.trouble
            troubles.append(end.trouble)
        if self._was_ever_welcomed:
            # Its own hub, which the finder names first, is what is missing; a strange hub nearby may say what it likes.
            return troubles[0]
        # What a hub said is worth more than the silence of another address.
        return next((trouble for trouble in troubles if trouble is not Trouble.UNREACHABLE), Trouble.UNREACHABLE)

    async def _live(self, url: str) -> _End:
        clock = asyncio.get_running_loop().time
        welcomed_at: float | None = None
        try:
            async with open_session(url, self._hello()) as session:
                welcomed_at = clock()
                await self._serve(session, url)
        except SessionEnded as end:
            trouble, detail = end.trouble, end.detail
        if welcomed_at is not None and self._backoff.lived(clock() - welcomed_at):
            self._logged.clear()
        self._log_once(logging.WARNING, f"no connection to {url} ({trouble})", detail)
        return _End(trouble, was_welcomed=welcomed_at is not None)

    async def _serve(self, session: Session, url: str) -> None:
        self._log_once(logging.INFO, f"connected to {url}", f"hub {session.welcome.hub_version}")
        self._finder.reached(url)
        self._was_ever_welcomed = True
        self._told = None
        self._last_seq = None
        self._session = session
        self._connected.set()
        try:
            self._listener.on_connected(session.welcome)
            for message in self._unanswered.to_send_again():
                session.post(message)
            await session.run(self._hear)
        except SessionEnded as end:
            # Said before the socket is closed, which may take a moment.
            self._tell(end.trouble)
            raise
        finally:
            self._session = None
            self._connected.clear()

    def _hear(self, message: Welcome | Reply | View) -> None:
        match message:
            case View(seq=seq):
                if self._last_seq is None or seq >= self._last_seq:
                    self._last_seq = seq
                    self._listener.on_view(message)
            case Reply(command_id=command_id, answer=answer):
                if self._unanswered.settle(command_id):
                    self._listener.on_reply(command_id, answer)
            case Welcome():
                raise SessionEnded(Trouble.GARBLED, "a second welcome")

    def _post(self, message: ClientMessage) -> None:
        if self._session is not None:
            self._session.post(message)

    def _tell(self, trouble: Trouble) -> None:
        if trouble is not self._told:
            self._told = trouble
            self._listener.on_disconnected(trouble)

    def _log_once(self, level: int, what: str, detail: str, *, fault: Exception | None = None) -> None:
        """At its level the first time since the last good session; then only for who debugs: no storm."""
        log.log(logging.DEBUG if what in self._logged else level, "%s: %s", what, detail, exc_info=fault)
        self._logged.add(what)
