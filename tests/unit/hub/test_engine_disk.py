"""When the disk refuses: nothing is done, everybody is told, and the engine takes up its work again by itself."""

from collections.abc import Iterator

import pytest

from hub.core import commands
from hub.protocol import Accepted, Failed, FailureCode
from tests.conftest import ExpectedLog
from tests.support.centres import JUSTICE, KIOSK
from tests.support.engine_rig import EngineRig

ISSUE = commands.IssueTicket(JUSTICE)
UNAVAILABLE = Failed(FailureCode.STORE_UNAVAILABLE)


@pytest.fixture
def rig(expected_log: ExpectedLog) -> Iterator[EngineRig]:
    expected_log.expect("nothing was stored")
    with EngineRig() as rig:
        yield rig


def test_an_engine_accepts_until_the_disk_says_no(rig: EngineRig) -> None:
    assert rig.engine.is_accepting()
    rig.store.fail(0)

    assert rig.submit(KIOSK, "one", ISSUE) == UNAVAILABLE

    assert not rig.engine.is_accepting()
    assert len(rig.state.tickets) == 0


def test_everybody_is_told_once_when_it_begins_and_once_when_it_ends(rig: EngineRig) -> None:
    rig.store.fail(0)
    before = rig.redrawn
    for tap in ("one", "two", "three"):
        rig.submit(KIOSK, tap, ISSUE)
    assert rig.redrawn == before + 1

    rig.store.heal()
    rig.look_around()

    assert rig.engine.is_accepting()


def test_while_it_refuses_nobody_has_to_tap_for_it_to_be_tried_again(rig: EngineRig) -> None:
    rig.store.fail(0)
    rig.submit(KIOSK, "one", ISSUE)
    rig.look_around()
    assert not rig.engine.is_accepting()

    rig.store.heal()
    rig.look_around()

    assert rig.engine.is_accepting()
    assert isinstance(rig.submit(KIOSK, "one", ISSUE), Accepted)


def test_a_tap_that_the_disk_takes_ends_it_at_once(rig: EngineRig) -> None:
    rig.store.fail(0)
    rig.submit(KIOSK, "one", ISSUE)
    rig.store.heal()

    assert isinstance(rig.submit(KIOSK, "one", ISSUE), Accepted)

    assert rig.engine.is_accepting()
    assert len(rig.state.tickets) == 1
