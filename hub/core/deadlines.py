"""What time alone makes happen: ordinary commands that fall due, tested with two moments and no clock."""

from datetime import datetime, timedelta

from hub.core import calendar
from hub.core.commands import Command, ExpirePaper, OpenDay
from hub.core.model import State


def due(state: State, now: datetime) -> tuple[Command, ...]:
    """The commands the hub gives itself at `now`."""
    opening = (OpenDay(state.branch),) if calendar.service_day(state.branch, now) > state.day else ()
    latest = now - timedelta(seconds=state.branch.print_max_age_s)
    expired = (
        ExpirePaper(paper.job_id)
        for paper in (state.tickets[ordinal].paper for ordinal in state.printing)
        if paper is not None and paper.requested_at <= latest
    )
    return (*expired, *opening)


def next_deadline(state: State, now: datetime) -> datetime:
    """When something falls due or the hours change: the moment to look again."""
    boundary = calendar.next_boundary(state.branch, now)
    age = timedelta(seconds=state.branch.print_max_age_s)
    papers = (state.tickets[ordinal].paper for ordinal in state.printing)
    return min(boundary, *(paper.requested_at + age for paper in papers if paper is not None))
