"""Officials of the play: what they press and when. One sits at the real counter client, others have no screen."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from hub.client.connection import Connection
from hub.client.credentials import Credentials
from hub.client.discovery import FixedHub
from hub.client.port import Trouble
from hub.client.version import APP_VERSION
from hub.demo.stage import Actor
from hub.protocol import (
    Answer,
    CallNext,
    Command,
    CommandId,
    CounterId,
    CounterView,
    Desk,
    DeskAction,
    DeviceId,
    Finish,
    MarkNoShow,
    OperatorId,
    Recall,
    Role,
    SitDown,
    StartService,
    View,
    Welcome,
)

_COMMANDS: Final[dict[DeskAction, Callable[[CounterId], Command]]] = {
    DeskAction.CALL_NEXT: CallNext,
    DeskAction.RECALL: Recall,
    DeskAction.START: StartService,
    DeskAction.FINISH: Finish,
    DeskAction.MARK_NO_SHOW: MarkNoShow,
}

ANSWER_S = 1.5
"""Real seconds in which a call is on the official's own screen."""
WALK_S, RECALL_AFTER_S = 18.0, 35.0
"""Hall seconds until a called citizen stands at the counter; until an official calls again."""


class Keys(Protocol):
    """A counter an official can work at."""

    async def wait_for(self, *actions: DeskAction) -> DeskAction:
        """Until one of the keys is enabled, and which."""

    async def press(self, action: DeskAction) -> None:
        """Press it once."""

    async def ticket_number(self) -> str:
        """The ticket at the counter."""


class Business(Protocol):
    """What the citizen with a number needs."""

    async def __call__(self, number: str, /) -> tuple[float, bool]:
        """Service time in hall seconds, and whether the citizen stays away."""


async def work(keys: Keys, business: Business, speed: float) -> None:
    """Serve people one after the other until cancelled."""
    while True:
        # On a busy machine a call may show only after it was given up.
        if await keys.wait_for(DeskAction.CALL_NEXT, DeskAction.START) is DeskAction.CALL_NEXT:
            await keys.press(DeskAction.CALL_NEXT)
            try:
                async with asyncio.timeout(ANSWER_S):
                    await keys.wait_for(DeskAction.START)
            except TimeoutError:
                # Another official was quicker and nobody else waits: the hub refused.
                continue
        service_s, is_absent = await business(await keys.ticket_number())
        if is_absent:
            await asyncio.sleep(RECALL_AFTER_S / speed)
            await keys.wait_for(DeskAction.RECALL)
            await keys.press(DeskAction.RECALL)
            await asyncio.sleep(RECALL_AFTER_S / speed)
            await keys.wait_for(DeskAction.MARK_NO_SHOW)
            await keys.press(DeskAction.MARK_NO_SHOW)
            continue
        await asyncio.sleep(WALK_S / speed)
        await keys.wait_for(DeskAction.START)
        await keys.press(DeskAction.START)
        await keys.wait_for(DeskAction.FINISH)
        await asyncio.sleep(service_s / speed)
        await keys.press(DeskAction.FINISH)


class ScreenKeys:
    """The keys of the real counter client, pressed through its window."""

    def __init__(self, screen: Actor, keys: dict[DeskAction, str]) -> None:
        self._screen = screen
        self._keys = keys
        self._lock = asyncio.Lock()

    async def wait_for(self, *actions: DeskAction) -> DeskAction:
        # Short waits under a lock: the photographer wants to give orders to the same screen in between.
        while True:
            for action in actions:
                async with self._lock:
                    if await self._screen.order(what="read", name=f"key.{action}", property="enabled"):
                        return action
            await asyncio.sleep(0.05)

    async def press(self, action: DeskAction) -> None:
        async with self._lock:
            await self._screen.order(what="key", key=self._keys[action])

    async def ticket_number(self) -> str:
        async with self._lock:
            return str(await self._screen.order(what="read", name="ticketNumber", property="text"))

    async def photograph(self, path: str) -> None:
        async with self._lock:
            await self._screen.order(what="shot", path=path)


class WireKeys:
    """A counter without a screen: the same commands over the same connection a screen uses."""

    def __init__(self, *, url: str, data_dir: Path, device_id: DeviceId, counter_id: CounterId) -> None:
        credentials = Credentials(role=Role.COUNTER, device_id=device_id, app_version=APP_VERSION, data_dir=data_dir)
        self._device_id = device_id
        self._counter_id = counter_id
        self._connection = Connection(
            hello=credentials.hello, finder=FixedHub(url), listener=self, jitter=random.random
        )
        self._desk: Desk | None = None
        self._has_changed = asyncio.Event()
        self._pressed = 0

    async def run(self, operator_id: OperatorId) -> None:
        """Stay connected, sitting at the counter."""
        self._connection.send(CommandId(f"{self._device_id}.sit"), SitDown(self._counter_id, operator_id))
        await self._connection.run()

    async def wait_for(self, *actions: DeskAction) -> DeskAction:
        while True:
            allowed = () if self._desk is None else self._desk.actions
            found = next((action for action in actions if action in allowed), None)
            if found is not None:
                return found
            self._has_changed.clear()
            await self._has_changed.wait()

    async def press(self, action: DeskAction) -> None:
        self._pressed += 1
        command = _COMMANDS[action](self._counter_id)
        self._connection.send(CommandId(f"{self._device_id}.{self._pressed}"), command)

    async def ticket_number(self) -> str:
        return "" if self._desk is None or self._desk.ticket is None else self._desk.ticket.number

    def on_connected(self, welcome: Welcome) -> None:
        """The view follows."""

    def on_disconnected(self, trouble: Trouble) -> None:
        """It comes back by itself."""

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        """A refusal is no fault: somebody else was quicker."""

    def on_view(self, view: View) -> None:
        if isinstance(view.view, CounterView):
            self._desk = view.view.desk
            self._has_changed.set()
