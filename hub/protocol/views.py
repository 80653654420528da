"""What each role is shown: one small struct per role, whole every time, newest wins.

Views hold facts and codes, never sentences: words and languages belong to the screens. Times are aware UTC; a screen
counts minutes itself from `View.now`.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from hub.core.actions import DeskAction
from hub.core.ids import (
    CallId,
    ClassId,
    CounterId,
    JobId,
    OperatorId,
    PrinterId,
    ServiceId,
    TicketId,
)
from hub.core.lifecycle import PaperState, Status
from hub.core.reason import Reason


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


class BranchFace(msgspec.Struct, frozen=True):
    """The names over the door."""

    agency: str
    centre: str
    agency_en: str = ""
    centre_en: str = ""


class KioskService(msgspec.Struct, frozen=True):
    """One field a citizen can choose."""

    service_id: ServiceId
    prefix: str
    name: str
    examples: str
    name_en: str
    examples_en: str
    colour: str
    waiting: int
    is_served_now: bool
    """Somebody able to serve it sits at a counter with no ticket: nobody has to wait when `waiting` is 0."""
    wait_low_min: int | None = None
    wait_high_min: int | None = None
    """The wait of whoever takes a number now, in minutes; None: "chưa ước tính được"."""
    remaining: int | None = None
    """Tickets left in this session; None: no limit."""
    is_too_late: bool = False
    """The wait would pass closing time, so none is handed out any more."""
    notice: str = ""
    """What to know at this hour, such as when files handed in now are answered."""
    opens_at: datetime | None = None
    """With none left, or too late: when tickets of it are next handed out; None: not known."""


class KioskPriority(msgspec.Struct, frozen=True):
    """A priority class a citizen can say they belong to."""

    class_id: ClassId
    name: str
    who: str
    name_en: str


class KioskTicket(msgspec.Struct, frozen=True):
    """A ticket this kiosk issued lately, with the truth about its paper."""

    ticket_id: TicketId
    number: str
    service_id: ServiceId
    service_name: str
    ahead: int
    """While it waits: how many stand before it now."""
    issued_at: datetime
    status: Status
    paper: PaperState | None
    """None: no printer, the number is on the screen only."""
    qr_url: str
    mark: str = ""
    """The mark of its priority class."""
    wait_low_min: int | None = None
    wait_high_min: int | None = None
    can_rejoin: bool = False
    """Missed its call, and may come back now."""


class KioskView(msgspec.Struct, frozen=True, tag="kiosk"):
    """For one ticket machine."""

    branch: BranchFace
    is_open: bool
    opens_at: datetime | None
    """When tickets are next handed out; None while open, or when not known."""
    services: tuple[KioskService, ...]
    printer: PrinterHealth
    tickets: tuple[KioskTicket, ...]
    """The last 3 it issued, newest first; then at most 9 older ones that may come back after a missed call, or have."""
    closed_because: str = ""
    """The name of the holiday, when today is one."""
    priorities: tuple[KioskPriority, ...] = ()
    is_accepting: bool = True
    """False: the hub's disk refuses, and no number can be given until it takes writes again."""


class DisplayCall(msgspec.Struct, frozen=True):
    """A call on the wall. `is_spoken`: some display has spoken it to its end, so nobody speaks it again."""

    call_id: CallId
    number: str
    counter_number: int
    called_at: datetime
    is_recall: bool
    is_spoken: bool


class DisplayLine(msgspec.Struct, frozen=True):
    """How many still wait for one letter. `can_call_now`: nobody waits and a counter is free for it."""

    prefix: str
    name: str
    waiting: int
    can_call_now: bool


class DisplayCounter(msgspec.Struct, frozen=True):
    """A counter on the wall."""

    number: int
    is_staffed: bool
    is_connected: bool
    """False: its client is unreachable at this moment."""
    ticket_number: str
    """The ticket called to it or served there; "" when free."""
    is_paused: bool = False
    """Takes a break."""


class DisplayView(msgspec.Struct, frozen=True, tag="display"):
    """For every wall screen; the same for all."""

    branch: BranchFace
    calls: tuple[DisplayCall, ...]
    """Newest first, at most 8; one row per ticket (its newest call), so a recalled ticket stands once."""
    unspoken: tuple[DisplayCall, ...]
    """Oldest first: calls nobody has spoken yet and that are still young enough to be spoken."""
    call_max_age_s: int
    lines: tuple[DisplayLine, ...]
    counters: tuple[DisplayCounter, ...]
    ticker: tuple[str, ...]


class AlertCode(StrEnum):
    """What staff must know now; the counter client has the words. Parameters beside each."""

    PRINTER = "printer"
    """`device` (kiosk name), `health` (PrinterHealth other than ready and none)."""
    KIOSK_MISSING = "kiosk_missing"
    """`device`: a kiosk of the set-up is not connected."""
    DISPLAY_MISSING = "display_missing"
    """`device`: a wall screen of the set-up is not connected."""
    DISPLAY_MUTE = "display_mute"
    """`device`: it has no sound."""
    CLOCK_JUMPED = "clock_jumped"
    """`seconds`: the hub's clock stands that much before the last event."""
    DISK_REFUSES = "disk_refuses"
    """The hub's disk takes no writes: no number is given and nothing is done until it does."""
    DISK_LOW = "disk_low"
    """`mb`: so much is free on the hub's disk."""
    BACKUP_OLD = "backup_old"
    """`folder`; `minutes` since the last good backup there."""
    DATA_DAMAGED = "data_damaged"
    """The database is damaged; it must be replaced by a backup after closing time."""


