"""The service day and the hours of a branch, always in the branch's own time zone.

Never in UTC: Viet Nam is seven hours ahead, and a day that flips at 07:00 local time flips as the first people come in.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.core.setup import Branch, WorkingSession

_LOOK_AHEAD_DAYS = 32
"""Longer than the longest holiday (Tết)."""


def zone(branch: Branch) -> ZoneInfo:
    return ZoneInfo(branch.timezone)


def service_day(branch: Branch, now: datetime) -> date:
    """The local date at `now` (aware)."""
    return now.astimezone(zone(branch)).date()


def closed_because(branch: Branch, now: datetime) -> str:
    """The name of the holiday, when today is one; else ""."""
    today = service_day(branch, now)
    return next((d.name for d in branch.exceptional_days if d.day == today and not d.sessions), "")


def session_at(branch: Branch, now: datetime) -> WorkingSession | None:
    """The working session whose ticket or service hours contain `now`; None outside of all."""
    local = now.astimezone(zone(branch))
    for session in branch.sessions_on(local.date()):
        if session.begins <= local.time() < session.ends:
            return session
    return None


def is_open_for_tickets(branch: Branch, now: datetime) -> bool:
    local = now.astimezone(zone(branch))
    return any(s.tickets_from <= local.time() < s.tickets_until for s in branch.sessions_on(local.date()))


def is_open_for_calls(branch: Branch, now: datetime) -> bool:
    """From the opening of the first session of the day on: who still waits after closing is served."""
    local = now.astimezone(zone(branch))
    return any(session.opens <= local.time() for session in branch.sessions_on(local.date()))


def calls_open_at(branch: Branch, now: datetime) -> datetime | None:
    """When the counters next begin after `now`, in local time; None when not within the next month."""
    return next((opens for _, _, opens, _ in _edges(branch, now) if opens > now), None)


def closes_at(branch: Branch, now: datetime) -> datetime | None:
    """When the session of `now` ends, in local time; None outside of all."""
    session = session_at(branch, now)
    if session is None:
        return None
    return datetime.combine(service_day(branch, now), session.closes, zone(branch))


def ended_sessions(branch: Branch, now: datetime) -> tuple[WorkingSession, ...]:
    """The sessions of today that are over at `now`."""
    local = now.astimezone(zone(branch))
    return tuple(session for session in branch.sessions_on(local.date()) if session.ends <= local.time())


def tickets_open_at(branch: Branch, now: datetime) -> datetime | None:
    """When tickets are next handed out after `now`, in local time; None when not within the next month."""
    return next((starts for starts, *_ in _edges(branch, now) if starts > now), None)


def next_boundary(branch: Branch, now: datetime) -> datetime:
    """The next moment at which hours begin or end or the service day changes, in local time."""
    midnight = datetime.combine(service_day(branch, now) + timedelta(days=1), time(), zone(branch))
    today = (edge for edges in _edges(branch, now, days=1) for edge in edges if edge > now)
    return min(today, default=midnight)


def _edges(branch: Branch, now: datetime, days: int = _LOOK_AHEAD_DAYS) -> Iterator[tuple[datetime, ...]]:
    """Of each session from today on: when tickets begin and end, when the counters begin and end."""
    today = service_day(branch, now)
    for day in (today + timedelta(days=n) for n in range(days)):
        for session in branch.sessions_on(day):
            moments = (session.tickets_from, session.tickets_until, session.opens, session.closes)
            yield tuple(datetime.combine(day, moment, zone(branch)) for moment in moments)
