"""Numbers of one service day: series, value and how it is printed.

The last value of a series stands in the state and only grows within the day, whatever is set; the database refuses a
second (service day, series, value) as well.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from hub.core.calendar import zone
from hub.core.ids import ClassId
from hub.core.model import State
from hub.core.policy import NumberReset, NumberStyle
from hub.core.setup import Service, WorkingSession

PER_COUNTER = 1000


class Number(NamedTuple):
    """A number that is free now."""

    series: str
    value: int
    printed: str


def next_number(state: State, service: Service, class_id: ClassId, session: WorkingSession | None) -> Number:
    """The number the next ticket of this service and class gets."""
    series, start, width = series_of(state, service, class_id)
    last = state.last_value.get(series)
    policy = state.branch.policy
    starts_anew = (
        policy.reset is NumberReset.SESSION
        and session is not None
        and session.first_number is not None
        and state.last_session.get(series) != session.name
    )
    floor = session.first_number if starts_anew and session and session.first_number is not None else start
    value = floor if last is None else last + 1
    if starts_anew:
        value = max(value, floor)
    return Number(series, value, f"{series}{value:0{width}d}" if not series.isdigit() else f"{value}")


def appointment_number(state: State, booked: datetime) -> Number:
    """The booked time as a number; where several are booked for one time, the next free minute."""
    series = state.branch.policy.appointment_prefix
    taken = {ticket.number for ticket in state.tickets if ticket.number.startswith(series)}
    moment = booked.astimezone(zone(state.branch))
    while (printed := f"{series}{moment:%H%M}") in taken:
        moment += timedelta(minutes=1)
    return Number(series, moment.hour * 100 + moment.minute, printed)


def series_of(state: State, service: Service, class_id: ClassId) -> tuple[str, int, int]:
    """(series, first value, digits). A series of only digits is a counter's number: 1001 is the first of counter 1."""
    policy = state.branch.policy
    found = state.branch.priority_class(class_id)
    if found is not None and found.own_prefix:
        return found.own_prefix, service.first_number, service.number_width
    if policy.numbers is NumberStyle.ONE_SERIES:
        return policy.one_series_prefix, service.first_number, service.number_width
    if policy.numbers is NumberStyle.PER_COUNTER and len(service.counters) == 1:
        counter = state.branch.counter(service.counters[0])
        if counter is not None:
            return str(counter.number), counter.number * PER_COUNTER + 1, 0
    return service.prefix, service.first_number, service.number_width
