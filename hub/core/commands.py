"""Every intention a device can have. Imperative; tagged by `type` on the wire.

A command travels in a `protocol.Request` with the `command_id` minted for one tap or key press.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from hub.core.ids import CallId, ClassId, CounterId, JobId, OperatorId, PrinterId, ServiceId, TicketId, VisitId
from hub.core.lifecycle import PaperState
from hub.core.setup import Branch, SkillLevel


class Outcome(StrEnum):
    """How a service ended."""

    DONE = "done"
    FILE_RECEIVED = "file_received"
    ASKED_TO_SUPPLEMENT = "asked_to_supplement"
    GUIDED_ONLINE = "guided_online"
    RESULT_HANDED_OVER = "result_handed_over"
    WRONG_PLACE = "wrong_place"


class CancelReason(StrEnum):
    """Why a ticket was closed without service."""

    LEFT = "left"
    """The citizen said so, or went."""
    MISTAKE = "mistake"
    """Taken by mistake, or twice."""
    FALSE_PRIORITY = "false_priority"
    """The priority claimed does not apply; the citizen takes another ticket."""
    SESSION_END = "session_end"
    """The hub's own: the session ended and the centre carries nobody over."""
    DAY_END = "day_end"
    """The hub's own: the day ended."""


class ToService(msgspec.Struct, frozen=True, tag="service", forbid_unknown_fields=True):
    """Whoever serves that service next."""

    service_id: ServiceId


class ToCounter(msgspec.Struct, frozen=True, tag="counter", forbid_unknown_fields=True):
    """That counter and no other."""

    counter_id: CounterId


class ToOperator(msgspec.Struct, frozen=True, tag="operator", forbid_unknown_fields=True):
    """That person, wherever they sit."""

    operator_id: OperatorId


Target = ToService | ToCounter | ToOperator


class IssueTicket(msgspec.Struct, frozen=True, tag="issue_ticket", forbid_unknown_fields=True):
    """A citizen takes a number for a service."""

    service_id: ServiceId
    class_id: ClassId = ClassId("")
    """The priority class the citizen says they belong to; "" is everybody."""
    visit_id: VisitId | None = None
    """The stay it belongs to, when this person already has a ticket today."""
    appointment_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    """The booked time (aware), when the citizen checks in for an appointment."""


class ReprintTicket(msgspec.Struct, frozen=True, tag="reprint_ticket", forbid_unknown_fields=True):
    """Print the same number once more, marked "IN LẠI"."""

    ticket_id: TicketId


class Rejoin(msgspec.Struct, frozen=True, tag="rejoin", forbid_unknown_fields=True):
    """A citizen who missed the call is back within the grace time."""

    ticket_id: TicketId


class SitDown(msgspec.Struct, frozen=True, tag="sit_down", forbid_unknown_fields=True):
    """An operator takes a place at a counter, on this device."""

    counter_id: CounterId
    operator_id: OperatorId


class StandUp(msgspec.Struct, frozen=True, tag="stand_up", forbid_unknown_fields=True):
    """The operator leaves the counter; refused while a ticket is open there."""

    counter_id: CounterId


class Pause(msgspec.Struct, frozen=True, tag="pause", forbid_unknown_fields=True):
    """The counter takes a break; refused while a ticket is open there."""

    counter_id: CounterId
    reason: str = ""


class Resume(msgspec.Struct, frozen=True, tag="resume", forbid_unknown_fields=True):
    """The break is over."""

    counter_id: CounterId


class Cover(msgspec.Struct, frozen=True, tag="cover", forbid_unknown_fields=True):
    """For the rest of the day a person also serves a service; without a level that ends."""

    operator_id: OperatorId
    service_id: ServiceId
    level: SkillLevel | None = SkillLevel.SECOND


class CallNext(msgspec.Struct, frozen=True, tag="call_next", forbid_unknown_fields=True):
    """Call whoever is next by the rules. It finishes a ticket being served; a called one must be settled first."""

    counter_id: CounterId


class CallTicket(msgspec.Struct, frozen=True, tag="call_ticket", forbid_unknown_fields=True):
    """Call a parked ticket back, or a chosen waiting one out of turn: that needs the right, and a reason."""

    counter_id: CounterId
    ticket_id: TicketId
    note: str = ""


class Recall(msgspec.Struct, frozen=True, tag="recall", forbid_unknown_fields=True):
    """Call the same ticket again."""

    counter_id: CounterId


class StartService(msgspec.Struct, frozen=True, tag="start_service", forbid_unknown_fields=True):
    """The called citizen stands at the counter."""

    counter_id: CounterId


