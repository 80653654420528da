"""What a citizen is told who held something to a kiosk's scanner."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from hub.core.context import Waits
from hub.core.ids import ClassId
from hub.core.lifecycle import ACTIVE, Status
from hub.core.model import State, Ticket
from hub.core.promise import STEP_MIN
from hub.protocol import FoundTicket, KioskScan, KioskTicket, NothingFound, OfferedClass, SeenCard, SeenUnknown
from hub.scans import NOT_TODAY, KnownTicket, Scan


def kiosk_scan(
    state: State, scan: Scan, now: datetime, waits: Waits, shown: Callable[[Ticket], KioskTicket]
) -> KioskScan:
    return KioskScan(scan.scan_id, scan.at, _found(state, scan, now, waits, shown))


def wait_left(ticket: Ticket, now: datetime, waits: Waits) -> tuple[int, int] | None:
    """How much longer a ticket waits, on the steps of a promise; None: nothing can be said.

    What is left of its own promise as long as that can still be kept, and never more than for somebody who comes only
    now: they stand behind it.
    """
    if ticket.status is not Status.WAITING or ticket.line.is_personal:
        return None
    low, highs = 0.0, []
    # Once it was called the promise was kept or broken: whoever waits again was promised nothing.
    if ticket.wait_low_min is not None and ticket.wait_high_min is not None and ticket.calls_made == 0:
        waited_min = (now - ticket.issued_at).total_seconds() / 60
        if ticket.wait_high_min > waited_min:
            low, highs = max(0.0, ticket.wait_low_min - waited_min), [ticket.wait_high_min - waited_min]
    newcomer = waits.get((ticket.service_id, ticket.class_id))
    if newcomer is not None:
        highs.append(newcomer.high_min)
    if not highs:
        return None
    high = max(1, -int(-min(highs) // STEP_MIN)) * STEP_MIN
    return min(int(low // STEP_MIN) * STEP_MIN, high - STEP_MIN), high


def _found(
    state: State, scan: Scan, now: datetime, waits: Waits, shown: Callable[[Ticket], KioskTicket]
) -> OfferedClass | FoundTicket | NothingFound:
    match scan.what:
        case SeenCard(class_id):
            # A class the set-up no longer has is none.
            return OfferedClass(class_id if state.branch.priority_class(class_id) else ClassId(""))
        case SeenUnknown(why):
            return NothingFound(why)
        case KnownTicket(ticket_id):
            ticket = state.ticket(ticket_id)
            if ticket is None:
                return NothingFound(NOT_TODAY)
            low, high = wait_left(ticket, now, waits) or (None, None)
            seen = replace(shown(ticket), wait_low_min=low, wait_high_min=high)
            return FoundTicket(seen, _counter_number(state, ticket))


def _counter_number(state: State, ticket: Ticket) -> int | None:
    if ticket.status not in ACTIVE or ticket.counter_id is None:
        return None
    counter = state.branch.counter(ticket.counter_id)
    return counter.number if counter else None
