"""What a printer needs around its tickets: to be clean, to have an empty mouth, and to be known.

Sans-I/O: what it wants to send goes to the outbox. The driver tells it everything while no ticket is under way.
"""

from hardware.printer import escpos
from hardware.printer.cleaner import Cleaner, Mess
from hardware.printer.condition import Condition
from hardware.printer.job import Learnt
from hardware.printer.learning import Learner
from hardware.printer.outbox import Outbox
from hardware.printer.presenter import Mouth
from hardware.printer.profile import Profile

_NEVER = float("inf")
_KEEPS_ITS_BUFFER = ("paper_out", "cover_open")
"""Troubles after which a printer goes on by itself with what it had not printed, unless it is told to forget it."""


class Care:
    """The helping hand of the driver. `learner` only for a printer that is to be asked what it is."""

    def __init__(self, profile: Profile, outbox: Outbox, learner: Learner | None, *, may_be_torn: bool) -> None:
        self._outbox = outbox
        self._learner = learner
        self._cleaner = Cleaner(profile, outbox, Mess.TORN_PAPER if may_be_torn else Mess.NONE)
        self._is_well = False
        self.equip(profile)

    def equip(self, profile: Profile) -> None:
        """It is a printer of this profile."""
        self._profile = profile
        self._cleaner.profile = profile
        self._mouth = Mouth(profile, self._outbox)

    @property
    def next_at(self) -> float:
        return self._learner.next_at if self._learner else _NEVER

    @property
    def is_known(self) -> bool:
        return self._learner is None or self._learner.is_done

    def opened(self) -> None:
        """Whatever it missed meanwhile (a power cut, another program's half picture), it starts afresh."""
        self._cleaner.left(Mess.HALF_PICTURE)
        if self._learner:
            self._learner.opened()

    def closed(self) -> None:
        self._is_well = False

    def polled(self, condition: Condition, now: float) -> None:
        """A round of answers while nothing is printed."""
        self._mouth.saw(condition, now)
        if condition.is_cutter_stuck:
            self._cleaner.clear_cutter(now)
        elif not condition.trouble:
            self._cleaner.clean()
        self._is_well = not condition.trouble
        if self._learner and not self._is_well and not self._learner.is_done:
            # A printer in trouble does not get to what it was asked: that says nothing about what it is.
            self._learner.opened()
        self._learn(now)

    def objection(self, condition: Condition, now: float) -> str | None:
        """Why no ticket can be sent; "" when it only has to wait; None when it may go."""
        if condition.trouble:
            return condition.trouble
        if self._mouth.is_stuck:
            return "presenter_full"
        return None if self._mouth.is_free(now) and self.is_known else ""

    def took(self, now: float) -> None:
        """The port took something."""
        self._cleaner.took()
        self._learn(now)

    def tick(self, now: float) -> Learnt | None:
        return self._knows(self._learner.tick(self._outbox, now)) if self._learner else None

    def named(self, text: bytes, now: float) -> Learnt | None:
        return self._knows(self._learner.named(text, self._outbox, now)) if self._learner else None

    def done(self, process_id: bytes) -> Learnt | None:
        return self._knows(self._learner.done(process_id)) if self._learner else None

    def left(self, mess: Mess) -> None:
        self._cleaner.left(mess)

    def dropped(self) -> None:
        """What was queued will not be sent."""
        self._cleaner.dropped()

    def broke_off(self, detail: str, *, is_whole: bool, is_open: bool) -> None:
        """A ticket did; nothing of it is queued any more."""
        self._cleaner.left(Mess.HALF_PICTURE if is_whole else Mess.TORN_PAPER)
        if self._profile.has_clear and is_open and detail in _KEEPS_ITS_BUFFER:
            self._outbox.put(escpos.CLEAR_BUFFERS)

    def _learn(self, now: float) -> None:
        """Once the printer is well and clean."""
        if self._learner and self._learner.is_waiting and self._is_well and not self._cleaner.is_busy:
            self._learner.begin(self._outbox, now)

    def _knows(self, learnt: Learnt | None) -> Learnt | None:
        if learnt is not None:
            # What it does not know it may have taken for text.
            self._cleaner.left(Mess.HALF_PICTURE)
        return learnt
