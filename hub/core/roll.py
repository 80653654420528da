"""One possible future of the queue: the rule of choice rolled forward over sampled times, until all questions are answered.

A question is an asker: somebody who would join the end of a line now. Askers take no time at the counter and change
nothing for the others, so one future answers for all lines at once. It knows no state and no tickets, only lines of
`Head`s, like `choice`, whose very function picks here as it does at the counters.

Theory of operation: free counters wait in a heap by the time they are free. The earliest picks by `choose`; the one it
picked keeps it busy for a sampled time. Whoever joins meanwhile (people of a past day, people who come back from a
break) wakes the idle counters that may serve them. An asker is only put before `choose` once nobody of the same service
and kind stands before it, for until then it could not be picked anyway.
"""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

from hub.core.choice import Head, Level, Limits, choose
from hub.core.ids import Ordinal

HORIZON_S: Final = 6 * 3600.0
"""Nobody is promised anything that far away."""

_MULTIPLIER, _MODULUS = 48271, 2**31 - 1
"""Lehmer's generator: chance that is the same for the same seed, without reading any."""


class Joiner(NamedTuple):
    """A head that is not in its line yet."""

    at_s: float
    line: int
    head: Head


class Counter(NamedTuple):
    """A staffed, working counter."""

    lines: tuple[tuple[int, Level], ...]
    """The lines it may call from."""
    askers: tuple[tuple[int, Level], ...]
    """And the places of the askers it might call."""
    left_s: tuple[float, ...]
    """How long whoever is there now may still take, all equally likely; empty: it is free."""
    then: tuple[tuple[int, Head], ...]
    """Who can be called only when whoever is there now goes: the same person's other tickets."""


class Plan(NamedTuple):
    """The queue as it stands, and what may become of it."""

    now_s: float
    opens_s: float
    """From when on counters may call."""
    lines: tuple[tuple[Head, ...], ...]
    """Who waits, last first; one more empty line for each asker at the end."""
    line_of: Mapping[Ordinal, int]
    mates: Mapping[Ordinal, tuple[Ordinal, ...]]
    """Other waiting tickets of the same person."""
    askers: Mapping[int, Head]
    """By the line each stands in alone."""
    before: tuple[tuple[int, ...], ...]
    """For each asker, in the same order, the lines of its service and kind."""
    asker_of: Mapping[int, int]
    """For each of those lines the line of its asker."""
    counters: tuple[Counter, ...]
    runs: tuple[int, ...]
    seconds: tuple[tuple[float, ...], ...]
    """By service, times at the counter, all equally likely."""
    limits: Limits


class Future:
    """Plays one draw of a plan. `waits` says for the line of each asker how many seconds it took."""

    def __init__(self, plan: Plan, joiners: Sequence[Joiner], chance: int) -> None:
        self._plan = plan
        self._chance = chance
        self._joiners = joiners
        self._lines = [list(line) for line in plan.lines]
        self._heads = [line[-1] if line else None for line in self._lines]
        self._runs = list(plan.runs)
        self._then: list[list[tuple[int, Head]]] = [list(counter.then) for counter in plan.counters]
        self._idle: list[int] = []
        self._free = [(self._free_at(counter), 0, n) for n, counter in enumerate(plan.counters)]
        heapify(self._free)
        self.waits: dict[int, float] = {}
        for line in plan.askers:
            self._let_ask(line)
        self._play()

    @property
    def chance(self) -> int:
        """For the next draw to go on with."""
        return self._chance

    def _play(self) -> None:
        free, joiners, wanted = self._free, self._joiners, len(self._plan.askers)
        joined = 0
        while len(self.waits) < wanted and (free or joined < len(joiners)):
            if joined < len(joiners) and (not free or joiners[joined].at_s <= free[0][0]):
                self._join(joiners[joined])
                joined += 1
                continue
            at_s, _, counter = heappop(free)
            if at_s - self._plan.now_s > HORIZON_S:
                return
            self._call(counter, at_s)

    def _call(self, counter: int, at_s: float) -> None:
        """The free counter calls whoever is next, or waits for somebody to come."""
        plan, heads = self._plan, self._heads
        if self._then[counter]:
            for line, head in self._then[counter]:
                self._put(line, head)
            self._then[counter] = []
        lines = plan.counters[counter].lines
        chosen = choose(lines, heads.__getitem__, self._runs, at_s, plan.limits)
        askers = plan.counters[counter].askers
        for line, _ in askers:
            if heads[line] is not None:
                self._answer(lines, askers, chosen is None, at_s)
                break
        if chosen is None:
            self._idle.append(counter)
            return
        head = chosen.head
        self._runs[head.service] = self._runs[head.service] + 1 if head.is_strict else 0
        self._take(head, counter)
        seconds = plan.seconds[head.service]
        self._chance = self._chance * _MULTIPLIER % _MODULUS
        heappush(self._free, (at_s + seconds[self._chance % len(seconds)], 0, counter))

    def _answer(
        self, lines: tuple[tuple[int, Level], ...], askers: tuple[tuple[int, Level], ...], is_idle: bool, at_s: float
    ) -> None:
        """Those who ask and would be called now, by the same rule, have their answer."""
        plan, heads = self._plan, self._heads
        everybody = (*lines, *askers)
        while True:
            chosen = choose(everybody, heads.__getitem__, self._runs, at_s, plan.limits)
            if chosen is None or chosen.head.ordinal > _ASKER:
                return
            line = _ASKER - chosen.head.ordinal
            self.waits[line] = at_s - plan.now_s
            heads[line] = None

    def _take(self, head: Head, counter: int) -> None:
        """Out of the line; the same person's other tickets wait until this one is served."""
        line = self._plan.line_of[head.ordinal] if head.ordinal >= 0 else -1 - head.ordinal
        self._drop(line, head)
        for mate in self._plan.mates.get(head.ordinal, ()):
            other = self._plan.line_of[mate]
            found = next((h for h in self._lines[other] if h.ordinal == mate), None)
            if found is not None:
                self._drop(other, found)
                self._then[counter].append((other, found))

    def _drop(self, line: int, head: Head) -> None:
        queue = self._lines[line]
        if queue[-1] is head:
            queue.pop()
        else:
            queue.remove(head)
        self._heads[line] = queue[-1] if queue else None
        asker = self._plan.asker_of.get(line)
        if asker is not None and self._heads[asker] is None and asker not in self.waits:
            self._let_ask(asker)
