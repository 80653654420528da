"""The words of an acceptance, also when the set-up has moved on since."""

from msgspec.structs import replace

from hub.answers import SlipWriter
from hub.core.ids import TicketId
from hub.protocol import Accepted
from tests.support.centres import CENTRE, JUSTICE, SCREEN_ONLY
from tests.support.core_day import CoreDay

SLIPS = SlipWriter("http://10.0.0.1:7310")


def test_a_slip_says_what_the_citizen_must_know() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE, SCREEN_ONLY)

    slip = SLIPS(day.state, ticket.ticket_id).ticket

    assert slip is not None
    assert (slip.number, slip.service_name, slip.ahead, slip.has_paper) == ("A001", "Tư pháp – Hộ tịch", 0, False)
    assert slip.qr_url == f"http://10.0.0.1:7310/t/{ticket.token}"


def test_a_service_the_set_up_lost_is_called_by_its_id() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    without = replace(day.state, branch=replace(CENTRE, services=CENTRE.services[1:]))

    slip = SLIPS(without, ticket.ticket_id).ticket

    assert slip is not None
    assert slip.service_name == JUSTICE


def test_a_ticket_of_another_day_is_accepted_without_a_slip() -> None:
    assert SLIPS(CoreDay().state, TicketId("2026-11-20.0")) == Accepted()