class WalkIn(msgspec.Struct, frozen=True, tag="walk_in", forbid_unknown_fields=True):
    """Serve somebody at a free counter who has no paper: a number is given and nothing is printed or called."""

    counter_id: CounterId
    service_id: ServiceId


class Finish(msgspec.Struct, frozen=True, tag="finish", forbid_unknown_fields=True):
    """The service is over."""

    counter_id: CounterId
    outcome: Outcome = Outcome.DONE
    procedures: tuple[str, ...] = ()
    """Codes of what was done: several procedures may be done in one service."""


class MarkNoShow(msgspec.Struct, frozen=True, tag="mark_no_show", forbid_unknown_fields=True):
    """The called citizen did not come, after as many calls as the policy asks for."""

    counter_id: CounterId


class Park(msgspec.Struct, frozen=True, tag="park", forbid_unknown_fields=True):
    """The citizen has something to fetch or fill in; keeps the place, and comes back by itself in time."""

    counter_id: CounterId
    minutes: Annotated[int, msgspec.Meta(ge=1, le=600)] | None = None
    """None: as the policy says."""


class Unpark(msgspec.Struct, frozen=True, tag="unpark", forbid_unknown_fields=True):
    """A parked citizen is ready and waits again, at the old place."""

    ticket_id: TicketId


class Transfer(msgspec.Struct, frozen=True, tag="transfer", forbid_unknown_fields=True):
    """Send the ticket at the counter on; the citizen keeps the number and the time already waited."""

    counter_id: CounterId
    target: Target
    to_front: bool = True
    """Before all who wait there; else by the time of arrival."""


class CancelTicket(msgspec.Struct, frozen=True, tag="cancel_ticket", forbid_unknown_fields=True):
    """Close a ticket without service: the one at this counter, or one that waits or is parked."""

    counter_id: CounterId
    ticket_id: TicketId
    reason: CancelReason = CancelReason.LEFT


class Undo(msgspec.Struct, frozen=True, tag="undo", forbid_unknown_fields=True):
    """Take back the last action at this counter, within the time of the policy and if nothing has built on it."""

    counter_id: CounterId


class ConfirmShown(msgspec.Struct, frozen=True, tag="confirm_shown", forbid_unknown_fields=True):
    """A display has this call on its screen."""

    call_id: CallId


class ConfirmSpoken(msgspec.Struct, frozen=True, tag="confirm_spoken", forbid_unknown_fields=True):
    """A display has spoken this call to its end."""

    call_id: CallId


class ReportPaper(msgspec.Struct, frozen=True, tag="report_paper", forbid_unknown_fields=True):
    """The hardware agent says how far a paper is. `state` is never `issued` or `expired`: those are the hub's own."""

    job_id: JobId
    state: PaperState
    detail: str = ""
    """A code for the log and the staff: "paper_out", "cover_open", "offline", "confirm_timeout"."""
    printer_id: PrinterId | None = None
    """Which printer it speaks of: the paper may have been moved to another meanwhile. None: the one it was asked of."""


class MovePaper(msgspec.Struct, frozen=True, tag="move_paper", forbid_unknown_fields=True):
    """The hub's own: a printer cannot print, so its kiosk's spare takes over a paper of which nothing was printed."""

    job_id: JobId
    printer_id: PrinterId


class ExpirePaper(msgspec.Struct, frozen=True, tag="expire_paper", forbid_unknown_fields=True):
    """The hub's own: this paper came too late to be wanted."""

    job_id: JobId


class UnparkDue(msgspec.Struct, frozen=True, tag="unpark_due", forbid_unknown_fields=True):
    """The hub's own: a parked ticket's time has come."""

    ticket_id: TicketId


class CloseSession(msgspec.Struct, frozen=True, tag="close_session", forbid_unknown_fields=True):
    """The hub's own: a working session ended in a centre that carries nobody over."""

    session: str


class OpenDay(msgspec.Struct, frozen=True, tag="open_day", forbid_unknown_fields=True):
    """The hub's own: open the service day of `now` with this set-up, closing the day before; or change the set-up."""

    branch: Branch


Command = (
    IssueTicket
    | ReprintTicket
    | Rejoin
    | SitDown
    | StandUp
    | Pause
    | Resume
    | Cover
    | CallNext
    | CallTicket
    | Recall
    | StartService
    | WalkIn
    | Finish
    | MarkNoShow
    | Park
    | Unpark
    | Transfer
    | CancelTicket
    | Undo
    | ConfirmShown
    | ConfirmSpoken
    | ReportPaper
    | MovePaper
    | ExpirePaper
    | UnparkDue
    | CloseSession
    | OpenDay
)
