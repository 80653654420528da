"""Leaves the printer so that the next ticket is the only thing on its paper.

A ticket that broke off may leave the printer waiting for the rest of a picture; it would swallow the next ticket. As
many NULs as the longest block has bytes complete any picture, `ESC @` forgets the rest, and a cut parts the torn piece
from what comes. A cutter that stuck has to be told to try again.
"""

from enum import IntEnum

from hardware.printer import escpos
from hardware.printer.encode import prologue
from hardware.printer.outbox import Outbox
from hardware.printer.profile import Profile

CLEAR_CUTTER_EVERY_S = 5.0


class Mess(IntEnum):
    """What may be left in the printer; the worse one counts."""

    NONE = 0
    HALF_PICTURE = 1
    TORN_PAPER = 2


class Cleaner:
    """Remembers the mess until the bytes against it have left."""

    def __init__(self, profile: Profile, outbox: Outbox, mess: Mess) -> None:
        self.profile = profile
        self._outbox = outbox
        self._mess = mess
        self._clean_at: int | None = None
        self._clear_cutter_at = 0.0

    @property
    def is_busy(self) -> bool:
        """What cleans has not left yet."""
        return self._clean_at is not None

    def left(self, mess: Mess) -> None:
        self._mess = max(self._mess, mess)

    def clean(self) -> None:
        """Queue what is needed, once; the printer has to be well."""
        if self._mess is Mess.NONE or self._clean_at is not None:
            return
        cut = escpos.end_of_ticket(self.profile.cutter) if self._mess is Mess.TORN_PAPER else b""
        nuls = bytes(self.profile.max_block_bytes)
        self._clean_at = self._outbox.put(nuls + prologue(self.profile) + cut)

    def clear_cutter(self, now: float) -> None:
        """Somebody may have pulled the paper out; the printer only finds out when it is told to try."""
        if now >= self._clear_cutter_at:
            self._clear_cutter_at = now + CLEAR_CUTTER_EVERY_S
            self._outbox.put(escpos.CLEAR_AND_RECOVER)
            self.left(Mess.TORN_PAPER)

    def took(self) -> None:
        """The port took something."""
        if self._clean_at is not None and self._outbox.is_past(self._clean_at):
            self._mess, self._clean_at = Mess.NONE, None

    def dropped(self) -> None:
        """What was queued will not be sent."""
        self._clean_at = None
