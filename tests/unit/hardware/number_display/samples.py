"""Counters and scenes to try signs with."""

from datetime import UTC, datetime, timedelta

from hardware.number_display.scene import Face, Scene
from hub.protocol import CallId, CounterId, HallCounter, Status

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def counter(
    number: int, ticket: str = "", *, status: Status = Status.CALLED, call: str = "c1", called_s_ago: float = 0.0,
    is_staffed: bool = True, is_paused: bool = False, waiting: int = 0,
) -> HallCounter:  # fmt: skip
    return HallCounter(
        counter_id=CounterId(f"counter-{number}"),
        number=number,
        is_staffed=is_staffed,
        is_paused=is_paused,
        ticket_number=ticket,
        status=status if ticket else None,
        call_id=CallId(call) if ticket else None,
        called_at=NOW - timedelta(seconds=called_s_ago) if ticket else None,
        waiting=waiting,
    )


def call(number: str = "A025", at: int = 3, call_id: str = "c1") -> Scene:
    return Scene(Face.CALL, number=number, counter=at, call_id=CallId(call_id), called_at=NOW)


PAUSED = Scene(Face.PAUSED, counter=3)
FREE = Scene(Face.FREE, counter=3)
CLOSED_3 = Scene(Face.CLOSED, counter=3)
