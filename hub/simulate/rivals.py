"""The textbook predictions of a wait, which the estimate has to beat on the same people.

All four know what a hub knows at the moment a number is taken. Work ahead: people ahead times the mean service over the
counters that serve it. LES: as long as the last who was called waited. HOL: as long as the first in line has waited so
far (Ibrahim and Whitt 2009). The last two look at the same service and the same preference, and at the service when
there is nobody of these; where a counter is free and nobody waits, everybody knows that it is nothing.
"""

from datetime import datetime

from hub.core import events, lines
from hub.core.context import LineName
from hub.core.ids import ServiceId
from hub.core.issuing import ahead_of
from hub.core.model import State
from hub.core.selection import can_be_served_now, may_serve_at, skills
from hub.simulate.records import Step

WORK_AHEAD, LAST_CALLED, FIRST_IN_LINE = "work ahead", "LES", "HOL"
RIVALS = (WORK_AHEAD, LAST_CALLED, FIRST_IN_LINE)

_Line = tuple[ServiceId, bool | None]


class Rivals:
    """Sees every call of a day, and predicts."""

    def __init__(self, mean_min: dict[ServiceId, float]) -> None:
        self._mean_min = mean_min
        self._last_min: dict[_Line, float] = {}

    def watch(self, step: Step) -> None:
        if not isinstance(step.entry.event, events.TicketCalled):
            return
        ticket = step.after.ticket(step.entry.event.ticket_id)
        if ticket is not None and ticket.calls_made == 1:
            waited_min = (step.entry.at - ticket.issued_at).total_seconds() / 60
            self._last_min[ticket.service_id, lines.is_strict(step.after.branch, ticket.class_id)] = waited_min
            self._last_min[ticket.service_id, None] = waited_min

    def predicted(self, state: State, now: datetime, name: LineName) -> dict[str, float]:
        service_id, class_id = name
        if state.waiting(service_id) == 0 and can_be_served_now(state, service_id):
            return dict.fromkeys(RIVALS, 0.0)
        kinds: tuple[_Line, _Line] = (service_id, lines.is_strict(state.branch, class_id)), (service_id, None)
        return {
            WORK_AHEAD: self._work_ahead(state, now, name),
            LAST_CALLED: next((self._last_min[kind] for kind in kinds if kind in self._last_min), 0.0),
            FIRST_IN_LINE: next((wait for kind in kinds if (wait := _first_waits(state, now, kind)) is not None), 0.0),
        }

    def _work_ahead(self, state: State, now: datetime, name: LineName) -> float:
        """Ibrahim and Whitt's queue-length predictor: those ahead and oneself, over the counters."""
        service_id, class_id = name
        counters = sum(
            seat.paused_for is None and service_id in skills(state, seat) and may_serve_at(state, service_id, counter)
            for counter, seat in state.seats.items()
        )
        return (ahead_of(state, service_id, class_id, now) + 1) * self._mean_min[service_id] / max(1, counters)


def _first_waits(state: State, now: datetime, kind: _Line) -> float | None:
    service_id, is_strict = kind
    firsts = [
        state.tickets[line[0]].waiting_since
        for key, line in state.lines.items()
        if line and key.service_id == service_id and is_strict in {None, lines.is_strict(state.branch, key.class_id)}
    ]
    return (now - min(firsts)).total_seconds() / 60 if firsts else None
