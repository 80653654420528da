"""Time that stands still until a test moves it: the hub's clock on the wall, and the clock of an event loop."""

import asyncio
from datetime import datetime, timedelta

from tests.support.centres import MORNING


class SetClock:
    """A wall clock set by hand; it may go back, as a real one may."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.shows = now

    def now(self) -> datetime:
        return self.shows

    def seconds_until(self, moment: datetime) -> float:
        return max(0.0, (moment - self.shows).total_seconds())

    def move(self, **span: float) -> None:
        self.shows += timedelta(**span)


class StillLoop(asyncio.SelectorEventLoop):
    """An event loop whose timers fire only when `pass_time` says so: the same steps give the same run, always."""

    def __init__(self) -> None:
        super().__init__()
        self._stands_at = 0.0

    def time(self) -> float:
        return self._stands_at

    def pass_time(self, seconds: float) -> None:
        self._stands_at += seconds
        self.settle()

    def settle(self) -> None:
        """Run all that can run without time."""
        self.run_until_complete(_turns(25))


async def _turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)
