"""However people come and officials work: nobody is passed more often, or after longer, than the house has promised."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.core import commands
from hub.core.ids import ClassId, CounterId, ServiceId
from hub.core.policy import Policy
from hub.core.setup import SkillLevel
from tests.property.centres_at_random import policies
from tests.property.fairness import everybody_was_called_by_the_rules_of_the_house
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHI,
    CHILD,
    ELDERLY,
    JUSTICE,
    KIOSK,
    MERIT,
    ONE,
    PRIORITIES,
    SOCIETY,
    THREE,
    TWO,
)
from tests.support.core_day import PC_OF, CoreDay
from tests.support.queue_checks import NO_TICKET

ACTS = st.sampled_from(["next"] * 8 + ["undo", "undo", "send on", "send over", "choose", "miss", "park"])
COUNTERS = st.sampled_from([ONE, TWO, THREE])
SERVICES = st.sampled_from([JUSTICE, JUSTICE, JUSTICE, SOCIETY])
people = st.tuples(SERVICES, st.sampled_from([ClassId(""), ELDERLY, ELDERLY, CHILD, MERIT]))
steps = st.lists(
    st.tuples(st.lists(people, max_size=2), st.sampled_from([0, 0, 1, 4, 9]), COUNTERS, ACTS), min_size=15, max_size=40
)
hall_policies = policies.map(
    lambda policy: replace(
        policy,
        priority=PRIORITIES,
        priority_in_a_row=max(1, policy.priority_in_a_row),
        undo_within_s=600,
        no_show_after_calls=0,
        rejoin_within_min=90,
        rejoin_times=9,
    )
)


def hall(policy: Policy) -> CoreDay:
    levels = {ANH: SkillLevel.PRIMARY, BINH: SkillLevel.PRIMARY, CHI: SkillLevel.SECOND}
    operators = tuple(
        replace(o, may_choose=True, skills={JUSTICE: levels[o.operator_id], SOCIETY: SkillLevel.SECOND})
        for o in CENTRE.operators
    )
    day = CoreDay(replace(CENTRE, policy=policy, operators=operators))
    for counter, operator in ((ONE, ANH), (TWO, BINH), (THREE, CHI)):
        day.sit(operator, counter)
    return day


def tried(day: CoreDay, counter: CounterId, act: str) -> None:
    """What an official might do at this counter now; nothing when it is refused."""
    for command in meant(day, counter, act):
        if day.accepts(command, PC_OF[counter]):
            day.do(command, PC_OF[counter])


def meant(  # noqa: PLR0911 - one way out per act
    day: CoreDay, counter: CounterId, act: str
) -> list[commands.Command]:
    waiting = [t.ticket_id for t in day.state.tickets if t.status == "waiting"]
    last = waiting[-1] if waiting else NO_TICKET
    match act:
        case "undo":
            return [commands.Undo(counter)]
        case "send on":
            return [commands.Transfer(counter, commands.ToService(SOCIETY), to_front=len(waiting) % 2 == 0)]
        case "send over":
            return [commands.Transfer(counter, commands.ToCounter(TWO))]
        case "choose":
            return [commands.StartService(counter), commands.CallTicket(counter, last, "vội")]
        case "miss":
            missed = [t.ticket_id for t in day.state.tickets if t.status == "no_show"]
            return [commands.MarkNoShow(counter), *map(commands.Rejoin, missed)]
        case "park":
            parked = [day.state.tickets[ordinal].ticket_id for ordinal in day.state.parked]
            return [commands.Park(counter), *map(commands.Unpark, parked)]
        case _:
            return [commands.StartService(counter), commands.CallNext(counter)]


@given(hall_policies, steps)
def test_nobody_is_passed_more_often_or_after_longer_than_promised(
    policy: Policy, course: list[tuple[list[tuple[ServiceId, ClassId]], int, CounterId, str]]
) -> None:
    day = hall(policy)
    for class_id in (ClassId(""), ClassId(""), ELDERLY, ELDERLY, ELDERLY, ELDERLY, ClassId("")):
        day.issue(kiosk=KIOSK, class_id=class_id)
        day.pass_time(minutes=1)
    for comers, minutes, counter, act in course:
        for service, class_id in comers:
            command = commands.IssueTicket(service, class_id)
            if day.accepts(command, KIOSK):
                day.do(command, KIOSK)
            day.now += timedelta(seconds=1)
        day.pass_time(minutes=minutes)
        tried(day, counter, act)

    everybody_was_called_by_the_rules_of_the_house(day.log)
