"""One round of the four real-time questions, asked one after the other.

The answers carry no hint of their question, so the next is asked only when the last is answered: cheap printers lose
questions that come in a bunch, and then every answer would be taken for its neighbour.
"""

from hardware.printer import escpos
from hardware.printer.status import Condition, from_realtime


class Poll:
    """`question` is what to send now; `answer` returns the condition when the round is complete."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self._answers: list[int] = []

    @property
    def question(self) -> bytes:
        return escpos.ask_realtime(escpos.REALTIME_QUERIES[len(self._answers)])

    def answer(self, value: int) -> Condition | None:
        self._answers.append(value)
        if len(self._answers) < len(escpos.REALTIME_QUERIES):
            return None
        printer, offline, error, paper = self._answers
        return from_realtime(printer, offline, error, paper)
