"""The service day and the hours of a branch, always in the branch's own time zone.

Never in UTC: Viet Nam is seven hours ahead, and a day that flips at 07:00 local time flips as the first people come in.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.core.setup import Branch, WorkingSession

_LOOK_AHEAD_DAYS = 15


def zone(branch: Branch) -> ZoneInfo:
    return ZoneInfo(branch.timezone)


def service_day(branch: Branch, now: datetime) -> date:
    """The local date at `now` (aware)."""
    return now.astimezone(zone(branch)).date()


def session_at(branch: Branch, now: datetime) -> WorkingSession | None:
    """The working session whose ticket or service hours contain `now`; None outside of all."""
    local = now.astimezone(zone(branch))
    for session in branch.sessions:
        if local.weekday() not in session.weekdays:
            continue
        starts, ends = min(session.opens, session.tickets_from), max(session.closes, session.tickets_until)
        if starts <= local.time() < ends:
            return session
    return None


def is_open_for_tickets(branch: Branch, now: datetime) -> bool:
    local = now.astimezone(zone(branch))
    return any(
        local.weekday() in session.weekdays and session.tickets_from <= local.time() < session.tickets_until
        for session in branch.sessions
    )


def tickets_open_at(branch: Branch, now: datetime) -> datetime | None:
    """When tickets are next handed out after `now`, in local time; None when not within the next two weeks."""
    return next((starts for starts, _ends in _ticket_spans(branch, now) if starts > now), None)


def next_boundary(branch: Branch, now: datetime) -> datetime:
    """The next moment at which ticket hours begin or end or the service day changes, in local time."""
    midnight = datetime.combine(service_day(branch, now) + timedelta(days=1), time(), zone(branch))
    edges = (edge for span in _ticket_spans(branch, now) for edge in span if edge > now)
    return min(midnight, next(edges, midnight))


def _ticket_spans(branch: Branch, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which tickets are handed out, from today on, in order."""
    today = service_day(branch, now)
    sessions = sorted(branch.sessions, key=lambda session: session.tickets_from)
    for day in (today + timedelta(days=n) for n in range(_LOOK_AHEAD_DAYS)):
        for session in sessions:
            if day.weekday() in session.weekdays:
                yield (
                    datetime.combine(day, session.tickets_from, zone(branch)),
                    datetime.combine(day, session.tickets_until, zone(branch)),
                )
