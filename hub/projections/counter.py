"""What an official sees: where one may sit, who sits where, and what staff must know now."""

from datetime import datetime
from functools import cached_property

from hub.core.model import State
from hub.core.selection import skills_of
from hub.core.setup import Branch, Counter, Kiosk, SkillLevel
from hub.presence import Presence
from hub.projections.desk import Desks, service_names
from hub.projections.faces import branch_face
from hub.protocol import (
    Alert,
    AlertCode,
    CounterChoice,
    CounterId,
    CounterView,
    Desk,
    DeviceHealth,
    DeviceId,
    DeviceState,
    OperatorChoice,
    PrinterHealth,
)
from hub.protocol.codec import CounterViewEncoder

_CLOCK_TOLERANCE_S = 2.0
_FINE = frozenset({PrinterHealth.READY, PrinterHealth.NONE})


class CounterViews:
    """The officials' views of one moment; what all of them are shown alike, which is most of it, is made once."""

    def __init__(self, state: State, presence: Presence, now: datetime) -> None:
        branch = state.branch
        self._state = state
        self._now = now
        self._branch = branch_face(branch)
        self._counters = tuple(_choice(state, presence, counter) for counter in branch.counters)
        self._operators = _operators(state)
        self._alerts = alerts(branch, presence)
        self._at = {seat.device_id: counter_id for counter_id, seat in state.seats.items()}
        self._desks = Desks(state, now)

    def of(self, device_id: DeviceId) -> CounterView:
        return self._with(self._desk(device_id))

    def encoded(self, device_id: DeviceId) -> bytes:
        return self._encoder.encoded(self._desk(device_id))

    @cached_property
    def _encoder(self) -> CounterViewEncoder:
        return CounterViewEncoder(self._with(None))

    def _with(self, desk: Desk | None) -> CounterView:
        return CounterView(
            branch=self._branch, counters=self._counters, operators=self._operators, desk=desk, alerts=self._alerts
        )

    def _desk(self, device_id: DeviceId) -> Desk | None:
        counter_id = self._at.get(device_id)
        return None if counter_id is None else self._desks.of(counter_id, self._state.seats[counter_id])


def counter_view(state: State, presence: Presence, now: datetime, device_id: DeviceId) -> CounterView:
    """What one official sees."""
    return CounterViews(state, presence, now).of(device_id)


def alerts(branch: Branch, presence: Presence) -> tuple[Alert, ...]:
    """What staff must know now, the same for every counter."""
    found = [] if presence.is_accepting else [Alert(AlertCode.DISK_REFUSES)]
    found += presence.concerns
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
            found.append(Alert(AlertCode.PRINTER, {"device": kiosk.name, "health": health, **_left(presence, kiosk)}))
    found += [Alert(AlertCode.AGENT_MISSING, {"device": device_id}) for device_id in sorted(presence.lost_agents)]
    ill = (device for device in presence.devices() if device.health is not DeviceHealth.READY)
    found += [Alert(AlertCode.DEVICE, _device(branch, device)) for device in ill]
    return tuple(found)


def _left(presence: Presence, kiosk: Kiosk) -> dict[str, str]:
    said = presence.printer_report(kiosk.printer_id)
    return {} if said is None or said.tickets_left is None else {"left": str(said.tickets_left)}


def _device(branch: Branch, device: DeviceState) -> dict[str, str]:
    params = {"kind": device.kind.value, "name": device.name, "health": device.health.value}
    counter, kiosk = branch.counter(CounterId(device.place)), branch.kiosk(DeviceId(device.place))
    if counter is not None:
        return {**params, "counter": str(counter.number)}
    return {**params, "kiosk": kiosk.name} if kiosk is not None else params


def _choice(state: State, presence: Presence, counter: Counter) -> CounterChoice:
    seat = state.seats.get(counter.counter_id)
    operator = state.branch.operator(seat.operator_id) if seat else None
    return CounterChoice(
        counter_id=counter.counter_id,
        number=counter.number,
        operator_name=operator.name if operator else "",
        is_connected=seat is not None and seat.device_id in presence.connected,
    )


def _operators(state: State) -> tuple[OperatorChoice, ...]:
    names = {service.service_id: service.short_name for service in state.branch.services}
    numbers = {counter.counter_id: counter.number for counter in state.branch.counters}
    seated = {seat.operator_id: numbers.get(counter_id) for counter_id, seat in state.seats.items()}
    return tuple(
        OperatorChoice(
            operator_id=operator.operator_id,
            name=operator.name,
            title=operator.title,
            primary=service_names(names, skills_of(state, operator.operator_id), SkillLevel.PRIMARY),
            second=service_names(names, skills_of(state, operator.operator_id), SkillLevel.SECOND),
            counter_number=seated.get(operator.operator_id),
        )
        for operator in state.branch.operators
    )
