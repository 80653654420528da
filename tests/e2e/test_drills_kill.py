"""Drills: the hub dies at every step of a tap's way, and at random while many tap. Nothing told is lost or doubled."""

import os
import random
from pathlib import Path

import pytest

from hub.store.faults import POINTS
from tests.bench.centre import write_centre
from tests.support.agreement import every_screen_agrees
from tests.support.eventually import eventually
from tests.support.kills import killed_at_random
from tests.support.processes import HubProcess
from tests.support.taps import WARM, issued_on_disk, numbers_taken, tapped_in_vain

TRIALS = int(os.environ.get("LAYSO_KILLS", "20"))


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_this_step_a_tap_sent_again_is_one_ticket(point: str, killed: Path) -> None:
    times = 2 if point == "mid_append" else 1
    # The day is open already, so the next thing appended is the tap; with its paper it is two events.
    with HubProcess(killed, environment={**WARM, "LAYSO_FAULT": f"{point}:{times}"}).wait_until_open() as hub:
        tapped_in_vain(hub, "four")
        eventually(lambda: hub.process.poll() is not None, "the hub dies there")
        assert hub.process.returncode == -9

    with HubProcess(killed, environment=WARM).wait_until_open() as hub:
        assert numbers_taken(hub, "four", "one", "five", "four") == ["A004", "A001", "A005", "A004"]
        every_screen_agrees(hub)
        hub.kill()

    assert issued_on_disk(killed) == ["A001", "A002", "A003", "A004", "A005"]


@pytest.mark.timeout(300)
def test_killed_at_random_under_load_nothing_is_lost_doubled_or_skipped(tmp_path: Path) -> None:
    branch = write_centre(tmp_path, kiosks=32, screens=1)

    harm = killed_at_random(tmp_path, trials=TRIALS, kiosks=32, branch=branch, chance=random.Random(4))

    assert harm.trials == TRIALS
    assert harm.told > TRIALS
    assert (harm.lost, harm.doubled, harm.skipped) == (0, 0, 0), harm
