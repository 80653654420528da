"""How long the disk takes: a store like the other, with a watch in its hand."""

from collections import deque
from collections.abc import Callable, Iterable

import msgspec

from hub.core import events
from hub.engine import Store

_KEPT = 500


class CommitTimes(msgspec.Struct, frozen=True):
    """What the last commits took, and how much they held, since the start."""

    commits: int = 0
    events: int = 0
    refused: int = 0
    last_ms: float = 0.0
    p99_ms: float = 0.0
    """Of the last 500."""


class TimedStore:
    """Each append is one commit and one flush to the disk."""

    def __init__(self, store: Store, now_s: Callable[[], float]) -> None:
        self._store = store
        self._now_s = now_s
        self._took_s: deque[float] = deque(maxlen=_KEPT)
        self._commits = self._events = self._refused = 0

    def load_open_day(self) -> Iterable[events.Recorded]:
        return self._store.load_open_day()

    def append(self, day: str, batch: list[events.Recorded]) -> None:
        began = self._now_s()
        try:
            self._store.append(day, batch)
        except BaseException:
            self._refused += 1
            raise
        self._took_s.append(self._now_s() - began)
        self._commits += 1
        self._events += len(batch)

    def probe(self) -> None:
        self._store.probe()

    def times(self) -> CommitTimes:
        took = sorted(self._took_s)
        return CommitTimes(
            commits=self._commits,
            events=self._events,
            refused=self._refused,
            last_ms=1e3 * self._took_s[-1] if took else 0.0,
            p99_ms=1e3 * took[min(len(took) - 1, int(0.99 * len(took)))] if took else 0.0,
        )
