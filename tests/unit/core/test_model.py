"""A state finds its tickets and calls by the ids it gave them."""

from hub.core.ids import CallId, TicketId
from tests.support.centres import ANH, JUSTICE
from tests.support.core_day import CoreDay


def test_a_ticket_is_found_by_its_id_and_no_other() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)

    assert day.state.ticket(ticket.ticket_id) == ticket
    assert day.state.ticket(TicketId("2026-11-23.1")) is None
    assert day.state.ticket(TicketId("2026-11-22.0")) is None


def test_a_call_is_found_by_its_id_and_no_other() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()

    assert day.state.call(day.last_call().call_id) == day.last_call()
    assert day.state.call(CallId("2026-11-23.0.c9")) is None
