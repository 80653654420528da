"""Faults that are to strike later: at so many printed rows, or at exactly so many received bytes."""

from typing import NamedTuple

from hardware.emulators.control import Fault


class _Planned(NamedTuple):
    row: int
    byte: int
    fault: Fault


class Plan:
    """Each fault strikes once; -1 is never."""

    def __init__(self) -> None:
        self._faults: list[_Planned] = []

    def add(self, fault: Fault, *, row: int = -1, byte: int = -1) -> None:
        self._faults.append(_Planned(row, byte, fault))

    def before_next(self, received: int, count: int) -> int:
        """How many of the next `count` bytes come before a fault strikes."""
        places = [planned.byte - received for planned in self._faults if planned.byte > received]
        return min([count, *places])

    def due(self, *, row: int | None = None, byte: int | None = None) -> list[Fault]:
        """Those whose moment this is; they are no longer planned."""
        due = [planned for planned in self._faults if row == planned.row or byte == planned.byte]
        self._faults = [planned for planned in self._faults if planned not in due]
        return [planned.fault for planned in due]
