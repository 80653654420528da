"""What the officials of a play press, and when: one for each counter that is staffed.

An official sits down a little before the counters open, presses "next" as soon as somebody waits, starts when the
citizen stands there, calls again when nobody comes and then notes a no-show, takes a break when the counter is free,
and goes when the hours are over and nobody waits who could be served.
"""

import math
import random
from collections.abc import Callable
from datetime import datetime
from functools import partial

import msgspec

from hub.core import commands
from hub.core.ids import CounterId, DeviceId, OperatorId, Ordinal, ServiceId
from hub.core.model import Seat, Ticket
from hub.core.refusal import Refusal, RefusalCode
from hub.core.selection import LEVELS, skills
from hub.simulate.agenda import Agenda
from hub.simulate.hall import Hall
from hub.simulate.visitors import Visitor

_NOTICES_S = 4.0
"""Until a free official sees that somebody of the own line has come; double for a second skill's."""
_CALLS_AGAIN_S = 40.0
_WRONG_PLACE_S = 60.0
_FIRST_PART = 0.3
"""Of a service that is interrupted because a paper is missing."""


class Shift(msgspec.Struct, frozen=True):
    """When an official sits down and from when on they go home once nobody waits; breaks in between."""

    begins: datetime
    ends: datetime
    breaks: tuple[tuple[datetime, float], ...] = ()
    """When the next break is due, and its seconds."""


