"""Numbers of one service day: series, value and how it is printed.

The last value of a series stands in the state and only grows within the day, whatever is set; the database refuses a
second (service day, series, value) as well. A number is printed as its series and its value, so two series never print
the same; those without a letter could, and are looked up.
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


class Series(NamedTuple):
    """What a number is counted in."""

    name: str
    first: int
    width: int
    base: int = 0
    """A counter's thousands."""

    def printed(self, value: int) -> str:
        """The name of a counter's series is the counter's number, which is in its thousands already."""
        return str(value) if self.base else f"{self.name}{value:0{self.width}d}"


def next_number(state: State, service: Service, class_id: ClassId, session: WorkingSession | None) -> Number:
    """The number the next ticket of this service and class gets."""
    series = series_of(state, service, class_id)
    anew = _starts_anew_at(state, series, session)
    last = state.last_value.get(series.name)
    value = series.base + (series.first if anew is None else anew)
    if last is not None:
        value = last + 1 if anew is None else max(value, last + 1)
    taken = _without_letter(state, series)
    while (printed := series.printed(value)) in taken:
        value += 1
    return Number(series.name, value, printed)


def appointment_number(state: State, booked: datetime) -> Number:
    """The booked time as a number; where several are booked for one time, the next free minute."""
    series = state.branch.policy.appointment_prefix
    others = (t.number.removeprefix(series) for t in state.tickets if t.number.startswith(series))
    taken = {int(digits) for digits in others if digits.isdecimal()}
    moment = booked.astimezone(zone(state.branch))
    for _ in range(24 * 60):
        value = moment.hour * 100 + moment.minute
        if value not in taken:
            return Number(series, value, f"{series}{value:04d}")
        moment += timedelta(minutes=1)
    value = max(taken) + 1
    return Number(series, value, f"{series}{value:04d}")


def series_of(state: State, service: Service, class_id: ClassId) -> Series:
    policy = state.branch.policy
    found = state.branch.priority_class(class_id)
    if found is not None and found.own_prefix:
        return Series(found.own_prefix, 1, service.number_width)
    if policy.numbers is NumberStyle.ONE_SERIES:
        return Series(policy.one_series_prefix, service.first_number, service.number_width)
    if policy.numbers is NumberStyle.PER_COUNTER and len(service.counters) == 1:
        counter = state.branch.counter(service.counters[0])
        if counter is not None:
            return Series(str(counter.number), service.first_number, 0, counter.number * PER_COUNTER)
    return Series(service.prefix, service.first_number, service.number_width)


def _starts_anew_at(state: State, series: Series, session: WorkingSession | None) -> int | None:
    """Where the series starts again with this session; None: it goes on."""
    if state.branch.policy.reset is not NumberReset.SESSION or session is None:
        return None
    return None if state.last_session.get(series.name) == session.name else session.first_number


def _without_letter(state: State, series: Series) -> frozenset[str]:
    """Numbers that another series may have printed: 2001 is counter 2's first, and counter 1's thousand and first."""
    is_plain = series.base > 0 or not series.name
    has_others = any(not name.strip("0123456789") for name in state.last_value if name != series.name)
    if not is_plain or not has_others:
        return frozenset()
    return frozenset(ticket.number for ticket in state.tickets)
