"""A driver and emulated signs in simulated time, without a thread or a port."""

from hardware.emulators.screens import Screen
from hardware.number_display.driver import SignDriver
from hardware.number_display.place import Sign, SignChanged
from hardware.number_display.scene import Scene

STEP_S = 0.01


class Line:
    """The supervisor's part: carries bytes, tells the time, takes the facts."""

    def __init__(self, screen: Screen, *signs: Sign) -> None:
        self.screen = screen
        self.driver = SignDriver(signs)
        self.now = 1000.0
        self.facts: list[SignChanged] = []
        self.said: list[tuple[float, bytes]] = []
        """What went over the line, and when."""
        self.is_open = False
        self.takes = True
        """False: a line that takes no byte."""
        self.ticks = 0

    def open(self) -> None:
        self.is_open = True
        self.driver.opened(self.now)

    def close(self) -> None:
        self.is_open = False
        self.driver.closed(self.now)

    def show(self, scene: Scene | None, blink_left_s: float = 0.0, *, name: str = "sign", fault: str = "") -> None:
        self.driver.show(name, scene, blink_left_s, fault, self.now)

    def run(self, seconds: float) -> None:
        """As a supervisor does: woken when something is due, and at least once a second."""
        until = self.now + seconds
        while self.now < until:
            self._turn()
            due = self.driver.next_at()
            self.now = min(until, max(self.now + STEP_S, min(due, self.now + 1.0)))
        self._turn()

    def _turn(self) -> None:
        self.ticks += 1
        self.driver.tick(self.now)
        self.facts += self.driver.take_facts()
        data = self.driver.outgoing
        if not (self.is_open and self.takes and data):
            return
        self.said.append((self.now, data))
        self.driver.took(len(data), self.now)
        if answer := self.screen.hear(data):
            self.driver.received(answer, self.now)
        self.driver.tick(self.now)
        self.facts += self.driver.take_facts()

    @property
    def told(self) -> list[str]:
        return [f"{fact.health} {fact.detail}".strip() for fact in self.facts]
