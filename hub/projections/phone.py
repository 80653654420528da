"""What the page behind a ticket's QR code shows."""

from hub.core import calendar, issuing
from hub.core.model import State
from hub.web.ticket_page import TicketPage


def ticket_page(state: State, token: str) -> TicketPage | None:
    """The ticket of today with this token; None when there is none (any more)."""
    ticket = next((ticket for ticket in state.tickets if ticket.token == token), None)
    if ticket is None:
        return None
    service = state.branch.service(ticket.service_id)
    counter = state.branch.counter(ticket.counter_id) if ticket.counter_id else None
    return TicketPage(
        number=ticket.number,
        service_name=service.name if service else ticket.service_id,
        service_name_en=service.name_en if service else "",
        status=ticket.status,
        ahead=issuing.ahead_now(state, ticket),
        counter_number=counter.number if counter else None,
        issued_local=f"{ticket.issued_at.astimezone(calendar.zone(state.branch)):%H:%M}",
    )
