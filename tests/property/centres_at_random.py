"""Centres as communes may set them up: every rule of the policy drawn, services bound, limited, numbered anyhow."""

from datetime import date
from typing import Final

from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core.ids import ServiceId
from hub.core.policy import NumberReset, NumberStyle, Policy
from hub.core.setup import Branch, ExceptionalDay, Service, SkillLevel
from tests.support.centres import ANH, CENTRE, JUSTICE, LAND, MONDAY, ONE, PRIORITIES, SOCIETY, TWO

TUESDAY: Final = date(2026, 11, 24)
DIGITAL: Final = ServiceId("digital")

policies = st.builds(
    Policy,
    priority=st.sampled_from([(), PRIORITIES, PRIORITIES[:1], PRIORITIES[1:]]),
    priority_in_a_row=st.integers(0, 3),
    priority_cap_min=st.sampled_from([0, 5, 30]),
    help_after_min=st.sampled_from([5, 30]),
    recall_limit=st.integers(0, 3),
    recall_gap_s=st.sampled_from([0, 15]),
    no_show_after_calls=st.integers(0, 2),
    rejoin_within_min=st.sampled_from([1, 30]),
    rejoin_places_back=st.integers(0, 3),
    rejoin_times=st.integers(0, 2),
    park_min=st.sampled_from([1, 15]),
    undo_within_s=st.sampled_from([0, 30, 600]),
    appointment_early_min=st.sampled_from([0, 30]),
    appointment_late_min=st.sampled_from([0, 15]),
    appointment_prefix=st.sampled_from(["", "LH"]),
    carry_over=st.booleans(),
    stop_at_closing=st.booleans(),
    numbers=st.sampled_from(NumberStyle),
    one_series_prefix=st.sampled_from(["", "K"]),
    reset=st.sampled_from(NumberReset),
)

_SKILLS = st.dictionaries(
    st.sampled_from([JUSTICE, SOCIETY, LAND, DIGITAL]), st.sampled_from(SkillLevel), min_size=2, max_size=4
)
_CHANGES = st.fixed_dictionaries(
    {
        "counters": st.sampled_from([(), (ONE,), (ONE, TWO)]),
        "head_start_min": st.sampled_from([0, 10]),
        "quota": st.sampled_from([None, None, 3]),
        "first_number": st.sampled_from([1, 101, 998]),
    }
)


@st.composite
def branches(draw: st.DrawFn) -> Branch:
    """The centre of the other tests, with another policy; perhaps without a service, or with one more."""
    services = [replace(service, **draw(_CHANGES)) for service in CENTRE.services]
    if draw(st.booleans()):
        services.append(Service(DIGITAL, "H", "Bàn hỗ trợ số", "Hỗ trợ số"))
    if draw(st.integers(0, 3)) == 0:
        del services[draw(st.integers(0, len(services) - 1))]
    starts = draw(st.tuples(st.sampled_from([None, 1, 501]), st.sampled_from([None, 1, 501])))
    sessions = tuple(replace(s, first_number=n) for s, n in zip(CENTRE.sessions, starts, strict=True))
    operators = tuple(
        replace(operator, skills=draw(_SKILLS), may_choose=operator.operator_id != ANH) for operator in CENTRE.operators
    )
    holidays = draw(
        st.sampled_from([(), (ExceptionalDay(TUESDAY, "Tết"),), (ExceptionalDay(MONDAY, "Bù", CENTRE.sessions),)])
    )
    return replace(
        CENTRE,
        policy=draw(policies),
        services=tuple(services),
        sessions=sessions,
        operators=operators,
        exceptional_days=holidays,
    )
