"""Listens to a printer and asks it how it is: regularly, and at once when somebody wants to know.

Sans-I/O: questions go to the outbox, what was heard comes back as values. Answers nobody waits for are dropped. A
printer that cannot be asked (a spooler, a file) is never asked.

Answers do not say what they answer. After a question that was not answered in time its answer may still come, and be
taken for that to the next. So first one question is asked for nothing, and whatever comes is let pass until all is
quiet. A printer that proves to be slow is given more time.
"""

import msgspec

from hardware.printer.condition import Condition, from_auto
from hardware.printer.outbox import Outbox
from hardware.printer.poll import Poll, Question
from hardware.printer.profile import Presenter, Profile
from hardware.printer.status import (
    AutoStatus,
    Cleared,
    Done,
    Message,
    Name,
    Realtime,
    Sensor,
    StatusParser,
    WentOffline,
)

POLL_EVERY_S = 1.0
POLL_OFTEN_S = 0.25
ANSWER_WITHIN_S = 0.3
LONGEST_ANSWER_S = 2.0
QUIET_S = 0.2
"""No answer came for so long: those to old questions have all passed."""
EXTRA_TRIES = 3
"""So often a question that only some models know may stay unanswered before it is left out."""


class Polled(msgspec.Struct, frozen=True):
    """A complete round of answers to our questions."""

    condition: Condition


class Told(msgspec.Struct, frozen=True):
    """The printer spoke of its own accord."""

    condition: Condition


class Silent(msgspec.Struct, frozen=True):
    """A question was not answered; `rounds` times in a row now."""

    rounds: int


Heard = Polled | Told | Silent | Sensor | Done | Name | Cleared


