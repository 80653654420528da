"""How an emulated device speaks: well, or as badly as it was told to."""

import asyncio
from collections.abc import Callable
from typing import Final

_APART_S: Final = 0.002
"""Between two bytes that are to arrive one by one."""
_AFTER_S: Final = 1e-6
"""Two messages never have the same moment, or they might overtake each other."""


class Voice:
    """Everything a device says goes through here, in order. Belongs to one event loop."""

    def __init__(self, say: Callable[[bytes], None], *, byte_s: float = 0.0) -> None:
        self._say = say
        self._byte_s = byte_s
        """The time of a byte on a slow line."""
        self.delay_s = 0.0
        self.is_silent = False
        self.is_one_by_one = False
        self.halves = 0
        """So many of the next messages end in the middle."""
        self.garbled = 0
        """So many of the next messages arrive with a wrong checksum."""
        self.lost = 0
        """So many of the next messages do not arrive."""
        self._last_at = 0.0
        self._under_way: set[asyncio.TimerHandle] = set()

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
        for piece in [bytes((byte,)) for byte in data] if self.is_one_by_one else [data]:
            self._say_in_turn(piece)

    def hush(self) -> None:
        """What is under way arrives nowhere any more: the cable broke, or the power failed."""
        for handle in self._under_way:
            handle.cancel()
        self._under_way.clear()
        self._last_at = 0.0

    def _say_in_turn(self, piece: bytes) -> None:
        loop = asyncio.get_running_loop()
        takes_s = self._byte_s * len(piece)
        apart_s = max(takes_s, _APART_S if self.is_one_by_one else _AFTER_S)
        at = max(loop.time() + self.delay_s + takes_s, self._last_at + apart_s)
        self._last_at = at
        if at <= loop.time() and not self._under_way:
            self._say(piece)
            return

        def say() -> None:
            self._under_way.discard(handle)
            self._say(piece)

        handle = loop.call_at(at, say)
        self._under_way.add(handle)
