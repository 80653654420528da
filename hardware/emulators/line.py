"""How an emulated device hangs on its computer: a TCP port, or a pseudo-terminal that looks like a serial line.

The device gives a `hear` that is awaited with what arrives and thereby holds back what follows; it says what it says
through `say`. A line can break, be pulled out and put in again, and lose its power, each as its kind of cable would.
"""

import asyncio
import errno
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

log = logging.getLogger(__name__)

Hear = Callable[[bytes], Awaitable[None]]

_READ_BYTES: Final = 4096
_SLICE_S: Final = 0.02
"""A paced line delivers in slices of this length."""


def _nobody_asks() -> None:
    """Until somebody does."""


class Line(Protocol):
    """The device's end of the cable. Belongs to one event loop."""

    on_end: Callable[[], None]
    """Told when a connection has ended, or the plug was pulled."""

    @property
    def url(self) -> str:
        """What to write into the agent's file."""

    @property
    def is_connected(self) -> bool:
        """Somebody may be listening."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...

    def say(self, data: bytes) -> None:
        """Lost when nobody is there."""

    def deafen(self, *, is_on: bool) -> None:
        """Take nothing from the cable any more; it stays plugged."""

    def drop(self) -> None:
        """Break for a moment."""

    def unplug(self) -> None: ...
    def plug_in(self) -> None: ...

    def power(self, *, is_on: bool) -> None:
        """The device's plug in the wall: what the other end of the cable sees of it."""


class TcpLine:
    """Takes one connection at a time, as network printers do."""

    def __init__(self, host: str, port: int, hear: Hear) -> None:
        self.on_end = _nobody_asks
        self._host = host
        self._port = port
        self._hear = hear
        self._server: asyncio.Server | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._is_reachable = True
        self._hears = asyncio.Event()
        self._hears.set()

    @property
    def url(self) -> str:
        return f"tcp://{self._host}:{self.port}"

    @property
    def port(self) -> int:
        """The real one; 0 at the start takes any free one."""
        if self._server is None or not self._server.sockets:
            return self._port
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    @property
    def is_connected(self) -> bool:
        return self._writer is not None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, self._host, self._port)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        self.drop()

    def say(self, data: bytes) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(data)

    def deafen(self, *, is_on: bool) -> None:
        if is_on:
            self._hears.clear()
        else:
            self._hears.set()

    def drop(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()
            self._writer = None
            self.on_end()

    def unplug(self) -> None:
        self._is_reachable = False
        self.drop()

    def plug_in(self) -> None:
        self._is_reachable = True

    def power(self, *, is_on: bool) -> None:
        if is_on:
            self.plug_in()
        else:
            self.unplug()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._writer is not None or not self._is_reachable:
            writer.transport.abort()
            return
        self._writer = writer
        log.info("connected by %s", writer.get_extra_info("peername"))
        try:
            # After a pulled cable the reader may still hold what the device never got.
            while (data := await self._read(reader)) and self._writer is writer:
                await self._hear(data)
        except (ConnectionError, asyncio.CancelledError):
            log.info("the connection broke")
        finally:
            writer.close()
            if self._writer is writer:
                self._writer = None
                self.on_end()

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        await self._hears.wait()
        return await reader.read(_READ_BYTES)


class PtyLine:
    """A serial line: `link` leads to the computer's end. A pseudo-terminal knows no speed, so the pace is kept here."""

    def __init__(self, link: Path, hear: Hear, *, clock: Callable[[], float], bytes_per_s: float | None = None) -> None:
        self.on_end = _nobody_asks
        self._link = link
        self._hear = hear
        self._clock = clock
        self._bytes_per_s = bytes_per_s
        self._slice = _READ_BYTES if bytes_per_s is None else max(1, min(_READ_BYTES, int(bytes_per_s * _SLICE_S)))
        self._ends: tuple[int, int] | None = None
        """Ours, and the computer's: held open, so that the line stands while nobody listens."""
        self._pump: asyncio.Task[None] | None = None
        self._hears = asyncio.Event()
        self._hears.set()
        self._has_power = True
        self._is_deaf = False

    @property
    def url(self) -> str:
        speed = f"?baud={self._bytes_per_s * 10:.0f}&flow=rtscts" if self._bytes_per_s else ""
        return f"serial://{self._link.absolute()}{speed}"

    @property
    def is_connected(self) -> bool:
        return self._ends is not None

    async def start(self) -> None:
        self.plug_in()

    async def stop(self) -> None:
        pump = self._pump
        self.unplug()
        if pump is not None:
            with suppress(asyncio.CancelledError):
                await pump

    def say(self, data: bytes) -> None:
        if self._ends is None or not self._has_power:
            return
        # Nobody reads and the line's buffer is full: lost, as on a wire.
        with suppress(BlockingIOError):
            os.write(self._ends[0], data)

    def deafen(self, *, is_on: bool) -> None:
        self._is_deaf = is_on
        self._set_hearing()

    def drop(self) -> None:
        self.unplug()
        self.plug_in()

    def unplug(self) -> None:
        if self._pump is not None:
            self._pump.cancel()
        self._pump = None
        if self._ends is not None:
            asyncio.get_running_loop().remove_reader(self._ends[0])
            for end in self._ends:
                os.close(end)
            self._link.unlink(missing_ok=True)
            self._ends = None
            self.on_end()

    def plug_in(self) -> None:
        if self._ends is not None:
            return
        import pty  # not on Windows, where emulators are reached over TCP
        import tty

        ours, theirs = pty.openpty()
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        self._ends = ours, theirs
        unfinished = self._link.with_name(f".{self._link.name}.new")
        unfinished.unlink(missing_ok=True)
        unfinished.symlink_to(os.ttyname(theirs))
        unfinished.replace(self._link)
        self._pump = asyncio.create_task(self._carry(ours))

    def power(self, *, is_on: bool) -> None:
        """The line itself stays; without power the device raises no CTS, so that the computer keeps its bytes."""
        self._has_power = is_on
        self._set_hearing()

    def _set_hearing(self) -> None:
        if self._has_power and not self._is_deaf:
            self._hears.set()
        else:
            self._hears.clear()

    async def _carry(self, ours: int) -> None:
        free_at = self._clock()
        while True:
            await self._hears.wait()
            await self._until_readable(ours)
            if not self._hears.is_set() or not (data := self._read(ours)):
                continue
            await self._hear(data)
            if self._bytes_per_s is not None:
                free_at = max(free_at, self._clock() - _SLICE_S) + len(data) / self._bytes_per_s
                await asyncio.sleep(max(0.0, free_at - self._clock()))

    async def _until_readable(self, ours: int) -> None:
        loop = asyncio.get_running_loop()
        readable = asyncio.Event()
        loop.add_reader(ours, readable.set)
        try:
            await readable.wait()
        finally:
            # Once unplugged, the number may already be another line's.
            if self._pump is asyncio.current_task():
                loop.remove_reader(ours)

    def _read(self, ours: int) -> bytes:
        try:
            return os.read(ours, self._slice)
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EIO):
                return b""
            raise
