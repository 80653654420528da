"""A cable between devices and their hub that a test holds in its hand: what runs through it can be held up, or cut.

It knows of WebSocket only where a frame ends and what is said in it. Pings and pongs always pass, so neither side takes
a held cable for a dead one, and a test may take its time at a step that lasts a millisecond in a hall.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Final, Self

from hub.protocol import ClientMessage, HubMessage, decode_from_client, decode_from_hub
from tests.support.eventually import PATIENCE_S, eventually

Said = ClientMessage | HubMessage
_HEAD_ENDS: Final = b"\r\n\r\n"
_TEXT: Final = 1
_MASKED, _LENGTH = 0x80, 0x7F


class Relay:
    """Use as a context manager; devices connect to `url`."""

    def __init__(self, hub_port: int) -> None:
        self.held: list[Said] = []
        """In the order in which it was said; what was held when a cable was cut is here for ever."""
        self.passed: list[Said] = []
        self.port = 0
        self._hub_port = hub_port
        self._is_held: Callable[[Said], bool] = _nothing
        self._ways: set[_Way] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="relay", daemon=True)
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws"

    def hold(self, is_held: Callable[[Said], bool]) -> None:
        """From the first such message on, everything said in its direction waits."""
        self._do(self._hold(is_held))

    def let_go(self) -> None:
        """What was held goes on its way, and all that follows."""
        self._do(self._let_go())

    def cut(self) -> None:
        """Reset every connection; what was held never arrives. A device may connect again."""
        self._do(self._cut())

    def wait_for(self, kind: type[Said]) -> None:
        """Until such a message is held up."""
        eventually(lambda: any(isinstance(said, kind) for said in self.held), f"a {kind.__name__} is held up")

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._cut()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await asyncio.gather(*others, return_exceptions=True)

    async def _hold(self, is_held: Callable[[Said], bool]) -> None:
        self._is_held = is_held

    async def _let_go(self) -> None:
        self._is_held = _nothing
        for way in self._ways:
            way.let_go()

    async def _cut(self) -> None:
        for way in self._ways:
            way.out.transport.abort()

    async def _carry(self, device_in: asyncio.StreamReader, device_out: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            hub_in, hub_out = await asyncio.open_connection("127.0.0.1", self._hub_port)
            up, down = _Way(hub_out, decode_from_client), _Way(device_out, decode_from_hub)
            self._ways |= {up, down}
            try:
                # Whichever side hangs up first: the other hears of it.
                ends = [asyncio.create_task(self._pass_on(*way)) for way in ((device_in, up), (hub_in, down))]
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
                for end in ends:
                    end.cancel()
                await asyncio.gather(*ends, return_exceptions=True)
            finally:
                self._ways -= {up, down}
                hub_out.transport.abort()
        device_out.transport.abort()

    async def _pass_on(self, source: asyncio.StreamReader, way: "_Way") -> None:
        way.out.write(await source.readuntil(_HEAD_ENDS))
        while True:
            frame, opcode, payload = await _frame(source)
            if opcode != _TEXT:
                way.out.write(frame)
                continue
            said = way.decode(payload)
            if way.waiting or self._is_held(said):
                way.waiting.append(frame)
                self.held.append(said)
            else:
                way.out.write(frame)
                self.passed.append(said)


class _Way:
    """One direction of one connection."""

    def __init__(self, out: asyncio.StreamWriter, decode: Callable[[bytes], Said]) -> None:
        self.out = out
        self.decode = decode
        self.waiting: list[bytes] = []

    def let_go(self) -> None:
        self.out.writelines(self.waiting)
        self.waiting.clear()


def _nothing(_said: Said) -> bool:
    return False


async def _frame(source: asyncio.StreamReader) -> tuple[bytes, int, bytes]:
    """As it came; what kind it is; what it says (RFC 6455, 5.2)."""
    head = await source.readexactly(2)
    length = head[1] & _LENGTH
    longer = await source.readexactly({126: 2, 127: 8}.get(length, 0))
    mask = await source.readexactly(4) if head[1] & _MASKED else b""
    payload = await source.readexactly(int.from_bytes(longer) if longer else length)
    told = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload)) if mask else payload
    return head + longer + mask + payload, head[0] & 0x0F, told
