"""Listens to a printer and asks it how it is: regularly, and at once when somebody wants to know.

Sans-I/O: questions go to the outbox, what was heard comes back as values. Answers nobody waits for are dropped.
"""

import msgspec

from hardware.printer.outbox import Outbox
from hardware.printer.poll import Poll
from hardware.printer.profile import Profile
from hardware.printer.status import AutoStatus, Condition, Done, Message, Realtime, Sensor, StatusParser, from_auto

POLL_EVERY_S = 1.0
POLL_WHILE_CONFIRMING_S = 0.25
ANSWER_WITHIN_S = 0.3


class Polled(msgspec.Struct, frozen=True):
    """A complete round of answers to our questions."""

    condition: Condition


class Told(msgspec.Struct, frozen=True):
    """The printer spoke of its own accord."""

    condition: Condition


class Silent(msgspec.Struct, frozen=True):
    """A question was not answered; `rounds` times in a row now."""

    rounds: int


Heard = Polled | Told | Silent | Sensor | Done


class Monitor:
    """The ear of the driver."""

    def __init__(self, profile: Profile, outbox: Outbox) -> None:
        self._outbox = outbox
        self._parser = StatusParser(profile.realtime_mask, has_auto_status=profile.has_auto_status)
        self._poll: Poll | None = None
        self._next_at = float("inf")
        self._silent_rounds = 0
        self.is_muted = False
        """Set while a picture is being sent: a question in its middle would be printed as dots."""
        self.every_s = POLL_EVERY_S

    @property
    def next_at(self) -> float:
        if self.is_muted:
            return float("inf")
        return self._poll.deadline if self._poll else self._next_at

    def opened(self, now: float) -> None:
        self._parser.reset()
        self._silent_rounds = 0
        self._poll = None
        self.ask(now)

    def closed(self) -> None:
        self._poll = None
        self._next_at = float("inf")

    def ask(self, now: float) -> None:
        """Begin a round, or hasten the one under way."""
        if self._poll is None:
            self._poll = Poll(now + ANSWER_WITHIN_S)
            self._outbox.put(self._poll.question)
        else:
            self._poll.deadline = min(self._poll.deadline, now + ANSWER_WITHIN_S)

    def ask_by(self, at: float) -> None:
        """Ask no later than this."""
        self._next_at = min(self._next_at, at)

    def mute(self) -> None:
        """Nothing may be asked until `unmute`."""
        self.is_muted = True
        self._poll = None

    def unmute(self, now: float, every_s: float) -> None:
        self.is_muted = False
        self.every_s = every_s
        self._next_at = now + every_s

    def received(self, data: bytes, now: float) -> list[Heard]:
        heard: list[Heard] = []
        for message in self._parser.feed(data):
            heard.extend(self._message(message, now))
        return heard

    def tick(self, now: float) -> list[Heard]:
        if self.is_muted:
            return []
        if self._poll and now >= self._poll.deadline:
            # Half an answer must not be completed by the next one.
            self._parser.reset()
            self._poll = None
            self._silent_rounds += 1
            self._next_at = now + self.every_s
            return [Silent(self._silent_rounds)]
        if self._poll is None and now >= self._next_at:
            self.ask(now)
        return []

    def _message(self, message: Message, now: float) -> list[Heard]:
        match message:
            case Realtime(value) if self._poll:
                return self._answered(self._poll, value, now)
            case AutoStatus(data):
                return [Told(from_auto(data))]
            case Sensor() | Done():
                return [message]
            case _:
                return []

    def _answered(self, poll: Poll, value: int, now: float) -> list[Heard]:
        condition = poll.answer(value)
        if condition is None:
            poll.deadline = now + ANSWER_WITHIN_S
            self._outbox.put(poll.question)
            return []
        self._poll = None
        self._silent_rounds = 0
        self._next_at = now + self.every_s
        return [Polled(condition)]
