"""The tables say the rules of a ticket and of its paper; here they are held against what the rules must never allow."""

from itertools import product

import pytest

from hub.core.lifecycle import (
    ACTIVE,
    ENDED,
    PAPER_PENDING,
    PAPER_TRANSITIONS,
    TRANSITIONS,
    Action,
    PaperState,
    Status,
    after,
)


def reachable(start: Status) -> set[Status]:
    found, ahead = {start}, [start]
    while ahead:
        status = ahead.pop()
        for (before, _), then in TRANSITIONS.items():
            if before is status and then not in found:
                found.add(then)
                ahead.append(then)
    return found


def test_every_status_can_be_reached_from_waiting() -> None:
    assert reachable(Status.WAITING) == set(Status)


def test_every_ticket_can_come_to_an_end() -> None:
    for status in Status:
        assert reachable(status) & ENDED, status


def test_an_ended_ticket_stays_as_it_is_but_that_a_missed_one_may_come_back() -> None:
    assert [pair for pair in TRANSITIONS if pair[0] in ENDED] == [(Status.NO_SHOW, Action.REJOIN)]


def test_a_ticket_waits_rests_is_at_a_counter_or_has_ended() -> None:
    assert {Status.WAITING, Status.PARKED} | ACTIVE | ENDED == set(Status)
    assert not ACTIVE & ENDED


def test_only_a_called_ticket_is_recalled_started_or_missed() -> None:
    for action in (Action.RECALL, Action.START, Action.MARK_NO_SHOW):
        assert [status for status in Status if after(status, action)] == [Status.CALLED]


def test_only_a_served_ticket_is_finished() -> None:
    assert [status for status in Status if after(status, Action.FINISH)] == [Status.SERVING]


@pytest.mark.parametrize(("status", "action"), [pair for pair in product(Status, Action) if pair not in TRANSITIONS])
def test_what_the_table_does_not_name_is_not_allowed(status: Status, action: Action) -> None:
    assert after(status, action) is None


def test_the_paper_table_speaks_of_every_state() -> None:
    assert set(PAPER_TRANSITIONS) == set(PaperState)


def test_a_paper_that_may_have_been_printed_is_never_sent_again() -> None:
    for state in (PaperState.UNKNOWN, PaperState.CONFIRMED):
        assert not PAPER_TRANSITIONS[state] & PAPER_PENDING


def test_a_paper_nobody_works_on_any_more_is_settled_for_good() -> None:
    for state in set(PaperState) - PAPER_PENDING:
        assert not PAPER_TRANSITIONS[state] & PAPER_PENDING


def test_a_paper_is_confirmed_only_after_bytes_were_sent() -> None:
    for state, then in PAPER_TRANSITIONS.items():
        if PaperState.CONFIRMED in then:
            assert state in {PaperState.SENDING, PaperState.UNKNOWN}


def test_only_who_stands_at_a_counter_is_parked_or_sent_on() -> None:
    for action in (Action.PARK, Action.TRANSFER):
        assert {status for status in Status if after(status, action)} == ACTIVE


def test_whoever_still_expects_something_can_be_cancelled() -> None:
    assert {status for status in Status if after(status, Action.CANCEL)} == set(Status) - ENDED
