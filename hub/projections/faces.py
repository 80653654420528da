"""What several views say alike: the names over the door, the mark of a class, the notice of the hour."""

from datetime import datetime

from hub.core import calendar
from hub.core.ids import ClassId
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
