"""Every fact the queue remembers. Past participles; tagged by `type` in the log.

Stored for ever: a field may be added with a default, an event may be added; nothing is renamed or removed.
"""

from datetime import date, datetime

import msgspec

from hub.core.commands import CancelReason, Outcome
from hub.core.ids import (
    CallId,
    ClassId,
    CommandId,
    CounterId,
    DeviceId,
    JobId,
    OperatorId,
    PrinterId,
    ServiceId,
    TicketId,
    VisitId,
)
from hub.core.lifecycle import PaperState, Status
from hub.core.reason import Reason
from hub.core.setup import Branch, SkillLevel


class DayOpened(msgspec.Struct, frozen=True, tag="day_opened"):
    """A service day began: numbers start again, nobody waits."""

    day: date
    branch: Branch


class DayClosed(msgspec.Struct, frozen=True, tag="day_closed"):
    """A service day ended; tickets still open were cancelled with it."""

    day: date
    cancelled: tuple[TicketId, ...] = ()


class SetupChanged(msgspec.Struct, frozen=True, tag="setup_changed"):
    """The branch's set-up was changed during the day."""

    branch: Branch


class TicketIssued(msgspec.Struct, frozen=True, tag="ticket_issued"):
    """A number exists."""

    ticket_id: TicketId
    number: str
    """As printed: "A025"."""
    series: str
    """The number series: the service's prefix. (service day, series, value) is unique."""
    value: int
    service_id: ServiceId
    token: str
    """The random secret in the ticket's QR code."""
    ahead: int
    """People waiting for the same service when it was issued, as promised on the paper."""
    class_id: ClassId = ClassId("")
    visit_id: VisitId | None = None
    """The stay it belongs to; None: its own."""
    appointment_at: datetime | None = None
    place_at: datetime | None = None
    """The time by which it stands in its line; None: when it was issued."""
    session: str = ""
    """The working session it was issued in."""
    wait_low_min: int | None = None
    wait_high_min: int | None = None
    """The wait promised on the paper, in minutes; None: none was."""


class PrintRequested(msgspec.Struct, frozen=True, tag="print_requested"):
    """A paper for a ticket is wanted from a printer."""

    job_id: JobId
    ticket_id: TicketId
    printer_id: PrinterId
    copy: int


class PaperReported(msgspec.Struct, frozen=True, tag="paper_reported"):
    """A paper reached a state."""

    job_id: JobId
    state: PaperState
    detail: str = ""


class PaperMoved(msgspec.Struct, frozen=True, tag="paper_moved"):
    """Another printer took over a paper of which nothing had been printed: the same job, number and copy."""

    job_id: JobId
    printer_id: PrinterId
    """The printer that takes over."""


class OperatorSatDown(msgspec.Struct, frozen=True, tag="operator_sat_down"):
    """A counter is staffed, from this device."""

    counter_id: CounterId
    operator_id: OperatorId
    device_id: DeviceId


class OperatorStoodUp(msgspec.Struct, frozen=True, tag="operator_stood_up"):
    """A counter is empty."""

    counter_id: CounterId
    operator_id: OperatorId


class TicketCalled(msgspec.Struct, frozen=True, tag="ticket_called"):
    """A ticket was called to a counter, and why it and not another."""

    ticket_id: TicketId
    call_id: CallId
    counter_id: CounterId
    operator_id: OperatorId
    reason: Reason
    note: str = ""
    """Why it was chosen out of turn, in the operator's words."""


class TicketRecalled(msgspec.Struct, frozen=True, tag="ticket_recalled"):
    """The same ticket was called once more."""

    ticket_id: TicketId
    call_id: CallId
    counter_id: CounterId


class CallShown(msgspec.Struct, frozen=True, tag="call_shown"):
    """A display showed a call."""

    call_id: CallId
    device_id: DeviceId


class CallSpoken(msgspec.Struct, frozen=True, tag="call_spoken"):
    """A display spoke a call to its end."""

    call_id: CallId
    device_id: DeviceId


class ServiceStarted(msgspec.Struct, frozen=True, tag="service_started"):
    """The citizen stands at the counter."""

    ticket_id: TicketId
    counter_id: CounterId


