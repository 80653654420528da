"""The driver of one scanner: a state machine that is told everything, the time included, and does no I/O.

What arrives is cut into codes, each code is judged at once (`codes.seen`) and wiped; the facts that come out hold
nothing of a citizen's card but a priority class. This is the border: whatever fails inside is told without a word of
what was read, for an exception's text might quote it.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import blake2b
from traceback import extract_tb
from typing import Final

import msgspec

from hardware.scanner.codes import UNREADABLE, seen
from hardware.scanner.framing import Framing, wipe
from hub.protocol import AgeClass, DeviceHealth, Seen, SeenUnknown

log = logging.getLogger(__name__)

_NEVER: Final = float("inf")
GRACE_S: Final = 0.5
"""A connection that comes back within this time was never gone."""
SAME_WITHIN_S: Final = 2.0
"""A ticket held before a scanner is read again and again; that is one scan."""

Judge = Callable[[bytearray, Sequence[AgeClass], date | None], Seen]


class Scanned(msgspec.Struct, frozen=True):
    """Somebody held something to it."""

    what: Seen


class ScannerChanged(msgspec.Struct, frozen=True):
    """How it is now."""

    health: DeviceHealth
    detail: str


Fact = Scanned | ScannerChanged


class ScannerDriver:
    """One scanner. Not thread-safe: one thread drives it. `key` is a secret of this run."""

    def __init__(self, name: str, framing: Framing, key: bytes, judge: Judge = seen) -> None:
        self._name = name
        self._framing = framing
        self._key = key
        self._judge = judge
        self._ages: Sequence[AgeClass] = ()
        self._today: date | None = None
        self._facts: list[Fact] = []
        self._health: DeviceHealth | None = None
        self._closed_at = _NEVER
        self._last: bytes | None = None
        """A keyed hash of the last code, for as long as it may come again; the code itself is gone."""
        self._last_what: Seen | None = None
        self._same_until = _NEVER
        self.wants_reopen = False

    @property
    def outgoing(self) -> bytes:
        """Scanners are only heard."""
        return b""

    @property
    def is_busy(self) -> bool:
        return False

    def take_facts(self) -> list[Fact]:
        facts, self._facts = self._facts, []
        return facts

    def next_at(self) -> float:
        is_told = self._health is DeviceHealth.OFFLINE
        return min(self._framing.next_at, self._same_until, _NEVER if is_told else self._closed_at + GRACE_S)

    def learn(self, ages: Sequence[AgeClass], today: date | None, _now: float) -> None:
        """Who is old enough for what, on the hub's day."""
        self._ages, self._today = ages, today

    def opened(self, _now: float) -> None:
        self._closed_at = _NEVER
        self._framing.reset()
        self._became(DeviceHealth.READY, "")

    def closed(self, now: float) -> None:
        """The connection broke, or another attempt to make one failed. Half a code is no code."""
        if self._closed_at == _NEVER:
            self._closed_at = now
        self._framing.reset()

    def received(self, data: bytes, now: float) -> None:
        self._judged(lambda: self._framing.feed(data, now), now)

    def took(self, _count: int, _now: float) -> None:
        """Nothing is ever sent."""

    def tick(self, now: float) -> None:
        self._judged(lambda: self._framing.due(now), now)
        if now >= self._same_until:
            self._last, self._last_what, self._same_until = None, None, _NEVER
        if now >= self._closed_at + GRACE_S:
            self._became(DeviceHealth.OFFLINE, "unreachable")

    def _judged(self, cut: Callable[[], list[bytearray]], now: float) -> None:
        try:
            for code in cut():
                self._see(code, now)
        except Exception as error:  # noqa: BLE001 - the border: no exception may carry a card into the log
            self._framing.reset()
            place = extract_tb(error.__traceback__)[-1]
            log.error(  # noqa: TRY400 - a traceback would quote the exception's text
                "[%s] a code was lost by a fault of this program: %s in %s, line %s",
                self._name, type(error).__name__, place.name, place.lineno,
            )  # fmt: skip
            self._say(UNREADABLE, now)

    def _see(self, code: bytearray, now: float) -> None:
        try:
            mark = blake2b(code, key=self._key, digest_size=16).digest()
            if mark == self._last:
                self._same_until = now + SAME_WITHIN_S
                return
            self._last = mark
            self._say(self._judge(code, self._ages, self._today), now)
        finally:
            wipe(code)

    def _say(self, what: Seen, now: float) -> None:
        """Noise makes many codes that differ; it is told once."""
        is_more_of_it = isinstance(what, SeenUnknown) and what == self._last_what
        self._last_what, self._same_until = what, now + SAME_WITHIN_S
        if not is_more_of_it:
            self._facts.append(Scanned(what))

    def _became(self, health: DeviceHealth, detail: str) -> None:
        if health is not self._health:
            self._health = health
            self._facts.append(ScannerChanged(health, detail))
