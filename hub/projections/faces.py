"""What several views say alike: the names over the door, the mark of a class, the notice of the hour, the place now."""

from datetime import datetime

from hub.core import calendar, issuing
from hub.core.ids import ClassId
from hub.core.lifecycle import Status
from hub.core.model import State, Ticket
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


def ahead_now(state: State, ticket: Ticket) -> int:
    """How many stand before a waiting ticket at this moment; 0 for one that does not wait."""
    if ticket.status is not Status.WAITING:
        return 0
    return max(0, issuing.ahead_of(state, ticket.service_id, ticket.class_id, ticket.place_at) - 1)
