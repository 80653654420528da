"""What was held to the scanner: a card, a ticket, or something else. Pure.

A card never stops anybody: it is acknowledged in a line, whatever it says, and only when a field has been chosen its
holder is asked whether they want the priority their age gives them. A ticket fills the screen for a while. Anything
else is answered by a line. While a number is on the screen, or on its way, the scanner is not listened to.
"""

from typing import Final

import msgspec

from hub.protocol import FoundTicket, KioskScan, NothingFound, OfferedClass
from kiosk.state import (
    EVERYBODY,
    ChoosingClass,
    ChoosingMissed,
    Confirming,
    Flow,
    Found,
    Note,
    Resting,
    Sorry,
    Times,
)

CARD: Final = "card"

_replace = msgspec.structs.replace


def heard(flow: Flow, now: float, times: Times) -> Flow:
    """The flow after a view that may tell of a scan."""
    scan = flow.view.scan if flow.view else None
    if scan is None:
        return flow
    if scan.scan_id == flow.scan_id:
        return _renewed(flow, scan)
    flow = _replace(flow, scan_id=scan.scan_id)
    return _taken(flow, scan, now) if _is_fresh(flow, scan, times) else flow


def without_old_note(flow: Flow, now: float, times: Times) -> Flow:
    is_old = flow.note is not None and now - flow.note.since >= times.note_s
    return _replace(flow, note=None) if is_old else flow


def ends_at(found: Found, times: Times) -> float:
    return found.since + times.found_s


def _is_fresh(flow: Flow, scan: KioskScan, times: Times) -> bool:
    """Whoever scanned it still stands here: this process may have been away when the view first told of it."""
    return flow.clock is not None and (flow.clock.told - scan.at).total_seconds() < times.note_s


def _renewed(flow: Flow, scan: KioskScan) -> Flow:
    """The same ticket as it stands now."""
    if isinstance(flow.stage, Found) and isinstance(scan.found, FoundTicket):
        return _replace(flow, stage=_replace(flow.stage, found=scan.found))
    return flow


def _taken(flow: Flow, scan: KioskScan, now: float) -> Flow:
    match flow.stage:
        case Resting() | ChoosingClass() | ChoosingMissed() | Confirming() | Found() | Sorry():
            return _shown(_replace(flow, touched_at=now), scan, now)
        case _:
            return flow


def _shown(flow: Flow, scan: KioskScan, now: float) -> Flow:
    match scan.found:
        case OfferedClass(class_id):
            return _replace(flow, stage=Resting(), offered=class_id, note=Note(CARD, now))
        case FoundTicket() as found:
            return _replace(flow, stage=Found(scan.scan_id, found, now), offered=EVERYBODY, note=None)
        case NothingFound(why):
            stage = Resting() if isinstance(flow.stage, Found) else flow.stage
            return _replace(flow, stage=stage, note=Note(why, now))
