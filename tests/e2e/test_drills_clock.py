"""Drills: the clock of the box is set while people wait. No number comes twice, everybody sees the same, staff know."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from hub.protocol import AlertCode, CounterView, Role, RoleView
from tests.support.agreement import every_screen_agrees
from tests.support.eventually import eventually
from tests.support.processes import HubProcess
from tests.support.taps import WARM, numbers_taken
from tests.support.wire_device import device

HOUR_S, DAY_S = 3600, 86400


class Box:
    """A hub, and the clock of the box it runs on."""

    def __init__(self, folder: Path) -> None:
        self._set_by = folder / "clock"
        self.set_clock(0)
        self.hub = HubProcess(
            folder / "hub",
            options=["--demo-clock", "2026-11-23 08:31:00"],
            environment={**WARM, "LAYSO_CLOCK_SET_BY": str(self._set_by)},
            module="tests.support.hub_with_a_clock",
        )

    def set_clock(self, by_s: int) -> None:
        """Away from the right time; 0 sets it right."""
        new = self._set_by.with_suffix(".new")
        new.write_text(str(by_s))
        new.replace(self._set_by)

    def wait_for_day(self, day: str) -> None:
        eventually(lambda: (health := self.hub.health()) is not None and health["day"] == day, day)

    def official_sees(self, condition: Callable[[RoleView], bool]) -> None:
        async def look() -> None:
            async with device(self.hub.url, Role.COUNTER, "counter-pc-1", self.hub.key) as official:
                await official.sees(condition)

        asyncio.run(look())


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.hub:
        box.hub.wait_until_open()
        assert numbers_taken(box.hub, "one") == ["A001"]
        yield box


def is_told_of_the_clock(view: RoleView) -> bool:
    return isinstance(view, CounterView) and any(alert.code is AlertCode.CLOCK_JUMPED for alert in view.alerts)


def is_not_told_of_the_clock(view: RoleView) -> bool:
    return not is_told_of_the_clock(view)


def test_set_back_by_an_hour_time_stands_still_numbers_go_on_and_staff_are_told_until_it_is_right(box: Box) -> None:
    box.set_clock(-HOUR_S)

    assert numbers_taken(box.hub, "two") == ["A002"]
    box.official_sees(is_told_of_the_clock)
    first, second = every_screen_agrees(box.hub).tickets
    assert second.issued_at == first.issued_at, "the hub's time does not go back"

    box.set_clock(0)
    box.official_sees(is_not_told_of_the_clock)
    assert numbers_taken(box.hub, "three", "two") == ["A003", "A002"]
    eventually(lambda: (health := box.hub.health()) is not None and health["clock_steps"] == 2, "both are counted")
    every_screen_agrees(box.hub)


def test_set_ahead_by_a_day_and_back_again_no_number_of_either_day_comes_twice(box: Box) -> None:
    box.set_clock(DAY_S)
    box.wait_for_day("2026-11-24")
    assert numbers_taken(box.hub, "two") == ["A001"]
    assert every_screen_agrees(box.hub).day == date(2026, 11, 24)

    box.set_clock(0)
    box.official_sees(is_told_of_the_clock)
    assert numbers_taken(box.hub, "three", "two") == ["A002", "A001"]
    assert every_screen_agrees(box.hub).day == date(2026, 11, 24)
    box.hub.kill()


def test_set_to_just_before_midnight_it_runs_into_the_new_day(box: Box) -> None:
    box.set_clock(15 * HOUR_S + 28 * 60 + 58)
    box.wait_for_day("2026-11-24")

    state = every_screen_agrees(box.hub)
    assert (state.day, len(state.tickets)) == (date(2026, 11, 24), 0)
