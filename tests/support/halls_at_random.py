"""A hall as it may be in the middle of a morning: who sits where, who waits, who is being served, who was parked."""

from datetime import timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core import commands
from hub.core.ids import ClassId, VisitId
from hub.core.policy import Policy
from hub.core.setup import Branch, SkillLevel
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHI,
    JUSTICE,
    LAND,
    ONE,
    PRIORITIES,
    SCREEN_ONLY,
    SOCIETY,
    THREE,
    TWO,
)
from tests.support.core_day import PC_OF, CoreDay

_SERVICES = (JUSTICE, SOCIETY, LAND)
_SKILLS = st.dictionaries(st.sampled_from(_SERVICES), st.sampled_from(SkillLevel), min_size=1, max_size=3)


@st.composite
def branches(draw: st.DrawFn, *, is_plain: bool) -> Branch:
    policy = Policy(
        priority=tuple(found for found in PRIORITIES if not (is_plain and found.head_start_min)),
        priority_in_a_row=100 if is_plain else draw(st.integers(0, 3)),
        priority_cap_min=draw(st.sampled_from([5, 30])),
        help_after_min=draw(st.sampled_from([5, 30])),
    )
    operators = tuple(replace(operator, skills=draw(_SKILLS), may_choose=True) for operator in CENTRE.operators)
    services = tuple(
        replace(
            service,
            counters=draw(st.sampled_from([(), (), (ONE, TWO)])),
            head_start_min=0 if is_plain else draw(st.sampled_from([0, 0, 10])),
        )
        for service in CENTRE.services
    )
    return replace(CENTRE, policy=policy, operators=operators, services=services)


@st.composite
def halls(draw: st.DrawFn, *, is_plain: bool = False) -> CoreDay:
    """Perhaps nobody works; perhaps somebody has a booked time, or was sent to one counter.

    Unless it is a plain hall, perhaps somebody has two numbers, or is to fetch a paper; there are head starts, and
    priority has to give way after some calls in a row.
    """
    day = CoreDay(draw(branches(is_plain=is_plain)))
    for operator, counter in ((ANH, ONE), (BINH, TWO), (CHI, THREE)):
        if draw(st.integers(0, 3)):
            day.sit(operator, counter)
    for _ in range(draw(st.integers(0, 3))):
        _somebody_comes(draw, day, is_plain=is_plain)
    for _ in range(draw(st.integers(0, 4))):
        _officials_act(draw, day, is_plain=is_plain)
        for _ in range(draw(st.integers(0, 4))):
            _somebody_comes(draw, day, is_plain=is_plain)
    for counter, seat in tuple(day.state.seats.items()):
        if seat.ticket is None and draw(st.integers(0, 4)) == 0:
            day.do(commands.Pause(counter), PC_OF[counter])
    day.pass_time(seconds=draw(st.integers(1, 600)))
    return day


def _somebody_comes(draw: st.DrawFn, day: CoreDay, *, is_plain: bool) -> None:
    day.pass_time(seconds=draw(st.integers(1, 400)))
    others = len(day.state.tickets)
    classes = [ClassId(""), *(found.class_id for found in day.state.branch.policy.priority)]
    visit = None
    if others and not is_plain and draw(st.integers(0, 5)) == 0:
        visit = VisitId(day.state.tickets[draw(st.integers(0, others - 1))].visit_id)
    booked = day.now + timedelta(minutes=draw(st.integers(-10, 25))) if draw(st.integers(0, 7)) == 0 else None
    day.issue(
        draw(st.sampled_from(_SERVICES)),
        SCREEN_ONLY,
        class_id=draw(st.sampled_from(classes)),
        visit=visit,
        booked=booked,
    )


def _officials_act(draw: st.DrawFn, day: CoreDay, *, is_plain: bool) -> None:
    """Each may call somebody, and then send them on, or let them fetch a paper."""
    for counter in tuple(day.state.seats):
        if not draw(st.booleans()) or not day.accepts(commands.CallNext(counter), PC_OF[counter]):
            continue
        day.pass_time(seconds=draw(st.integers(1, 60)))
        day.call_next(counter)
        day.pass_time(seconds=draw(st.integers(1, 120)))
        day.start(counter)
        match draw(st.integers(0, 5)):
            case 0 if not is_plain:
                day.park(counter, minutes=draw(st.integers(11, 40)))
            case 1:
                day.send(commands.ToCounter(draw(st.sampled_from(list(day.state.seats)))), counter)
            case _:
                pass
