"""Plays a driver: bytes in, bytes out, by a clock set by hand."""

from hardware.callpad.driver import KeyPressed, PadDriver, PadFact
from hardware.callpad.keys import PadKey


class Told:
    """A driver with its port open; `line` is all that was written."""

    def __init__(self, driver: PadDriver, *, opens: bool = True) -> None:
        self.driver = driver
        self.now = 100.0
        self.line = b""
        self.facts: list[PadFact] = []
        if opens:
            self.open()

    def open(self) -> None:
        self.driver.opened(self.now)
        self._work()

    def close(self) -> None:
        self.driver.closed(self.now)
        self._hear_facts()

    def hears(self, data: bytes) -> None:
        self.driver.received(data, self.now)
        self._work()

    def passes(self, seconds: float) -> None:
        """Time goes by, and the driver is woken whenever it wants to be."""
        end = self.now + seconds
        for _ in range(100_000):
            self._work()
            at = self.driver.next_at()
            if at > end:
                break
            self.now = max(self.now, at)
        else:
            raise AssertionError("the driver never rests")
        self.now = end
        self._work()

    def written(self) -> bytes:
        """Since the last look."""
        line, self.line = self.line, b""
        return line

    def keys(self) -> list[PadKey]:
        return [fact.key for fact in self.facts if isinstance(fact, KeyPressed)]

    def _work(self) -> None:
        while True:
            self.driver.tick(self.now)
            self._hear_facts()
            outgoing = self.driver.outgoing
            if not outgoing:
                return
            self.line += outgoing
            self.driver.took(len(outgoing), self.now)

    def _hear_facts(self) -> None:
        self.facts += self.driver.take_facts()
