"""What goes out to pads on a slow line: one frame at a time, answers before news, and pictures again and again."""

from typing import Final

import msgspec

from hardware.callpad.driver import PadFact, Station

_NEVER: Final = float("inf")
REPAINT_S: Final = 10.0
"""A pad that lost its power on a bus comes back dark and says nothing."""


class _Frame(msgspec.Struct, frozen=True):
    data: bytes
    not_before: float
    then: PadFact | None


class Outbox:
    """Frames with a pause between them, so that a pad can digest each."""

    def __init__(self, gap_s: float) -> None:
        self._gap_s = gap_s
        self._answers: list[_Frame] = []
        self._news: list[_Frame] = []
        self._going: _Frame | None = None
        self._taken = 0
        self._free_at = 0.0

    @property
    def outgoing(self) -> bytes:
        return self._going.data[self._taken :] if self._going else b""

    @property
    def is_idle(self) -> bool:
        return not (self._going or self._answers or self._news)

    def answer(self, data: bytes, then: PadFact | None = None) -> None:
        """Before everything else. `then` becomes true when the last byte is out."""
        self._answers.append(_Frame(data, 0.0, then))

    def tell(self, data: bytes, not_before: float) -> None:
        self._news.append(_Frame(data, not_before, None))

    def tick(self, now: float) -> None:
        if self._going is not None or now < self._free_at:
            return
        if self._answers:
            self._going = self._answers.pop(0)
        elif due := [frame for frame in self._news if frame.not_before <= now]:
            self._going = min(due, key=lambda frame: frame.not_before)
            self._news.remove(self._going)

    def took(self, count: int, now: float) -> PadFact | None:
        """So many bytes are out; returns what the end of a frame makes true."""
        if self._going is None:
            return None
        self._taken += count
        if self.outgoing:
            return None
        then, self._going, self._taken = self._going.then, None, 0
        self._free_at = now + self._gap_s
        return then

    def next_at(self) -> float:
        if self._going is not None:
            return _NEVER
        first = 0.0 if self._answers else min((frame.not_before for frame in self._news), default=_NEVER)
        return max(first, self._free_at)

    def clear(self) -> None:
        """The line is gone, and with it whatever was meant for it."""
        self._answers.clear()
        self._news.clear()
        self._going = None
        self._taken = 0


class Pictures:
    """What each pad is to show, as bytes: told when it changes, after the pad was away, and once in a while."""

    def __init__(self) -> None:
        self._wanted: dict[Station, bytes] = {}
        self._painted: dict[Station, tuple[bytes, float]] = {}

    def want(self, station: Station, picture: bytes) -> None:
        self._wanted[station] = picture

    def forget(self) -> None:
        """Nobody knows what the pads show now."""
        self._painted.clear()

    def take_due(self, now: float) -> bytes:
        """One that has to be painted, as painted; b"" when none has."""
        for station, picture in self._wanted.items():
            shown, at = self._painted.get(station, (b"", 0.0))
            if picture and (shown != picture or now >= at + REPAINT_S):
                self._painted[station] = (picture, now)
                return picture
        return b""

    def next_at(self) -> float:
        return min((self._due_at(station) for station, picture in self._wanted.items() if picture), default=_NEVER)

    def _due_at(self, station: Station) -> float:
        shown, at = self._painted.get(station, (b"", 0.0))
        return at + REPAINT_S if shown == self._wanted[station] else 0.0
