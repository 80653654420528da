"""What a ticket machine shows."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from msgspec.structs import replace

from hub.core import calendar, issuing
from hub.core.context import Waits
from hub.core.ids import ClassId
from hub.core.lifecycle import Status
from hub.core.model import State, Ticket
from hub.core.selection import can_be_served_now
from hub.core.setup import Service
from hub.presence import Presence
from hub.projections.faces import branch_face, mark_of, notice_of, place_of
from hub.projections.scan import kiosk_scan
from hub.protocol import DeviceId, KioskPriority, KioskScan, KioskService, KioskTicket, KioskView, PrinterId
from hub.takeover import spare_for

_EVERYBODY = ClassId("")
_OLDER_SHOWN = 9
_LOOKED_BACK = 200
"""Of the day's last tickets, so that the cost does not grow with it."""


class KioskViews:
    """The ticket machines' views of one moment; what all of them show alike is made once."""

    def __init__(
        self, state: State, presence: Presence, now: datetime, *, waits: Waits, qr_url: Callable[[str], str]
    ) -> None:
        branch = state.branch
        self._state = state
        self._presence = presence
        self._now = now
        self._waits = waits
        self._qr_url = qr_url
        self._face = branch_face(branch)
        self._is_open = calendar.is_open_for_tickets(branch, now)
        self._opens_at = None if self._is_open else calendar.tickets_open_at(branch, now)
        self._closed_because = calendar.closed_because(branch, now)
        self._services = tuple(_service(state, service, waits, now) for service in branch.services)
        self._priorities = tuple(KioskPriority(c.class_id, c.name, c.who, c.name_en) for c in branch.policy.priority)
        self._back = _back(state, now)

    def of(self, device_id: DeviceId) -> KioskView:
        kiosk = self._state.branch.kiosk(device_id)
        printer_id = kiosk.printer_id if kiosk else None
        printer = self._presence.printer_report(printer_id)
        return KioskView(
            branch=self._face,
            is_open=self._is_open,
            opens_at=self._opens_at,
            services=self._services,
            printer=self._presence.printer(printer_id),
            tickets=tuple(self._ticket(ticket, printer_id) for ticket in self._tickets(device_id)),
            closed_because=self._closed_because,
            is_accepting=self._presence.is_accepting,
            priorities=self._priorities,
            printer_detail=printer.detail if printer else "",
            paper_at=self._paper_at(printer_id),
            scan=self._scan(device_id, printer_id),
        )

    def _ticket(self, ticket: Ticket, printer_id: PrinterId | None) -> KioskTicket:
        """`printer_id` is that of the kiosk it is shown at: a paper from another has to be fetched there."""
        seen = _ticket(self._state, ticket, self._now, self._qr_url)
        if ticket.paper is None or ticket.paper.printer_id == printer_id:
            return seen
        return replace(seen, paper_at=place_of(self._state.branch, ticket.paper.printer_id))

    def _paper_at(self, printer_id: PrinterId | None) -> str:
        spare = None if printer_id is None else spare_for(self._state.branch, self._presence, printer_id)
        return "" if spare is None else place_of(self._state.branch, spare)

    def _scan(self, device_id: DeviceId, printer_id: PrinterId | None) -> KioskScan | None:
        scan = self._presence.scans.get(device_id)
        if scan is None:
            return None
        return kiosk_scan(self._state, scan, self._now, self._waits, lambda ticket: self._ticket(ticket, printer_id))

    def _tickets(self, device_id: DeviceId) -> Iterator[Ticket]:
        """The last this kiosk issued, and the older ones somebody may look for here."""
        latest = self._state.latest.get(device_id, ())
        yield from (self._state.tickets[ordinal] for ordinal in latest)
        own = (t for t in self._back if t.device_id == device_id and t.ordinal not in latest)
        yield from islice(own, _OLDER_SHOWN)


def kiosk_view(
    state: State,
    presence: Presence,
    now: datetime,
    device_id: DeviceId,
    *,
    waits: Waits,
    qr_url: Callable[[str], str],
) -> KioskView:
    """What one ticket machine shows."""
    return KioskViews(state, presence, now, waits=waits, qr_url=qr_url).of(device_id)


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


def _back(state: State, now: datetime) -> tuple[Ticket, ...]:
    """Of the day's last tickets those that may come back, or have; newest first."""
    last = (state.tickets[n] for n in reversed(range(max(0, len(state.tickets) - _LOOKED_BACK), len(state.tickets))))
    return tuple(t for t in last if _is_back(t) or (t.status is Status.NO_SHOW and issuing.may_rejoin(state, t, now)))


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
