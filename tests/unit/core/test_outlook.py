"""The state of a hall as a plan: who waits where, who may call whom, and who asks."""

from datetime import timedelta

from msgspec.structs import replace

from hub.core import commands
from hub.core.context import LineName
from hub.core.experience import Comer, Experience
from hub.core.ids import Ordinal
from hub.core.outlook import MOST_PEOPLE, Outlook, line_names, outlook, second_of_day
from hub.core.roll import Desk
from hub.core.setup import Branch, SkillLevel
from tests.support.centres import (
    ANH,
    BINH,
    CENTRE,
    CHI,
    CHILD,
    ELDERLY,
    JUSTICE,
    LAND,
    MERIT,
    MONDAY,
    NOON,
    ONE,
    PC_1,
    RULED,
    SCREEN_ONLY,
    SOCIETY,
    THREE,
    TWO,
    with_operator,
    with_policy,
    with_service,
)
from tests.support.core_day import EVERYBODY, CoreDay

PLAIN: LineName = (JUSTICE, EVERYBODY)


def seen(day: CoreDay, *names: LineName, experience: Experience | None = None) -> Outlook:
    found = outlook(day.state, day.now, names or line_names(day.state.branch), experience or Experience())
    assert found is not None
    return found


def waiting(found: Outlook) -> list[list[Ordinal]]:
    """The people of each line, the first first."""
    return [[head.ordinal for head in reversed(line)] for line in found.plan.lines if line]


def only_desk(found: Outlook) -> Desk:
    (desk,) = found.plan.desks
    return desk


def with_anh(branch: Branch = RULED) -> CoreDay:
    day = CoreDay(branch)
    day.sit(ANH)
    return day


def test_every_service_has_a_line_for_everybody_and_for_each_class() -> None:
    assert line_names(CENTRE) == ((JUSTICE, EVERYBODY), (SOCIETY, EVERYBODY), (LAND, EVERYBODY))
    assert line_names(RULED)[:4] == tuple((JUSTICE, class_id) for class_id in (EVERYBODY, ELDERLY, CHILD, MERIT))


def test_nothing_can_be_said_while_nobody_works() -> None:
    day = CoreDay()

    assert outlook(day.state, day.now, (PLAIN,), Experience()) is None
    day.sit(ANH)
    assert seen(day, PLAIN).askers
    day.do(commands.Pause(ONE), PC_1)
    assert outlook(day.state, day.now, (PLAIN,), Experience()) is None


def test_nothing_can_be_said_of_what_nobody_serves_now() -> None:
    day = with_anh()

    assert outlook(day.state, day.now, ((LAND, EVERYBODY),), Experience()) is None
    assert outlook(day.state, day.now, (), Experience()) is None
    assert set(seen(day).askers) == {name for name in line_names(RULED) if name[0] != LAND}


def test_nothing_can_be_said_on_a_day_without_hours() -> None:
    day = with_anh()
    closed = replace(day.state, branch=replace(RULED, sessions=()))

    assert outlook(closed, day.now, (PLAIN,), Experience()) is None


def test_nothing_can_be_said_behind_a_crowd() -> None:
    day = with_anh()
    crowd = replace(day.state, lines={key: line * (MOST_PEOPLE + 1) for key, line in day_with(3).state.lines.items()})

    assert outlook(crowd, day.now, (PLAIN,), Experience()) is None


def day_with(people: int, branch: Branch = RULED) -> CoreDay:
    day = CoreDay(branch)
    for _ in range(people):
        day.issue(kiosk=SCREEN_ONLY)
        day.pass_time(minutes=1)
    return day


def test_counters_call_from_the_opening_on() -> None:
    early = with_anh()
    early.now -= timedelta(minutes=16)
    opens_s = seen(early, PLAIN).plan.opens_s

    assert opens_s - early.now.timestamp() == 15 * 60
    late = with_anh()
    late.now = NOON
    assert seen(late, PLAIN).plan.opens_s == NOON.timestamp()


def test_people_who_are_preferred_alike_stand_in_one_line_in_the_order_they_came() -> None:
    day = with_anh()
    for class_id in (ELDERLY, EVERYBODY, MERIT, CHILD, ELDERLY):
        day.issue(kiosk=SCREEN_ONLY, class_id=class_id)
        day.pass_time(seconds=10)

    assert sorted(waiting(seen(day))) == [[0, 2, 4], [1], [3]]


def test_classes_that_are_preferred_alike_ask_once() -> None:
    askers = seen(with_anh()).askers

    assert askers[JUSTICE, ELDERLY] == askers[JUSTICE, MERIT] != askers[PLAIN]
    assert len({askers[JUSTICE, class_id] for class_id in (EVERYBODY, ELDERLY, CHILD, MERIT)}) == 3


def test_whoever_asks_counts_from_now_less_a_head_start() -> None:
    day = with_anh(with_service(JUSTICE, RULED, head_start_min=5))
    found = seen(day)

    asking = found.plan.askers[found.askers[JUSTICE, CHILD]]
    assert asking.waits_from_s == day.now.timestamp()
    assert asking.waits_from_s - asking.since_s == 20 * 60


