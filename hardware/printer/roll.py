"""How much of a paper roll is left, counted from what was printed: most printers have no sensor that warns in time.

Pure. It does not know when it was wrong: a roll that is changed early counts as the old one until the printer's sensor,
an empty roll, or a cover opened after the warning says otherwise.
"""

from typing import Final

import msgspec

from hub.protocol import PrinterHealth, PrinterReport

WARN_MM: Final = 5_000.0
USUAL_TICKET_MM: Final = 105.0


class Roll:
    """Told what was printed and every health; `judged` adds the warning."""

    def __init__(self, length_m: float, used_mm: float) -> None:
        self._length_mm = length_m * 1000
        self._used_mm = used_mm
        self._ticket_mm = USUAL_TICKET_MM
        self._before = PrinterHealth.UNKNOWN
        self._was_touched = False
        """Since it last printed the roll was empty, or its cover was opened after the warning."""

    @property
    def left_mm(self) -> float:
        return max(0.0, self._length_mm - self._used_mm)

    @property
    def tickets_left(self) -> int:
        return int(self.left_mm / self._ticket_mm)

    @property
    def is_thin(self) -> bool:
        return self.left_mm < WARN_MM

    def printed(self, mm: float) -> None:
        self._used_mm += mm
        self._ticket_mm = mm or self._ticket_mm

    def is_new(self, health: PrinterHealth) -> bool:
        """What the printer says now means that a new roll is in; the count begins again."""
        before, self._before = self._before, health
        if health is PrinterHealth.PAPER_OUT or (health is PrinterHealth.COVER_OPEN and self.is_thin):
            self._was_touched = True
        is_full = health is PrinterHealth.READY and before is PrinterHealth.NEAR_END
        is_back = health in (PrinterHealth.READY, PrinterHealth.NEAR_END) and self._was_touched
        if not is_full and not is_back:
            return False
        self._was_touched = False
        if health is PrinterHealth.NEAR_END:
            return False  # paper again, but little of it: an old roll was put in
        self._used_mm = 0.0
        return True

    def judged(self, report: PrinterReport) -> PrinterReport:
        """With the warning that the roll runs out, and how many tickets are left on it; worse news comes first."""
        if report.health not in (PrinterHealth.READY, PrinterHealth.NEAR_END) or not self.is_thin:
            return report
        return msgspec.structs.replace(report, health=PrinterHealth.NEAR_END, tickets_left=self.tickets_left)
