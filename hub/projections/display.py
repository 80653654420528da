"""What the waiting room sees and hears; the same for every wall screen."""

from datetime import datetime, timedelta

from hub.core.ids import Ordinal
from hub.core.model import Call, State
from hub.core.selection import can_be_served_now
from hub.core.setup import Counter, Service
from hub.presence import Presence
from hub.projections.faces import branch_face
from hub.protocol import DisplayCall, DisplayCounter, DisplayLine, DisplayView

CALLS_SHOWN = 8


def display_view(state: State, presence: Presence, now: datetime) -> DisplayView:
    branch = state.branch
    youngest = now - timedelta(seconds=branch.call_max_age_s)
    return DisplayView(
        branch=branch_face(branch),
        calls=_newest_per_ticket(state),
        unspoken=tuple(_call(state, c) for c in state.calls if not c.is_spoken and c.called_at >= youngest),
        call_max_age_s=branch.call_max_age_s,
        lines=tuple(_line(state, service) for service in branch.services),
        counters=tuple(_counter(state, presence, counter) for counter in branch.counters),
        ticker=branch.texts.ticker,
        is_accepting=presence.is_accepting,
    )


def _newest_per_ticket(state: State) -> tuple[DisplayCall, ...]:
    """Newest first; a recalled ticket stands once, with its newest call."""
    rows: dict[Ordinal, DisplayCall] = {}
    for call in reversed(state.calls):
        if call.ordinal not in rows and len(rows) < CALLS_SHOWN:
            rows[call.ordinal] = _call(state, call)
    return tuple(rows.values())


def _call(state: State, call: Call) -> DisplayCall:
    counter = state.branch.counter(call.counter_id)
    return DisplayCall(
        call_id=call.call_id,
        number=state.tickets[call.ordinal].number,
        counter_number=counter.number if counter else 0,
        called_at=call.called_at,
        is_recall=call.is_recall,
        is_spoken=call.is_spoken,
    )


def _line(state: State, service: Service) -> DisplayLine:
    waiting = state.waiting(service.service_id)
    return DisplayLine(
        prefix=service.prefix,
        name=service.short_name,
        waiting=waiting,
        can_call_now=waiting == 0 and can_be_served_now(state, service.service_id),
    )


def _counter(state: State, presence: Presence, counter: Counter) -> DisplayCounter:
    seat = state.seats.get(counter.counter_id)
    return DisplayCounter(
        number=counter.number,
        is_staffed=seat is not None,
        is_connected=seat is not None and seat.device_id in presence.connected,
        ticket_number="" if seat is None or seat.ticket is None else state.tickets[seat.ticket].number,
        is_paused=seat is not None and seat.paused_for is not None,
    )
