"""Ids are derived, so they can be taken apart again; a stranger's id is never mistaken for one of ours."""

from datetime import date

import pytest

from hub.core.ids import (
    CallId,
    JobId,
    Ordinal,
    TicketId,
    call_id,
    job_id,
    ordinal_of,
    ticket_id,
    ticket_of_call,
    ticket_of_job,
)

DAY = date(2026, 11, 23)
TICKET = TicketId("2026-11-23.7")


def test_a_ticket_is_its_day_and_its_place_in_it() -> None:
    assert ticket_id(DAY, Ordinal(7)) == TICKET
    assert ordinal_of(TICKET, DAY) == 7


def test_calls_and_papers_are_numbered_within_their_ticket() -> None:
    assert call_id(TICKET, 2) == CallId("2026-11-23.7.c2")
    assert ticket_of_call(CallId("2026-11-23.7.c2")) == TICKET
    assert job_id(TICKET, 1) == JobId("2026-11-23.7.p1")
    assert ticket_of_job(JobId("2026-11-23.7.p1")) == TICKET


@pytest.mark.parametrize(
    "stranger",
    [
        "",
        ".",
        "7",
        "2026-11-23",
        "2026-11-23.",
        "2026-11-22.7",
        "2026-11-23.-7",
        "2026-11-23.7.p1",
        "2026-11-23.٧",
        "x.7",
    ],
)
def test_a_malformed_id_or_one_of_another_day_has_no_place_today(stranger: str) -> None:
    assert ordinal_of(TicketId(stranger), DAY) is None
