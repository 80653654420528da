"""What one sign has to show, from the hub's newest view. Pure.

A sign is level-triggered: it shows what *is*, so an unplugged one needs no history, only the next view.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from hub.protocol import CallId, CounterId, HallCounter, Status


class Face(StrEnum):
    """Which of its four faces a sign shows."""

    CALL = "call"
    """A number that is called or served."""
    FREE = "free"
    """Somebody sits there and has no ticket."""
    PAUSED = "paused"
    CLOSED = "closed"
    """Nobody sits there."""


class Scene(msgspec.Struct, frozen=True):
    """A face with its facts."""

    face: Face
    number: str = ""
    counter: int | None = None
    """None: a hall sign with nothing to say about a counter."""
    waiting: int = 0
    call_id: CallId | None = None
    called_at: datetime | None = None


CLOSED = Scene(Face.CLOSED)


def over_counter(counters: Iterable[HallCounter], counter_id: CounterId) -> Scene | None:
    """For the sign over one counter; None when the centre has no such counter."""
    return next((_of(counter) for counter in counters if counter.counter_id == counter_id), None)


def in_hall(counters: Iterable[HallCounter]) -> Scene:
    """For a sign of the whole hall: the newest number somebody still has to walk to, else the newest one served."""
    known = tuple(counters)
    by_call = sorted(
        (counter for counter in known if counter.ticket_number and counter.called_at),
        key=lambda counter: (counter.status is Status.CALLED, counter.called_at),
    )
    if by_call:
        return msgspec.structs.replace(_of(by_call[-1]), waiting=0)
    return Scene(Face.FREE if any(counter.is_staffed for counter in known) else Face.CLOSED)


def blinks_for(scene: Scene, hub_now: datetime, blink_s: float) -> float:
    """How long from now a call has still to blink; an old one, seen only now, does not begin to."""
    if scene.call_id is None or scene.called_at is None:
        return 0.0
    age_s = max(0.0, (hub_now - scene.called_at).total_seconds())
    return max(0.0, blink_s - age_s)


def _of(counter: HallCounter) -> Scene:
    if counter.ticket_number:
        return Scene(
            Face.CALL,
            number=counter.ticket_number,
            counter=counter.number,
            waiting=counter.waiting,
            call_id=counter.call_id,
            called_at=counter.called_at,
        )
    return Scene(_empty_face(counter), counter=counter.number, waiting=counter.waiting)


def _empty_face(counter: HallCounter) -> Face:
    if not counter.is_staffed:
        return Face.CLOSED
    return Face.PAUSED if counter.is_paused else Face.FREE
