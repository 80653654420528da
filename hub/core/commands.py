"""Every intention a device can have. Imperative; tagged by `type` on the wire.

A command travels in a `protocol.Request` with the `command_id` minted for one tap or key press.
"""

from enum import StrEnum

import msgspec

from hub.core.ids import CallId, CounterId, JobId, OperatorId, ServiceId, TicketId
from hub.core.lifecycle import PaperState
from hub.core.setup import Branch


class Outcome(StrEnum):
    """How a service ended."""

    DONE = "done"


class IssueTicket(msgspec.Struct, frozen=True, tag="issue_ticket", forbid_unknown_fields=True):
    """A citizen takes a number for a service."""

    service_id: ServiceId


class ReprintTicket(msgspec.Struct, frozen=True, tag="reprint_ticket", forbid_unknown_fields=True):
    """Print the same number once more, marked "IN LẠI"."""

    ticket_id: TicketId


class SitDown(msgspec.Struct, frozen=True, tag="sit_down", forbid_unknown_fields=True):
    """An operator takes a place at a counter, on this device."""

    counter_id: CounterId
    operator_id: OperatorId


class StandUp(msgspec.Struct, frozen=True, tag="stand_up", forbid_unknown_fields=True):
    """The operator leaves the counter; refused while a ticket is open there."""

    counter_id: CounterId


class CallNext(msgspec.Struct, frozen=True, tag="call_next", forbid_unknown_fields=True):
    """Call whoever is next by the rules. It finishes a ticket being served; a called one must be settled first."""

    counter_id: CounterId


class Recall(msgspec.Struct, frozen=True, tag="recall", forbid_unknown_fields=True):
    """Call the same ticket again."""

    counter_id: CounterId


class StartService(msgspec.Struct, frozen=True, tag="start_service", forbid_unknown_fields=True):
    """The called citizen stands at the counter."""

    counter_id: CounterId


class Finish(msgspec.Struct, frozen=True, tag="finish", forbid_unknown_fields=True):
    """The service is over."""

    counter_id: CounterId
    outcome: Outcome = Outcome.DONE


class MarkNoShow(msgspec.Struct, frozen=True, tag="mark_no_show", forbid_unknown_fields=True):
    """The called citizen did not come."""

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


class ExpirePaper(msgspec.Struct, frozen=True, tag="expire_paper", forbid_unknown_fields=True):
    """The hub's own: this paper came too late to be wanted."""

    job_id: JobId


class OpenDay(msgspec.Struct, frozen=True, tag="open_day", forbid_unknown_fields=True):
    """The hub's own: open the service day of `now` with this set-up, closing the day before; or change the set-up."""

    branch: Branch


Command = (
    IssueTicket
    | ReprintTicket
    | SitDown
    | StandUp
    | CallNext
    | Recall
    | StartService
    | Finish
    | MarkNoShow
    | ConfirmShown
    | ConfirmSpoken
    | ReportPaper
    | ExpirePaper
    | OpenDay
)
