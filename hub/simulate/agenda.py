"""What is still to happen in a day that is played, in the order of time."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple


class _Entry(NamedTuple):
    at: datetime
    place: int
    do: Callable[[], None]


class Agenda:
    """Moments and what is done then; it holds the time of the play."""

    def __init__(self, starts_at: datetime) -> None:
        self.now = starts_at
        self._entries: list[_Entry] = []
        self._places = count()

    def at(self, moment: datetime, do: Callable[[], None]) -> None:
        """What is late is done at once."""
        heapq.heappush(self._entries, _Entry(max(moment, self.now), next(self._places), do))

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        self.at(self.now + timedelta(seconds=seconds), do)

    def run(self) -> None:
        """Until nothing is left to do."""
        while self._entries:
            entry = heapq.heappop(self._entries)
            self.now = entry.at
            entry.do()
