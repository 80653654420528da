"""Drills: the wall screen dies at each step of a call. Each call is heard once to its end, or its official knows."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.core.model import Call
from hub.protocol import (
    CallNext,
    ConfirmSpoken,
    CounterId,
    DisplayView,
    Finish,
    OperatorId,
    Request,
    Role,
    SitDown,
    StartService,
    View,
)
from tests.support.agreement import every_screen_agrees, on_disk
from tests.support.eventually import eventually
from tests.support.processes import HubProcess
from tests.support.relay import Relay
from tests.support.screens import a_wall, said
from tests.support.taps import WARM, done, numbers_taken

ONE, TWO = CounterId("counter-1"), CounterId("counter-2")
SLOW = 0.1
"""An announcement takes a minute and a half: whoever is killed is killed in the middle of it."""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    """Officials sit at two counters, three people wait."""
    with HubProcess(tmp_path / "hub", environment=WARM) as process:
        process.wait_until_open()
        numbers_taken(process, "one", "two", "three")
        done(process, Role.COUNTER, "counter-pc-1", SitDown(ONE, OperatorId("staff-1")))
        done(process, Role.COUNTER, "counter-pc-2", SitDown(TWO, OperatorId("staff-2")))
        yield process


@pytest.fixture
def cable(hub: HubProcess) -> Iterator[Relay]:
    with Relay(hub.port) as relay:
        yield relay


def call_at(hub: HubProcess, counter: CounterId) -> None:
    device = counter.replace("counter-", "counter-pc-")
    done(hub, Role.COUNTER, device, CallNext(counter))


def calls(hub: HubProcess) -> tuple[Call, ...]:
    return on_disk(hub.data / "layso.db").calls


def all_spoken(hub: HubProcess) -> bool:
    return all(call.is_spoken for call in calls(hub))


def has_a_call(message: object) -> bool:
    return isinstance(message, View) and isinstance(message.view, DisplayView) and bool(message.view.calls)


def test_killed_with_a_call_it_was_sent_and_has_not_shown_it_is_shown_and_spoken_once_after_the_start(
    hub: HubProcess, cable: Relay, tmp_path: Path, voice: Path
) -> None:
    with a_wall(hub, tmp_path, voice, cable.url) as wall:
        wall.sees("connectionTitle", "text", "")
        wall.process.send_signal(signal.SIGSTOP)
        call_at(hub, ONE)
        eventually(lambda: any(map(has_a_call, cable.passed)), "the call is on its way")
        wall.kill()
    assert [(call.is_shown, call.is_spoken) for call in calls(hub)] == [(False, False)]

    with a_wall(hub, tmp_path, voice, cable.url) as wall:
        wall.is_back_with("stageNumber", "text", "A001")
        eventually(lambda: all_spoken(hub), "it is spoken")
        wall.kill()
    assert said(tmp_path) == ["A001"]

    with a_wall(hub, tmp_path, voice, cable.url) as wall:
        wall.is_back_with("stageNumber", "text", "A001")
        call_at(hub, TWO)
        eventually(lambda: all_spoken(hub), "the next one is spoken")
    assert said(tmp_path) == ["A001", "A002"], "what was spoken is not said again"
    assert every_screen_agrees(hub).calls == calls(hub)


def test_killed_while_speaking_one_call_and_with_another_only_shown_both_are_heard_to_their_end(
    hub: HubProcess, tmp_path: Path, voice: Path
) -> None:
    with a_wall(hub, tmp_path, voice, speed=SLOW) as wall:
        wall.sees("connectionTitle", "text", "")
        call_at(hub, ONE)
        eventually(lambda: said(tmp_path) == ["A001"], "the first is being spoken")
        call_at(hub, TWO)
        eventually(lambda: [call.is_shown for call in calls(hub)] == [True, True], "both are shown")
        wall.kill()
    assert [call.is_spoken for call in calls(hub)] == [False, False]

    with a_wall(hub, tmp_path, voice) as wall:
        wall.is_back_with("stageNumber", "text", "A002")
        eventually(lambda: all_spoken(hub), "both are spoken")

    assert said(tmp_path) == ["A001", "A001", "A002"], "the first broke off, and was said again from its beginning"
    every_screen_agrees(hub)


def test_killed_when_a_call_was_spoken_and_the_hub_does_not_know_it_is_said_once_more_and_no_more(
    hub: HubProcess, cable: Relay, tmp_path: Path, voice: Path
) -> None:
    """Nobody can know whether the hall has heard it; twice is better than never."""
    with a_wall(hub, tmp_path, voice, cable.url) as wall:
        wall.sees("connectionTitle", "text", "")
        cable.hold(lambda message: isinstance(message, Request) and isinstance(message.command, ConfirmSpoken))
        call_at(hub, ONE)
        cable.wait_for(Request)
        wall.kill()
    cable.cut()
    cable.let_go()
    assert [call.is_spoken for call in calls(hub)] == [False]

    with a_wall(hub, tmp_path, voice, cable.url) as wall:
        wall.is_back_with("stageNumber", "text", "A001")
        eventually(lambda: all_spoken(hub), "it is spoken")
        call_at(hub, TWO)
        eventually(lambda: all_spoken(hub), "the next one is spoken")
    assert said(tmp_path) == ["A001", "A001", "A002"]
    every_screen_agrees(hub)


def test_a_call_that_grew_old_while_the_wall_was_dead_is_not_shouted_and_its_official_knows(
    hub: HubProcess, tmp_path: Path, voice: Path
) -> None:
    call_at(hub, ONE)
    hub.kill()
    later = ["--demo-clock", "2026-11-23 07:45:00"]
    with HubProcess(hub.data, port=hub.port, options=later, environment=WARM).wait_until_open() as again:
        with a_wall(again, tmp_path, voice) as wall:
            wall.is_back_with("stageNumber", "text", "A001")
            call_at(again, TWO)
            eventually(lambda: calls(again)[1].is_spoken, "the young one is spoken")
        assert said(tmp_path) == ["A002"]
        assert [call.is_spoken for call in every_screen_agrees(again).calls] == [False, True]
        done(again, Role.COUNTER, "counter-pc-1", StartService(ONE), Finish(ONE))
