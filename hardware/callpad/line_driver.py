"""What pads have in common that speak whenever they like: numpads, FF 68, and those told by a template."""

from collections.abc import Sequence
from typing import Final

from hardware.callpad.debounce import Debounce
from hardware.callpad.driver import Healths, KeyPressed, PadFact, Station, Unmapped
from hardware.callpad.keys import PadKey
from hardware.callpad.outbox import Outbox, Pictures
from hub.protocol import DeviceHealth

_NEVER: Final = float("inf")
_MOST_STRANGERS: Final = 20
"""Noise is not logged for ever."""


class LineDriver:
    """A `PadDriver` but for `received`, `show` and `signal`: what was heard is a fact, what is to be said goes in turn.

    Those that are `asked` are there when they answer; of the others nobody knows more than that their port is open.
    """

    def __init__(
        self, stations: Sequence[Station], *, gap_s: float, quiet_s: float, asked: Sequence[Station] = ()
    ) -> None:
        self._unasked = tuple(station for station in stations if station not in asked)
        self._debounce = Debounce(quiet_s)
        self._healths = Healths(stations)
        self._facts: list[PadFact] = []
        self._outbox = Outbox(gap_s)
        self._pictures = Pictures()
        self._strangers: set[str] = set()
        self._is_open = False
        self.wants_reopen = False

    @property
    def outgoing(self) -> bytes:
        return self._outbox.outgoing

    @property
    def is_busy(self) -> bool:
        return False

    def opened(self, now: float) -> None:  # noqa: ARG002 - every driver is told the time
        self._is_open = True
        self._pictures.forget()
        for station in self._unasked:
            self._facts += self._healths.one_is(station, DeviceHealth.READY)

    def closed(self, now: float) -> None:  # noqa: ARG002 - every driver is told the time
        self._is_open = False
        self._outbox.clear()
        self._facts += self._healths.all_are(DeviceHealth.OFFLINE)

    def took(self, count: int, now: float) -> None:
        if fact := self._outbox.took(count, now):
            self._facts.append(fact)

    def tick(self, now: float) -> None:
        """Whatever is due; nothing is kept for a line that is not there."""
        if not self._is_open:
            return
        if self._outbox.is_idle and (picture := self._pictures.take_due(now)):
            self._outbox.tell(picture, now)
        self._outbox.tick(now)

    def next_at(self) -> float:
        if not self._is_open:
            return _NEVER
        return self._pictures.next_at() if self._outbox.is_idle else self._outbox.next_at()

    def take_facts(self) -> Sequence[PadFact]:
        facts, self._facts = self._facts, []
        return facts

    def _say(self, data: bytes, times: int, apart_s: float, now: float) -> None:
        """As often as that; lost on a line that is not there."""
        for place in range(times if self._is_open else 0):
            self._outbox.tell(data, now + place * apart_s)

    def _press(self, station: Station, contact: str, key: PadKey, now: float, *, count: str = "") -> KeyPressed | None:
        """`contact` as the pad calls it; None when it bounced, or has no meaning."""
        is_meant = self._debounce.accepts(station, contact, now, count=count)
        return KeyPressed(station, key) if is_meant and key is not PadKey.NOTHING else None

    def _meet(self, what: str) -> None:
        """Say once what the file does not tell of."""
        if what not in self._strangers and len(self._strangers) < _MOST_STRANGERS:
            self._strangers.add(what)
            self._facts.append(Unmapped(what))
