"""One possible future of the queue: the rule of choice rolled forward over sampled times.

An asker is somebody who would join the end of a line now. Askers take no time at the counter and change nothing for the
others, so one future answers for all lines at once. This file knows no state and no tickets, only lines of `Head`s, as
`choice` does, whose very function picks here as it picks at the counters.

Theory of operation: the counters wait in a heap by the time each is free. The earliest picks by `choose`, and is busy
with whom it picked for a sampled time. Whoever joins meanwhile (the people of a past day, people who were parked) wakes
the idle counters that may serve them. An asker stands in a line of its own, and is put there only once nobody of the
same service and kind stands before it: until then it could not be picked. It is over when all who ask are answered.

A future can be played a few calls at a time, so that whoever has something more urgent to do can do it in between.
"""

from collections.abc import Iterator, Mapping
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple, Self

from hub.core.choice import Chosen, Head, Level, Limits, choose
from hub.core.ids import Ordinal

HORIZON_S: Final = 6 * 3600.0
"""Nobody is told of a wait that long."""

_MULTIPLIER, _MODULUS = 48271, 2**31 - 1
"""Lehmer's generator: the same seed gives the same chance, and none is read from outside."""

_NEAREST: Final = Level.OWN
_A_WHILE: Final = 80
"""Calls that take well under a millisecond."""

Line = int
Counter = int
"""Places in the lists of a plan."""


class Joiner(NamedTuple):
    """Somebody who is not in a line yet."""

    at_s: float
    line: Line
    head: Head


class Desk(NamedTuple):
    """A staffed, working counter."""

    lines: tuple[tuple[Line, Level], ...]
    """Those it may call from."""
    askers: tuple[tuple[Line, Level], ...]
    """And those of the askers it might call."""
    left_s: tuple[float, ...]
    """How long whoever is there now may still take, all equally likely; empty: nobody is."""
    held: tuple[tuple[Line, Head], ...]
    """Who waits until then: other tickets of the same person."""


class Plan(NamedTuple):
    """The queue as it stands, and what may become of it."""

    now_s: float
    opens_s: float
    """From when on the counters may call."""
    lines: tuple[tuple[Head, ...], ...]
    """Who waits, the last first; the lines of askers are empty and come last."""
    callers: tuple[tuple[tuple[Counter, Level], ...], ...]
    """For each line the counters that may call from it, the nearest first."""
    line_of: Mapping[Ordinal, Line]
    mates: Mapping[Ordinal, tuple[Ordinal, ...]]
    """Other waiting tickets of the same person."""
    askers: Mapping[Line, Head]
    joins: Mapping[Line, Line]
    """For an asker's line the one it would join the end of: of the same service and kind."""
    asker_of: Mapping[Line, Line]
    """And back."""
    desks: tuple[Desk, ...]
    personal: frozenset[Line]
    """Lines of one counter or person: to call from them is nobody's turn."""
    runs: tuple[int, ...]
    """Strict priority calls in a row, by service."""
    seconds: tuple[tuple[float, ...], ...]
    """By service: times at the counter, all equally likely."""
    limits: Limits


def nobody_of(line: Line) -> Ordinal:
    """Stands for the ticket of somebody in that line who has none."""
    return Ordinal(-1 - line)


