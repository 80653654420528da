"""Which page fills the screen, and whether what lies under a finger has just moved. Pure."""

from typing import assert_never

import msgspec

from hub.protocol import KioskService, KioskView
from kiosk import showing
from kiosk.paper import Notice
from kiosk.state import (
    EVERYBODY,
    RESTING_PAGES,
    ChoosingClass,
    ChoosingMissed,
    Flow,
    Issuing,
    Page,
    Rejoining,
    Resting,
    Showing,
    Sorry,
    Times,
)

_LISTS = frozenset({Page.PRIORITY, Page.MISSED})

_replace = msgspec.structs.replace


def settled(before: Flow, after: Flow, now: float, times: Times) -> Flow:
    """Note what page this is, and whether the picture under the finger has just changed."""
    after = _still_true(after, now, times)
    after = _replace(after, page=_page(after, now, times))
    return after if _picture(before) == _picture(after) else _replace(after, changed_at=now)


def is_off(service: KioskService, *, has_claim: bool) -> bool:
    """No number of it is handed out now. "Too late" is told to everybody; for a priority class the hub decides."""
    return service.remaining == 0 or (service.is_too_late and not has_claim)


def _still_true(flow: Flow, now: float, times: Times) -> Flow:
    """A list that is gone, or a class that is no more, is not held on to."""
    if isinstance(flow.stage, ChoosingClass | ChoosingMissed) and _page(flow, now, times) not in _LISTS:
        flow = _replace(flow, stage=Resting())
    known = flow.view.priorities if flow.view else ()
    if flow.claimed != EVERYBODY and all(priority.class_id != flow.claimed for priority in known):
        flow = _replace(flow, claimed=EVERYBODY)
    return flow


def _page(flow: Flow, now: float, times: Times) -> Page:
    match flow.stage:
        case Issuing():
            return Page.ISSUING
        case Rejoining():
            return Page.REJOINING
        case Showing():
            return Page.RESULT
        case Sorry():
            return Page.SORRY
        case Resting():
            return _resting_page(flow, now, times)
        case ChoosingClass() | ChoosingMissed() as list_of:
            return _list_page(flow, list_of, _resting_page(flow, now, times))
    assert_never(flow.stage)


def _list_page(flow: Flow, list_of: ChoosingClass | ChoosingMissed, below: Page) -> Page:
    """The list, if there is still something on it and the home page is below."""
    if below is not Page.HOME or flow.view is None:
        return below
    match list_of:
        case ChoosingClass():
            return Page.PRIORITY if flow.view.priorities else below
        case ChoosingMissed():
            return Page.MISSED if showing.missed(flow.view) else below
    assert_never(list_of)


def _resting_page(flow: Flow, now: float, times: Times) -> Page:
    is_long_gone = not flow.link.is_up and now - flow.link.since >= times.no_hub_s
    if flow.view is None or is_long_gone:
        return Page.NO_HUB
    return Page.HOME if flow.view.is_open and flow.view.is_accepting else Page.CLOSED


def _picture(flow: Flow) -> tuple[object, ...]:
    """What decides where the buttons are."""
    is_asking = isinstance(flow.stage, Showing) and flow.stage.notice is Notice.ASKING
    return flow.page, flow.comfort, flow.claimed, is_asking, _rows(flow.page, flow.view)


def _rows(page: Page, view: KioskView | None) -> tuple[object, ...]:
    if view is None:
        return ()
    if page is Page.PRIORITY:
        return tuple(priority.class_id for priority in view.priorities)
    missed = tuple(ticket.ticket_id for ticket in showing.missed(view))
    if page is Page.MISSED:
        return missed
    if page in RESTING_PAGES:
        needs = (bool(view.priorities), bool(missed))
        return (*needs, *(service.service_id for service in view.services))
    return ()
