"""What devices say about themselves, and what a scanner has just seen: facts of the moment, never stored.

Of a citizen's card only the priority class leaves the agent's memory: no name, no number, no date of birth. What was
seen is never logged either, and forgotten by the hub within seconds.
"""

from enum import StrEnum

import msgspec

from hub.core.ids import ClassId, DeviceId, PrinterId


class PrinterHealth(StrEnum):
    """What a printer last said. `offline`: the agent cannot reach it. `unknown`: no agent speaks for it."""

    READY = "ready"
    NEAR_END = "near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    FAULT = "fault"
    OFFLINE = "offline"
    UNKNOWN = "unknown"
    NONE = "none"
    """This kiosk has no printer: it shows numbers on its screen."""


class DeviceKind(StrEnum):
    """What stands at a counter or a kiosk beside its screen and its printer."""

    PAD = "pad"
    """A call pad: keys for an official."""
    NUMBER_DISPLAY = "number_display"
    """A number sign over a counter."""
    SCANNER = "scanner"
    """Reads cards and tickets at a kiosk."""


class DeviceHealth(StrEnum):
    """How such a device is. `offline`: the agent cannot reach it."""

    READY = "ready"
    OFFLINE = "offline"
    FAULT = "fault"


class PrinterReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one printer is."""

    printer_id: PrinterId
    health: PrinterHealth
    detail: str = ""
    """A code, such as "ticket_not_taken": the last ticket still lies in the presenter."""
    tickets_left: int | None = None
    """With `near_end`: about how many tickets the roll still holds; None: not known."""


class DeviceState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one pad, sign or scanner is."""

    name: str
    """As the agent's settings name it."""
    kind: DeviceKind
    place: str
    """The counter or the kiosk it stands at, by id; "" is the hall."""
    health: DeviceHealth
    detail: str = ""


class HardwareReport(msgspec.Struct, frozen=True, tag="hardware_report", forbid_unknown_fields=True):
    """Sent by a hardware agent when it connects and whenever something changes. A fact of the moment: not stored."""

    printers: tuple[PrinterReport, ...]
    devices: tuple[DeviceState, ...] = ()


class DisplayReport(msgspec.Struct, frozen=True, tag="display_report", forbid_unknown_fields=True):
    """Sent by a display when it connects and whenever its sound comes or goes."""

    has_sound: bool


class SeenCard(msgspec.Struct, frozen=True, tag="card", forbid_unknown_fields=True):
    """A citizen's card. `class_id`: the priority class its holder belongs to by age; "" none."""

    class_id: ClassId


class SeenTicket(msgspec.Struct, frozen=True, tag="ticket", forbid_unknown_fields=True):
    """The QR code of one of our tickets: the secret at the end of its address."""

    token: str


class SeenUnknown(msgspec.Struct, frozen=True, tag="unknown", forbid_unknown_fields=True):
    """Something the kiosk can do nothing with. `why`: "vneid", "slip" (a receipt for a file) or "unreadable"."""

    why: str


Seen = SeenCard | SeenTicket | SeenUnknown


class ScanReport(msgspec.Struct, frozen=True, tag="scan_report", forbid_unknown_fields=True):
    """Somebody held something to the scanner of a kiosk. Shown there for some seconds, then forgotten."""

    kiosk: DeviceId
    scan_id: str
    """Fresh for each scan."""
    what: Seen


DeviceReport = HardwareReport | DisplayReport | ScanReport
