"""The hub without disk and network: a command is decided on the state, and what happens is applied at once."""

from collections.abc import Callable
from datetime import datetime

from hub.core import commands, events
from hub.core.context import NO_WAITS, Context, Waits
from hub.core.decide import decide, open_day
from hub.core.evolve import evolve
from hub.core.ids import CommandId, DeviceId
from hub.core.model import State
from hub.core.refusal import Refusal
from hub.core.setup import Branch

HUB = DeviceId("hub")


Watch = Callable[[State, events.Recorded, State], None]
"""Sees every event with the state before and after it."""


class Hall:
    """One service day of one centre."""

    def __init__(self, branch: Branch, now: datetime, watch: Watch) -> None:
        self._watch = watch
        self._count = 0
        self.state = evolve(None, self._recorded(open_day(None, branch, _context(HUB, now, NO_WAITS))[0], HUB, now, 1))

    def do(
        self,
        device: DeviceId,
        command: commands.Command,
        now: datetime,
        waits: Waits = NO_WAITS,
    ) -> tuple[events.Event, ...] | Refusal:
        """What happened, or why not."""
        try:
            happened = decide(self.state, command, _context(device, now, waits))
        except Refusal as refusal:
            return refusal
        self._count += 1
        for event in happened:
            before, entry = self.state, self._recorded(event, device, now, self.state.seq + 1)
            self.state = evolve(before, entry)
            self._watch(before, entry, self.state)
        return happened

    def _recorded(self, event: events.Event, device: DeviceId, now: datetime, seq: int) -> events.Recorded:
        return events.Recorded(seq, now, CommandId(f"play-{self._count}"), device, event)


def _context(device: DeviceId, now: datetime, waits: Waits) -> Context:
    return Context(now=now, device_id=device, token="", waits=waits)
