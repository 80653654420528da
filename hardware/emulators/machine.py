"""The body of the emulated printer: what is wrong with it, and how it says so."""

from dataclasses import dataclass


@dataclass
class Machine:
    """Switches a person, a fault or a full bin can flip."""

    is_paper_out: bool = False
    is_near_end: bool = False
    is_cover_open: bool = False
    is_cutter_stuck: bool = False
    is_blade_blocked: bool = False
    """The next cut sticks; the jam stays until it is freed *and* the printer is told to recover."""
    is_hot: bool = False
    is_broken: bool = False
    has_mouth: bool = False
    """A kiosk's printer: the ticket is held out until it is taken."""
    tells_by_bit_7: bool = False
    """Its `DLE EOT 1` tells of the ticket in the mouth."""
    is_ticket_held: bool = False
    is_mouth_jammed: bool = False

    @property
    def is_stopped(self) -> bool:
        return (
            self.is_paper_out
            or self.is_cover_open
            or self.is_cutter_stuck
            or self.is_hot
            or self.is_broken
            or self.is_mouth_jammed
        )

    @property
    def _has_error(self) -> bool:
        return self.is_cutter_stuck or self.is_hot or self.is_broken

    def realtime(self, question: int) -> int:
        """The answer to `DLE EOT`."""
        bits = {
            1: 0x04 | 0x08 * self.is_stopped | 0x80 * (self.tells_by_bit_7 and self.is_ticket_held),
            2: 0x04 * self.is_cover_open | 0x20 * self.is_paper_out | 0x40 * self._has_error,
            3: 0x08 * self.is_cutter_stuck | 0x20 * self.is_broken | 0x40 * self.is_hot,
            4: 0x0C * (self.is_near_end or self.is_paper_out) | 0x60 * self.is_paper_out,
        }
        return 0x12 | bits[question]

    def automatic(self) -> bytes:
        """The four bytes of `GS a`."""
        return bytes(
            (
                0x14 | 0x08 * self.is_stopped | 0x20 * self.is_cover_open,
                0x08 * self.is_cutter_stuck | 0x20 * self.is_broken | 0x40 * self.is_hot,
                0x03 * (self.is_near_end or self.is_paper_out) | 0x0C * self.is_paper_out,
                0x00,
            )
        )

    def full(self) -> bytes:
        """The answer of a Custom printer to `DLE EOT 20`."""
        paper = 0x01 * self.is_paper_out | 0x04 * self.is_near_end | 0x20 * self.is_ticket_held
        unrecoverable = 0x01 * self.is_cutter_stuck | 0x08 * self.is_broken
        user, recoverable = 0x02 * self.is_cover_open, 0x01 * self.is_hot | 0x40 * self.is_mouth_jammed
        return bytes((0x10, 0x0F, paper, user, recoverable, unrecoverable))

    def ejector(self) -> int:
        """The answer of a Custom printer to `GS e 6`."""
        return (
            0x01 * self.is_near_end
            | 0x04 * (not self.is_paper_out)
            | 0x08 * self.is_ticket_held
            | 0x80 * self.is_mouth_jammed
        )

    def sensor(self) -> int:
        """The answer to `GS r 1`."""
        return 0x03 * (self.is_near_end or self.is_paper_out) | 0x0C * self.is_paper_out