class Future:
    """One draw of a plan."""

    def __init__(self, plan: Plan, joiners: Iterator[Joiner], chance: int) -> None:
        self.waits: dict[Line, float] = {}
        """For each asker's line the seconds until it was called; without those who were not, within the horizon."""
        self.chance = chance
        """For the next draw to go on with."""
        self._plan = plan
        self._lines = [list(line) for line in plan.lines]
        self._heads = [line[-1] if line else None for line in plan.lines]
        self._runs = list(plan.runs)
        self._held = {place: list(desk.held) for place, desk in enumerate(plan.desks) if desk.held}
        self._idle: list[Counter] = []
        self._asking = 0
        self._helped_from_s = plan.now_s + plan.limits.help_after_s
        """From then on a line may be served by those to whom it is not the nearest."""
        self._free = [(self._free_at(desk), _NEAREST, place) for place, desk in enumerate(plan.desks)]
        heapify(self._free)
        self._joiners = joiners
        self._joiner = next(joiners, None)
        for line in plan.askers:
            self._let_ask(line)

    @classmethod
    def whole(cls, plan: Plan, joiners: Iterator[Joiner], chance: int) -> Self:
        """Played to its end."""
        future = cls(plan, joiners, chance)
        while not future.play():
            pass
        return future

    def play(self, calls: int = _A_WHILE) -> bool:
        """Go on for so many calls of a counter; True when the future is over."""
        free, wanted, until_s = self._free, len(self._plan.askers), self._plan.now_s + HORIZON_S
        while len(self.waits) < wanted:
            joiner = self._joiner
            if joiner is not None and (not free or joiner.at_s <= free[0][0]):
                self._put(joiner.line, joiner.head, joiner.at_s)
                self._joiner = next(self._joiners, None)
                continue
            if not free or free[0][0] > until_s:
                return True
            if calls == 0:
                return False
            calls -= 1
            at_s, _, counter = heappop(free)
            self._call(counter, at_s)
        return True

    def _call(self, counter: Counter, at_s: float) -> None:
        """The counter is free: whoever is next, or nobody until somebody comes."""
        plan, heads = self._plan, self._heads
        if counter in self._held:
            for line, head in self._held.pop(counter):
                self._put(line, head, at_s)
        lines, askers, _, _ = plan.desks[counter]
        chosen = choose(lines, heads.__getitem__, self._runs, at_s, plan.limits)
        if self._asking:
            for asker in askers:
                if self._may_be_next(*asker, chosen, at_s):
                    self._ask(asker, lines, at_s)
        if chosen is None:
            self._idle.append(counter)
            return
        head, ordinal = chosen.head, chosen.head.ordinal
        line = plan.line_of[ordinal] if ordinal >= 0 else -1 - ordinal
        if line not in plan.personal:
            self._runs[head.service] = self._runs[head.service] + 1 if head.is_strict else 0
        self._drop(line, head)
        if ordinal in plan.mates:
            self._hold(plan.mates[ordinal], counter)
        heappush(self._free, (at_s + self._drawn(plan.seconds[head.service]), _NEAREST, counter))

    def _may_be_next(self, asker: Line, level: Level, chosen: Chosen | None, at_s: float) -> bool:
        """False when `choose` need not be asked: a nearer line, an equal who waits longer, or somebody who waits too
        long is before this asker."""
        head = self._heads[asker]
        if head is None or chosen is None:
            return head is not None
        nearness = _NEAREST if at_s > self._helped_from_s else level
        if nearness is not chosen.level:
            return nearness < chosen.level
        first = chosen.head
        waits_longer = head.waits_from_s < first.waits_from_s
        if first.is_strict is head.is_strict:
            return waits_longer or head < first
        return waits_longer or first.is_strict or at_s - first.waits_from_s <= self._plan.limits.cap_s

    def _ask(self, asker: tuple[Line, Level], lines: tuple[tuple[Line, Level], ...], at_s: float) -> None:
        """Whether the rule would call this one now, with all who really wait beside it, and no other asker."""
        plan, line = self._plan, asker[0]
        chosen = choose((*lines, asker), self._heads.__getitem__, self._runs, at_s, plan.limits)
        if chosen is not None and chosen.head is self._heads[line]:
            self.waits[line] = at_s - plan.now_s
            self._heads[line] = None
            self._asking -= 1

    def _hold(self, mates: tuple[Ordinal, ...], counter: Counter) -> None:
        """The other tickets of somebody who was called leave their lines until that is over."""
        for mate in mates:
            line = self._plan.line_of[mate]
            head = next((waiting for waiting in self._lines[line] if waiting.ordinal == mate), None)
            if head is not None:
                self._drop(line, head)
                self._held.setdefault(counter, []).append((line, head))

    def _drop(self, line: Line, head: Head) -> None:
        queue, heads = self._lines[line], self._heads
        if queue[-1] is head:
            queue.pop()
        else:
            queue.remove(head)
        heads[line] = queue[-1] if queue else None
        asker = self._plan.asker_of.get(line)
        if asker is not None and heads[asker] is None and asker not in self.waits:
            self._let_ask(asker)

    def _put(self, line: Line, head: Head, at_s: float) -> None:
        """Into the line, at its place. Idle counters that may serve it wake, the nearest first."""
        queue = self._lines[line]
        if queue and queue[0] < head:
            # Behind everybody, as nearly always: whoever may serve this line is busy.
            queue.insert(0, head)
            return
        place = 0
        while place < len(queue) and queue[place] > head:
            place += 1
        queue.insert(place, head)
        self._heads[line] = queue[-1]
        if self._idle:
            for counter, level in self._plan.callers[line]:
                if counter in self._idle:
                    self._idle.remove(counter)
                    heappush(self._free, (at_s, level, counter))

    def _let_ask(self, asker: Line) -> None:
        """Once nobody of the same service and kind stands before it."""
        head = self._plan.askers[asker]
        first = self._heads[self._plan.joins[asker]]
        if first is None or head < first:
            self._heads[asker] = head
            self._asking += 1

    def _free_at(self, desk: Desk) -> float:
        left_s = self._drawn(desk.left_s) if desk.left_s else 0.0
        return max(self._plan.now_s + left_s, self._plan.opens_s)

    def _drawn(self, seconds: tuple[float, ...]) -> float:
        self.chance = self.chance * _MULTIPLIER % _MODULUS
        return seconds[self.chance % len(seconds)]
