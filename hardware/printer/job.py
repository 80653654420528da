"""A ticket on its way through a printer, and what the driver says about it."""

from enum import StrEnum

import msgspec

from hardware.printer.profile import Profile
from hub.protocol import PrinterHealth


class Outcome(StrEnum):
    """How a ticket ended. `failed`: certainly nothing was printed. `unknown`: nobody can say."""

    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class PaperJob(msgspec.Struct, frozen=True):
    """A ticket in the printer's own bytes. `process_id`: four printable bytes, different from ticket to ticket."""

    key: str
    process_id: bytes
    data: bytes
    height_mm: float
    profile: str = ""
    """The profile it was made for; "" is any."""


class HealthChanged(msgspec.Struct, frozen=True):
    """For the report to the hub."""

    health: PrinterHealth
    detail: str


class SendingStarts(msgspec.Struct, frozen=True):
    """The next byte that leaves belongs to this job."""

    key: str


class JobEnded(msgspec.Struct, frozen=True):
    """What became of a job. A late proof can turn `unknown` into `confirmed` with a second one of these."""

    key: str
    outcome: Outcome
    detail: str
    paper_mm: float = 0.0
    """So much of the roll it took, or may have taken."""


class Learnt(msgspec.Struct, frozen=True):
    """What a printer said about itself; from now on it is treated as `profile`."""

    name: str
    """Maker and model as it gives them; "" when it gives none."""
    profile: Profile
    gives_ids: bool
    """It answered a `GS ( H`."""


Fact = HealthChanged | SendingStarts | JobEnded | Learnt
