"""One day of a centre, played from the first visitor to the last official."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Protocol

from hub.core import commands, events
from hub.core.calendar import zone
from hub.core.context import LineName, Waits
from hub.core.deadlines import due
from hub.core.ids import CounterId, DeviceId, OperatorId, Ordinal
from hub.core.model import State
from hub.core.refusal import Refusal
from hub.core.setup import Branch, WorkingSession
from hub.simulate.agenda import Agenda
from hub.simulate.hall import HUB, Hall
from hub.simulate.officials import Official, Shift
from hub.simulate.records import Step
from hub.simulate.visitors import Visitor

_SIT_DOWN_BEFORE = timedelta(minutes=5)

Staff = Sequence[tuple[CounterId, OperatorId]]
"""Who sits where."""


class Eyes(Protocol):
    """Look at a day while it is played, and know what to tell the people who come."""

    def watch(self, step: Step) -> None: ...

    def waits(self, state: State, now: datetime, name: LineName) -> Waits:
        """Asked just before a number is taken."""
        ...


class Day:
    """Sets the stage; `play` plays it."""

    def __init__(
        self,
        branch: Branch,
        day: date,
        visitors: Sequence[Visitor],
        staff: Staff,
        eyes: Eyes,
        *,
        break_min: float = 0.0,
        seed: int = 0,
    ) -> None:
        sessions = branch.sessions_on(day)
        first = min(min(session.opens, session.tickets_from) for session in sessions)
        self.turned_away = 0
        """Visitors who got no number."""
        self._branch = branch
        self._kiosk = branch.kiosks[0].device_id if branch.kiosks else DeviceId("kiosk")
        self._eyes = eyes
        self._visitors: dict[Ordinal, Visitor] = {}
        self._agenda = Agenda(datetime.combine(day, first, zone(branch)) - 2 * _SIT_DOWN_BEFORE)
        self._officials: dict[CounterId, Official] = {}
        self._hall = Hall(branch, self._agenda.now, self._saw)
        chance = random.Random(f"{seed}/{day}/staff")  # noqa: S311 - a play, no secrets
        for counter_id, operator_id in staff:
            self._officials[counter_id] = Official(
                counter_id,
                operator_id,
                hall=self._hall,
                agenda=self._agenda,
                visitor_of=self._visitors.__getitem__,
                changed=self._changed,
                chance=chance,
            )
        for session in sessions:
            self._plan_session(session, day, break_min, chance)
        for visitor in visitors:
            self._agenda.at(visitor.comes_at, partial(self._comes, visitor))

    def play(self) -> State:
        """The state when everybody has gone home."""
        self._agenda.run()
        return self._hall.state

    def _plan_session(self, session: WorkingSession, day: date, break_min: float, chance: random.Random) -> None:
        opens = datetime.combine(day, session.opens, zone(self._branch))
        closes = datetime.combine(day, session.closes, zone(self._branch))
        self._agenda.at(opens, self._changed)
        self._agenda.at(max(closes, datetime.combine(day, session.tickets_until, zone(self._branch))), self._hub_acts)
        for official in self._officials.values():
            begins = opens - _SIT_DOWN_BEFORE * chance.random()
            pause_at = opens + (closes - opens) * chance.uniform(0.3, 0.8)
            official.works(Shift(begins, closes, ((pause_at, break_min * 60),) if break_min else ()))

    def _comes(self, visitor: Visitor) -> None:
        now, name = self._agenda.now, (visitor.service_id, visitor.class_id)
        taken = self._hall.do(
            self._kiosk,
            commands.IssueTicket(visitor.service_id, class_id=visitor.class_id),
            now,
            self._eyes.waits(self._hall.state, now, name),
        )
        if isinstance(taken, Refusal):
            self.turned_away += 1
            return
        self._visitors[Ordinal(len(self._hall.state.tickets) - 1)] = visitor
        self._changed()

    def _changed(self) -> None:
        for official in self._officials.values():
            official.look()

    def _hub_acts(self) -> None:
        for command in due(self._hall.state, self._branch, self._agenda.now):
            self._hall.do(HUB, command, self._agenda.now)
        self._changed()

    def _saw(self, before: State, entry: events.Recorded, after: State) -> None:
        self._eyes.watch(Step(before, entry, after, self._resting()))

    def _resting(self) -> Mapping[CounterId, datetime]:
        return {c: official.rests_since for c, official in self._officials.items() if official.rests_since is not None}
