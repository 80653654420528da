"""What a key makes the agent ask of the hub. Pure.

An official with four keys has one for "done with this one; the next, please". So `next` settles whoever was called
before it calls, as the settings say, and where nobody waits it still ends the service (docs/adr/0021).
"""

from enum import StrEnum
from typing import Final, assert_never

import msgspec

from hardware.callpad.keys import NextSettles, PadKey
from hub.protocol import (
    CallNext,
    Command,
    CounterId,
    Finish,
    HallCounter,
    MarkNoShow,
    Park,
    Pause,
    Recall,
    Resume,
    StartService,
    Status,
    Undo,
)


class Hindrance(StrEnum):
    """Why a key is refused before the hub is asked."""

    JUST_CALLED = "just_called"
    """The ticket was called a moment ago: the key was pressed twice."""


class Errand(msgspec.Struct, frozen=True):
    """Commands to be sent one after the other, each when the one before was accepted."""

    commands: tuple[Command, ...]
    if_nobody_waits: Command | None = None
    """Sent when the last one is refused because nobody waits."""


class Sight(msgspec.Struct, frozen=True):
    """A counter as the hub last showed it, and for how long its newest call has been seen."""

    counter: HallCounter | None
    call_age_s: float


def errand(
    key: PadKey, counter_id: CounterId, sight: Sight, settles: NextSettles, settle_after_s: float
) -> Errand | Hindrance:
    match key:
        case PadKey.NEXT:
            return _next(counter_id, sight, settles, settle_after_s)
        case PadKey.RECALL:
            command: Command = Recall(counter_id)
        case PadKey.START:
            command = StartService(counter_id)
        case PadKey.FINISH:
            command = Finish(counter_id)
        case PadKey.NO_SHOW:
            command = MarkNoShow(counter_id)
        case PadKey.PARK:
            command = Park(counter_id)
        case PadKey.BREAK:
            is_paused = sight.counter is not None and sight.counter.is_paused
            command = Resume(counter_id) if is_paused else Pause(counter_id)
        case PadKey.PAUSE:
            command = Pause(counter_id)
        case PadKey.RESUME:
            command = Resume(counter_id)
        case PadKey.UNDO:
            command = Undo(counter_id)
        case PadKey.NOTHING:
            return Errand(())
        case _:
            assert_never(key)
    return Errand((command,))


def _next(counter_id: CounterId, sight: Sight, settles: NextSettles, settle_after_s: float) -> Errand | Hindrance:
    call = CallNext(counter_id)
    status = sight.counter.status if sight.counter else None
    if settles is NextSettles.REFUSE or status is None:
        return Errand((call,))
    finish = Finish(counter_id)
    if status is not Status.CALLED:
        return Errand((call,), if_nobody_waits=finish)
    if sight.call_age_s < settle_after_s:
        return Hindrance.JUST_CALLED
    if settles is NextSettles.NO_SHOW:
        return Errand((MarkNoShow(counter_id), call))
    return Errand((StartService(counter_id), call), if_nobody_waits=finish)


NOBODY_SEEN: Final = Sight(None, 0.0)


class Watch:
    """Keeps the sight of one counter. A call is as old as the time since it was first seen, by the agent's own clock:
    the hub's may stand elsewhere, and what was called before the agent started counts as called just now.
    """

    def __init__(self) -> None:
        self._counter: HallCounter | None = None
        self._since = 0.0

    def see(self, counter: HallCounter | None, now: float) -> None:
        if counter is not None and (self._counter is None or counter.call_id != self._counter.call_id):
            self._since = now
        self._counter = counter

    def sight(self, now: float) -> Sight:
        return Sight(self._counter, now - self._since)