class Monitor:
    """The ear of the driver."""

    def __init__(self, profile: Profile, outbox: Outbox) -> None:
        self._outbox = outbox
        self._can_ask = profile.has_status
        self._parser = StatusParser(
            profile.realtime_mask,
            has_auto_status=profile.has_auto_status,
            has_full_status=profile.has_full_status,
        )
        self._extra = _extra_questions(profile)
        self._vain = dict.fromkeys(self._extra, 0)
        """Added questions that were never answered, and how often they were asked."""
        self._poll: Poll | None = None
        self._asked_at_place = 0
        self._asked_at = 0.0
        self._patience_s = ANSWER_WITHIN_S
        self._slowest_s = 0.0
        """Of the answers of this round."""
        self._owes_answers = False
        """A question was not answered in time."""
        self._quiet_at: float | None = None
        """While old answers are let pass: when it will have been quiet."""
        self._was_heard = False
        self._next_at = float("inf")
        self._silent_rounds = 0
        self.is_muted = False
        """Set while a picture is being sent: a question in its middle would be printed as dots."""
        self.every_s = POLL_EVERY_S
        self.is_confirming = False
        """Print data may still be under way: what is answered in its turn is not asked now."""

    @property
    def next_at(self) -> float:
        if self.is_muted:
            return float("inf")
        if self._quiet_at is not None:
            return self._quiet_at
        return self._poll.deadline if self._poll else self._next_at

    def opened(self, now: float) -> None:
        self._parser.reset()
        self._silent_rounds = 0
        self._forget_poll()
        self._owes_answers = False
        self.ask(now)

    def closed(self) -> None:
        self._forget_poll()
        self._next_at = float("inf")

    def ask(self, now: float) -> None:
        """Begin a round, or hasten the one under way."""
        if not self._can_ask or self._quiet_at is not None:
            return
        if self._poll is None and self._owes_answers:
            self._was_heard = False
            self._outbox.put(Question.PRINTER.value)
            self._asked_at = self._outbox.clear_at(now)
            self._quiet_at = self._due_at(now)
        elif self._poll is None:
            self._slowest_s = 0.0
            extra = tuple(q for q in self._extra if not (self.is_confirming and q is Question.EJECTOR))
            self._poll = Poll(0.0, extra)
            self._put(self._poll, now)
        else:
            self._poll.deadline = min(self._poll.deadline, self._due_at(now))

    def ask_at(self, at: float) -> None:
        """When answers to questions of somebody else have died away."""
        self._next_at = at

    def mute(self) -> None:
        """Nothing may be asked until `unmute`."""
        self.is_muted = True
        self._owes_answers = self._owes_answers or self._poll is not None
        self._forget_poll()

    def unmute(self, now: float, every_s: float) -> None:
        self.is_muted = False
        self.every_s = every_s
        self._next_at = now + every_s if self._can_ask else float("inf")

    def received(self, data: bytes, now: float) -> list[Heard]:
        heard: list[Heard] = []
        for message in self._parser.feed(data):
            heard.extend(self._message(message, now))
        return heard

    def tick(self, now: float) -> list[Heard]:
        if self.is_muted:
            return []
        if self._quiet_at is not None and now >= self._quiet_at:
            return self._is_quiet(now)
        if self._poll and now >= self._poll.deadline:
            return self._unanswered(self._poll, now)
        if self._poll is None and now >= self._next_at:
            self.ask(now)
        return []

    def _unanswered(self, poll: Poll, now: float) -> list[Heard]:
        # Half an answer must not be completed by the next one.
        self._parser.reset()
        if poll.is_at_extra:
            self._asked_in_vain(poll.asks)
            return self._went_on(poll, poll.skip(), now)
        self._owes_answers = True
        return self._silent(now)

    def _silent(self, now: float) -> list[Heard]:
        self._forget_poll()
        self._silent_rounds += 1
        self._next_at = now + self.every_s
        return [Silent(self._silent_rounds)]

    def _is_quiet(self, now: float) -> list[Heard]:
        """Old answers have passed, and the one to the question asked for nothing; or nobody says anything at all."""
        self._quiet_at = None
        if not self._was_heard:
            return self._silent(now)
        self._owes_answers = False
        self.ask(now)
        return []

    def _forget_poll(self) -> None:
        self._poll = self._quiet_at = None

    def _asked_in_vain(self, question: Question) -> None:
        """What it has once answered it only cannot answer now; what it never answers it does not know."""
        if question in self._vain:
            self._vain[question] += 1
            if self._vain[question] >= EXTRA_TRIES:
                self._extra = tuple(q for q in self._extra if q is not question)

    def _message(self, message: Message, now: float) -> list[Heard]:
        match message:
            case AutoStatus(data):
                return [Told(from_auto(data))]
            case Sensor() | Done() | Name() | Cleared():
                return [message]
            case WentOffline():
                self.ask(now)
                return []
            case Realtime() if self._poll is None:
                self._let_pass(now)
                return []
            case _ if self._poll and self._is_asked and self._poll.takes(message):
                self._slowest_s = max(self._slowest_s, now - self._asked_at)
                self._vain.pop(self._poll.asks, None)
                return self._went_on(self._poll, self._poll.answer(message), now)
            case _:
                return []

    def _let_pass(self, now: float) -> None:
        """An answer to an old question, or to the one asked for nothing."""
        if self._quiet_at is not None:
            self._was_heard, self._quiet_at = True, now + QUIET_S
        elif self._owes_answers:
            self._patience_s = min(2 * (now - self._asked_at), LONGEST_ANSWER_S)

    def _went_on(self, poll: Poll, condition: Condition | None, now: float) -> list[Heard]:
        if condition is None:
            self._put(poll, now)
            return []
        self._patience_s = min(max(ANSWER_WITHIN_S, 2 * self._slowest_s), LONGEST_ANSWER_S)
        self._poll = None
        self._silent_rounds = 0
        self._next_at = now + self.every_s
        return [Polled(condition)]

    def _due_at(self, now: float) -> float:
        """The printer cannot answer before it hears the question, which stands behind what was sent before."""
        return self._outbox.clear_at(now) + self._patience_s

    @property
    def _is_asked(self) -> bool:
        """The question has left: what came before it answers something else."""
        return self._outbox.is_past(self._asked_at_place)

    def _put(self, poll: Poll, now: float) -> None:
        poll.deadline = self._due_at(now)
        self._asked_at = self._outbox.clear_at(now)
        self._asked_at_place = self._outbox.put(poll.question)
        if poll.asks is Question.EJECTOR:
            self._parser.expect_raw()


def _extra_questions(profile: Profile) -> tuple[Question, ...]:
    full = (Question.FULL,) if profile.has_full_status else ()
    return (*full, Question.EJECTOR) if profile.presenter is Presenter.EJECTOR else full
