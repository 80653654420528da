"""What time alone makes happen: ordinary commands that fall due, tested with two moments and no clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from hub.core import calendar
from hub.core.commands import Command, ExpirePaper, OpenDay
from hub.core.model import Paper, State
from hub.core.setup import Branch


def due(state: State, branch: Branch, now: datetime) -> tuple[Command, ...]:
    """The commands the hub gives itself at `now`; `branch` is the set-up a new day starts with."""
    if calendar.service_day(branch, now) > state.day:
        return (OpenDay(branch),)
    expired = takewhile(lambda paper: _wanted_until(state, paper) <= now, _unsettled(state))
    return tuple(ExpirePaper(paper.job_id) for paper in expired)


def next_deadline(state: State, now: datetime) -> datetime:
    """When something falls due or the hours change: the moment to look again."""
    boundary = calendar.next_boundary(state.branch, now)
    oldest = next(_unsettled(state), None)
    return boundary if oldest is None else min(boundary, _wanted_until(state, oldest))


def _unsettled(state: State) -> Iterator[Paper]:
    """Oldest first, so whoever asks for those that fall due need not look at all of them."""
    papers = (state.tickets[ordinal].paper for ordinal in state.printing)
    return (paper for paper in papers if paper is not None)


def _wanted_until(state: State, paper: Paper) -> datetime:
    return paper.requested_at + timedelta(seconds=state.branch.print_max_age_s)
