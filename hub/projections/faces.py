"""What several views say alike: the names over the door, the mark of a class, the notice of the hour, the last call."""

from datetime import datetime

from hub.core import calendar
from hub.core.ids import ClassId, PrinterId
from hub.core.model import Call, State, Ticket
from hub.core.setup import Branch, Service
from hub.protocol import BranchFace


def branch_face(branch: Branch) -> BranchFace:
    texts = branch.texts
    return BranchFace(agency=texts.agency, centre=texts.centre, agency_en=texts.agency_en, centre_en=texts.centre_en)


def mark_of(branch: Branch, class_id: ClassId) -> str:
    """What stands beside the number; "" for everybody."""
    found = branch.priority_class(class_id)
    return found.mark if found else ""


def notice_of(branch: Branch, service: Service, moment: datetime) -> str:
    """What holds for a service from some hour on; "" before it."""
    if service.notice_from is None or moment.astimezone(calendar.zone(branch)).time() < service.notice_from:
        return ""
    return service.notice


def newest_call(state: State, ticket: Ticket) -> Call | None:
    """None for a walk-in, and for who was called so long ago that it is forgotten."""
    return next((call for call in reversed(state.calls) if call.ordinal == ticket.ordinal), None)


def place_of(branch: Branch, printer_id: PrinterId) -> str:
    """Where a printer's papers come out: the name of its kiosk."""
    return next((kiosk.name for kiosk in branch.kiosks if kiosk.printer_id == printer_id), printer_id)
