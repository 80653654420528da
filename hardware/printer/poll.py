"""One round of questions, asked one after the other.

Most answers carry no hint of their question, so the next is asked only when the last is answered: cheap printers lose
questions that come in a bunch, and then every answer would be taken for its neighbour.
"""

from enum import Enum

from hardware.printer import escpos
from hardware.printer.condition import Condition, from_ejector, from_full, from_realtime, merged
from hardware.printer.status import Full, Message, Raw, Realtime


class Question(Enum):
    """What can be asked at any time."""

    PRINTER = escpos.ask_realtime(1)
    OFFLINE = escpos.ask_realtime(2)
    ERROR = escpos.ask_realtime(3)
    PAPER = escpos.ask_realtime(4)
    FULL = escpos.ask_realtime(20)
    EJECTOR = escpos.ASK_EJECTOR


ALWAYS = (Question.PRINTER, Question.OFFLINE, Question.ERROR, Question.PAPER)


class Poll:
    """`question` is what to send now; `answer` returns the condition when the round is complete."""

    def __init__(self, deadline: float, extra: tuple[Question, ...] = ()) -> None:
        self.deadline = deadline
        self._questions = ALWAYS + extra
        self._realtime: list[int] = []
        self._more: list[Condition] = []
        self._place = 0

    @property
    def asks(self) -> Question:
        return self._questions[self._place]

    @property
    def question(self) -> bytes:
        return self.asks.value

    @property
    def is_at_extra(self) -> bool:
        """What is asked now was added by the profile; not every model of its kind knows it."""
        return self._place >= len(ALWAYS)

    def takes(self, message: Message) -> bool:
        """The message answers the question."""
        match self.asks:
            case Question.FULL:
                return isinstance(message, Full)
            case Question.EJECTOR:
                return isinstance(message, Raw)
            case _:
                return isinstance(message, Realtime)

    def answer(self, message: Message) -> Condition | None:
        match message:
            case Realtime(value):
                self._realtime.append(value)
            case Full(data):
                self._more.append(from_full(data))
            case Raw(value):
                self._more.append(from_ejector(value))
            case _:
                raise ValueError(f"{message} answers nothing")
        return self._next()

    def skip(self) -> Condition | None:
        """Do without the answer to what was added."""
        return self._next()

    def _next(self) -> Condition | None:
        self._place += 1
        if self._place < len(self._questions):
            return None
        printer, offline, error, paper = self._realtime
        return merged(from_realtime(printer, offline, error, paper), *self._more)
