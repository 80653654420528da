"""The state of one service day of one branch: frozen values, built only by `evolve`."""

from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

import msgspec

from hub.core.commands import Outcome
from hub.core.ids import (
    CallId,
    ClassId,
    CommandId,
    CounterId,
    DeviceId,
    JobId,
    OperatorId,
    Ordinal,
    PrinterId,
    ServiceId,
    TicketId,
    VisitId,
    ordinal_of,
)
from hub.core.lifecycle import PaperState, Status
from hub.core.pages import Pages
from hub.core.reason import Reason
from hub.core.setup import Branch, SkillLevel

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
    sent_by: DeviceId | None = None
    """The agent that began to send it: nobody else may, and nobody else is believed about it."""
    moved_from: PrinterId | None = None
    """The printer it was first asked of, when another has taken over."""


class LineKey(NamedTuple):
    """A line people wait in: one service and priority class; or whoever was sent to a counter or a person."""

    service_id: ServiceId
    class_id: ClassId = ClassId("")
    counter_id: CounterId | None = None
    operator_id: OperatorId | None = None

    @property
    def is_personal(self) -> bool:
        """For one counter or one person only."""
        return self.counter_id is not None or self.operator_id is not None


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
    place_at: datetime
    """Its place in its line: the time by which it stands there, and `place_seq` between equals."""
    place_seq: int
    visit_id: VisitId
    class_id: ClassId = ClassId("")
    appointment_at: datetime | None = None
    session: str = ""
    wait_low_min: int | None = None
    wait_high_min: int | None = None
    """The wait promised on the paper, in minutes; None: none was."""
    paper: Paper | None = None
    for_counter: CounterId | None = None
    for_operator: OperatorId | None = None
    counter_id: CounterId | None = None
    call_count: int = 0
    """Calls since it last waited: the rules count these."""
    calls_made: int = 0
    """Calls ever: a call id is never used again, not even after an undo."""
    called_at: datetime | None = None
    last_call_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    parked_until: datetime | None = None
    rejoins: int = 0
    reason: Reason | None = None
    outcome: Outcome | None = None

    @property
    def line(self) -> LineKey:
        """Where it waits, when it waits."""
        if self.for_counter is not None or self.for_operator is not None:
            return LineKey(self.service_id, ClassId(""), self.for_counter, self.for_operator)
        return LineKey(self.service_id, self.class_id)


class Seat(msgspec.Struct, frozen=True):
    """An operator at a counter, on a device, with at most one ticket."""

    operator_id: OperatorId
    device_id: DeviceId
    ticket: Ordinal | None = None
    paused_for: str | None = None
    """Why the counter takes a break; None while it works."""


class Row(Enum):
    """What a call means for the strict priority calls of its service in a row."""

    GROWS = "grows"
    ENDS = "ends"
    STAYS = "stays"


class Call(msgspec.Struct, frozen=True):
    """A summons to a counter. What it was is fixed; whether it was shown and spoken comes later."""

    call_id: CallId
    ordinal: Ordinal
    counter_id: CounterId
    called_at: datetime
    is_recall: bool
    service_id: ServiceId
    row: Row
    is_shown: bool = False
    is_spoken: bool = False


class LastAction(msgspec.Struct, frozen=True):
    """What an operator did last at a counter, and how things stood before: what an undo gives back."""

    device_id: DeviceId
    command_id: CommandId
    """The device and its command: a pad is another device than the one the seat is on."""
    at: datetime
    seat: Seat
    tickets: tuple[Ticket, ...]
    """The tickets it changed, as they were before."""
    runs: dict[ServiceId, int]


class State(msgspec.Struct, frozen=True):
    """One service day. `seq` and `last_at` are those of the last event applied."""

    branch: Branch
    day: date
    seq: int
    last_at: datetime
    tickets: Pages[Ticket] = Pages()
    lines: dict[LineKey, tuple[Ordinal, ...]] = {}
    """Who waits, line by line, in the order of their places."""
    seats: dict[CounterId, Seat] = {}
    calls: tuple[Call, ...] = ()
    """Oldest first, at most `CALLS_KEPT`; the newest call of a ticket at a counter is forgotten last."""
    last_value: dict[str, int] = {}
    """The last number given per series."""
    last_session: dict[str, str] = {}
    """The working session of that number."""
    issued: dict[tuple[ServiceId, str], int] = {}
    """Tickets given per service and working session."""
    runs: dict[ServiceId, int] = {}
    """Strict priority calls in a row per service."""
    covers: dict[OperatorId, dict[ServiceId, SkillLevel]] = {}
    """Skills given for the day, over those of the set-up."""
    latest: dict[DeviceId, tuple[Ordinal, ...]] = {}
    """The last `LATEST_KEPT` tickets each kiosk issued, newest first."""
    printing: tuple[Ordinal, ...] = ()
    """Tickets whose paper the hardware agent still has to settle, oldest first."""
    parked: tuple[Ordinal, ...] = ()
    last_actions: dict[CounterId, LastAction] = {}
    shared_visits: frozenset[VisitId] = frozenset()
    """Visits that hold more than one ticket: their people may stand at another counter while they wait."""
    closed_sessions: tuple[str, ...] = ()
    """Working sessions of the day that were closed with all who still waited."""

    def ticket(self, ticket_id: TicketId) -> Ticket | None:
        ordinal = ordinal_of(ticket_id, self.day)
        if ordinal is None or ordinal >= len(self.tickets):
            return None
        return self.tickets[ordinal]

    def call(self, call_id: CallId) -> Call | None:
        return next((call for call in self.calls if call.call_id == call_id), None)

    def waiting(self, service_id: ServiceId) -> int:
        """How many wait for a service, whatever their class and wherever they were sent."""
        return sum(len(line) for key, line in self.lines.items() if key.service_id == service_id)
