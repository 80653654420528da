"""What an official sees: where one may sit, who sits where, and what staff must know now."""

from datetime import datetime

from hub.core.model import State
from hub.core.setup import Branch, Counter, Operator, SkillLevel
from hub.presence import Presence
from hub.projections.desk import desk, service_names
from hub.projections.faces import branch_face
from hub.protocol import (
    Alert,
    AlertCode,
    CounterChoice,
    CounterView,
    DeviceId,
    OperatorChoice,
    PrinterHealth,
)

_CLOCK_TOLERANCE_S = 2.0
_FINE = frozenset({PrinterHealth.READY, PrinterHealth.NONE})


def counter_view(state: State, presence: Presence, now: datetime, device_id: DeviceId) -> CounterView:
    branch = state.branch
    own = next((counter_id for counter_id, seat in state.seats.items() if seat.device_id == device_id), None)
    return CounterView(
        branch=branch_face(branch),
        counters=tuple(_choice(state, presence, counter) for counter in branch.counters),
        operators=tuple(_operator(state, operator) for operator in branch.operators),
        desk=None if own is None else desk(state, own, state.seats[own], now),
        alerts=alerts(branch, presence),
    )


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


def _operator(state: State, operator: Operator) -> OperatorChoice:
    at = next((c for c, seat in state.seats.items() if seat.operator_id == operator.operator_id), None)
    counter = state.branch.counter(at) if at else None
    known = {**operator.skills, **state.covers.get(operator.operator_id, {})}
    return OperatorChoice(
        operator_id=operator.operator_id,
        name=operator.name,
        title=operator.title,
        primary=service_names(state.branch, known, SkillLevel.PRIMARY),
        second=service_names(state.branch, known, SkillLevel.SECOND),
        counter_number=counter.number if counter else None,
    )
