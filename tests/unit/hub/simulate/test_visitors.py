"""People drawn from a seed: when they come, for what, how long it takes."""

from datetime import date
from statistics import fmean, pstdev

import pytest
from msgspec.structs import replace

from hub.core.calendar import is_open_for_tickets
from hub.core.setup import Branch
from hub.simulate.habits import Habits, habits_of
from hub.simulate.visitors import Visitor, visitors_of_day
from tests.support.centres import CENTRE, JUSTICE, LAND, MONDAY, SOCIETY, with_policy, with_service
from tests.unit.hub.simulate.small import BRANCH

TUESDAY = date(2026, 11, 24)


def people(visits: int = 2000, seed: int = 1, branch: Branch = BRANCH, habits: Habits | None = None) -> list[Visitor]:
    return list(visitors_of_day(branch, habits or habits_of(branch, {}), MONDAY, visits, seed))


def test_the_same_seed_draws_the_same_people_and_another_others() -> None:
    assert people(20) == people(20)
    assert people(20) != people(20, seed=2)
    assert list(visitors_of_day(BRANCH, habits_of(BRANCH, {}), TUESDAY, 20, 1)) != people(20)


def test_people_come_in_order_while_numbers_are_handed_out() -> None:
    moments = [visitor.comes_at for visitor in people(300)]

    assert moments == sorted(moments)
    assert all(is_open_for_tickets(BRANCH, moment) for moment in moments)


def test_most_come_in_the_morning() -> None:
    hours = [visitor.comes_at.hour for visitor in people()]

    assert sum(hour < 12 for hour in hours) / len(hours) == pytest.approx(0.7, abs=0.06)
    assert hours.count(8) > 1.5 * hours.count(10)


def test_shares_say_what_people_come_for() -> None:
    habits = habits_of(BRANCH, {JUSTICE: 3, LAND: 1})
    services = [visitor.service_id for visitor in people(habits=habits)]

    assert services.count(JUSTICE) / len(services) == pytest.approx(0.75, abs=0.03)
    assert SOCIETY not in services


def test_without_shares_the_sample_centres_are_taken_and_else_all_are_alike() -> None:
    assert habits_of(BRANCH, {}).shares == {JUSTICE: pytest.approx(0.8), SOCIETY: pytest.approx(0.2)}
    other = replace(CENTRE, services=CENTRE.services[2:])
    assert habits_of(other, {}).shares == {LAND: 1.0}


def test_services_take_their_typical_time_on_average_and_vary() -> None:
    branch = with_service(JUSTICE, BRANCH, typical_min=20.0)
    habits = habits_of(branch, {JUSTICE: 1})
    minutes = [visitor.service_s / 60 for visitor in people(6000, branch=branch, habits=habits)]

    assert fmean(minutes) == pytest.approx(20, rel=0.06)
    assert pstdev(minutes) / fmean(minutes) == pytest.approx(0.8, rel=0.12)


def test_so_many_have_priority_and_more_of_a_kind_change_nobody_else() -> None:
    usual = people()
    share = sum(bool(visitor.class_id) for visitor in usual) / len(usual)

    assert share == pytest.approx(0.18, abs=0.03)
    assert {visitor.class_id for visitor in usual} == {"", "elderly", "child"}
    without = people(branch=with_policy(BRANCH, priority=()))
    assert [v.comes_at for v in without] == [v.comes_at for v in usual]
    assert [v.service_s for v in without] == [v.service_s for v in usual]


def test_some_miss_their_call_some_come_back_some_lack_a_paper_some_took_the_wrong_number() -> None:
    everybody = people()

    assert 0.02 < sum(not visitor.is_there for visitor in everybody) / len(everybody) < 0.06
    assert all(visitor.is_back_after_s is None for visitor in everybody if visitor.is_there)
    assert any(visitor.is_back_after_s for visitor in everybody)
    assert any(visitor.fetches_s for visitor in everybody)
    wrong = [visitor for visitor in everybody if visitor.meant]
    assert wrong
    assert all(visitor.meant != visitor.service_id for visitor in wrong)
    alone = habits_of(BRANCH, {JUSTICE: 1})
    assert not any(visitor.meant for visitor in people(habits=alone))
