"""How an emulated device speaks: well, or as badly as it was told to."""

import asyncio
from collections.abc import Callable
from typing import Final

_APART_S: Final = 0.002
"""Between two bytes that are to arrive one by one."""


class Voice:
    """Everything a device says goes through here, in order. Belongs to one event loop."""

    def __init__(self, say: Callable[[bytes], None]) -> None:
        self._say = say
        self.delay_s = 0.0
        self.is_silent = False
        self.is_one_by_one = False
        self.halves = 0
        """So many of the next messages end in the middle."""
        self.garbled = 0
        """So many of the next messages arrive with a wrong checksum."""
        self.lost = 0
        """So many of the next messages do not arrive."""
        self._turn = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()

    def speak(self, data: bytes) -> None:
        """Soon, and after what was said before."""
        if not data or self.is_silent:
            return
        if self.lost:
            self.lost -= 1
            return
        if self.garbled:
            self.garbled -= 1
            data = data[:-2] + bytes((data[-2] ^ 0x55,)) + data[-1:] if len(data) > 1 else b"\xff"
        if self.halves:
            self.halves -= 1
            data = data[: len(data) // 2]
        if not (self.delay_s or self.is_one_by_one or self._under_way):
            self._say(data)
            return
        task = asyncio.get_running_loop().create_task(self._slowly(data))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _slowly(self, data: bytes) -> None:
        async with self._turn:
            await asyncio.sleep(self.delay_s)
            if not self.is_one_by_one:
                self._say(data)
                return
            for byte in data:
                self._say(bytes((byte,)))
                await asyncio.sleep(_APART_S)
