"""The state of one service day of one branch: frozen values, built only by `evolve`."""

from datetime import date, datetime

import msgspec

from hub.core.commands import Outcome
from hub.core.ids import (
    CallId,
    CounterId,
    DeviceId,
    JobId,
    OperatorId,
    Ordinal,
    PrinterId,
    ServiceId,
    TicketId,
    ordinal_of,
)
from hub.core.lifecycle import PaperState, Status
from hub.core.pages import Pages
from hub.core.reason import Reason
from hub.core.setup import Branch

CALLS_KEPT = 24
"""Calls remembered for the wall: more than any screen shows."""

LATEST_KEPT = 3


class Paper(msgspec.Struct, frozen=True):
    """The newest paper of a ticket."""

    job_id: JobId
    printer_id: PrinterId
    state: PaperState
    copy: int
    requested_at: datetime
    detail: str = ""


class Ticket(msgspec.Struct, frozen=True):
    """A numbered token of one wait."""

    ticket_id: TicketId
    ordinal: Ordinal
    number: str
    service_id: ServiceId
    status: Status
    token: str
    device_id: DeviceId
    issued_at: datetime
    waiting_since: datetime
    ahead: int
    paper: Paper | None = None
    counter_id: CounterId | None = None
    call_count: int = 0
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reason: Reason | None = None
    outcome: Outcome | None = None


class Seat(msgspec.Struct, frozen=True):
    """An operator at a counter, on a device, with at most one ticket."""

    operator_id: OperatorId
    device_id: DeviceId
    ticket: Ordinal | None = None


class Call(msgspec.Struct, frozen=True):
    """A summons to a counter. What it was is fixed; whether it was shown and spoken comes later."""

    call_id: CallId
    ordinal: Ordinal
    counter_id: CounterId
    called_at: datetime
    is_recall: bool
    is_shown: bool = False
    is_spoken: bool = False


class State(msgspec.Struct, frozen=True):
    """One service day. `seq` and `last_at` are those of the last event applied."""

    branch: Branch
    day: date
    seq: int
    last_at: datetime
    tickets: Pages[Ticket] = Pages()
    lines: dict[ServiceId, tuple[Ordinal, ...]] = {}
    """Who waits per service, in the order in which they will be called."""
    seats: dict[CounterId, Seat] = {}
    calls: tuple[Call, ...] = ()
    """Oldest first, at most `CALLS_KEPT`; the newest call of a ticket at a counter is forgotten last."""
    last_value: dict[str, int] = {}
    """The last number given per series."""
    latest: dict[DeviceId, tuple[Ordinal, ...]] = {}
    """The last `LATEST_KEPT` tickets each kiosk issued, newest first."""
    printing: tuple[Ordinal, ...] = ()
    """Tickets whose paper the hardware agent still has to settle, oldest first."""

    def ticket(self, ticket_id: TicketId) -> Ticket | None:
        ordinal = ordinal_of(ticket_id, self.day)
        if ordinal is None or ordinal >= len(self.tickets):
            return None
        return self.tickets[ordinal]

    def call(self, call_id: CallId) -> Call | None:
        return next((call for call in self.calls if call.call_id == call_id), None)

    def waiting(self, service_id: ServiceId) -> int:
        return len(self.lines.get(service_id, ()))
