"""The page behind a ticket's QR code: for who holds the paper, and only today."""

from msgspec.structs import replace

from hub.core.lifecycle import Status
from hub.projections.phone import ticket_page
from tests.support.centres import ANH, CENTRE, JUSTICE
from tests.support.core_day import CoreDay


def test_a_stranger_sees_nothing() -> None:
    day = CoreDay()
    day.issue(JUSTICE)

    assert ticket_page(day.state, "guessed") is None
    assert ticket_page(day.state, "") is None


def test_who_waits_sees_how_many_are_before_them_now() -> None:
    day = CoreDay()
    for _ in range(2):
        day.issue(JUSTICE)
    last = day.issue(JUSTICE)
    day.sit(ANH)

    before = ticket_page(day.state, last.token)
    day.call_next()
    after = ticket_page(day.state, last.token)

    assert before is not None
    assert after is not None
    assert (before.ahead, after.ahead) == (2, 1)
    assert (before.status, before.counter_number, before.issued_local) == (Status.WAITING, None, "07:31")


def test_who_is_called_sees_where_to_go() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()

    page = ticket_page(day.state, ticket.token)

    assert page is not None
    assert (page.status, page.counter_number, page.ahead) == (Status.CALLED, 1, 0)


def test_a_ticket_whose_service_and_counter_are_gone_still_has_its_page() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    day.sit(ANH)
    day.call_next()
    day.assume(replace(day.state, branch=replace(CENTRE, services=(), counters=())))

    page = ticket_page(day.state, ticket.token)

    assert page is not None
    assert (page.service_name, page.service_name_en, page.counter_number) == (JUSTICE, "", None)
