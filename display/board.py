"""What stands on the wall: one call big on the stage, the calls before it in rows. Pure, told the time.

Theory of operation. A call that comes in young joins `pending`, oldest first. The voice leads: the call being spoken is
on the stage. A call that will not be spoken here (no sound, quiet hours, spoken elsewhere) takes the stage in its turn
and keeps it at least `HOLD_S`, so in a burst nobody's number is swept away unread. When nothing is pending, the newest
call has the stage. Rows are the hub's own order, newest first, without the ticket on the stage; a row moves only down.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec

from hub.protocol import CallId, DisplayCall, DisplayView

HOLD_S = 4.0


class Row(msgspec.Struct, frozen=True):
    """A call beside the stage. `is_pending`: it has not been on the stage yet."""

    call: DisplayCall
    is_pending: bool


class Scene(msgspec.Struct, frozen=True):
    """All calls on the wall at this moment."""

    stage: DisplayCall | None = None
    is_speaking: bool = False
    rows: tuple[Row, ...] = ()

    def shown(self) -> tuple[DisplayCall, ...]:
        stage = () if self.stage is None else (self.stage,)
        return (*stage, *(row.call for row in self.rows))


class Board:
    """See the module. `at` is monotonic time in seconds, `now` the hub's clock."""

    def __init__(self, *, rows: int = 5) -> None:
        self._row_count = rows
        self._calls: tuple[DisplayCall, ...] = ()
        self._known: frozenset[CallId] | None = None
        self._pending: tuple[DisplayCall, ...] = ()
        self._stage: DisplayCall | None = None
        self._staged_at = 0.0

    def on_view(self, view: DisplayView, now: datetime) -> None:
        oldest_first = _merged(view)
        limit = now - timedelta(seconds=view.call_max_age_s)
        fresh = [call for call in oldest_first if self._is_new(call) and call.called_at > limit]
        renewed = {call.number for call in fresh}
        self._pending = (*(call for call in self._pending if call.number not in renewed), *fresh)
        self._known = frozenset(call.call_id for call in oldest_first)
        self._calls = view.calls

    def _is_new(self, call: DisplayCall) -> bool:
        """A screen that starts does not bring up again what the hall has heard."""
        return not call.is_spoken if self._known is None else call.call_id not in self._known

    def look(self, at: float, *, speaking: DisplayCall | None, to_be_spoken: Collection[CallId]) -> Scene:
        """The scene at this moment; the voice says what it speaks and what it is going to speak."""
        if speaking is not None:
            self._put_on_stage(speaking, at)
        elif not self._pending:
            self._rest(at)
        elif self._stage is None or self._may_follow(at, to_be_spoken):
            self._put_on_stage(self._pending[0], at)
        return self._scene(is_speaking=speaking is not None)

    def next_change_at(self) -> float | None:
        """When the stage may pass to a pending call without anything else happening."""
        return self._staged_at + HOLD_S if self._pending else None

    def _may_follow(self, at: float, to_be_spoken: Collection[CallId]) -> bool:
        return self._pending[0].call_id not in to_be_spoken and at - self._staged_at >= HOLD_S

    def _rest(self, at: float) -> None:
        newest = self._calls[0] if self._calls else None
        stage_is_valid = self._stage is not None and any(call.number == self._stage.number for call in self._calls)
        if newest is None:
            self._stage = None
        elif not stage_is_valid or at - self._staged_at >= HOLD_S:
            self._put_on_stage(newest, at)

    def _put_on_stage(self, call: DisplayCall, at: float) -> None:
        if self._stage is None or self._stage.call_id != call.call_id:
            self._stage = call
            self._staged_at = at
        self._pending = tuple(waiting for waiting in self._pending if waiting.number != call.number)

    def _scene(self, *, is_speaking: bool) -> Scene:
        pending = {call.call_id for call in self._pending}
        stage = self._stage
        beside = [call for call in self._calls if stage is None or call.number != stage.number]
        rows = tuple(Row(call, call.call_id in pending) for call in beside[: self._row_count])
        return Scene(stage=stage, is_speaking=is_speaking, rows=rows)


def _merged(view: DisplayView) -> list[DisplayCall]:
    """All calls of a view, oldest first; in a burst `unspoken` holds some that `calls` has no room for."""
    by_id = {call.call_id: call for call in (*view.unspoken, *reversed(view.calls))}
    newest_of: dict[str, DisplayCall] = {}
    for call in sorted(by_id.values(), key=lambda call: call.called_at):
        newest_of[call.number] = call
    return sorted(newest_of.values(), key=lambda call: call.called_at)
