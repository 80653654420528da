"""Decides which call is spoken next: one at a time, none lost, none twice. Pure, told the time.

Theory of operation. The hub's newest view holds `unspoken`: the calls nobody has spoken and that are still young. That
list is the queue; nothing is queued here, so nothing can get out of step with the hub. What is remembered is only what
the hub may not know yet: the call being spoken and the calls this display has lately spoken to their end, so that an
outage, a resent view or a slow confirmation never makes it speak one again. A call is taken when

  - nothing is being spoken, the hall has a voice at this hour, and the sound works;
  - it stands in the newest `unspoken`, is younger than the hub's limit by the hub's clock, and was not lately spoken.

A recall has a call id of its own. If it comes while the first call still waits its turn, the words are said once, in
the place of the first, and settle both. If it comes while the first is being spoken, it is said after it.

A call whose sound broke off is not spoken: it is taken again as long as it is young.
"""

from collections import deque
from datetime import datetime, timedelta

from display.announcement import Announcement
from hub.protocol import CallId, DisplayCall, DisplayView

_REMEMBERED = 256
"""More calls than a hall hears in `call_max_age_s`, many times over; a month of calls must not grow the memory."""


class Announcer:
    """See the module."""

    def __init__(self, *, repeats: int = 2, once_when_waiting: int = 2) -> None:
        self._repeats = repeats
        self._once_when_waiting = once_when_waiting
        self._unspoken: tuple[DisplayCall, ...] = ()
        self._max_age = timedelta(0)
        self._spoken: deque[CallId] = deque(maxlen=_REMEMBERED)
        self._speaking: Announcement | None = None

    @property
    def speaking(self) -> Announcement | None:
        return self._speaking

    def on_view(self, view: DisplayView) -> None:
        self._unspoken = view.unspoken
        self._max_age = timedelta(seconds=view.call_max_age_s)

    def waiting(self, now: datetime) -> tuple[DisplayCall, ...]:
        """The calls whose turn to be spoken is still to come, in order."""
        taken = set(self._speaking.covers) if self._speaking else set[CallId]()
        return tuple(
            call
            for call in self._unspoken
            if call.call_id not in taken and call.call_id not in self._spoken and now - call.called_at < self._max_age
        )

    def take(self, now: datetime) -> Announcement | None:
        """Begin the next announcement, or None when there is none or one is under way."""
        if self._speaking is not None:
            return None
        waiting = self.waiting(now)
        if not waiting:
            return None
        same_ticket = [call for call in waiting if call.number == waiting[0].number]
        newest = same_ticket[-1]
        covers = tuple(call.call_id for call in same_ticket if call.counter_number == newest.counter_number)
        others = len({call.number for call in waiting}) - 1
        self._speaking = Announcement(
            call=newest,
            covers=covers,
            times=1 if others >= self._once_when_waiting else self._repeats,
        )
        self._superseded(same_ticket, covers)
        return self._speaking

    def _superseded(self, same_ticket: list[DisplayCall], covers: tuple[CallId, ...]) -> None:
        """A call to another counter than the ticket's newest would send somebody to the wrong place: never spoken."""
        self._spoken.extend(call.call_id for call in same_ticket if call.call_id not in covers)

    def on_ended(self, call_id: CallId, *, is_spoken: bool) -> tuple[CallId, ...]:
        """The sound of `call_id` is over; returns the calls that are now spoken."""
        announcement = self._speaking
        if announcement is None or announcement.call.call_id != call_id:
            return ()
        self._speaking = None
        if not is_spoken:
            return ()
        self._spoken.extend(announcement.covers)
        return announcement.covers
