"""What a ticket machine shows."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from hub.core import calendar, issuing
from hub.core.context import Waits
from hub.core.ids import ClassId
from hub.core.lifecycle import Status
from hub.core.model import State, Ticket
from hub.core.selection import can_be_served_now
from hub.core.setup import Service
from hub.presence import Presence
from hub.projections.faces import branch_face, mark_of, notice_of
from hub.protocol import DeviceId, KioskPriority, KioskService, KioskTicket, KioskView

_EVERYBODY = ClassId("")
_OLDER_SHOWN = 9
_LOOKED_BACK = 200
"""Of the day's last tickets, so that the cost does not grow with it."""


def kiosk_view(
    state: State,
    presence: Presence,
    now: datetime,
    device_id: DeviceId,
    *,
    waits: Waits,
    qr_url: Callable[[str], str],
) -> KioskView:
    branch = state.branch
    kiosk = branch.kiosk(device_id)
    is_open = calendar.is_open_for_tickets(branch, now)
    return KioskView(
        branch=branch_face(branch),
        is_open=is_open,
        opens_at=None if is_open else calendar.tickets_open_at(branch, now),
        services=tuple(_service(state, service, waits, now) for service in branch.services),
        printer=presence.printer(kiosk.printer_id if kiosk else None),
        tickets=tuple(_ticket(state, ticket, now, qr_url) for ticket in _tickets(state, device_id, now)),
        closed_because=calendar.closed_because(branch, now),
        is_accepting=presence.is_accepting,
        priorities=tuple(KioskPriority(c.class_id, c.name, c.who, c.name_en) for c in branch.policy.priority),
    )


def _service(state: State, service: Service, waits: Waits, now: datetime) -> KioskService:
    waiting = state.waiting(service.service_id)
    wait = waits.get((service.service_id, _EVERYBODY))
    left = issuing.remaining(state, service, now)
    is_too_late = issuing.is_too_late(state, wait, now)
    return KioskService(
        service_id=service.service_id,
        prefix=service.prefix,
        name=service.name,
        examples=service.examples,
        name_en=service.name_en,
        examples_en=service.examples_en,
        colour=service.colour,
        waiting=waiting,
        is_served_now=waiting == 0 and can_be_served_now(state, service.service_id),
        wait_low_min=wait.low_min if wait else None,
        wait_high_min=wait.high_min if wait else None,
        remaining=left,
        is_too_late=is_too_late,
        notice=notice_of(state.branch, service, now),
        opens_at=calendar.tickets_open_at(state.branch, now) if left == 0 or is_too_late else None,
    )


def _tickets(state: State, device_id: DeviceId, now: datetime) -> Iterator[Ticket]:
    """The last this kiosk issued, and the older ones that may come back, or have: somebody may look for them here."""
    latest = state.latest.get(device_id, ())
    yield from (state.tickets[ordinal] for ordinal in latest)
    older = (state.tickets[n] for n in reversed(range(max(0, len(state.tickets) - _LOOKED_BACK), len(state.tickets))))
    own = (ticket for ticket in older if ticket.device_id == device_id and ticket.ordinal not in latest)
    yield from islice((t for t in own if _is_back(t) or issuing.may_rejoin(state, t, now)), _OLDER_SHOWN)


def _is_back(ticket: Ticket) -> bool:
    return ticket.rejoins > 0 and ticket.status in {Status.WAITING, Status.CALLED}


def _ticket(state: State, ticket: Ticket, now: datetime, qr_url: Callable[[str], str]) -> KioskTicket:
    service = state.branch.service(ticket.service_id)
    return KioskTicket(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        service_id=ticket.service_id,
        service_name=service.name if service else ticket.service_id,
        ahead=issuing.ahead_now(state, ticket),
        issued_at=ticket.issued_at,
        status=ticket.status,
        paper=ticket.paper.state if ticket.paper else None,
        qr_url=qr_url(ticket.token),
        mark=mark_of(state.branch, ticket.class_id),
        wait_low_min=ticket.wait_low_min,
        wait_high_min=ticket.wait_high_min,
        can_rejoin=issuing.may_rejoin(state, ticket, now),
    )
