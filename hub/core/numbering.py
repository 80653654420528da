"""Numbers of one service day: letter and digits, counted per series, never reused.

The last value given stands in the state; the database refuses a second (service day, series, value) as well.
"""

from hub.core.model import State
from hub.core.setup import Service


def next_value(state: State, service: Service) -> int:
    """The value the next ticket of this service gets."""
    last = state.last_value.get(service.prefix)
    return service.first_number if last is None else last + 1


def printed(service: Service, value: int) -> str:
    """As on the paper: "A025"; past the width it simply grows ("A1000")."""
    return f"{service.prefix}{value:0{service.number_width}d}"
