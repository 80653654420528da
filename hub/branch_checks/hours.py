"""Hours that are possible: of the week, and of exceptional days."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import combinations
from typing import Final

from hub.core.setup import Branch, WorkingSession

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check_hours(branch: Branch) -> Iterator[str]:
    for index, session in enumerate(branch.sessions, start=1):
        for problem in (*_session_problems(session), *_weekday_problems(session)):
            yield f"sessions[{index}].{problem}"
    for (first, a), (second, b) in combinations(enumerate(branch.sessions, start=1), 2):
        shared = sorted(set(a.weekdays) & set(b.weekdays) & set(range(len(_DAYS))))
        if shared:
            yield from _clashes(f"sessions[{second}]", b, f"sessions[{first}]", a, f" on {_DAYS[shared[0]]}")
    yield from _exceptional_days(branch)


def _exceptional_days(branch: Branch) -> Iterator[str]:
    seen: dict[date, str] = {}
    for index, exception in enumerate(branch.exceptional_days, start=1):
        place = f"exceptional_days[{index}]"
        if exception.day in seen:
            yield f"{place}.day: {exception.day} is already that of {seen[exception.day]}; write each date once"
        seen.setdefault(exception.day, place)
        if not exception.name.strip():
            yield f"{place}.name: is empty; write why, citizens read it on the closed kiosk"
        yield from _sessions_of_a_day(place, exception.sessions)


def _sessions_of_a_day(place: str, sessions: Sequence[WorkingSession]) -> Iterator[str]:
    """All on one date, so their weekdays do not count."""
    for index, session in enumerate(sessions, start=1):
        for problem in _session_problems(session):
            yield f"{place}.sessions[{index}].{problem}"
    for (first, a), (second, b) in combinations(enumerate(sessions, start=1), 2):
        yield from _clashes(f"{place}.sessions[{second}]", b, f"sessions[{first}]", a, "")


def _session_problems(session: WorkingSession) -> Iterator[str]:
    if not session.name.strip():
        yield "name: is empty; write for example Buổi sáng"
    if session.opens >= session.closes:
        yield f"closes: {_hm(session.closes)} is not after opens {_hm(session.opens)}; write a later time"
    if session.tickets_from >= session.tickets_until:
        start = _hm(session.tickets_from)
        yield f"tickets_until: {_hm(session.tickets_until)} is not after tickets_from {start}; write a later time"
    if session.tickets_until > session.closes:
        end = _hm(session.closes)
        yield f"tickets_until: {_hm(session.tickets_until)} is after the counters close; write {end} or earlier"
    if session.tickets_from >= session.closes:
        end = _hm(session.closes)
        yield f"tickets_from: {_hm(session.tickets_from)} is not before the counters close; write a time before {end}"


def _weekday_problems(session: WorkingSession) -> Iterator[str]:
    if not session.weekdays:
        yield "weekdays: is empty; write for example [0, 1, 2, 3, 4] for Monday to Friday"
    for day in session.weekdays:
        if not 0 <= day < len(_DAYS):
            yield f"weekdays: {day} is not a day; write 0 for Monday to 6 for Sunday"
    if len(set(session.weekdays)) != len(session.weekdays):
        yield "weekdays: a day stands there twice; write it once"


def _clashes(place: str, b: WorkingSession, other: str, a: WorkingSession, when: str) -> Iterator[str]:
    """Two sessions of one day: neither hours nor names may be shared; quotas and closings are told by the name."""
    if a.opens < b.closes and b.opens < a.closes:
        yield f"{place}: its hours overlap {other}{when}; separate opens and closes"
    if a.tickets_from < b.tickets_until and b.tickets_from < a.tickets_until:
        yield f"{place}: its ticket hours overlap {other}{when}; separate tickets_from and tickets_until"
    if a.name == b.name:
        yield f'{place}.name: "{b.name}" is already that of {other}{when}; write another'


def _hm(moment: time) -> str:
    return moment.strftime("%H:%M")
