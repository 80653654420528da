"""What every call pad's driver says, and what it can be asked to show."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from hardware.callpad.face import Face, Signal
from hardware.callpad.keys import PadKey
from hardware.supervisor import Driver
from hub.protocol import DeviceHealth

Station = int | str
"""A pad's address on its bus; 0 for a pad with a port of its own."""


class KeyPressed(msgspec.Struct, frozen=True):
    """A finger meant it: bounces and repetitions are gone, and the pad has been told that it was heard."""

    station: Station
    key: PadKey


class PadFelt(msgspec.Struct, frozen=True):
    """How a pad is; said when it changes."""

    station: Station
    health: DeviceHealth
    detail: str = ""


class Unmapped(msgspec.Struct, frozen=True):
    """Something spoke for which the file has no meaning; said once for each."""

    what: str


PadFact = KeyPressed | PadFelt | Unmapped


class PadDriver(Driver[PadFact], Protocol):
    """One port with its pads."""

    def show(self, station: Station, face: Face, now: float, /) -> None:
        """From now on, and again after the pad was away."""

    def signal(self, station: Station, signal: Signal, now: float, /) -> None:
        """Once."""


class Healths:
    """Says how pads are, once for each change."""

    def __init__(self, stations: Sequence[Station]) -> None:
        self._stations = stations
        self._last: dict[Station, PadFelt] = {}

    def all_are(self, health: DeviceHealth) -> list[PadFact]:
        return [fact for station in self._stations for fact in self.one_is(station, health)]

    def one_is(self, station: Station, health: DeviceHealth, detail: str = "") -> list[PadFact]:
        felt = PadFelt(station, health, detail)
        if self._last.get(station) == felt:
            return []
        self._last[station] = felt
        return [felt]
