"""The connection in its thread: everything arrives in the GUI thread, in order, and the end is clean."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from hub.client.connection import Connection
from hub.client.discovery import FixedHub
from hub.client.qt.link import HubLink
from hub.protocol import (
    Accepted,
    CallNext,
    CommandId,
    CounterId,
    DeviceId,
    DisplayReport,
    HardwareView,
    Hello,
    Role,
    View,
)
from tests.conftest import ExpectedLog
from tests.support.eventually import PATIENCE_S, eventually
from tests.support.scripted_hub import ScriptedHub

VIEW = HardwareView(jobs=())
CALL = CallNext(CounterId("quay-1"))
ONE = CommandId("1")
PATIENCE_MS = round(PATIENCE_S * 1000)


def hello() -> Hello:
    return Hello(role=Role.HARDWARE, device_id=DeviceId("agent-1"), key="k", protocol=1, app_version="0")


def link_to(hub: ScriptedHub, parent: QObject | None = None) -> HubLink:
    return HubLink(
        lambda listener: Connection(hello=hello, finder=FixedHub(hub.url), listener=listener, jitter=lambda: 0.0),
        parent,
    )


@contextmanager
def started(link: HubLink) -> Iterator[HubLink]:
    link.start()
    try:
        yield link
    finally:
        link.stop()


def link_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "hub-link"]


def test_every_signal_comes_in_the_gui_thread_even_to_a_plain_function(qtbot: QtBot) -> None:
    heard: list[tuple[str, threading.Thread]] = []
    with ScriptedHub(VIEW) as hub:
        link = link_to(hub)
        link.connected.connect(lambda _: heard.append(("connected", threading.current_thread())))
        link.disconnected.connect(lambda trouble: heard.append((trouble, threading.current_thread())))
        link.viewReceived.connect(lambda _: heard.append(("view", threading.current_thread())))
        link.replied.connect(lambda *_: heard.append(("reply", threading.current_thread())))
        link.send(ONE, CALL)
        with started(link):
            qtbot.waitUntil(lambda: len(heard) == 4, timeout=PATIENCE_MS)

    assert [what for what, _ in heard] == ["searching", "connected", "view", "reply"]
    assert {thread for _, thread in heard} == {threading.main_thread()}


def test_a_command_gets_its_answer(qtbot: QtBot) -> None:
    with ScriptedHub(VIEW) as hub, started(link_to(hub)) as link:
        with qtbot.waitSignal(link.viewReceived, timeout=PATIENCE_MS):
            pass
        with qtbot.waitSignal(link.replied, timeout=PATIENCE_MS) as signal:
            link.send(ONE, CALL)

    assert signal.args == ["1", Accepted()]


def test_what_was_said_before_the_start_is_said_when_connected(qtbot: QtBot) -> None:
    with ScriptedHub(VIEW) as hub:
        link = link_to(hub)
        link.report(DisplayReport(has_sound=True))
        link.send(CommandId("dropped"), CALL)
        link.forget(CommandId("dropped"))
        link.send(ONE, CALL)
        with started(link):
            qtbot.waitUntil(lambda: bool(hub.requests and hub.reports), timeout=PATIENCE_MS)

        assert [request.command_id for request in hub.requests] == ["1"]


def test_a_window_that_was_busy_sees_only_the_newest_view(qtbot: QtBot) -> None:
    seqs: list[int] = []

    def remember(view: View) -> None:
        seqs.append(view.seq)

    with ScriptedHub(VIEW) as hub:
        link = link_to(hub)
        link.viewReceived.connect(remember)
        with started(link):
            qtbot.waitUntil(lambda: seqs == [1], timeout=PATIENCE_MS)
            for seq in range(2, 40):
                hub.push(VIEW, seq=seq)
            # The GUI thread does nothing until all of them are there.
            eventually(lambda: link.waiting() == 38)
            qtbot.waitUntil(lambda: 39 in seqs, timeout=PATIENCE_MS)

    assert seqs == [1, 39]


def test_it_says_when_the_hub_is_gone_and_when_it_is_back(qtbot: QtBot, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub, started(link_to(hub)) as link:
        with qtbot.waitSignal(link.viewReceived, timeout=PATIENCE_MS):
            pass
        with qtbot.waitSignal(link.disconnected, timeout=PATIENCE_MS) as gone:
            hub.kill()
        with qtbot.waitSignal(link.connected, timeout=PATIENCE_MS):
            hub.start()

    assert gone.args == ["unreachable"]


def test_stopping_ends_the_thread_and_tells_the_hub(qtbot: QtBot) -> None:
    with ScriptedHub(VIEW) as hub:
        link = link_to(hub)
        link.start()
        with qtbot.waitSignal(link.viewReceived, timeout=PATIENCE_MS):
            pass
        link.stop()

        assert link_threads() == []
        eventually(lambda: hub.clients == 0)


def test_a_frozen_hub_does_not_hold_up_the_end(qtbot: QtBot) -> None:
    with ScriptedHub(VIEW) as hub:
        link = link_to(hub)
        link.start()
        with qtbot.waitSignal(link.viewReceived, timeout=PATIENCE_MS):
            pass
        hub.freeze()
        link.stop()

        assert link_threads() == []


def test_after_the_end_nothing_is_delivered_and_nothing_fails(qtbot: QtBot) -> None:
    heard: list[str] = []
    with ScriptedHub(VIEW) as hub:
        link = link_to(hub)
        link.viewReceived.connect(lambda _: heard.append("view"))
        link.start()
        eventually(lambda: link.waiting() >= 3)
        link.stop()
        link.send(ONE, CALL)
        link.forget(ONE)
        link.report(DisplayReport(has_sound=True))
        qtbot.wait(0)
        link.stop()

    assert heard == []


@pytest.mark.usefixtures("qtbot")
def test_a_link_that_was_never_started_needs_no_end() -> None:
    with ScriptedHub(VIEW) as hub:
        link_to(hub).stop()
    assert link_threads() == []
