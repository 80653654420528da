"""The one writer: decide, append, evolve, answer, publish.

Theory of operation: commands wait in a queue. The writer takes all that wait, decides each on the state its forerunners
in the batch would leave, stores all their events with one fsync, and only then lets the new state stand, answers, and
has the views published. While the disk works, the next commands gather in the sockets; so the group grows by itself as
the load grows. If the disk refuses, the state stays as it was, the whole batch is told so, and the disk is tried every
second until it takes writes again. The store is called on
the loop: a thread of its own was measured and costs more than the fsync it hides (docs/adr).

Every batch begins with the question of which day it is: a box may have slept, or its clock may have been set, since
anybody last looked, and nothing may happen on the wrong service day.

It owns no socket and no SQL. A repeated command id gets its first answer, also after a restart (`hub.answered`).
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

import msgspec

from hub.answered import Answered, Given, Key
from hub.answers import AnswerFor
from hub.clock import Clock
from hub.core import calendar, commands, events
from hub.core.context import NO_WAITS, Context, Waits
from hub.core.deadlines import due, next_deadline
from hub.core.decide import decide, open_day, stranded
from hub.core.evolve import evolve
from hub.core.ids import CommandId, DeviceId, TicketId
from hub.core.model import State
from hub.core.refusal import Refusal
from hub.core.setup import Branch
from hub.protocol import Accepted, Answer, Failed, FailureCode, Refused
from hub.store.errors import StoreError
from hub.store.faults import reached

log = logging.getLogger(__name__)

HUB = DeviceId("hub")
_GIVES_A_NUMBER = (commands.IssueTicket, commands.WalkIn)
MAX_BATCH = 256
_SHORTEST_SLEEP_S = 0.05
_RETRY_S = 1.0
_TURNS_TO_GATHER = 2
"""Turns of the loop in which requests in the sockets become commands in the queue: an fsync saved for each."""
_LOOK_AGAIN_S = 1.0
"""However far the next deadline: the machine's clock may jump there while nobody speaks."""


class Store(Protocol):
    """What the engine needs of the disk."""

    def load_open_day(self) -> Iterable[events.Recorded]: ...

    def append(self, day: str, batch: list[events.Recorded]) -> None: ...

    def probe(self) -> None: ...


class _Waiting(msgspec.Struct):
    """A command in the queue, and who waits for its answer."""

    key: Key
    command: commands.Command
    answer: asyncio.Future[Answer]
    is_pad: bool = False


class _Decided(msgspec.Struct):
    """What a batch would do, before it is stored."""

    state: State | None
    answered: Answered
    """Of the day that is open before the batch; a day opened by the batch has a memory of its own."""
    events: list[events.Recorded]
    changed: dict[Key, TicketId | None]
    """Commands that caused events, with the ticket each issued."""
    quiet: dict[Key, Refused | None]
    """Commands that caused none."""


