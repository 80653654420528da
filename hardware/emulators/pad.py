"""`layso-hardware emulate-pad`: call pads made of software, at the end of a pseudo-terminal or a TCP port."""

import asyncio
from collections.abc import Callable
from typing import Final, assert_never

import msgspec

from hardware.emulators import pad_control as orders
from hardware.emulators.pad_machines import Told, machine_of
from hardware.emulators.place import MakeLine
from hardware.emulators.voice import Voice

HELD_S: Final = 0.15
"""A finger stays on a key for so long."""
_BOUNCE_S: Final = 0.01
AGAIN_S: Final = 0.3
"""A pad repeats a key that was not answered after so long,"""
_TIMES: Final = 3
"""and so often."""


class PadOptions(msgspec.Struct, frozen=True):
    """Which pads, and what they are called on their bus."""

    kind: str
    addresses: tuple[str, ...] = ("1",)
    says: str = ""
    """Of a template pad: what a key sends."""


class EmulatedPad:
    """The pads of one line. Belongs to one event loop."""

    def __init__(
        self,
        options: PadOptions,
        line: MakeLine,
        on_told: Callable[[Told], None],
    ) -> None:
        self._machine = machine_of(options.kind, options.addresses, options.says)
        self._address = options.addresses[0]
        self._on_told = on_told
        self.line = line(self._hear)
        self.voice = Voice(self.line.say)
        self._is_numpad = options.kind == "evdev"
        self._is_stubborn = False
        self._fingers: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """What to write into the agent's file."""
        return self.line.url.replace("serial://", "evdev://") if self._is_numpad else self.line.url

    async def start(self) -> None:
        await self.line.start()

    async def stop(self) -> None:
        for finger in self._fingers:
            finger.cancel()
        await self.line.stop()

    def do(self, order: orders.Order) -> None:
        """Raises `ValueError` in words."""
        match order:
            case orders.Key():
                self._press(order)
            case orders.Stubborn(is_on):
                self._is_stubborn = is_on
            case orders.OneByOne(is_on):
                self.voice.is_one_by_one = is_on
            case orders.Half(times):
                self.voice.halves = times
            case orders.Garble(times):
                self.voice.garbled = times
            case orders.Lose(times):
                self.voice.lost = times
            case orders.Delay(seconds):
                self.voice.delay_s = seconds
            case orders.Silent(is_on):
                self.voice.is_silent = is_on
            case orders.Noise(text):
                self.line.say(bytes.fromhex(text))
            case orders.Unplug():
                self.line.unplug()
            case orders.PlugIn():
                self.line.plug_in()
            case _:
                assert_never(order)

    def _press(self, key: orders.Key) -> None:
        address = key.address or self._address
        # A wrong name is told at once, not in the finger's task.
        self.voice.speak(self._machine.press(key.name, address))
        finger = asyncio.get_running_loop().create_task(self._hold(key, address))
        self._fingers.add(finger)
        finger.add_done_callback(self._fingers.discard)

    async def _hold(self, key: orders.Key, address: str) -> None:
        for _ in range(key.bounces):
            await asyncio.sleep(_BOUNCE_S)
            self.voice.speak(self._machine.release(key.name, address))
            await asyncio.sleep(_BOUNCE_S)
            self.voice.speak(self._machine.press(key.name, address))
        for _ in range(key.repeats):
            self.voice.speak(self._machine.press(key.name, address))
        await asyncio.sleep(HELD_S)
        self.voice.speak(self._machine.release(key.name, address))
        await self._until_answered()

    async def _until_answered(self) -> None:
        if self._is_stubborn:
            self._machine.give_up()
        for _ in range(_TIMES):
            await asyncio.sleep(AGAIN_S)
            if not self._machine.awaited:
                return
            self.voice.speak(self._machine.awaited)
        self._machine.give_up()

    async def _hear(self, data: bytes) -> None:
        answer, told = self._machine.hear(data)
        for line in told:
            self._on_told(line)
        self.voice.speak(answer)
