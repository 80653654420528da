"""What an official sees: where one may sit, the ticket at the counter, who waits and why in this order."""

from datetime import datetime

import msgspec

from hub.core.actions import allowed
from hub.core.ids import CounterId, OperatorId, Ordinal, ServiceId
from hub.core.model import Call, Seat, State, Ticket
from hub.core.reason import Reason
from hub.core.selection import Pick, order_for, services_of
from hub.core.setup import Branch, Counter, Operator, SkillLevel
from hub.presence import Presence
from hub.projections.faces import branch_face
from hub.protocol import (
    Alert,
    AlertCode,
    CounterChoice,
    CounterView,
    Desk,
    DeskTicket,
    DeviceId,
    OperatorChoice,
    PrinterHealth,
    QueueRow,
)

QUEUE_SHOWN = 12
_CLOCK_TOLERANCE_S = 2.0
_FINE = frozenset({PrinterHealth.READY, PrinterHealth.NONE})


class _Line(msgspec.Struct, frozen=True):
    """Who waits for somebody with certain skills."""

    waiting: int = 0
    longest_since: datetime | None = None
    queue: tuple[QueueRow, ...] = ()


class CounterViews:
    """The officials' views of one moment.

    What all of them are shown alike, which is most of it, is made once; the line, once for all with the same skills.
    """

    def __init__(self, state: State, presence: Presence) -> None:
        branch = state.branch
        self._state = state
        self._branch = branch_face(branch)
        self._counters = tuple(_choice(state, presence, counter) for counter in branch.counters)
        self._names = {service.service_id: service.short_name for service in branch.services}
        self._operators = _operators(state, self._names)
        self._alerts = alerts(branch, presence)
        self._line_for: dict[tuple[tuple[ServiceId, SkillLevel], ...], _Line] = {}
        self._at = {seat.device_id: counter_id for counter_id, seat in state.seats.items()}

    def of(self, device_id: DeviceId) -> CounterView:
        counter_id = self._at.get(device_id)
        return CounterView(
            branch=self._branch,
            counters=self._counters,
            operators=tuple(self._operators.values()),
            desk=None if counter_id is None else self._desk(counter_id, self._state.seats[counter_id]),
            alerts=self._alerts,
        )

    def _desk(self, counter_id: CounterId, seat: Seat) -> Desk:
        state = self._state
        counter, choice = state.branch.counter(counter_id), self._operators.get(seat.operator_id)
        line = self._line_of(seat)
        return Desk(
            counter_id=counter_id,
            number=counter.number if counter else 0,
            operator_name=choice.name if choice else seat.operator_id,
            primary=choice.primary if choice else (),
            second=choice.second if choice else (),
            ticket=None if seat.ticket is None else _ticket(state, state.tickets[seat.ticket]),
            actions=allowed(state, seat),
            waiting=line.waiting,
            longest_since=line.longest_since,
            queue=line.queue,
        )

    def _line_of(self, seat: Seat) -> _Line:
        operator = self._state.branch.operator(seat.operator_id)
        if operator is None:
            return _Line()
        skills = tuple(operator.skills.items())
        if skills not in self._line_for:
            lines = [line for service_id in operator.skills if (line := self._state.lines.get(service_id))]
            self._line_for[skills] = _Line(
                waiting=sum(map(len, lines)),
                longest_since=_longest_since(self._state, lines),
                queue=tuple(self._row(pick) for pick in order_for(self._state, seat, QUEUE_SHOWN)),
            )
        return self._line_for[skills]

    def _row(self, pick: Pick) -> QueueRow:
        ticket = self._state.tickets[pick.ordinal]
        return QueueRow(
            ticket_id=ticket.ticket_id,
            number=ticket.number,
            service_name=self._names.get(ticket.service_id, ticket.service_id),
            waiting_since=ticket.waiting_since,
            reason=pick.reason,
        )


def counter_view(state: State, presence: Presence, device_id: DeviceId) -> CounterView:
    """What one official sees."""
    return CounterViews(state, presence).of(device_id)


def alerts(branch: Branch, presence: Presence) -> tuple[Alert, ...]:
    """What staff must know now, the same for every counter."""
    found = []
    if presence.clock_behind_s > _CLOCK_TOLERANCE_S:
        found.append(Alert(AlertCode.CLOCK_JUMPED, {"seconds": f"{presence.clock_behind_s:.0f}"}))
    for display in branch.displays:
        if display.device_id not in presence.connected:
            found.append(Alert(AlertCode.DISPLAY_MISSING, {"device": display.name}))
        elif presence.is_mute(display.device_id):
            found.append(Alert(AlertCode.DISPLAY_MUTE, {"device": display.name}))
    for kiosk in branch.kiosks:
        if kiosk.device_id not in presence.connected:
            found.append(Alert(AlertCode.KIOSK_MISSING, {"device": kiosk.name}))
        health = presence.printer(kiosk.printer_id)
        if health not in _FINE:
            found.append(Alert(AlertCode.PRINTER, {"device": kiosk.name, "health": health}))
    return tuple(found)


def _choice(state: State, presence: Presence, counter: Counter) -> CounterChoice:
    seat = state.seats.get(counter.counter_id)
    operator = state.branch.operator(seat.operator_id) if seat else None
    return CounterChoice(
        counter_id=counter.counter_id,
        number=counter.number,
        operator_name=operator.name if operator else "",
        is_connected=seat is not None and seat.device_id in presence.connected,
    )


def _operators(state: State, names: dict[ServiceId, str]) -> dict[OperatorId, OperatorChoice]:
    numbers = {counter.counter_id: counter.number for counter in state.branch.counters}
    seated = {seat.operator_id: numbers.get(counter_id) for counter_id, seat in state.seats.items()}
    return {
        operator.operator_id: OperatorChoice(
            operator_id=operator.operator_id,
            name=operator.name,
            title=operator.title,
            primary=_skills(operator, SkillLevel.PRIMARY, names),
            second=_skills(operator, SkillLevel.SECOND, names),
            counter_number=seated.get(operator.operator_id),
        )
        for operator in state.branch.operators
    }


def _skills(operator: Operator, level: SkillLevel, names: dict[ServiceId, str]) -> tuple[str, ...]:
    return tuple(names[service_id] for service_id in services_of(operator, level) if service_id in names)


def _longest_since(state: State, lines: list[tuple[Ordinal, ...]]) -> datetime | None:
    """Each line is in the order of waiting, so its first has waited longest."""
    return min((state.tickets[line[0]].waiting_since for line in lines), default=None)


def _ticket(state: State, ticket: Ticket) -> DeskTicket:
    service = state.branch.service(ticket.service_id)
    call = _newest_call(state, ticket)
    return DeskTicket(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        service_name=service.name if service else ticket.service_id,
        status=ticket.status,
        issued_at=ticket.issued_at,
        called_at=ticket.called_at or ticket.issued_at,
        started_at=ticket.started_at,
        call_count=ticket.call_count,
        reason=ticket.reason or Reason.LONGEST_WAIT,
        is_shown=call is not None and call.is_shown,
        is_spoken=call is not None and call.is_spoken,
    )


def _newest_call(state: State, ticket: Ticket) -> Call | None:
    return next((call for call in reversed(state.calls) if call.ordinal == ticket.ordinal), None)