class Engine:
    """Holds the state; the only one to change it."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        branch: Branch,
        new_token: Callable[[], str],
        answer_for: AnswerFor,
        on_change: Callable[[], None],
        waits: Callable[[], Waits] = lambda: NO_WAITS,
    ) -> None:
        self._store = store
        self._clock = clock
        self._branch = branch
        self._new_token = new_token
        self._answer_for = answer_for
        self._on_change = on_change
        self._waits = waits
        self._queue: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._changed = asyncio.Event()
        self._refused_by_disk = asyncio.Event()
        self._answered = Answered()
        self._state = self._replayed(store.load_open_day())

    @property
    def state(self) -> State:
        """The state on disk. Only after `start`."""
        if self._state is None:
            raise RuntimeError("the engine has not been started")
        return self._state

    def now(self) -> datetime:
        """The hub's time: the clock's, but never before the last event."""
        now = self._clock.now()
        return now if self._state is None else max(now, self._state.last_at)

    def today(self) -> str:
        """The service day that is open."""
        return self.state.day.isoformat()

    def is_open(self) -> bool:
        """Tickets are handed out at this hour."""
        return calendar.is_open_for_tickets(self.state.branch, self.now())

    def clock_behind_s(self) -> float:
        """How far the machine's clock stands before the last event: more than a moment means it was set back."""
        return 0.0 if self._state is None else max(0.0, (self._state.last_at - self._clock.now()).total_seconds())

    def waits(self) -> Waits:
        """The latest estimates."""
        return self._waits()

    def is_busy(self) -> bool:
        """Commands are waiting."""
        return not self._queue.empty()

    def is_accepting(self) -> bool:
        """The disk took what it was last given."""
        return not self._refused_by_disk.is_set()

    async def run(self, started: asyncio.Event) -> None:
        """Open the service day, then write until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._write_forever())
            if not isinstance(await self.order("start", commands.OpenDay(self._branch)), Accepted):
                raise StoreError("the service day could not be opened: the disk refuses")
            self._warn_of_stranded()
            started.set()
            tasks.create_task(self._watch_time())
            tasks.create_task(self._knock_at_disk())

    async def submit(
        self, device_id: DeviceId, command_id: CommandId, command: commands.Command, *, is_pad: bool = False
    ) -> Answer:
        """Have a command decided and stored; the answer comes after the disk has it. See `Context` for `is_pad`."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Waiting((device_id, command_id), command, answer, is_pad))
        return await answer

    async def _write_forever(self) -> None:
        batch: list[_Waiting] = []
        while True:
            batch = await self._gathered(is_rush=len(batch) > 1)
            self._write(batch)

    async def _gathered(self, *, is_rush: bool) -> list[_Waiting]:
        """All that wait; in a rush also those whose requests have come in but were not read yet."""
        batch = [await self._queue.get()]
        for _ in range(_TURNS_TO_GATHER if is_rush else 0):
            await asyncio.sleep(0)
        while len(batch) < MAX_BATCH and not self._queue.empty():
            batch.append(self._queue.get_nowait())
        return batch

    def _write(self, batch: list[_Waiting]) -> None:
        now = self.now()
        if self._is_over(now):
            batch = [self._own("new_day", commands.OpenDay(self._branch)), *batch]
        decided = _Decided(self._state, self._answered, [], {}, {})
        answers = [self._decided(waiting, decided, now) for waiting in batch]
        if decided.events:
            day = "" if self._state is None else self._state.day.isoformat()
            reached("before_append")
            try:
                self._store.append(day, decided.events)
            except StoreError as error:
                log.error("nothing was stored: %s", error)  # noqa: TRY400 - the disk's fault, told in one line
                self._answer_all(batch, [self._undone(waiting.key) for waiting in batch])
                self._heed_disk(is_refusing=True)
                return
            self._heed_disk(is_refusing=False)
            reached("after_append_before_state")
        self._take_over(decided)
        if decided.events:
            reached("after_state_before_answer")
        self._answer_all(batch, [self._worded(answer) for answer in answers])
        if decided.events:
            reached("after_answer_before_views")
            self._on_change()

    def _heed_disk(self, *, is_refusing: bool) -> None:
        """Have everybody told when the disk begins to refuse, and when it takes again."""
        if is_refusing == self.is_accepting():
            (self._refused_by_disk.set if is_refusing else self._refused_by_disk.clear)()
            self._on_change()

    async def _knock_at_disk(self) -> None:
        """While the disk refuses nobody asks for a number, so the hub tries by itself."""
        while True:
            await self._refused_by_disk.wait()
            await asyncio.sleep(_RETRY_S)
            try:
                self._store.probe()
            except StoreError:
                continue
            log.info("the disk takes writes again")
            self._heed_disk(is_refusing=False)

    def _is_over(self, now: datetime) -> bool:
        """The open service day has passed."""
        return self._state is not None and calendar.service_day(self._branch, now) > self._state.day

    def _decided(self, waiting: _Waiting, decided: _Decided, now: datetime) -> Given | Failed:
        """Decide one command on top of the batch so far."""
        key = waiting.key
        for known in (decided.answered, decided.changed, decided.quiet):
            if key in known:
                return known[key]
        try:
            happened = self._decide(decided.state, waiting, now)
            state, recorded = self._evolved(decided.state, waiting, happened, now)
        except Refusal as refusal:
            log.info("%s was refused %s: %s", key[0], type(waiting.command).__name__, refusal.code)
            decided.quiet[key] = answer = Refused(refusal.code, refusal.params)
            return answer
        except Exception:  # the boundary of one command: a bug in a rule must not stop the queue
            log.exception("could not decide %s of %s", type(waiting.command).__name__, key[0])
            return Failed(FailureCode.INTERNAL)
        if any(isinstance(event, events.DayOpened) for event in happened):
            decided.answered = Answered()
        decided.state = state
        decided.events.extend(recorded)
        if not happened:
            decided.quiet[key] = None
            return None
        issued = next((e.ticket_id for e in happened if isinstance(e, events.TicketIssued)), None)
        decided.changed[key] = issued
        return issued

    def _decide(self, state: State | None, waiting: _Waiting, now: datetime) -> tuple[events.Event, ...]:
        token = self._new_token() if isinstance(waiting.command, _GIVES_A_NUMBER) else ""
        context = Context(now, waiting.key[0], token, self._waits(), waiting.is_pad)
        if isinstance(waiting.command, commands.OpenDay):
            return open_day(state, waiting.command.branch, context)
        if state is None:
            raise RuntimeError("a command came before the first day was opened")
        return decide(state, waiting.command, context)

    def _evolved(
        self, state: State | None, waiting: _Waiting, happened: tuple[events.Event, ...], now: datetime
    ) -> tuple[State | None, list[events.Recorded]]:
        device_id, command_id = waiting.key
        recorded = []
        for event in happened:
            entry = events.Recorded(
                seq=1 if state is None else state.seq + 1,
                at=now,
                command_id=command_id,
                device_id=device_id,
                event=event,
            )
            state = evolve(state, entry)
            recorded.append(entry)
        return state, recorded

    def _take_over(self, decided: _Decided) -> None:
        self._answered = decided.answered
        for key, issued in decided.changed.items():
            self._answered.changed(key, issued)
        for key, answer in decided.quiet.items():
            self._answered.quiet(key, answer)
        self._state = decided.state
        if decided.events:
            self._changed.set()

    def _undone(self, key: Key) -> Answer:
        """The answer when the batch could not be stored: what was answered before stays answered."""
        return self._worded(self._answered[key]) if key in self._answered else Failed(FailureCode.STORE_UNAVAILABLE)

    def _worded(self, answer: Given | Failed) -> Answer:
        if answer is None:
            return Accepted()
        if isinstance(answer, str):
            return self._answer_for(self.state, answer)
        return answer

    def _answer_all(self, batch: list[_Waiting], answers: list[Answer]) -> None:
        for waiting, answer in zip(batch, answers, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(answer)

    def _replayed(self, log_of_day: Iterable[events.Recorded]) -> State | None:
        state: State | None = None
        for recorded in log_of_day:
            if state is not None and recorded.seq != state.seq + 1:
                raise StoreError(f"the event log lacks event {state.seq + 1}: restore a backup (docs/operations.md)")
            try:
                state = evolve(state, recorded)
            except (ValueError, LookupError) as error:
                what = f"event {recorded.seq} does not fit the log before it ({error})"
                raise StoreError(f"{what}: restore a backup (docs/operations.md)") from error
            issued = recorded.event.ticket_id if isinstance(recorded.event, events.TicketIssued) else None
            self._answered.changed((recorded.device_id, recorded.command_id), issued)
        return state

    def _own(self, name: str, command: commands.Command) -> _Waiting:
        """A command the hub gives itself; the event log moves on with each, so `seq` makes its id unique."""
        seq = 0 if self._state is None else self._state.seq
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        return _Waiting((HUB, CommandId(f"{name}.after-{seq}")), command, answer)

    async def order(self, name: str, command: commands.Command) -> Answer:
        """Have one of the hub's own commands done."""
        order = self._own(name, command)
        self._queue.put_nowait(order)
        return await order.answer

    async def _watch_time(self) -> None:
        """Give the hub's own commands when they fall due; have the views redrawn when the hours change."""
        while True:
            self._changed.clear()
            now = self.now()
            answers = [
                await self.order(f"due-{place}", command)
                for place, command in enumerate(due(self.state, self._branch, now))
            ]
            sleep_s = min(_LOOK_AGAIN_S, self._clock.seconds_until(next_deadline(self.state, now)))
            is_refused_by_disk = any(isinstance(answer, Failed) for answer in answers)
            try:
                async with asyncio.timeout(max(sleep_s, _RETRY_S if is_refused_by_disk else _SHORTEST_SLEEP_S)):
                    await self._changed.wait()
            except TimeoutError:
                self._on_change()
            else:
                # In a rush the state changes thousands of times a second; what falls due can wait that long.
                await asyncio.sleep(_SHORTEST_SLEEP_S)

    def _warn_of_stranded(self) -> None:
        left = stranded(self.state, self._branch) if self.state.branch != self._branch else ()
        if left:
            log.warning("the new set-up starts tomorrow: people still wait or sit at %s today", ", ".join(left))
