"""The state of the day as a plan that can be rolled forward: who waits where, who may call whom, and who asks.

People of one service who are preferred alike stand in one line of the plan, whatever their classes are called: the rule
cannot tell the difference, since waits count from places (`lines.head`), and fewer lines make a roll faster.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from hub.core import calendar, lines
from hub.core.choice import Head, Level
from hub.core.context import LineName
from hub.core.experience import Comer, Experience, left_s
from hub.core.ids import ClassId, Ordinal, ServiceId, VisitId
from hub.core.model import LineKey, State, Ticket
from hub.core.roll import Counter, Desk, Joiner, Line, Plan, nobody_of
from hub.core.selection import at_counters, level_of, limits_of, skills
from hub.core.setup import Branch

MOST_PEOPLE: Final = 400
"""Behind more than these nobody can be told anything, and the hub has better things to do than to look at them all."""
_LAST: Final = 2**60
"""Behind every ticket of the day."""


class Kind(NamedTuple):
    """People of one service who are preferred alike."""

    service: int
    is_strict: bool
    head_start_s: float


class Door(NamedTuple):
    """Where somebody who comes would stand, and how."""

    line: Line
    kind: Kind
    nobody: Ordinal

    def head(self, at_s: float) -> Head:
        service, is_strict, head_start_s = self.kind
        return Head(at_s - head_start_s, _LAST, at_s, is_strict, service, self.nobody)


class Outlook(NamedTuple):
    """A plan, who is still to be fed into it, and where its answers stand."""

    plan: Plan
    parked: tuple[Joiner, ...]
    """Who comes back, and when."""
    doors: dict[LineName, Door]
    askers: dict[LineName, Line]
    second: float
    """Of the local day, as the days of an experience count."""

    def comers(self, day: Sequence[Comer]) -> Iterator[Joiner]:
        """Who joins as the rest of that past day comes; whom nobody serves today stays out."""
        midnight_s = self.plan.now_s - self.second
        for second, name in day[bisect_right(day, (self.second,)) :]:
            door = self.doors.get(name)
            if door is not None:
                yield Joiner(midnight_s + second, door.line, door.head(midnight_s + second))


def outlook(state: State, now: datetime, names: Iterable[LineName], experience: Experience) -> Outlook | None:
    """None when nobody works, when the counters open no more today, or in a crowd: then nothing can be said."""
    opens_s = _opens_s(state.branch, now)
    people = sum(map(len, state.lines.values()))
    if opens_s is None or people > MOST_PEOPLE or all(seat.paused_for is not None for seat in state.seats.values()):
        return None
    draft = _Draft(state, now)
    parked = tuple(sorted(draft.parked()))
    doors = draft.doors()
    asking = {name: door.kind for name in names if (door := doors.get(name)) is not None}
    if not asking:
        return None
    askers = draft.askers(asking.values())
    return Outlook(
        plan=draft.plan(opens_s, askers, experience),
        parked=parked,
        doors=doors,
        askers={name: askers[kind] for name, kind in asking.items()},
        second=second_of_day(state.branch, now),
    )


def line_names(branch: Branch) -> tuple[LineName, ...]:
    """Every service with every class of the branch, and with none."""
    classes = (ClassId(""), *(found.class_id for found in branch.policy.priority))
    return tuple((service.service_id, class_id) for service in branch.services for class_id in classes)


def second_of_day(branch: Branch, moment: datetime) -> float:
    local = moment.astimezone(calendar.zone(branch))
    return local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6


class _Draft:
    """The lines of a plan while they are collected. Begins with everybody who waits; askers come last."""

    def __init__(self, state: State, now: datetime) -> None:
        self._state = state
        self._now = now
        self._services = {service.service_id: place for place, service in enumerate(state.branch.services)}
        self._seats = tuple(
            (c, seat, skills(state, seat)) for c, seat in state.seats.items() if seat.paused_for is None
        )
        self._kinds: dict[LineName, Kind] = {}
        self._lines: list[tuple[Head, ...]] = []
        self._callers: list[tuple[tuple[Counter, Level], ...]] = []
        self._line_at: dict[Kind | LineKey, Line] = {}
        """Of a kind, or of a counter or a person."""
        self._line_of: dict[Ordinal, Line] = {}
        self._waiting: dict[VisitId, list[Ordinal]] = {}
        self._held: dict[VisitId, list[tuple[Line, Head]]] = {}
        """Whose person stands at a counter with another ticket."""
        self._add_waiting(at_counters(state))

    def kind(self, service_id: ServiceId, class_id: ClassId) -> Kind:
        known = self._kinds.get((service_id, class_id))
        if known is None:
            branch = self._state.branch
            head_start_s = lines.head_start(branch, service_id, class_id).total_seconds()
            known = Kind(self._services[service_id], lines.is_strict(branch, class_id), head_start_s)
            self._kinds[service_id, class_id] = known
        return known

    def doors(self) -> dict[LineName, Door]:
        """Of all the lines of services that somebody serves now."""
        names = line_names(self._state.branch)
        served = {service_id for service_id in self._services if self._callers_of(LineKey(service_id))}
        return {name: _door(self.line(LineKey(*name)), self.kind(*name)) for name in names if name[0] in served}

    def line(self, key: LineKey) -> Line:
        """Where people of this key join."""
        found = self._line_at.get(self._at(key))
        return self._add(key, ()) if found is None else found

    def parked(self) -> Iterator[Joiner]:
        for ordinal in self._state.parked:
            ticket = self._state.tickets[ordinal]
            line = self._line_of[ordinal] = self.line(ticket.line)
            yield Joiner((ticket.parked_until or self._now).timestamp(), line, self._heads(ticket.line).of(ticket))

    def askers(self, kinds: Iterable[Kind]) -> dict[Kind, Line]:
        """An empty line for each kind that is asked about, called from like the others of its service."""
        return {kind: self._add_line((), self._callers[self._line_at[kind]]) for kind in dict.fromkeys(kinds)}

    def plan(self, opens_s: float, askers: dict[Kind, Line], experience: Experience) -> Plan:
        branch = self._state.branch
        first = min(askers.values())
        return Plan(
            now_s=self._now.timestamp(),
            opens_s=opens_s,
            lines=tuple(self._lines),
            callers=tuple(self._callers),
            line_of=self._line_of,
            mates={ordinal: mates for ordinals in self._waiting.values() for ordinal, mates in _mates(ordinals)},
            askers={line: _door(line, kind).head(self._now.timestamp()) for kind, line in askers.items()},
            joins={line: self._line_at[kind] for kind, line in askers.items()},
            asker_of={self._line_at[kind]: line for kind, line in askers.items()},
            desks=tuple(self._desk(place, first, experience) for place in range(len(self._seats))),
            personal=frozenset(line for at, line in self._line_at.items() if isinstance(at, LineKey)),
            runs=tuple(self._state.runs.get(service.service_id, 0) for service in branch.services),
            seconds=tuple(experience.seconds_of(service) for service in branch.services),
            limits=limits_of(branch.policy),
        )

    def _desk(self, place: Counter, first_asker: Line, experience: Experience) -> Desk:
        called = [(line, level) for line, callers in enumerate(self._callers) for who, level in callers if who == place]
        _, seat, _ = self._seats[place]
        left: tuple[float, ...] = ()
        held: list[tuple[Line, Head]] = []
        if seat.ticket is not None:
            ticket = self._state.tickets[seat.ticket]
            held = self._held.get(ticket.visit_id, [])
            service = self._state.branch.services[self._services[ticket.service_id]]
            elapsed = self._now - (ticket.called_at or self._now)
            left = left_s(experience.seconds_of(service), elapsed.total_seconds())
        return Desk(
            lines=tuple(caller for caller in called if caller[0] < first_asker),
            askers=tuple(caller for caller in called if caller[0] >= first_asker),
            left_s=left,
            held=tuple(held),
        )

    def _add_waiting(self, busy: frozenset[VisitId]) -> None:
        """Everybody in a line; the tickets of people who stand at a counter are held until they leave it."""
        keys: dict[Kind | LineKey, LineKey] = {}
        queues: dict[Kind | LineKey, list[Head]] = {}
        held: list[Ticket] = []
        for key, queue in self._state.lines.items():
            at = self._at(key)
            keys.setdefault(at, key)
            heads = queues.setdefault(at, [])
            as_heads = self._heads(key)
            for ticket in (self._state.tickets[ordinal] for ordinal in queue):
                if ticket.visit_id in busy:
                    held.append(ticket)
                else:
                    heads.append(as_heads.of(ticket))
                    self._waiting.setdefault(ticket.visit_id, []).append(ticket.ordinal)
        for at, heads in queues.items():
            self._add(keys[at], sorted(heads))
        for ticket in held:
            line = self._line_of[ticket.ordinal] = self.line(ticket.line)
            self._held.setdefault(ticket.visit_id, []).append((line, self._heads(ticket.line).of(ticket)))

    def _add(self, key: LineKey, heads: Sequence[Head]) -> Line:
        line = self._add_line(tuple(reversed(heads)), self._callers_of(key))
        self._line_at[self._at(key)] = line
        self._line_of.update((head.ordinal, line) for head in heads)
        return line

    def _add_line(self, last_first: tuple[Head, ...], callers: tuple[tuple[Counter, Level], ...]) -> Line:
        self._lines.append(last_first)
        self._callers.append(callers)
        return len(self._lines) - 1

    def _callers_of(self, key: LineKey) -> tuple[tuple[Counter, Level], ...]:
        levels = (
            (place, level_of(self._state, counter, seat, key, known))
            for place, (counter, seat, known) in enumerate(self._seats)
        )
        return tuple(sorted(((place, level) for place, level in levels if level is not None), key=_nearness))

    def _at(self, key: LineKey) -> Kind | LineKey:
        return key if key.is_personal else self.kind(key.service_id, key.class_id)

    def _heads(self, key: LineKey) -> lines.Heads:
        return lines.Heads(self._state.branch, key, self._services[key.service_id])


def _mates(ordinals: Sequence[Ordinal]) -> Iterator[tuple[Ordinal, tuple[Ordinal, ...]]]:
    """For each of one person's waiting tickets the others; nothing for most people, who have one."""
    if len(ordinals) > 1:
        for ordinal in ordinals:
            yield ordinal, tuple(other for other in ordinals if other != ordinal)


def _door(line: Line, kind: Kind) -> Door:
    return Door(line, kind, nobody_of(line))


def _nearness(caller: tuple[Counter, Level]) -> Level:
    return caller[1]


def _opens_s(branch: Branch, now: datetime) -> float | None:
    """From when on counters may call; None: not again today."""
    if calendar.is_open_for_calls(branch, now):
        return now.timestamp()
    local = now.astimezone(calendar.zone(branch))
    opens = [session.opens for session in branch.sessions_on(local.date())]
    return datetime.combine(local.date(), min(opens), local.tzinfo).timestamp() if opens else None
