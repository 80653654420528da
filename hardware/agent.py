"""The hardware agent: the hub's hand at the devices of one box.

Each port has a post (`hardware/post.py`). The agent itself only passes on: views down to the posts, states up to the
hub. It knows no kind of device; `hardware/install.py` does.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from hardware.hubdesk import HubDesk
from hardware.journal import Journal
from hardware.post import Office, Post
from hub.client.port import HubPort, Trouble
from hub.protocol import (
    Answer,
    CommandId,
    DeviceId,
    DeviceReport,
    DeviceState,
    HardwareReport,
    HardwareView,
    PrinterReport,
    View,
    Welcome,
)

log = logging.getLogger(__name__)

REPORT_AFTER_S: Final = 0.1
"""A cover that is opened says several things at once; the hub hears them as one."""
FINISH_WITHIN_S: Final = 4.0
"""A ticket under way when the agent is stopped gets so long."""


class HubConnection(HubPort, Protocol):
    """The connection as the agent uses it."""

    async def reach(self) -> None:
        """Return when the hub has answered just now."""

    async def run(self) -> None:
        """Stay connected until cancelled."""


class Agent:
    """Hears the hub (`HubListener`) for all posts. `run` is its life."""

    def __init__(
        self,
        device_id: DeviceId,
        install: Callable[[Office], Sequence[Post]],
        journal: Journal,
        *,
        clock: Callable[[], float],
        new_id: Callable[[], str],
    ) -> None:
        self._device_id = device_id
        self._install = install
        self._journal = journal
        self._clock = clock
        self._new_id = new_id
        self._posts: Sequence[Post] = ()
        self._told: tuple[datetime, float] | None = None
        """The hub's time, and ours when it told it."""
        self._report_timer: asyncio.TimerHandle | None = None
        self._hub: HubPort | None = None
        self._desk: HubDesk | None = None

    async def run(self, connection: HubConnection) -> None:
        """Work until cancelled; then let the devices finish what is in hand."""
        self._hub = connection
        self._desk = HubDesk(connection, connection.reach)
        self._posts = self._install(self._office(self._desk, connection.report))
        try:
            async with asyncio.TaskGroup() as tasks:
                for post in self._posts:
                    post.start()
                    tasks.create_task(post.run())
                tasks.create_task(connection.run())
        finally:
            await asyncio.gather(*(asyncio.to_thread(post.stop, FINISH_WITHIN_S) for post in self._posts))

    def on_connected(self, welcome: Welcome) -> None:
        log.info("connected to the hub of %s", welcome.branch_code)
        for post in self._posts:
            post.connected()

    def on_disconnected(self, trouble: Trouble) -> None:
        log.info("no connection to the hub (%s); a ticket under way is finished all the same", trouble)
        for post in self._posts:
            post.disconnected()

    def on_view(self, view: View) -> None:
        self._told = view.now, self._clock()
        match view.view:
            case HardwareView() as seen:
                for post in self._posts:
                    post.see(seen)
            case other:
                log.error("the hub sent a %s to a hardware agent", type(other).__name__)

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        if self._desk is not None:
            self._desk.on_reply(command_id, answer)

    def _office(self, desk: HubDesk, report: Callable[[DeviceReport], None]) -> Office:
        return Office(
            device_id=self._device_id,
            hub=desk,
            report=report,
            changed=self._report_soon,
            journal=self._journal,
            clock=self._clock,
            new_id=self._new_id,
            hub_now=self._hub_now,
        )

    def _hub_now(self) -> datetime | None:
        if self._told is None:
            return None
        hub_time, told_at = self._told
        return hub_time + timedelta(seconds=self._clock() - told_at)

    def _report_soon(self) -> None:
        if self._report_timer is None:
            self._report_timer = asyncio.get_running_loop().call_later(REPORT_AFTER_S, self._report)

    def _report(self) -> None:
        self._report_timer = None
        if self._hub is None:
            return
        states = [state for post in self._posts for state in post.states()]
        self._hub.report(
            HardwareReport(
                printers=tuple(state for state in states if isinstance(state, PrinterReport)),
                devices=tuple(state for state in states if isinstance(state, DeviceState)),
            )
        )
