"""What time alone makes happen: ordinary commands that fall due, tested with two moments and no clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from hub.core import calendar
from hub.core.commands import CloseSession, Command, ExpirePaper, OpenDay, UnparkDue
from hub.core.model import Paper, State, Ticket
from hub.core.setup import Branch


def due(state: State, branch: Branch, now: datetime) -> tuple[Command, ...]:
    """The commands the hub gives itself at `now`; `branch` is the set-up a new day starts with."""
    if calendar.service_day(branch, now) > state.day:
        return (OpenDay(branch),)
    expired = takewhile(lambda paper: _wanted_until(state, paper) <= now, _unsettled(state))
    back = (t.ticket_id for t in _parked(state) if t.parked_until is not None and t.parked_until <= now)
    return (
        *(ExpirePaper(paper.job_id) for paper in expired),
        *(UnparkDue(ticket_id) for ticket_id in back),
        *_session_ends(state, now),
    )


def next_deadline(state: State, now: datetime) -> datetime:
    """When something falls due, the hours change or a key becomes (un)available: the moment to look again."""
    moments = [calendar.next_boundary(state.branch, now), *_keys_change(state, now)]
    moments += (t.parked_until for t in _parked(state) if t.parked_until is not None)
    oldest = next(_unsettled(state), None)
    if oldest is not None:
        moments.append(_wanted_until(state, oldest))
    return min(moments)


def _keys_change(state: State, now: datetime) -> Iterator[datetime]:
    """When a called ticket may be called again, and when an action can no longer be undone."""
    policy = state.branch.policy
    for seat in state.seats.values():
        called_at = None if seat.ticket is None else state.tickets[seat.ticket].last_call_at
        if called_at is not None and (again := called_at + timedelta(seconds=policy.recall_gap_s)) > now:
            yield again
    for last in state.last_actions.values():
        # An undo is allowed up to the very moment, so the key goes out just after it.
        if (over := last.at + timedelta(seconds=policy.undo_within_s, milliseconds=1)) > now:
            yield over


def _session_ends(state: State, now: datetime) -> Iterator[Command]:
    """Where nobody is carried over, a session that ended while somebody waited is closed, once."""
    if state.branch.policy.carry_over:
        return
    for session in calendar.ended_sessions(state.branch, now):
        if session.name not in state.closed_sessions:
            yield CloseSession(session.name)


def _parked(state: State) -> Iterator[Ticket]:
    return (state.tickets[ordinal] for ordinal in state.parked)


def _unsettled(state: State) -> Iterator[Paper]:
    """Oldest first, so whoever asks for those that fall due need not look at all of them."""
    papers = (state.tickets[ordinal].paper for ordinal in state.printing)
    return (paper for paper in papers if paper is not None)


def _wanted_until(state: State, paper: Paper) -> datetime:
    return paper.requested_at + timedelta(seconds=state.branch.print_max_age_s)
