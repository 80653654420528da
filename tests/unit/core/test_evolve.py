"""Events make the state: every one is accepted, none is judged, older versions of the state stay as they were."""

from datetime import timedelta
from typing import cast

import pytest

from hub.core import commands, events
from hub.core.commands import CancelReason
from hub.core.decide import decide
from hub.core.evolve import evolve
from hub.core.ids import CallId, CommandId, CounterId, JobId, OperatorId, ServiceId, TicketId
from hub.core.lifecycle import PaperState, Status
from hub.core.model import CALLS_KEPT, LATEST_KEPT, LineKey
from hub.core.reason import Reason
from tests.support.centres import (
    AGENT,
    ANH,
    BINH,
    CENTRE,
    CHI,
    JUSTICE,
    KIOSK,
    LAND,
    MONDAY,
    MORNING,
    ONE,
    PC_1,
    SCREEN_ONLY,
    SOCIETY,
    THREE,
    TWO,
    WALL,
    with_policy,
)
from tests.support.core_day import CoreDay


def recorded(seq: int, event: events.Event) -> events.Recorded:
    return events.Recorded(seq, MORNING + timedelta(seconds=seq), CommandId(f"c{seq}"), KIOSK, event)


def test_a_log_begins_with_a_day() -> None:
    state = evolve(None, recorded(1, events.DayOpened(MONDAY, CENTRE)))

    assert (state.day, state.seq, state.branch) == (MONDAY, 1, CENTRE)


def test_a_log_that_begins_with_anything_else_is_no_log() -> None:
    with pytest.raises(ValueError, match="before the first day_opened"):
        evolve(None, recorded(1, events.CallShown(CallId("x"), WALL)))


def test_every_event_moves_the_state_to_its_place_in_the_log() -> None:
    day = CoreDay()
    day.pass_time(seconds=5)
    day.issue(JUSTICE)

    assert (day.state.seq, day.state.last_at) == (day.log[-1].seq, day.now)


def test_an_event_of_another_days_ticket_is_no_part_of_this_log() -> None:
    stray = events.ServiceStarted(TicketId("2026-11-22.0"), ONE)

    with pytest.raises(ValueError, match=r"2026-11-22\.0 does not belong to 2026-11-23"):
        evolve(CoreDay().state, recorded(2, stray))


def test_an_unknown_kind_of_event_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        evolve(CoreDay().state, recorded(2, cast("events.Event", object())))


def test_an_older_state_is_not_changed_by_what_follows() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    before = day.state
    lines, tickets = dict(before.lines), list(before.tickets)

    day.sit(ANH)
    day.call_next()
    day.issue(JUSTICE)

    assert (before.lines, list(before.tickets), before.seats) == (lines, tickets, {})


# --- lines and seats


def test_a_called_ticket_leaves_its_line_and_the_others_move_up() -> None:
    day = CoreDay()
    for _ in range(3):
        day.issue(JUSTICE)
    day.sit(ANH)

    day.call_next()

    assert day.state.lines[LineKey(JUSTICE)] == (1, 2)
    assert day.state.waiting(JUSTICE) == 2
    assert day.state.waiting(LAND) == 0


def test_a_call_that_names_no_staffed_counter_still_calls() -> None:
    """A log is believed: a seat may have been lost in a version of the rules long gone."""
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    stray = events.TicketCalled(ticket.ticket_id, CallId("x"), CounterId("gone"), OperatorId("gone"), Reason.IN_TURN)

    state = evolve(day.state, recorded(9, stray))

    assert state.tickets[0].status is Status.CALLED
    assert state.seats == {}


def test_a_ticket_called_twice_by_an_old_log_leaves_the_line_once() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    called = events.TicketCalled(ticket.ticket_id, CallId("x"), ONE, ANH, Reason.IN_TURN)

    state = evolve(evolve(day.state, recorded(9, called)), recorded(10, called))

    assert state.lines[LineKey(JUSTICE)] == ()
    assert state.tickets[0].call_count == 2


def test_a_ticket_that_ends_without_a_counter_frees_none() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    seat = day.sit(ANH)

    state = evolve(day.state, recorded(9, events.TicketNoShow(ticket.ticket_id, ONE)))

    assert state.tickets[0].status is Status.NO_SHOW
    assert state.seats == {ONE: seat}


