"""The mouth of a kiosk printer: the next ticket is printed only when the last one is gone.

A ticket that nobody takes is ejected or retracted after ten seconds if the printer can do that, else the next one
pushes it out.
"""

from typing import Final

from hardware.printer import escpos
from hardware.printer.condition import Condition
from hardware.printer.outbox import Outbox
from hardware.printer.profile import LeftTicket, Presenter, Profile

LEFT_AFTER_S: Final = 10.0
MOVES_WITHIN_S: Final = 5.0
MOST_TRIES: Final = 2
_COMMANDS: Final = {LeftTicket.EJECT: escpos.EJECT, LeftTicket.RETRACT: escpos.RETRACT}


class Mouth:
    """Told every condition; `is_free` and `is_stuck` are its judgement."""

    def __init__(self, profile: Profile, outbox: Outbox) -> None:
        self._exists = profile.presenter is not Presenter.NONE
        self._command = _COMMANDS.get(profile.left_ticket, b"")
        self._outbox = outbox
        self._held_since: float | None = None
        self._moves_at = 0.0
        self._tries = 0

    @property
    def is_stuck(self) -> bool:
        """It was told to let go of the ticket, and did not."""
        return self._tries > MOST_TRIES

    def is_free(self, now: float) -> bool:
        if self._held_since is None:
            return True
        return not self._command and now >= self._held_since + LEFT_AFTER_S

    def saw(self, condition: Condition, now: float) -> None:
        """After each round of questions, while nothing is printed."""
        if not self._exists or not condition.has_ticket:
            self._held_since, self._tries = None, 0
            return
        if self._held_since is None:
            self._held_since = now
            self._moves_at = now + LEFT_AFTER_S
        if self._command and now >= self._moves_at and not self.is_stuck:
            self._tries += 1
            self._moves_at = now + MOVES_WITHIN_S
            if not self.is_stuck:
                self._outbox.put(self._command)
