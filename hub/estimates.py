"""The latest estimates of waits, kept fresh in the background.

Theory of operation: a forecast is made step by step on the hub's own loop. After each step comes a pause, so a command
waits for one step at most, well under a millisecond, a call on its way to fifty screens for a few, and nobody for a
forecast; whoever takes a number meanwhile is told the estimates before. They count for a minute of the hub's time, and
only as long as the same people work with the same rules: rather nothing than something untrue.

What past days teach is read from the database in a thread once a day. A centre that has little to look back at also
learns from today.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from types import MappingProxyType
from typing import Final, Protocol

from msgspec.structs import replace

from hub.core.context import NO_WAITS, Waits
from hub.core.estimate import Forecast
from hub.core.experience import ENDED_AT_COUNTER, Experience, PastTicket, experience_of, served, service_times
from hub.core.ids import CounterId, OperatorId, ServiceId
from hub.core.model import State
from hub.core.setup import Branch
from hub.store.errors import StoreError

log = logging.getLogger(__name__)

STALE_AFTER: Final = timedelta(seconds=60)
_LOOK_AGAIN_S: Final = 3.0
"""Without any change a wait grows shorter by itself."""
_GAP_S: Final = 2.0
"""Between forecasts, however much happens."""
_PAUSE_S: Final = 0.003
"""After each step. There are some dozen steps, in the fullest hall some hundred."""
_LEARN_AGAIN_AFTER: Final = timedelta(seconds=60)
_PLENTY: Final = 2000
"""Past tickets that say more than anything that happens today."""

History = Callable[[date], tuple[PastTicket, ...]]
"""Reads the tickets of the working days before a day; raises `StoreError`. Called in a thread."""


class Queue(Protocol):
    """What the estimates read of the engine."""

    @property
    def state(self) -> State: ...

    def now(self) -> datetime: ...


class Estimates:
    """Made by one task; read by whoever decides or shows."""

    def __init__(
        self,
        history: History,
        on_new: Callable[[], None],
        *,
        gap_s: float = _GAP_S,
        look_again_s: float = _LOOK_AGAIN_S,
    ) -> None:
        self._lessons = _Lessons(history)
        self._on_new = on_new
        self._gap_s = gap_s
        self._look_again_s = look_again_s
        self._queue: Queue | None = None
        self._changed = asyncio.Event()
        self._waits = NO_WAITS
        self._made_of: tuple[datetime, State] | None = None

    def current(self) -> Waits:
        """The newest, as long as they are true; else none."""
        if self._queue is None or self._made_of is None:
            return NO_WAITS
        made_at, state = self._made_of
        is_fresh = self._queue.now() - made_at <= STALE_AFTER and _is_same_work(state, self._queue.state)
        return self._waits if is_fresh else NO_WAITS

    @property
    def made_at(self) -> datetime | None:
        """The hub's time of the newest."""
        return None if self._made_of is None else self._made_of[0]

    @property
    def made_of(self) -> State | None:
        """What they were made of."""
        return None if self._made_of is None else self._made_of[1]

    def touch(self) -> None:
        """Something has happened in the queue."""
        self._changed.set()

    async def run_forever(self, queue: Queue) -> None:
        self._queue = queue
        while True:
            self._changed.clear()
            try:
                await self._renew(queue)
            except Exception:  # the boundary of estimating: without estimates the queue goes on all the same
                log.exception("cannot estimate")
            await asyncio.sleep(self._gap_s)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._look_again_s):
                    await self._changed.wait()

    async def _renew(self, queue: Queue) -> None:
        experience = await self._lessons.learnt(queue.state, queue.now())
        state, now = queue.state, queue.now()
        forecast = Forecast(state, now, experience, seed=state.seq)
        while not forecast.is_complete:
            forecast.step()
            await asyncio.sleep(_PAUSE_S)
        before = self.current()
        self._waits, self._made_of = MappingProxyType(forecast.waits()), (now, state)
        if before != self.current():
            self._on_new()


class _Lessons:
    """What estimates know of past days, and in a young centre of today."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._past: tuple[PastTicket, ...] = ()
        self._experience = Experience()
        self._learnt: tuple[date, Branch] | None = None
        self._learnt_at: datetime | None = None

    async def learnt(self, state: State, now: datetime) -> Experience:
        if self._learnt != (state.day, state.branch):
            self._past, self._experience = await asyncio.to_thread(self._look_back, state.day, state.branch)
            self._learnt, self._learnt_at = (state.day, state.branch), None
        is_long_ago = self._learnt_at is None or now - self._learnt_at > _LEARN_AGAIN_AFTER
        if is_long_ago and len(self._past) < _PLENTY:
            times = service_times(state.branch, chain(served(self._past), _served_today(state)))
            self._experience = replace(self._experience, seconds=times)
            self._learnt_at = now
        return self._experience

    def _look_back(self, today: date, branch: Branch) -> tuple[tuple[PastTicket, ...], Experience]:
        try:
            past = self._history(today)
        except StoreError as error:
            log.warning("estimates begin without past days: %s", error)
            past = ()
        return past, experience_of(branch, past)


def _is_same_work(before: State, after: State) -> bool:
    """The same people work, with the same skills, by the same rules."""
    if before.branch is not after.branch or before.day != after.day or before.covers != after.covers:
        return False
    return before.seats is after.seats or _at_work(before) == _at_work(after)


def _at_work(state: State) -> dict[CounterId, OperatorId]:
    return {counter: seat.operator_id for counter, seat in state.seats.items() if seat.paused_for is None}


def _served_today(state: State) -> Iterator[tuple[ServiceId, float]]:
    for ticket in state.tickets:
        if ticket.status in ENDED_AT_COUNTER and ticket.called_at is not None and ticket.ended_at is not None:
            yield ticket.service_id, (ticket.ended_at - ticket.called_at).total_seconds()
