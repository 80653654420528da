"""What the agent lends to a post, without an agent: reports are kept, the hub's time is set by hand."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from hardware.hubdesk import HubDesk
from hardware.journal import Journal
from hardware.post import Office, Post
from hub.protocol import Command, CommandId, DeviceId, DeviceReport

P = TypeVar("P", bound=Post)


class QuietHub:
    """For posts that ask the hub nothing."""

    def __init__(self) -> None:
        self.desk = HubDesk(self)
        self.reports: list[DeviceReport] = []
        self.now: datetime | None = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def send(self, command_id: CommandId, command: Command) -> None:
        raise AssertionError(f"{command_id} asks for {command}")

    def forget(self, command_id: CommandId) -> None:
        """Nothing was asked."""

    def report(self, report: DeviceReport) -> None:
        self.reports.append(report)


@asynccontextmanager
async def installed(folder: Path, hub: QuietHub, make: Callable[[Office], P]) -> AsyncIterator[P]:
    """A post that works, and is ended as the agent ends it."""
    numbers, journal = count(1), Journal(folder / "agent.journal")
    post = make(
        Office(
            device_id=DeviceId("agent-1"),
            hub=hub.desk,
            report=hub.report,
            changed=lambda: None,
            journal=journal,
            clock=time.monotonic,
            new_id=lambda: f"id-{next(numbers)}",
            hub_now=lambda: hub.now,
        )
    )
    post.start()
    running = asyncio.create_task(post.run())
    try:
        yield post
    finally:
        running.cancel()
        await asyncio.wait([running])
        await asyncio.to_thread(post.stop, 5.0)
        journal.close()
