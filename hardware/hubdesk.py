"""Asking the hub and waiting for its answer, from coroutines."""

import asyncio
from collections.abc import Awaitable, Callable

from hub.client.port import HubPort
from hub.protocol import Answer, Command, CommandId


class HubDesk:
    """Each question waits for its own answer, through any number of reconnects."""

    def __init__(self, hub: HubPort, reach: Callable[[], Awaitable[None]] | None = None) -> None:
        """`reach` returns when the hub has answered just now; without it the hub is taken to be awake."""
        self._hub = hub
        self._reach = reach
        self._waiting: dict[CommandId, asyncio.Future[Answer]] = {}

    async def ask_now(self, command_id: CommandId, command: Command) -> Answer:
        """The same, for what is worth nothing later: said only to a hub that is awake."""
        if self._reach is not None:
            await self._reach()
        return await self.ask(command_id, command)

    async def ask(self, command_id: CommandId, command: Command) -> Answer:
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[command_id] = future
        self._hub.send(command_id, command)
        try:
            return await future
        except asyncio.CancelledError:
            self._hub.forget(command_id)
            raise
        finally:
            del self._waiting[command_id]

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        future = self._waiting.get(command_id)
        if future is not None and not future.done():
            future.set_result(answer)
