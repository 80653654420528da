"""Puts a ticket just issued into the words of the protocol."""

from typing import Protocol

from hub.core.ids import TicketId
from hub.core.model import State
from hub.projections.faces import mark_of
from hub.protocol import Accepted, TicketSlip


class AnswerFor(Protocol):
    """The acceptance of the command that issued this ticket."""

    def __call__(self, state: State, ticket_id: TicketId, /) -> Accepted: ...


class SlipWriter:
    """Knows where phones find a ticket's page."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url

    def qr_url(self, token: str) -> str:
        return f"{self._public_url}/t/{token}"

    def __call__(self, state: State, ticket_id: TicketId, /) -> Accepted:
        ticket = state.ticket(ticket_id)
        if ticket is None:
            return Accepted()
        service = state.branch.service(ticket.service_id)
        slip = TicketSlip(
            ticket_id=ticket.ticket_id,
            number=ticket.number,
            service_id=ticket.service_id,
            service_name=service.name if service else ticket.service_id,
            ahead=ticket.ahead,
            issued_at=ticket.issued_at,
            has_paper=ticket.paper is not None,
            qr_url=self.qr_url(ticket.token),
            mark=mark_of(state.branch, ticket.class_id),
            wait_low_min=ticket.wait_low_min,
            wait_high_min=ticket.wait_high_min,
        )
        return Accepted(slip)
