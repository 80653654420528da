"""A small centre for tests of the play: three services, three officials who help each other, quick days."""

from typing import Final

from hub.simulate.changes import set_up_of
from hub.simulate.study import SetUp, Study, play
from tests.support.centres import CENTRE, PRIORITIES, with_policy

BRANCH: Final = with_policy(CENTRE, priority=PRIORITIES[:2])


def small(visits: int = 40) -> SetUp:
    return set_up_of(BRANCH, visits=visits, staff=None, shares=None, priority=None)


def played(set_up: SetUp | None = None, *, days: int = 2, seed: int = 3, has_estimates: bool = False) -> Study:
    return play(set_up or small(), days=days, seed=seed, has_estimates=has_estimates, tick=lambda: None)