def test_a_ticket_the_hub_closed_leaves_its_line() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)

    state = evolve(day.state, recorded(9, events.TicketCancelled(ticket.ticket_id, CancelReason.LEFT)))

    assert (state.tickets[0].status, state.waiting(JUSTICE)) == (Status.CANCELLED, 0)


def test_a_closed_day_has_nobody_waiting_sitting_or_printing() -> None:
    day = CoreDay()
    waiting = day.issue(JUSTICE)
    day.sit(ANH)

    state = evolve(day.state, recorded(9, events.DayClosed(MONDAY, (waiting.ticket_id,))))

    assert (state.waiting(JUSTICE), state.seats, state.printing) == (0, {}, ())
    assert state.tickets[0].status is Status.CANCELLED
    assert state.tickets[0].ended_at == MORNING + timedelta(seconds=9)


# --- what a kiosk and a wall remember


def test_a_kiosk_remembers_its_own_newest_tickets() -> None:
    day = CoreDay()
    day.issue(JUSTICE, SCREEN_ONLY)
    for _ in range(LATEST_KEPT + 1):
        day.issue(SOCIETY)

    assert day.state.latest == {SCREEN_ONLY: (0,), KIOSK: (4, 3, 2)}


def test_a_report_on_a_paper_nobody_waits_for_changes_nothing() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE, SCREEN_ONLY)
    stray = events.PaperReported(JobId(f"{ticket.ticket_id}.p1"), PaperState.CONFIRMED)

    assert evolve(day.state, recorded(9, stray)).tickets[0].paper is None


def test_a_mark_on_a_forgotten_call_changes_nothing() -> None:
    day = CoreDay()

    assert evolve(day.state, recorded(9, events.CallSpoken(CallId("x"), WALL))).calls == ()


def busy_hall(calls: int) -> CoreDay:
    """Land is served at counter 3 all the while; Anh and Bình call and miss."""
    day = CoreDay()
    day.issue(LAND)
    day.sit(CHI, THREE)
    day.call_next(THREE)
    day.do(commands.ConfirmSpoken(day.last_call().call_id), WALL)
    day.start(THREE)
    day.sit(ANH)
    for _ in range(calls):
        day.issue(JUSTICE)
        day.call_next()
        day.miss()
    return day


def test_the_wall_remembers_the_newest_calls() -> None:
    day = busy_hall(2 * CALLS_KEPT)

    assert len(day.state.calls) == CALLS_KEPT
    assert [call.called_at for call in day.state.calls] == sorted(call.called_at for call in day.state.calls)


def test_a_long_service_still_knows_that_its_call_was_heard() -> None:
    day = busy_hall(2 * CALLS_KEPT)

    oldest = day.state.calls[0]

    assert day.state.tickets[oldest.ordinal].number == "C101"
    assert oldest.is_spoken


def test_a_recall_key_held_down_does_not_push_the_others_calls_off_the_wall() -> None:
    day = CoreDay(with_policy(recall_limit=1000, recall_gap_s=0))
    day.issue(JUSTICE)
    day.issue(SOCIETY)
    day.sit(ANH)
    day.sit(BINH, TWO)
    quiet = day.call_next(TWO)
    day.call_next(ONE)

    for _ in range(3 * CALLS_KEPT):
        day.do(commands.Recall(ONE), PC_1)

    assert len(day.state.calls) == CALLS_KEPT
    assert day.state.tickets[day.state.calls[0].ordinal].number == quiet.number


# --- replay


def test_replaying_the_log_gives_the_state_at_every_length() -> None:
    day = busy_hall(3)
    state = None
    for entry in day.log:
        state = evolve(state, entry)
        assert state.seq == entry.seq

    assert state == day.state


def test_what_was_refused_or_accepted_is_the_same_after_a_replay() -> None:
    day = busy_hall(3)
    state = None
    for entry in day.log:
        state = evolve(state, entry)
    assert state is not None

    command = commands.IssueTicket(ServiceId("justice"))

    assert decide(state, command, day.context(KIOSK)) == decide(day.state, command, day.context(KIOSK))


def test_a_confirmed_paper_of_a_replayed_log_is_not_printed_again() -> None:
    day = CoreDay()
    ticket = day.issue(JUSTICE)
    assert ticket.paper is not None
    for word in (PaperState.SENDING, PaperState.CONFIRMED):
        day.do(commands.ReportPaper(ticket.paper.job_id, word), AGENT)

    state = None
    for entry in day.log:
        state = evolve(state, entry)

    assert state is not None
    assert state.printing == ()