class Official:
    """One person at one counter, through one day."""

    def __init__(
        self,
        counter_id: CounterId,
        operator_id: OperatorId,
        *,
        hall: Hall,
        agenda: Agenda,
        visitor_of: Callable[[Ordinal], Visitor],
        changed: Callable[[], None],
        chance: random.Random,
    ) -> None:
        self._counter_id = counter_id
        self._operator_id = operator_id
        self._device = DeviceId(f"pc-{counter_id}")
        self._hall = hall
        self._agenda = agenda
        self._visitor_of = visitor_of
        self._changed = changed
        self._chance = chance
        self._shift: Shift | None = None
        self._left_s: dict[Ordinal, float] = {}
        self._is_about_to_press = False
        self._breaks: list[tuple[datetime, float]] = []
        self.rests_since: datetime | None = None
        """Was told that nobody waits, and has seen nobody come since then."""

    def works(self, shift: Shift) -> None:
        self._agenda.at(shift.begins, partial(self._sit_down, shift))
        self._agenda.at(shift.ends, self.look)

    def look(self) -> None:
        """Something has changed in the hall: a free official sees to it."""
        if self._is_free() and not self._is_about_to_press:
            self._is_about_to_press = True
            self.rests_since = None
            self._agenda.after(self._notices_s(), self._press)

    def _seat(self) -> Seat | None:
        return self._hall.state.seats.get(self._counter_id)

    def _ticket(self) -> Ticket | None:
        seat = self._seat()
        return None if seat is None or seat.ticket is None else self._hall.state.tickets[seat.ticket]

    def _is_free(self) -> bool:
        seat = self._seat()
        return seat is not None and seat.ticket is None and seat.paused_for is None

    def _do(self, command: commands.Command) -> bool:
        done = self._hall.do(self._device, command, self._agenda.now)
        is_told_nobody_waits = isinstance(done, Refusal) and done.code is RefusalCode.NOBODY_WAITING
        self.rests_since = self._agenda.now if is_told_nobody_waits else None
        return not isinstance(done, Refusal)

    def _notices_s(self) -> float:
        """The one whose line it is reaches for the key first."""
        seat = self._seat()
        state = self._hall.state
        if seat is None:
            return 0.0
        known = skills(state, seat)
        levels = [
            LEVELS[known[key.service_id]] for key, line in state.lines.items() if line and key.service_id in known
        ]
        return _NOTICES_S * (1 + min(levels, default=0)) * self._chance.uniform(0.5, 1.5)

    def _sit_down(self, shift: Shift) -> None:
        self._shift = shift
        self._breaks = list(shift.breaks)
        self._do(commands.SitDown(self._counter_id, self._operator_id))
        self.look()

    def _press(self) -> None:
        """Next, please; or a break, or home."""
        self._is_about_to_press = False
        if not self._is_free() or self._takes_a_break():
            return
        if self._do(commands.CallNext(self._counter_id)):
            self._wait_for_citizen()
        else:
            self._goes_home()

    def _takes_a_break(self) -> bool:
        if not self._breaks or self._breaks[0][0] > self._agenda.now:
            return False
        _, seconds = self._breaks.pop(0)
        self._do(commands.Pause(self._counter_id, "break"))
        self._agenda.after(seconds, self._resume)
        return True

    def _resume(self) -> None:
        self._do(commands.Resume(self._counter_id))
        self._press()

    def _goes_home(self) -> None:
        """Not before everybody who was sent for a paper is back."""
        if self._shift is not None and self._agenda.now >= self._shift.ends and not self._hall.state.parked:
            self._do(commands.StandUp(self._counter_id))

    def _wait_for_citizen(self) -> None:
        ticket = self._ticket()
        if ticket is None:
            return
        visitor = self._visitor_of(ticket.ordinal)
        if visitor.is_there or ticket.rejoins > 0:
            self._agenda.after(visitor.walk_s, partial(self._serve, ticket.ordinal))
        else:
            self._agenda.after(_CALLS_AGAIN_S, self._call_again)

    def _call_again(self) -> None:
        self._do(commands.Recall(self._counter_id))
        ticket = self._ticket()
        policy = self._hall.state.branch.policy
        if ticket is None or ticket.call_count < policy.no_show_after_calls:
            self._agenda.after(_CALLS_AGAIN_S, self._call_again)
        else:
            self._agenda.after(_CALLS_AGAIN_S, partial(self._give_up, ticket.ordinal))

    def _give_up(self, ordinal: Ordinal) -> None:
        self._do(commands.MarkNoShow(self._counter_id))
        visitor = self._visitor_of(ordinal)
        if visitor.is_back_after_s is not None:
            self._agenda.after(visitor.is_back_after_s, partial(self._rejoin, ordinal))
        self._press()

    def _rejoin(self, ordinal: Ordinal) -> None:
        """Back at the kiosk; who finds the counters empty goes home."""
        ticket = self._hall.state.tickets[ordinal]
        if self._hall.state.seats:
            self._hall.do(ticket.device_id, commands.Rejoin(ticket.ticket_id), self._agenda.now)
            self._changed()

    def _serve(self, ordinal: Ordinal) -> None:
        """The citizen stands there. Who took the wrong number is sent on, who lacks a paper steps aside."""
        self._do(commands.StartService(self._counter_id))
        visitor, ticket = self._visitor_of(ordinal), self._hall.state.tickets[ordinal]
        if visitor.meant is not None and ticket.service_id != visitor.meant:
            self._agenda.after(_WRONG_PLACE_S, partial(self._send_on, visitor.meant))
        elif visitor.fetches_s is not None and ordinal not in self._left_s:
            first_s = visitor.service_s * _FIRST_PART
            self._left_s[ordinal] = visitor.service_s - first_s
            self._agenda.after(first_s, partial(self._park, ordinal, visitor.fetches_s))
        else:
            self._agenda.after(self._left_s.get(ordinal, visitor.service_s), self._next)

    def _send_on(self, service_id: ServiceId) -> None:
        self._do(commands.Transfer(self._counter_id, commands.ToService(service_id)))
        self._changed()
        self._press()

    def _park(self, ordinal: Ordinal, fetches_s: float) -> None:
        self._do(commands.Park(self._counter_id, minutes=math.ceil(fetches_s / 60)))
        self._agenda.after(fetches_s, partial(self._is_ready, ordinal))
        self._press()

    def _is_ready(self, ordinal: Ordinal) -> None:
        ticket = self._hall.state.tickets[ordinal]
        self._hall.do(ticket.device_id, commands.Unpark(ticket.ticket_id), self._agenda.now)
        self._changed()

    def _next(self) -> None:
        """One key ends the service and calls the next; when nobody waits, or a break is due, it only ends."""
        is_break = bool(self._breaks) and self._breaks[0][0] <= self._agenda.now
        if not is_break and self._do(commands.CallNext(self._counter_id)):
            self._changed()
            self._wait_for_citizen()
            return
        self._do(commands.Finish(self._counter_id))
        self._press()
        self._changed()
