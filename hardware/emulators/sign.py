"""`layso-hardware emulate-sign`: number signs made of software. What stands on them comes out as JSON lines."""

from collections.abc import Callable
from typing import assert_never

import msgspec

from hardware.emulators import sign_control as orders
from hardware.emulators.place import MakeLine
from hardware.emulators.registers import SegmentSigns
from hardware.emulators.screens import BoardScreen, Cd5220Screen, DmDScreen, Screen, UtcScreen


class SignOptions(msgspec.Struct, frozen=True):
    """Which sign, and what it is like."""

    kind: str
    """ "dm-d", "cd5220", "utc", "modbus" or "ascii"."""
    addresses: tuple[int, ...] = (1,)
    """Of `modbus`: the signs on the bus."""
    places: int = 4
    """Of `modbus`: how many digits each has."""
    has_digit_registers: bool = False
    """Of `modbus`: a register for each digit, instead of one for the number."""
    end: bytes = b"\r"
    """Of `ascii`: what ends a line."""


def screen_of(options: SignOptions) -> Screen:
    """Raises `ValueError`."""
    match options.kind:
        case "dm-d":
            return DmDScreen()
        case "cd5220":
            return Cd5220Screen()
        case "utc":
            return UtcScreen()
        case "ascii":
            return BoardScreen(options.end)
        case "modbus":
            return SegmentSigns(options.addresses, places=options.places, is_number=not options.has_digit_registers)
        case _:
            raise ValueError(f"there is no sign of the kind {options.kind}")


class EmulatedSign:
    """The signs of one line. Belongs to one event loop."""

    def __init__(self, options: SignOptions, line: MakeLine, on_shown: Callable[[dict[str, object]], None]) -> None:
        self._screen = screen_of(options)
        self._on_shown = on_shown
        self._shown: dict[str, object] | None = None
        self.line = line(self._hear)

    @property
    def url(self) -> str:
        """What to write into the agent's file."""
        return self.line.url

    async def start(self) -> None:
        await self.line.start()

    async def stop(self) -> None:
        await self.line.stop()

    def do(self, order: orders.Order) -> None:
        """Raises `ValueError` in words."""
        match order:
            case orders.Unplug():
                self.line.unplug()
                self._screen.lose_power()
            case orders.PlugIn():
                self.line.plug_in()
            case orders.LosePower():
                self._screen.lose_power()
            case orders.Deaf(is_on):
                self.line.deafen(is_on=is_on)
            case orders.Silent(address, is_on):
                _flip(self._bus.silent, address, is_on=is_on)
            case orders.Refuse(address, is_on):
                _flip(self._bus.refusing, address, is_on=is_on)
            case orders.Show():
                self._shown = None
            case _:
                assert_never(order)
        self._tell()

    @property
    def _bus(self) -> SegmentSigns:
        if not isinstance(self._screen, SegmentSigns):
            raise ValueError("only signs on a bus can be told that")  # noqa: TRY004 - an order that does not fit
        return self._screen

    async def _hear(self, data: bytes) -> None:
        answer = self._screen.hear(data)
        if answer:
            self.line.say(answer)
        self._tell()

    def _tell(self) -> None:
        """Only what is new."""
        for warning in self._screen.warnings:
            self._on_shown({"warning": warning})
        self._screen.warnings.clear()
        shown = self._screen.shown()
        if shown != self._shown:
            self._shown = shown
            self._on_shown(shown)


def _flip(addresses: set[int], address: int, *, is_on: bool) -> None:
    if is_on:
        addresses.add(address)
    else:
        addresses.discard(address)
