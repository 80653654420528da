"""A device made of nothing but the `websockets` library and the protocol, so that a test can also be rude."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import count

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from hub.core.commands import Command
from hub.core.ids import CommandId, DeviceId
from hub.protocol import (
    PROTOCOL_VERSION,
    Answer,
    Bye,
    DeviceReport,
    Hello,
    Reply,
    Report,
    Request,
    Role,
    RoleView,
    View,
    Welcome,
    decode_from_hub,
    encode,
)
from tests.support.eventually import PATIENCE_S, eventually_async

_ids = count(1)


class WireDevice:
    """Reads all the time; remembers every frame."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.views: list[View] = []
        self.welcome: Welcome | None = None
        self.bye: Bye | None = None
        self._answers: dict[CommandId, asyncio.Future[Answer]] = {}
        self._reading = asyncio.create_task(self._read())

    @property
    def view(self) -> RoleView | None:
        """What is shown now."""
        return self.views[-1].view if self.views else None

    @property
    def close_code(self) -> int | None:
        return self.socket.close_code

    async def say(self, message: Hello | Request | Report) -> None:
        await self.socket.send(encode(message))

    async def report(self, report: DeviceReport) -> None:
        await self.say(Report(report))

    async def ask(self, command: Command, command_id: str = "") -> Answer:
        request = Request(CommandId(command_id or f"wire-{next(_ids)}"), command)
        self._answers[request.command_id] = asyncio.get_running_loop().create_future()
        await self.say(request)
        async with asyncio.timeout(PATIENCE_S):
            return await self._answers[request.command_id]

    async def sees(self, condition: Callable[[RoleView], bool], what: str = "") -> RoleView:
        """Wait until the view shown is such."""
        await eventually_async(lambda: self.view is not None and condition(self.view), what or "the view comes")
        assert self.view is not None
        return self.view

    async def ended(self) -> None:
        """Wait until the hub has closed the connection."""
        async with asyncio.timeout(PATIENCE_S):
            await self.socket.wait_closed()
            await self._reading

    async def hang_up(self) -> None:
        await self.socket.close()
        await self._reading

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                match decode_from_hub(frame):
                    case View() as view:
                        self.views.append(view)
                    case Reply(command_id=command_id, answer=answer):
                        self._answers[command_id].set_result(answer)
                    case Welcome() as welcome:
                        self.welcome = welcome
                    case Bye() as bye:
                        self.bye = bye
        except ConnectionClosed:
            pass


def hello(role: Role, device_id: str, key: str, *, protocol: int = PROTOCOL_VERSION) -> Hello:
    return Hello(role=role, device_id=DeviceId(device_id), key=key, protocol=protocol, app_version="test")


@asynccontextmanager
async def unknown_device(url: str) -> AsyncIterator[WireDevice]:
    """Connected, but it has said nothing yet."""
    async with connect(url, compression=None, ping_interval=None, max_size=None, max_queue=None) as socket:
        device = WireDevice(socket)
        try:
            yield device
        finally:
            await device.hang_up()


@asynccontextmanager
async def device(url: str, role: Role, device_id: str, key: str) -> AsyncIterator[WireDevice]:
    """Welcomed, with its first view."""
    async with unknown_device(url) as newcomer:
        await newcomer.say(hello(role, device_id, key))
        await eventually_async(lambda: newcomer.views or newcomer.bye, "the hub answers the hello")
        assert newcomer.bye is None, newcomer.bye
        yield newcomer


@asynccontextmanager
async def devices(url: str, role: Role, device_ids: Sequence[str], key: str) -> AsyncIterator[list[WireDevice]]:
    """Many at once."""
    from contextlib import AsyncExitStack

    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(device(url, role, device_id, key)) for device_id in device_ids]
