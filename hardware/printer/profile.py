"""What is known about each class of printer, as data.

A profile says how wide the paper is, which commands the printer knows and how it tells that a ticket is finished.
Numbers come from the manuals; where models differ, the cautious value is taken.
"""

from enum import StrEnum
from typing import Final

import msgspec


class ConfirmMethod(StrEnum):
    """How a printer says that everything sent before is on paper, best first.

    `process_id`: `GS ( H` echoes our own id once the paper has moved. `paper_sensor`: `GS r 1` is answered in its turn
    among the print data. `idle`: twice without any trouble after the calculated end.
    """

    PROCESS_ID = "process_id"
    PAPER_SENSOR = "paper_sensor"
    IDLE = "idle"


class Profile(msgspec.Struct, frozen=True):
    """One class of printers."""

    name: str
    width_dots: int
    dpi: int = 203
    speed_mm_s: float = 90.0
    """The slowest of its kind: a confirmation is waited for that long."""
    bytes_per_s: float = 100_000.0
    block_rows: int = 120
    """Rows in one raster command. Heights that are multiples of 48 are never used: some clones garble them."""
    confirm: tuple[ConfirmMethod, ...] = (ConfirmMethod.PAPER_SENSOR, ConfirmMethod.IDLE)
    has_auto_status: bool = True
    """Knows `GS a`: tells by itself when paper, cover or cutter change."""
    has_motion_units: bool = True
    """Knows `GS P`. Without it one unit of `ESC J` is whatever the maker chose: 1/203, 1/360, 1/406 inch."""
    has_double_height: bool = True
    """Knows mode 2 of `GS v 0`: each row is printed twice."""
    realtime_mask: int = 0x93
    """Bits of a `DLE EOT` answer that are fixed (value 0x12). 0x13 where bit 7 tells that a ticket is not taken."""

    @property
    def dots_per_mm(self) -> float:
        return self.dpi / 25.4

    @property
    def max_block_bytes(self) -> int:
        """No raster command is longer than this: so many NULs complete any picture that was cut off."""
        return self.block_rows * (self.width_dots // 8)


_ALL_METHODS: Final = (ConfirmMethod.PROCESS_ID, ConfirmMethod.PAPER_SENSOR, ConfirmMethod.IDLE)

PROFILES: Final[dict[str, Profile]] = {
    profile.name: profile
    for profile in (
        Profile(name="generic-80", width_dots=576),
        Profile(name="generic-58", width_dots=384, speed_mm_s=60.0),
        Profile(name="generic-80-512", width_dots=512),
        Profile(name="epson-tm", width_dots=576, speed_mm_s=150.0, confirm=_ALL_METHODS),
        Profile(name="epson-tm-58", width_dots=384, speed_mm_s=100.0, confirm=_ALL_METHODS),
        Profile(name="epson-tm-180dpi", width_dots=512, dpi=180, speed_mm_s=150.0, confirm=_ALL_METHODS),
        Profile(name="kiosk-kp628e", width_dots=576, speed_mm_s=80.0, realtime_mask=0x13),
    )
}
