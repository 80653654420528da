"""Drills: the counter client dies at each step of each key of a ticket's way. What was pressed counts once or not."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from hub.protocol import CounterId, OperatorId, Reply, Request, Role, SitDown, Status
from tests.support.agreement import every_screen_agrees, on_disk
from tests.support.eventually import eventually
from tests.support.processes import HubProcess
from tests.support.relay import Relay
from tests.support.screens import Screen, a_counter
from tests.support.taps import WARM, done, numbers_taken

SEATED = SitDown(CounterId("counter-1"), OperatorId("staff-1"))


class Step(NamedTuple):
    """A key, and how things stand before and after it."""

    key: str
    shown_before: tuple[str, str, object]
    shown_after: tuple[str, str, object]
    before: Status
    after: Status


FREE = ("key.call_next", "enabled", True)
CALLED = ("ticketStatus", "text", "Đã gọi")
SERVING = ("ticketStatus", "text", "Đang phục vụ")
WAY = (
    Step("F5", FREE, CALLED, Status.WAITING, Status.CALLED),
    Step("F7", CALLED, SERVING, Status.CALLED, Status.SERVING),
    Step("F8", SERVING, FREE, Status.SERVING, Status.FINISHED),
)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    """Somebody sits at the first counter, two people wait."""
    with HubProcess(tmp_path / "hub", environment=WARM) as process:
        process.wait_until_open()
        assert numbers_taken(process, "one", "two") == ["A001", "A002"]
        done(process, Role.COUNTER, "counter-pc-1", SEATED)
        yield process


@pytest.fixture
def cable(hub: HubProcess) -> Iterator[Relay]:
    with Relay(hub.port) as relay:
        yield relay


def first(hub: HubProcess) -> Status:
    """How it stands with A001."""
    return on_disk(hub.data / "layso.db").tickets[0].status


def killed_while_held(clerk: Screen, cable: Relay, key: str, kind: type[Request | Reply]) -> None:
    before = len(cable.held)
    cable.hold(lambda said: isinstance(said, kind))
    clerk.must("key", key=key)
    eventually(lambda: len(cable.held) > before, f"a {kind.__name__} is held up")
    clerk.kill()
    cable.cut()
    cable.let_go()


def test_killed_when_a_key_has_not_reached_the_hub_it_was_not_pressed_and_can_be_pressed_again(
    hub: HubProcess, cable: Relay, tmp_path: Path
) -> None:
    with ExitStack() as screens:
        clerk = screens.enter_context(a_counter(hub, tmp_path, cable.url))
        for step in WAY:
            clerk.sees(*step.shown_before)
            killed_while_held(clerk, cable, step.key, Request)
            assert first(hub) is step.before

            clerk = screens.enter_context(a_counter(hub, tmp_path, cable.url))
            clerk.is_back_with(*step.shown_before)
            clerk.must("key", key=step.key)
            clerk.sees(*step.shown_after)
            assert first(hub) is step.after

    state = every_screen_agrees(hub)
    assert [ticket.calls_made for ticket in state.tickets] == [1, 0]


def test_killed_when_the_hub_has_answered_and_nothing_is_shown_the_key_has_counted_once(
    hub: HubProcess, cable: Relay, tmp_path: Path
) -> None:
    for step in WAY:
        with a_counter(hub, tmp_path, cable.url) as clerk:
            clerk.is_back_with(*step.shown_before)
            killed_while_held(clerk, cable, step.key, Reply)
        assert first(hub) is step.after

    with a_counter(hub, tmp_path, cable.url) as clerk:
        clerk.is_back_with(*WAY[-1].shown_after)
    state = every_screen_agrees(hub)
    assert [(t.number, t.status, t.calls_made) for t in state.tickets] == [
        ("A001", Status.FINISHED, 1),
        ("A002", Status.WAITING, 0),
    ]
