"""Every fact the queue remembers. Past participles; tagged by `type` in the log.

Stored for ever: a field may be added with a default, an event may be added; nothing is renamed or removed.
"""

from datetime import date, datetime

import msgspec

from hub.core.commands import Outcome
from hub.core.ids import (
    CallId,
    CommandId,
    CounterId,
    DeviceId,
    JobId,
    OperatorId,
    PrinterId,
    ServiceId,
    TicketId,
)
from hub.core.lifecycle import PaperState
from hub.core.reason import Reason
from hub.core.setup import Branch


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


class TicketNoShow(msgspec.Struct, frozen=True, tag="ticket_no_show"):
    """The citizen did not come."""

    ticket_id: TicketId
    counter_id: CounterId


DuringDay = (
    DayClosed
    | SetupChanged
    | TicketIssued
    | PrintRequested
    | PaperReported
    | OperatorSatDown
    | OperatorStoodUp
    | TicketCalled
    | TicketRecalled
    | CallShown
    | CallSpoken
    | ServiceStarted
    | TicketFinished
    | TicketNoShow
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
