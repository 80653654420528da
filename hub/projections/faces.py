"""The names over the door, shared by all views."""

from hub.core.setup import Branch
from hub.protocol import BranchFace


def branch_face(branch: Branch) -> BranchFace:
    texts = branch.texts
    return BranchFace(agency=texts.agency, centre=texts.centre, agency_en=texts.agency_en, centre_en=texts.centre_en)
