"""The driver of the signs on one line: a state machine that is told everything, the time included, and does no I/O.

    FREE --a sign is due--> WRITING --last byte taken--> (LISTENING --answer, or none in time-->) FREE

Each sign has a `Place` that knows what it should show; whoever differs from that is painted, changed ones first, one
painting at a time. A painting is whole and never mixed with the next. A sign that should answer and does not is tried
again rarely, so that it costs the others nothing; one that cannot answer is painted anew every minute, in case it lost
its power unnoticed. Before the hub has spoken, and after the agent is told to end, signs are dark.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from hardware.number_display.codec import Verdict
from hardware.number_display.place import Place, Sign, SignChanged
from hardware.number_display.scene import Scene
from hub.protocol import DeviceHealth

_NEVER: Final = float("inf")
GRACE_S: Final = 0.5
"""A connection that comes back within this time was never gone."""
STALL_S: Final = 3.0
ANSWER_WITHIN_S: Final = 0.3
GAP_S: Final = 0.02
"""Silence between two paintings; a bus tells frames apart by it."""
SETTLE_S: Final = 0.2
"""A display that was just cleared is busy so long."""
LEAVE_WITHIN_S: Final = 1.0


class _Turn(NamedTuple):
    """Who is being painted with what; a greeting paints nothing."""

    place: Place
    painting: bytes
    is_greeting: bool


class SignDriver:
    """All signs of one port. Not thread-safe: one thread drives it."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._places = {sign.name: Place(sign) for sign in signs}
        self._facts: list[SignChanged] = []
        self._is_open = False
        self._closed_at = _NEVER
        self._writing = b""
        self._stalls_at = _NEVER
        self._turn: _Turn | None = None
        self._heard = b""
        self._answer_by = _NEVER
        self._free_at = 0.0
        self._next_at = _NEVER
        self._leave_by = _NEVER
        self.wants_reopen = False

    @property
    def outgoing(self) -> bytes:
        return self._writing

    @property
    def is_busy(self) -> bool:
        """Going dark before the agent ends."""
        return self._leave_by < _NEVER

    def take_facts(self) -> list[SignChanged]:
        facts, self._facts = self._facts, []
        return facts

    def next_at(self) -> float:
        return self._next_at

    def show(self, name: str, scene: Scene | None, blink_left_s: float, fault: str, now: float) -> None:
        """What a sign has to show from now on; None is nothing. `fault`: what is wrong with its settings."""
        self._places[name].show(scene, blink_left_s, fault, now)

    def leave(self, now: float) -> None:
        """The agent ends: a number that stays on a sign all night would be a lie."""
        for place in self._places.values():
            place.show(None, 0.0, "", now)
        self._leave_by = now + LEAVE_WITHIN_S if self._is_open else _NEVER

    def opened(self, now: float) -> None:
        self._is_open = True
        self._closed_at = _NEVER
        self.wants_reopen = False
        self._drop_turn()
        self._free_at = now

    def closed(self, now: float) -> None:
        """The connection broke, or another attempt to make one failed."""
        if self._is_open or self._closed_at == _NEVER:
            self._closed_at = now
        self._is_open = False
        self._leave_by = _NEVER
        self._drop_turn()
        for place in self._places.values():
            place.unplugged()

    def received(self, data: bytes, now: float) -> None:
        if self._turn is None or self._writing:
            return
        self._heard += data
        match self._turn.place.sign.codec.verdict(self._turn.painting, self._heard):
            case Verdict.TAKEN:
                self._end_turn(now)
            case Verdict.REFUSED:
                self._end_turn(now, is_refused=True)
            case None:
                return

    def took(self, count: int, now: float) -> None:
        """The port took `count` bytes of `outgoing`."""
        self._writing = self._writing[count:]
        self._stalls_at = now + STALL_S
        if self._writing or self._turn is None:
            return
        self._stalls_at = _NEVER
        if self._turn.place.sign.codec.answers and not self._turn.is_greeting:
            self._answer_by = now + ANSWER_WITHIN_S
        else:
            self._end_turn(now)

    def tick(self, now: float) -> None:
        if self._is_open:
            self._tick_open(now)
        elif now >= self._closed_at + GRACE_S:
            self._tell_all(DeviceHealth.OFFLINE, "unreachable")
        self._next_at = self._due_at(now)

    def _tick_open(self, now: float) -> None:
        if now >= self._stalls_at:
            self._tell_all(DeviceHealth.OFFLINE, "stalled")
            self.wants_reopen = True
            return
        if now >= self._answer_by and self._turn is not None:
            self._tell(self._turn.place.stayed_silent(now))
            self._drop_turn()
            self._free_at = now + GAP_S
        if self._turn is None and now >= self._free_at:
            self._begin_turn(now)
        if now >= self._leave_by or (self._turn is None and not self._has_changed(now)):
            self._leave_by = _NEVER

    def _begin_turn(self, now: float) -> None:
        due = [place for place in self._places.values() if place.due_at(now) <= now]
        if not due:
            return
        # A silent sign waits for those that listen; of equals the one painted longest ago comes first.
        place = min(due, key=lambda each: (each.is_silent, not each.is_changed(now), each.painted_at))
        greeting = place.sign.codec.greeting() if place.needs_greeting else b""
        place.needs_greeting = False
        self._turn = _Turn(place, greeting or place.painting(now), bool(greeting))
        self._writing, self._heard = self._turn.painting, b""
        self._stalls_at = now + STALL_S

    def _end_turn(self, now: float, *, is_refused: bool = False) -> None:
        if self._turn is None:
            return
        place, painting, is_greeting = self._turn
        if is_greeting:
            self._free_at = now + SETTLE_S
        else:
            self._tell(place.refused(painting, now) if is_refused else place.painted(painting, now))
            self._free_at = now + GAP_S
        self._drop_turn()

    def _drop_turn(self) -> None:
        self._turn, self._writing, self._heard = None, b"", b""
        self._answer_by = self._stalls_at = _NEVER

    def _has_changed(self, now: float) -> bool:
        return any(place.is_changed(now) and not place.is_silent for place in self._places.values())

    def _due_at(self, now: float) -> float:
        if not self._is_open:
            is_told = all(place.state == (DeviceHealth.OFFLINE, "unreachable") for place in self._places.values())
            return _NEVER if is_told else self._closed_at + GRACE_S
        if self._turn is not None:
            return min(self._stalls_at, self._answer_by, self._leave_by)
        return min(self._leave_by, max(self._free_at, min(place.due_at(now) for place in self._places.values())))

    def _tell_all(self, health: DeviceHealth, detail: str) -> None:
        for place in self._places.values():
            self._tell(place.became(health, detail))

    def _tell(self, change: SignChanged | None) -> None:
        if change is not None:
            self._facts.append(change)
