"""The lamps and the beeper at a module's outputs: what they should be, and which has to be told."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from hardware.callpad.face import Face, Signal
from hardware.callpad.outbox import REPAINT_S

_NEVER: Final = float("inf")
_ON_S: Final = 0.2
_TIMES: Final = {Signal.DONE: 0, Signal.REFUSED: 1, Signal.NOT_NOW: 2}
_TRY_AGAIN_S: Final = 30.0
"""A module that refuses to switch its outputs may have none."""


class Lamp(StrEnum):
    """What an output stands for."""

    WAITING = "waiting"
    """Somebody waits."""
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"
    REFUSED = "refused"
    """A lamp or a beeper: on for a moment for a "no", twice when the hub is away."""


class Lamps:
    """One module's. An output counts as told when the module has confirmed it."""

    def __init__(self, outputs: Mapping[Lamp, int]) -> None:
        self._outputs = outputs
        self._wanted: dict[int, bool] = {}
        self._told: dict[int, bool] = {}
        self._told_at = 0.0
        self._pulses: list[tuple[float, bool]] = []
        self._rests_until = 0.0

    def show(self, face: Face, now: float) -> None:  # noqa: ARG002 - told at the next opportunity
        states = {
            Lamp.WAITING: face.waiting > 0,
            Lamp.CALLED: face.is_called,
            Lamp.SERVING: face.is_serving,
            Lamp.PAUSED: face.is_paused,
        }
        self._wanted |= {self._outputs[lamp]: is_on for lamp, is_on in states.items() if lamp in self._outputs}
        if Lamp.REFUSED in self._outputs:
            self._wanted.setdefault(self._outputs[Lamp.REFUSED], False)

    def signal(self, signal: Signal, now: float) -> None:
        if Lamp.REFUSED in self._outputs:
            self._pulses = [(now + step * _ON_S, step % 2 == 0) for step in range(2 * _TIMES[signal])]

    def take_due(self, now: float) -> dict[int, bool]:
        """Outputs that stand side by side and have to be told now; empty when all is told."""
        while self._pulses and self._pulses[0][0] <= now:
            self._wanted[self._outputs[Lamp.REFUSED]] = self._pulses.pop(0)[1]
        if now < self._rests_until:
            return {}
        if self._told and now >= self._told_at + REPAINT_S:
            self._told = {}
        due = sorted(address for address, is_on in self._wanted.items() if self._told.get(address) is not is_on)
        beside = [address for place, address in enumerate(due) if address == due[0] + place]
        return {address: self._wanted[address] for address in beside}

    def lit(self, outputs: Mapping[int, bool], now: float) -> None:
        """The module has done it."""
        self._told |= outputs
        self._told_at = now

    def give_up(self, now: float) -> None:
        self._rests_until = now + _TRY_AGAIN_S

    def forget(self) -> None:
        """Nobody knows what is lit."""
        self._told = {}
        self._rests_until = 0.0

    def next_at(self) -> float:
        if any(self._told.get(address) is not is_on for address, is_on in self._wanted.items()):
            return self._rests_until
        repaint_at = self._told_at + REPAINT_S if self._told else _NEVER
        return min(self._pulses[0][0] if self._pulses else _NEVER, repaint_at)
