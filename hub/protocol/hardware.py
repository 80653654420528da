"""What every hardware agent is shown: the papers that are wanted, what signs and pads show, who is old enough."""

from datetime import datetime

import msgspec

from hub.core.ids import CallId, ClassId, CounterId, JobId, PrinterId, TicketId
from hub.core.lifecycle import PaperState, Status


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
    bring: tuple[str, ...] = ()
    """The papers to have ready for this service, at most 3 lines."""


class PrintJob(msgspec.Struct, frozen=True):
    """A paper that is wanted. Stays in the view until the agent has reported `confirmed` or `unknown`."""

    job_id: JobId
    ticket_id: TicketId
    printer_id: PrinterId
    state: PaperState
    requested_at: datetime
    paper: TicketPaper


class HallCounter(msgspec.Struct, frozen=True):
    """A counter, as its pad and the sign over it show it."""

    counter_id: CounterId
    number: int
    is_staffed: bool
    is_paused: bool
    ticket_number: str
    """The ticket called to it or served there; "" when free."""
    status: Status | None
    """Of that ticket: `called` or `serving`; None when free."""
    call_id: CallId | None
    """Its newest call: a new one is a reason to blink. None for a walk-in, or when free."""
    called_at: datetime | None
    waiting: int
    """All who wait for what is served there; 0 when nobody sits there."""


class AgeClass(msgspec.Struct, frozen=True):
    """A priority class one belongs to by age alone."""

    class_id: ClassId
    min_age: int
    """In full years."""


class HardwareView(msgspec.Struct, frozen=True, tag="hardware"):
    """For every hardware agent; an agent takes the jobs of the printers it owns."""

    jobs: tuple[PrintJob, ...]
    """Oldest first, at most 32; those of `PAPER_PENDING` states."""
    counters: tuple[HallCounter, ...] = ()
    """All of the centre, in the order of the set-up."""
    ages: tuple[AgeClass, ...] = ()
    """The highest age first: whoever is that old belongs to the first that fits."""