class TicketFinished(msgspec.Struct, frozen=True, tag="ticket_finished"):
    """The service is over."""

    ticket_id: TicketId
    counter_id: CounterId
    outcome: Outcome
    procedures: tuple[str, ...] = ()


class TicketNoShow(msgspec.Struct, frozen=True, tag="ticket_no_show"):
    """The citizen did not come."""

    ticket_id: TicketId
    counter_id: CounterId


class WalkInStarted(msgspec.Struct, frozen=True, tag="walk_in_started"):
    """Somebody without a paper is served; the ticket was issued just before."""

    ticket_id: TicketId
    counter_id: CounterId
    operator_id: OperatorId


class TicketRejoined(msgspec.Struct, frozen=True, tag="ticket_rejoined"):
    """A missed citizen is back in the line, some places back."""

    ticket_id: TicketId
    place_at: datetime


class TicketParked(msgspec.Struct, frozen=True, tag="ticket_parked"):
    """The ticket rests and keeps its place."""

    ticket_id: TicketId
    counter_id: CounterId
    until: datetime


class TicketUnparked(msgspec.Struct, frozen=True, tag="ticket_unparked"):
    """A parked ticket waits again."""

    ticket_id: TicketId


class TicketTransferred(msgspec.Struct, frozen=True, tag="ticket_transferred"):
    """The ticket waits elsewhere, with the same number."""

    ticket_id: TicketId
    from_counter_id: CounterId
    service_id: ServiceId
    place_at: datetime
    counter_id: CounterId | None = None
    """Set: that counter and no other."""
    operator_id: OperatorId | None = None
    """Set: that person and no other."""


class TicketCancelled(msgspec.Struct, frozen=True, tag="ticket_cancelled"):
    """The ticket was closed without service."""

    ticket_id: TicketId
    reason: CancelReason
    counter_id: CounterId | None = None
    """Who closed it; None: the hub."""


class Restored(msgspec.Struct, frozen=True):
    """How a ticket stands again after an undo."""

    ticket_id: TicketId
    status: Status
    service_id: ServiceId
    counter_id: CounterId | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reason: Reason | None = None
    outcome: Outcome | None = None


class ActionUndone(msgspec.Struct, frozen=True, tag="action_undone"):
    """The last action at a counter was taken back; all it changed is as it was."""

    counter_id: CounterId
    undone_command_id: CommandId
    tickets: tuple[Restored, ...]


class CounterPaused(msgspec.Struct, frozen=True, tag="counter_paused"):
    """A counter takes a break."""

    counter_id: CounterId
    reason: str = ""


class CounterResumed(msgspec.Struct, frozen=True, tag="counter_resumed"):
    """The break is over."""

    counter_id: CounterId


class SkillCovered(msgspec.Struct, frozen=True, tag="skill_covered"):
    """For this day a person also serves a service; without a level no longer."""

    operator_id: OperatorId
    service_id: ServiceId
    level: SkillLevel | None


class SessionClosed(msgspec.Struct, frozen=True, tag="session_closed"):
    """A working session ended; who still waited was cancelled with it."""

    session: str
    cancelled: tuple[TicketId, ...] = ()


DuringDay = (
    DayClosed
    | SetupChanged
    | TicketIssued
    | PrintRequested
    | PaperReported
    | PaperMoved
    | OperatorSatDown
    | OperatorStoodUp
    | TicketCalled
    | TicketRecalled
    | CallShown
    | CallSpoken
    | ServiceStarted
    | TicketFinished
    | TicketNoShow
    | WalkInStarted
    | TicketRejoined
    | TicketParked
    | TicketUnparked
    | TicketTransferred
    | TicketCancelled
    | ActionUndone
    | CounterPaused
    | CounterResumed
    | SkillCovered
    | SessionClosed
)
"""What can happen once a day is open."""

Event = DayOpened | DuringDay


class Recorded(msgspec.Struct, frozen=True):
    """An event in its place in the log. (branch code, seq) is its name in the world."""

    seq: int
    at: datetime
    """Aware UTC; never before the event before it."""
    command_id: CommandId
    device_id: DeviceId
    event: Event
