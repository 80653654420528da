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
    OperatorId,
    ServiceId,
    TicketId,
)
from hub.core.lifecycle import PaperState, Status
from hub.core.reason import Reason
from hub.protocol.devices import PrinterHealth
from hub.protocol.hardware import HardwareView


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
    paper_at: str = ""
    """Where its paper comes out, when that is not here: the name of the other machine."""


class OfferedClass(msgspec.Struct, frozen=True, tag="offered_class"):
    """A card was read; its holder may say to belong to this class. "": there is none to offer."""

    class_id: ClassId


class FoundTicket(msgspec.Struct, frozen=True, tag="found_ticket"):
    """A ticket of today, of whatever kiosk, as it stands now."""

    ticket: KioskTicket
    """Its range is what is left of the wait, not what was promised with it."""
    counter_number: int | None = None
    """While it is called or served: where."""


class NothingFound(msgspec.Struct, frozen=True, tag="nothing_found"):
    """Nothing the kiosk can use. `why`: "vneid", "slip", "unreadable", or "not_today" for a ticket of another day."""

    why: str


class KioskScan(msgspec.Struct, frozen=True):
    """What was just held to this kiosk's scanner; gone after 20 s, or with the next number taken here."""

    scan_id: str
    at: datetime
    found: OfferedClass | FoundTicket | NothingFound


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
    printer_detail: str = ""
    """What the printer adds to its health, as a code: "ticket_not_taken" while a ticket lies in the presenter."""
    paper_at: str = ""
    """While the printer here cannot print and another takes over: the name of that other machine."""
    scan: KioskScan | None = None


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
    is_accepting: bool = True
    """False: the hub's disk refuses, so nobody can take a number or be called until it takes writes again."""


class AlertCode(StrEnum):
    """What staff must know now; the counter client has the words. Parameters beside each."""

    PRINTER = "printer"
    """`device` (kiosk name), `health` (PrinterHealth other than ready and none); `left`: tickets left on the roll."""
    AGENT_MISSING = "agent_missing"
    """`device`: a hardware agent that spoke for pads, signs or scanners is gone, and they with it."""
    DEVICE = "device"
    """`kind` (DeviceKind), `name`, `health` (DeviceHealth); where: `counter` (number), `kiosk` (name) or neither."""
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


RoleView = KioskView | DisplayView | CounterView | HardwareView