class Alert(msgspec.Struct, frozen=True):
    """One thing staff must know now."""

    code: AlertCode
    params: dict[str, str] = {}


class CounterChoice(msgspec.Struct, frozen=True):
    """A counter one may sit down at."""

    counter_id: CounterId
    number: int
    operator_name: str
    """Who sits there; "" when free."""
    is_connected: bool


class OperatorChoice(msgspec.Struct, frozen=True):
    """A person who may sit down. `counter_number` is None when not seated."""

    operator_id: OperatorId
    name: str
    title: str
    primary: tuple[str, ...]
    second: tuple[str, ...]
    """Short names of services."""
    counter_number: int | None


class DeskTicket(msgspec.Struct, frozen=True):
    """The ticket called to this counter or served there."""

    ticket_id: TicketId
    number: str
    service_name: str
    status: Status
    issued_at: datetime
    called_at: datetime
    started_at: datetime | None
    call_count: int
    reason: Reason
    is_shown: bool
    is_spoken: bool
    mark: str = ""
    """The mark of its priority class."""
    service_id: ServiceId = ServiceId("")


class QueueRow(msgspec.Struct, frozen=True):
    """One who waits, in the order this counter would call them, and why in this order."""

    ticket_id: TicketId
    number: str
    service_name: str
    waiting_since: datetime
    reason: Reason
    mark: str = ""
    appointment_at: datetime | None = None


class ParkedRow(msgspec.Struct, frozen=True):
    """One who was parked, and when the ticket comes back by itself."""

    ticket_id: TicketId
    number: str
    service_name: str
    until: datetime


class MissedRow(msgspec.Struct, frozen=True):
    """One who missed the call and may still come back."""

    ticket_id: TicketId
    number: str
    service_name: str
    until: datetime


class ServiceChoice(msgspec.Struct, frozen=True):
    """A service a ticket can be sent to or a walk-in served for."""

    service_id: ServiceId
    prefix: str
    name: str
    is_own: bool
    """The operator has a skill for it."""
    is_covered: bool = False
    """Only since it was taken on for today."""


class Desk(msgspec.Struct, frozen=True):
    """This device's counter while someone sits at it."""

    counter_id: CounterId
    number: int
    operator_name: str
    primary: tuple[str, ...]
    second: tuple[str, ...]
    ticket: DeskTicket | None
    actions: tuple[DeskAction, ...]
    """What the lifecycle table allows now."""
    waiting: int
    """All who wait for services this operator has a skill for."""
    longest_since: datetime | None
    queue: tuple[QueueRow, ...]
    """At most 12."""
    paused_for: str | None = None
    """Why the counter takes a break; None while it works."""
    may_choose: bool = False
    """May call a chosen ticket out of turn."""
    parked: tuple[ParkedRow, ...] = ()
    """At most 12, the soonest back first."""
    missed: tuple[MissedRow, ...] = ()
    """At most 12, the newest first."""
    services: tuple[ServiceChoice, ...] = ()
    park_min: int = 15
    undo_until: datetime | None = None
    """Until when the last action can be undone; None: there is none."""


class CounterView(msgspec.Struct, frozen=True, tag="counter"):
    """For one counter client."""

    branch: BranchFace
    counters: tuple[CounterChoice, ...]
    operators: tuple[OperatorChoice, ...]
    desk: Desk | None
    alerts: tuple[Alert, ...]


class TicketPaper(msgspec.Struct, frozen=True):
    """Everything that stands on a ticket."""

    agency: str
    centre: str
    title: str
    number: str
    service_name: str
    counters: tuple[int, ...]
    """Only when the service belongs to fixed counters; else empty: "chờ gọi số"."""
    ahead: int
    wait_low_min: int | None
    wait_high_min: int | None
    """Both None: "chưa ước tính được"."""
    issued_local: str
    """In the branch's own time, ready to print: "Thứ Sáu 21/11/2026  08:14"."""
    session_name: str
    """"Buổi sáng", or "" outside of any."""
    qr_url: str
    """"" prints no QR."""
    footer: tuple[str, ...]
    copy: int
    """1 is the first paper; more is marked "IN LẠI"."""
    mark: str = ""
    """The mark of the priority class, beside the number."""
    notice: str = ""
    """One line that holds at this hour."""


class PrintJob(msgspec.Struct, frozen=True):
    """A paper that is wanted. Stays in the view until the agent has reported `confirmed` or `unknown`."""

    job_id: JobId
    ticket_id: TicketId
    printer_id: PrinterId
    state: PaperState
    requested_at: datetime
    paper: TicketPaper


class HardwareView(msgspec.Struct, frozen=True, tag="hardware"):
    """For every hardware agent; an agent takes the jobs of the printers it owns."""

    jobs: tuple[PrintJob, ...]
    """Oldest first, at most 32; those of `PAPER_PENDING` states."""


RoleView = KioskView | DisplayView | CounterView | HardwareView


class PrinterReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one printer is."""

    printer_id: PrinterId
    health: PrinterHealth
    detail: str = ""


class HardwareReport(msgspec.Struct, frozen=True, tag="hardware_report", forbid_unknown_fields=True):
    """Sent by a hardware agent when it connects and whenever something changes. A fact of the moment: not stored."""

    printers: tuple[PrinterReport, ...]


class DisplayReport(msgspec.Struct, frozen=True, tag="display_report", forbid_unknown_fields=True):
    """Sent by a display when it connects and whenever its sound comes or goes."""

    has_sound: bool


DeviceReport = HardwareReport | DisplayReport
