"""Which page fills the screen, and whether what lies under a finger has just moved. Pure."""

from types import MappingProxyType
from typing import Final, assert_never

import msgspec

from hub.protocol import KioskService, KioskView
from kiosk import showing
from kiosk.paper import Notice, has_printer_line
from kiosk.state import (
    EVERYBODY,
    RESTING_PAGES,
    ChoosingClass,
    ChoosingMissed,
    Confirming,
    Flow,
    Found,
    Issuing,
    Page,
    Rejoining,
    Resting,
    Showing,
    Sorry,
    Times,
)

_LISTS = frozenset({Page.PRIORITY, Page.MISSED, Page.CLAIM})

_PAGES: Final = MappingProxyType(
    {
        Issuing: Page.ISSUING,
        Rejoining: Page.REJOINING,
        Showing: Page.RESULT,
        Sorry: Page.SORRY,
        Found: Page.FOUND,
    }
)
"""Of stages that have one page, whatever else is so."""

_replace = msgspec.structs.replace


def settled(before: Flow, after: Flow, now: float, times: Times) -> Flow:
    """Note what page this is, and whether the picture under the finger has just changed."""
    after = _still_true(after, now, times)
    after = _replace(after, page=_page(after, now, times))
    return after if _picture(before) == _picture(after) else _replace(after, changed_at=now)


def is_off(service: KioskService, *, has_claim: bool) -> bool:
    """No number of it is handed out now. "Too late" is told to everybody; for a priority class the hub decides."""
    return service.remaining == 0 or (service.is_too_late and not has_claim)


def means_priority(flow: Flow) -> bool:
    """The next number is, or may become, one with priority."""
    return flow.claimed != EVERYBODY or flow.offered != EVERYBODY


def _still_true(flow: Flow, now: float, times: Times) -> Flow:
    """A list that is gone, or a class that is no more, is not held on to."""
    known = {priority.class_id for priority in flow.view.priorities} if flow.view else set()
    if not {flow.claimed, flow.offered} <= known | {EVERYBODY}:
        claimed, offered = (each if each in known else EVERYBODY for each in (flow.claimed, flow.offered))
        flow = _replace(flow, claimed=claimed, offered=offered)
    is_list = isinstance(flow.stage, ChoosingClass | ChoosingMissed | Confirming)
    return _replace(flow, stage=Resting()) if is_list and _page(flow, now, times) not in _LISTS else flow


def _page(flow: Flow, now: float, times: Times) -> Page:
    match flow.stage:
        case Issuing() | Rejoining() | Showing() | Sorry() | Found() as stage:
            return _PAGES[type(stage)]
        case Resting():
            return _resting_page(flow, now, times)
        case ChoosingClass() | ChoosingMissed() | Confirming() as list_of:
            return _list_page(flow, list_of, _resting_page(flow, now, times))
    assert_never(flow.stage)


def _list_page(flow: Flow, list_of: ChoosingClass | ChoosingMissed | Confirming, below: Page) -> Page:
    """The list, if there is still something on it and the home page is below."""
    if below is not Page.HOME or flow.view is None:
        return below
    match list_of:
        case ChoosingClass():
            return Page.PRIORITY if flow.view.priorities else below
        case ChoosingMissed():
            return Page.MISSED if showing.missed(flow.view) else below
        case Confirming():
            return Page.CLAIM if flow.offered != EVERYBODY else below
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
        needs = (bool(view.priorities), bool(missed), has_printer_line(view))
        return (*needs, *(service.service_id for service in view.services))
    return ()
