"""What plugs into the agent: one post for each port, whatever device is at its end.

A post has two halves. Its supervisor's thread talks to the device and never waits for the hub; the post itself belongs
to the agent's loop and talks to the hub, never to the device. Facts cross over with `on_loop`, wishes with
`Supervisor.post`.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from hardware.hubdesk import HubDesk
from hardware.journal import Journal
from hub.protocol import DeviceHealth, DeviceId, DeviceReport, DeviceState, HardwareView, PrinterReport

log = logging.getLogger(__name__)

F = TypeVar("F")


@dataclass(frozen=True)
class Office:
    """What the agent lends to each post."""

    device_id: DeviceId
    hub: HubDesk
    """Commands, with their answers."""
    report: Callable[[DeviceReport], None]
    """Facts of the moment. Only for what is no health: that is told by `states`."""
    changed: Callable[[], None]
    """`states` says something new: the hub is told soon. On the loop only."""
    journal: Journal
    clock: Callable[[], float]
    """Seconds that never jump."""
    new_id: Callable[[], str]
    """For a command or a scan: never the same twice, by whatever agent."""
    hub_now: Callable[[], datetime | None]
    """The hub's time, which rules the day; None until its first view. On the loop only."""


class Post(Protocol):
    """A port of this box and what is at its end. Everything is called on the agent's loop, but for `stop`."""

    def start(self) -> None:
        """Begin: the thread of the port."""

    def stop(self, within_s: float) -> None:
        """End; what is under way gets so long. Blocks, so it is called in a thread of its own."""

    async def run(self) -> None:
        """Work for the hub until cancelled."""

    def see(self, view: HardwareView) -> None:
        """The hub's newest truth."""

    def connected(self) -> None:
        """The hub is there (again); its view follows."""

    def disconnected(self) -> None:
        """The hub is away: what the last view said may be old."""

    def states(self) -> tuple[PrinterReport | DeviceState, ...]:
        """How its devices are; what has not been heard of yet is left out."""


def on_loop(hear: Callable[[F], None]) -> Callable[[F], None]:
    """For a supervisor's `on_fact`: have each fact heard on the loop that runs now."""
    loop = asyncio.get_running_loop()

    def hand_over(fact: F) -> None:
        loop.call_soon_threadsafe(hear, fact)

    return hand_over


def log_state(state: DeviceState) -> None:
    """Once for each change."""
    level = logging.INFO if state.health is DeviceHealth.READY else logging.WARNING
    log.log(level, "[%s] is %s", state.name, f"{state.health}: {state.detail}" if state.detail else state.health)
