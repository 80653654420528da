"""`layso-hardware emulate-scanner`: a code scanner made of software, that sends bytes or types like a keyboard."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Final, assert_never

import msgspec

from hardware.emulators import scanner_control as orders
from hardware.emulators.place import MakeLine
from hardware.emulators.typist import ENTER, Typist

_KEY_GAP_S: Final = 0.002
"""A quick scanner types five hundred characters a second; all at once they would not fit into the line."""


class ScannerOptions(msgspec.Struct, frozen=True):
    """How it hangs on the computer."""

    is_wedge: bool = False
    """It types; else it sends bytes."""
    encoding: str = "utf-8"
    """Of one that sends bytes."""


class EmulatedScanner:
    """One scanner. Belongs to one event loop."""

    def __init__(self, options: ScannerOptions, line: MakeLine, clock: Callable[[], float]) -> None:
        self._options = options
        self._clock = clock
        self.line = line(_deaf)
        self._saying: asyncio.Task[None] | None = None
        self._said: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """What to write into the agent's file."""
        return self.line.url.replace("serial://", "evdev://") if self._options.is_wedge else self.line.url

    async def start(self) -> None:
        await self.line.start()

    async def stop(self) -> None:
        for task in self._said:
            task.cancel()
        await self.line.stop()

    def do(self, order: orders.Order) -> None:
        """Raises `ValueError` in words."""
        match order:
            case orders.Scan():
                self._scan(order)
            case orders.Glue(codes):
                self._scan(orders.Scan("".join(codes)))
            case orders.Garbage(text):
                self._say(iter((bytes.fromhex(text),)), 0.0)
            case orders.Unplug():
                self.line.unplug()
            case orders.PlugIn():
                self.line.plug_in()
            case _:
                assert_never(order)

    def _scan(self, scan: orders.Scan) -> None:
        if self._options.is_wedge:
            self._say(self._typed(scan), scan.gap_s or _KEY_GAP_S)
            return
        data = scan.code.encode(self._options.encoding) + scan.end.encode("ascii")
        self._say(iter([bytes((byte,)) for byte in data] if scan.gap_s else (data,)), scan.gap_s)

    def _typed(self, scan: orders.Scan) -> Iterator[bytes]:
        typist = Typist(self._clock(), scan.gap_s or _KEY_GAP_S, bounces=scan.bounces)
        for place, letter in enumerate(scan.code):
            if scan.loses and place == len(scan.code) // 2:
                yield typist.lose_some()
            else:
                yield typist.type(letter, ends=False)
        if scan.end:
            yield typist.key(ENTER)

    def _say(self, pieces: Iterator[bytes], gap_s: float) -> None:
        """After what is being said."""
        task = asyncio.get_running_loop().create_task(self._say_after(self._saying, pieces, gap_s))
        self._saying = task
        self._said.add(task)
        task.add_done_callback(self._said.discard)

    async def _say_after(self, before: asyncio.Task[None] | None, pieces: Iterator[bytes], gap_s: float) -> None:
        if before is not None:
            await asyncio.wait((before,))
        for piece in pieces:
            self.line.say(piece)
            await asyncio.sleep(gap_s)


async def _deaf(_data: bytes) -> None:
    """Scanners are told nothing."""
