"""The rules: how true estimates are on days that are played, and how fast the rules answer.

The days are those of the sample centre with second skills at 110 visits a day. Times are of this process
alone, so they are medians of many runs, not multiples of a floor.
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from hub.branch_file import load_branch
from hub.core import commands, events
from hub.core.estimate import estimate
from hub.core.evolve import evolve
from hub.core.experience import Experience, experience_of
from hub.core.ids import ClassId, DeviceId
from hub.core.model import State
from hub.core.refusal import Refusal
from hub.core.selection import next_for
from hub.core.setup import Branch
from hub.simulate.changes import set_up_of, with_discipline, with_priority
from hub.simulate.figures import checks, promises
from hub.simulate.habits import habits_of
from hub.simulate.hall import Hall
from hub.simulate.study import SetUp, Study, play
from hub.simulate.visitors import visitors_of_day
from tests.bench.centre import SAMPLE, SERVICES, counter_id, counter_pc, helper_id, kiosk_id, write_centre
from tests.bench.figures import Result
from tests.bench.year import TODAY, Day

_DAYS: Final = 40
_VISITS: Final = 110
_SEED: Final = 1
_RUNS: Final = 60
_CROWD: Final = 5000
_TICKETS: Final = 2000
_JUSTICE: Final = (SERVICES[0], ClassId(""))
_NINE: Final = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC)
"""At the centre."""


def measured(work: Path, _run: Path) -> Result:
    set_up = _set_up()
    study = play(set_up, days=_DAYS, seed=_SEED, has_estimates=True, tick=lambda: None)
    experience = experience_of(set_up.branch, [record.past(set_up.branch) for record in study.records])
    log = _day_of_tickets(load_branch(write_centre(work, kiosks=2, screens=1)))
    truth, speed = _truth(study), _speed(set_up, experience)
    replay_s = _median_s(partial(_replayed, log), runs=9)
    return Result(
        values=truth.values | speed.values | {"replay_2000_s": replay_s},
        basis=truth.basis | speed.basis | {"replay_2000_s": f"{len(log):,} events"},
    )


def _set_up() -> SetUp:
    """Where the sample has no priority classes yet, the discipline that is recommended."""
    sample = set_up_of(load_branch(SAMPLE), _VISITS, staff=None, shares=None, priority=None)
    return sample if with_priority(sample) is sample else with_discipline(sample, "turns:2:30")


def _truth(study: Study) -> Result:
    found = promises(study)
    if found is None or not checks(study).is_sound:
        raise RuntimeError("the days that were played are not sound")
    return Result(
        values={
            "estimate_mae_x": found.error_x,
            "estimate_coverage": found.kept_share,
            "estimate_width_min": found.width_min,
        },
        basis={
            "estimate_mae_x": ", ".join(f"{p.name} {p.mean_error:.1f}" for p in found.predictors) + " min",
            "estimate_coverage": f"{found.people:,} people who had to wait, of {study.visits:,} on {study.days} days",
            "estimate_width_min": f"of the same people; mean {found.mean_width_min:.1f} min",
        },
    )


def _speed(set_up: SetUp, experience: Experience) -> Result:
    crowd, few, many = (_hall(set_up, people) for people in (_CROWD, 30, 200))
    counter, seat = next(iter(crowd.seats.items()))
    now = crowd.last_at + timedelta(minutes=1)

    def estimated(state: State, *, all_lines: bool = False) -> None:
        estimate(state, now, experience, seed=7, names=None if all_lines else (_JUSTICE,))

    of_all_ms = [_median_s(partial(estimated, state, all_lines=True)) * 1e3 for state in (few, many)]
    return Result(
        values={
            "next_5000_ms": _median_s(partial(next_for, crowd, counter, seat, now)) * 1e3,
            "estimate_30_ms": _median_s(partial(estimated, few)) * 1e3,
            "estimate_200_ms": _median_s(partial(estimated, many)) * 1e3,
        },
        basis={
            "estimate_30_ms": f"the longest line; all lines at once, in the background, {of_all_ms[0]:.1f} ms",
            "estimate_200_ms": f"the longest line; all lines at once, in the background, {of_all_ms[1]:.1f} ms",
        },
    )


def _hall(set_up: SetUp, waiting: int) -> State:
    """Everybody at their counters serves somebody, and so many wait, of all kinds, come within the last half hour."""
    now = _NINE - timedelta(minutes=30)
    hall = Hall(set_up.branch, now, lambda *_: None)
    for place, operator_id in set_up.staff:
        _done(hall.do(DeviceId(place), commands.SitDown(place, operator_id), now))
    people = waiting + len(set_up.staff)
    for visitor in visitors_of_day(set_up.branch, habits_of(set_up.branch, {}), TODAY, people, _SEED):
        now += timedelta(minutes=30) / people
        kiosk = set_up.branch.kiosks[0].device_id
        _done(hall.do(kiosk, commands.IssueTicket(visitor.service_id, visitor.class_id), now))
    for place, _ in set_up.staff:
        _done(hall.do(DeviceId(place), commands.CallNext(place), now))
    return hall.state


def _done(happened: tuple[events.Event, ...] | Refusal) -> None:
    if isinstance(happened, Refusal):
        raise happened


def _day_of_tickets(branch: Branch) -> list[events.Recorded]:
    """From the tap to the end of the service, with papers."""
    day = Day(branch, TODAY, seq=0, begins=_NINE.timetz())
    day.do(counter_pc(1), commands.SitDown(counter_id(1), helper_id(1)))
    for place in range(_TICKETS):
        day.take_ticket(kiosk_id(1), place)
        day.print_ticket()
        day.serve_next()
    return day.log


def _replayed(log: list[events.Recorded]) -> None:
    state: State | None = None
    for entry in log:
        state = evolve(state, entry)


def _median_s(once: Callable[[], object], runs: int = _RUNS) -> float:
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        once()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
