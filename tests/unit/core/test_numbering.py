"""Numbers are letters and digits, counted per series, never twice on one day."""

import pytest
from msgspec.structs import replace

from hub.core import commands
from hub.core.ids import ServiceId
from hub.core.numbering import next_value, printed
from tests.support.centres import CENTRE, JUSTICE, LAND, SCREEN_ONLY, SOCIETY
from tests.support.core_day import CoreDay

A = CENTRE.services[0]


@pytest.mark.parametrize(("value", "number"), [(1, "A001"), (25, "A025"), (999, "A999"), (1000, "A1000")])
def test_a_number_fills_its_width_and_grows_past_it(value: int, number: str) -> None:
    assert printed(A, value) == number


def test_a_series_starts_where_its_service_says() -> None:
    day = CoreDay()

    assert [day.issue(service).number for service in (JUSTICE, LAND)] == ["A001", "C101"]


def test_each_service_counts_its_own_series_whoever_issues() -> None:
    day = CoreDay()

    numbers = [day.issue(JUSTICE).number, day.issue(SOCIETY).number, day.issue(JUSTICE, SCREEN_ONLY).number]

    assert numbers == ["A001", "B001", "A002"]
    assert next_value(day.state, A) == 3


def test_a_number_is_not_reused_when_the_set_up_changes_during_the_day() -> None:
    day = CoreDay()
    day.issue(JUSTICE)
    renamed = replace(A, service_id=ServiceId("civil"), first_number=1)
    day.do(commands.SitDown(CENTRE.counters[0].counter_id, CENTRE.operators[0].operator_id), SCREEN_ONLY)
    day.do(commands.CallNext(CENTRE.counters[0].counter_id), SCREEN_ONLY)

    day.do(commands.OpenDay(replace(CENTRE, services=(renamed, *CENTRE.services[1:]))), SCREEN_ONLY)

    assert day.issue(ServiceId("civil")).number == "A002"