def test_a_desk_calls_from_lines_it_has_the_skills_and_the_place_for() -> None:
    day = day_with(1)
    day.issue(SOCIETY, SCREEN_ONLY)
    day.sit(ANH)

    desk = only_desk(seen(day, PLAIN, (SOCIETY, EVERYBODY)))
    assert [level.name for _, level in desk.askers] == ["OWN", "SECOND"]
    bound = with_service(JUSTICE, counters=(TWO,))
    assert (JUSTICE, EVERYBODY) not in seen(with_anh(bound)).askers


def test_skills_given_for_the_day_count() -> None:
    day = with_anh()
    day.do(commands.Cover(ANH, LAND, SkillLevel.RESERVE), PC_1)

    assert (LAND, EVERYBODY) in seen(day).askers


def test_the_nearest_counter_comes_first_of_those_that_may_call() -> None:
    day = CoreDay(with_operator(BINH, skills={JUSTICE: SkillLevel.RESERVE}))
    for operator, counter in ((BINH, TWO), (CHI, THREE), (ANH, ONE)):
        day.sit(operator, counter)
    found = seen(day, PLAIN)

    assert [level.name for _, level in found.plan.callers[found.plan.joins[found.askers[PLAIN]]]] == [
        "OWN",
        "SECOND",
        "RESERVE",
    ]


def test_whoever_was_sent_to_a_counter_waits_in_a_line_of_that_counter() -> None:
    day = with_anh()
    day.sit(BINH, TWO)
    day.issue()
    day.call_next()
    day.start()
    day.send(commands.ToCounter(TWO))
    found = seen(day)

    (line,) = found.plan.personal
    assert [line_and_level[0] for line_and_level in found.plan.desks[0].lines].count(line) == 0
    assert [line_and_level[0] for line_and_level in found.plan.desks[1].lines].count(line) == 1


def test_a_called_ticket_keeps_its_counter_for_what_is_left_of_such_services() -> None:
    day = day_with(1)
    day.sit(ANH)
    day.call_next()
    day.pass_time(minutes=5)
    experience = Experience({JUSTICE: (60.0, 400.0, 500.0, 600.0, 700.0, 800.0)})

    assert only_desk(seen(day, PLAIN, experience=experience)).left_s == (100.0, 200.0, 300.0, 400.0, 500.0)
    assert only_desk(seen(with_anh(), PLAIN)).left_s == ()


def test_a_parked_citizen_comes_back_at_the_old_place() -> None:
    day = day_with(2)
    day.sit(ANH)
    day.call_next()
    day.start()
    day.park(minutes=7)
    (back,) = seen(day).parked

    assert back.at_s == (day.now + timedelta(minutes=7)).timestamp()
    assert back.head < seen(day).plan.lines[back.line][-1]


def test_numbers_of_one_person_know_of_each_other() -> None:
    day = with_anh()
    first = day.issue(kiosk=SCREEN_ONLY)
    second = day.issue(SOCIETY, SCREEN_ONLY, visit=first.visit_id)
    day.issue(kiosk=SCREEN_ONLY)

    assert seen(day).plan.mates == {first.ordinal: (second.ordinal,), second.ordinal: (first.ordinal,)}


def test_the_other_number_of_who_stands_at_a_counter_is_held_there() -> None:
    day = with_anh()
    first = day.issue(kiosk=SCREEN_ONLY)
    second = day.issue(SOCIETY, SCREEN_ONLY, visit=first.visit_id)
    day.call_next()
    found = seen(day)

    assert waiting(found) == []
    ((_line, head),) = only_desk(found).held
    assert head.ordinal == second.ordinal


def test_the_rest_of_a_past_day_comes_as_it_came_then() -> None:
    day = with_anh()
    now_s = second_of_day(CENTRE, day.now)
    past = tuple(
        Comer(now_s + after_s, name)
        for after_s, name in ((-60, PLAIN), (60, (JUSTICE, ELDERLY)), (90, (LAND, EVERYBODY)), (120, PLAIN))
    )
    found = seen(day, PLAIN)
    comers = list(found.comers(past))

    assert [comer.at_s - day.now.timestamp() for comer in comers] == [60, 120]
    assert [comer.head.is_strict for comer in comers] == [True, False]
    assert comers[1].line == found.plan.joins[found.askers[PLAIN]]


def test_the_day_is_counted_in_local_time() -> None:
    assert second_of_day(CENTRE, NOON) == 12 * 3600
    assert NOON.date() == MONDAY


def test_runs_and_limits_of_the_day_are_those_of_the_rule() -> None:
    day = CoreDay(with_policy(RULED, priority_in_a_row=1, priority_cap_min=7, help_after_min=9))
    day.sit(ANH)
    day.issue(kiosk=SCREEN_ONLY, class_id=ELDERLY)
    day.call_next()
    plan = seen(day).plan

    assert plan.runs == (1, 0, 0)
    assert (plan.limits.in_a_row, plan.limits.cap_s, plan.limits.help_after_s) == (1, 420, 540)
