"""The connection against a hub on a real port: it never gives up, and never says a thing twice."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from hub.client.connection import Connection
from hub.client.discovery import FixedHub
from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    Answer,
    ByeCode,
    CallNext,
    CommandId,
    CounterId,
    DeviceId,
    DisplayReport,
    HardwareView,
    Hello,
    RefusalCode,
    Refused,
    Role,
    View,
    Welcome,
)
from tests.conftest import ExpectedLog
from tests.support.eventually import eventually_async
from tests.support.scripted_hub import ScriptedHub

VIEW = HardwareView(jobs=())
CALL = CallNext(CounterId("quay-1"))
ONE = CommandId("1")
NOTICED_S = 2.0
RECOVERED_S = 2.0


class Ears:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.troubles: list[Trouble] = []
        self.welcomes: list[Welcome] = []
        self.seqs: list[int] = []
        self.replies: list[tuple[CommandId, Answer]] = []
        self.is_connected = False
        self.on_next_view: Callable[[], None] = lambda: None

    def on_connected(self, welcome: Welcome) -> None:
        self.is_connected = True
        self.welcomes.append(welcome)

    def on_disconnected(self, trouble: Trouble) -> None:
        self.is_connected = False
        self.troubles.append(trouble)

    def on_view(self, view: View) -> None:
        self.seqs.append(view.seq)
        self.on_next_view()

    def on_reply(self, command_id: CommandId, answer: Answer) -> None:
        self.replies.append((command_id, answer))


class Addresses:
    """A finder that knows what it is told."""

    def __init__(self, *urls: str) -> None:
        self.urls = urls
        self.reached_urls: list[str] = []

    async def candidates(self) -> tuple[str, ...]:
        return self.urls

    def reached(self, url: str) -> None:
        self.reached_urls.append(url)

    async def close(self) -> None:
        self.urls = ()


def hello() -> Hello:
    return Hello(role=Role.HARDWARE, device_id=DeviceId("agent-1"), key="k", protocol=1, app_version="0")


@asynccontextmanager
async def running(connection: Connection) -> AsyncIterator[None]:
    task = asyncio.create_task(connection.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def to(hub: ScriptedHub, ears: Ears) -> Connection:
    return Connection(hello=hello, finder=FixedHub(hub.url), listener=ears, jitter=lambda: 0.0)


@pytest.fixture
def ears() -> Ears:
    return Ears()


async def test_it_says_hello_and_hears_the_welcome_and_the_view(ears: Ears) -> None:
    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            await eventually_async(lambda: ears.seqs)

        assert hub.hellos == [hello()]
    assert ears.troubles == [Trouble.SEARCHING]
    assert [welcome.branch_code for welcome in ears.welcomes] == ["test"]


async def test_it_is_there_before_the_hub(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        hub.kill()
        async with running(to(hub, ears)):
            await eventually_async(lambda: Trouble.UNREACHABLE in ears.troubles)
            hub.start()
            await eventually_async(lambda: ears.seqs)


async def test_a_request_gets_its_answer(ears: Ears) -> None:
    refused = Refused(RefusalCode.NOBODY_WAITING)
    with ScriptedHub(VIEW) as hub:
        hub.answers = lambda _: refused
        connection = to(hub, ears)
        async with running(connection):
            await eventually_async(lambda: ears.is_connected)
            connection.send(ONE, CALL)
            await eventually_async(lambda: ears.replies)

        assert [request.command for request in hub.requests] == [CALL]
    assert ears.replies == [(ONE, refused)]


async def test_a_killed_hub_is_noticed_and_found_again_in_time(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    clock = asyncio.get_running_loop().time
    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            await eventually_async(lambda: ears.is_connected)
            killed_at = clock()
            hub.kill()
            await eventually_async(lambda: not ears.is_connected)
            noticed_at = clock()
            hub.start()
            await eventually_async(lambda: len(ears.seqs) == 2)

    assert noticed_at - killed_at < NOTICED_S
    assert clock() - noticed_at < RECOVERED_S
    assert ears.troubles == [Trouble.SEARCHING, Trouble.UNREACHABLE]


async def test_a_frozen_hub_is_noticed_and_found_again_in_time(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    clock = asyncio.get_running_loop().time
    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            await eventually_async(lambda: ears.is_connected)
            frozen_at = clock()
            hub.freeze()
            await eventually_async(lambda: not ears.is_connected)
            noticed_at = clock()
            hub.thaw()
            await eventually_async(lambda: ears.is_connected)

    assert noticed_at - frozen_at < NOTICED_S
    assert clock() - noticed_at < RECOVERED_S


async def test_a_hub_is_reached_when_it_is_awake_and_not_before(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        connection = to(hub, ears)
        early = asyncio.create_task(connection.reach())
        async with running(connection):
            await early
            hub.freeze()
            late = asyncio.create_task(connection.reach())
            await eventually_async(lambda: not ears.is_connected)
            assert not late.done()
            hub.thaw()

            await late
            await eventually_async(lambda: ears.is_connected)


async def test_an_unanswered_request_is_sent_again_with_the_same_id(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        hub.answers = lambda _: None
        connection = to(hub, ears)
        connection.send(ONE, CALL)
        async with running(connection):
            await eventually_async(lambda: len(hub.requests) == 1)
            hub.kill()
            hub.answers = lambda _: Accepted()
            hub.start()
            await eventually_async(lambda: ears.replies)

        assert hub.requests[0] == hub.requests[1]


async def test_an_answered_request_is_not_sent_again(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        connection = to(hub, ears)
        connection.send(ONE, CALL)
        async with running(connection):
            await eventually_async(lambda: ears.replies)
            hub.kill()
            hub.start()
            await eventually_async(lambda: len(ears.seqs) == 2)
            connection.send(CommandId("2"), CALL)
            await eventually_async(lambda: len(ears.replies) == 2)

        assert [request.command_id for request in hub.requests] == ["1", "2"]


async def test_a_forgotten_request_is_neither_sent_again_nor_answered(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        hub.answers = lambda _: None
        connection = to(hub, ears)
        connection.send(ONE, CALL)
        async with running(connection):
            await eventually_async(lambda: hub.requests)
            connection.forget(ONE)
            hub.kill()
            hub.start()
            hub.answers = lambda _: Accepted()
            connection.send(CommandId("2"), CALL)
            await eventually_async(lambda: ears.replies)

        assert [request.command_id for request in hub.requests] == ["1", "2"]
    assert [command_id for command_id, _ in ears.replies] == ["2"]


async def test_a_report_is_said_again_to_a_hub_that_came_back(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        connection = to(hub, ears)
        connection.report(DisplayReport(has_sound=False))
        async with running(connection):
            await eventually_async(lambda: len(hub.reports) == 1)
            connection.report(DisplayReport(has_sound=True))
            await eventually_async(lambda: len(hub.reports) == 2)
            hub.kill()
            hub.start()
            await eventually_async(lambda: len(hub.reports) == 3)

        assert hub.reports[2] == hub.reports[1]


async def test_an_older_view_is_old_news_within_one_session(ears: Ears) -> None:
    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            await eventually_async(lambda: ears.is_connected and hub.clients)
            for seq in (5, 4, 5, 6):
                hub.push(VIEW, seq=seq)
            await eventually_async(lambda: 6 in ears.seqs)

    assert ears.seqs == [1, 5, 5, 6]


async def test_the_first_view_after_a_reconnect_always_counts(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        hub.seq = 900
        async with running(to(hub, ears)):
            await eventually_async(lambda: ears.seqs == [900])
            hub.kill()
            hub.seq = 3
            hub.start()
            await eventually_async(lambda: ears.seqs == [900, 3])


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (ByeCode.BAD_KEY, Trouble.BAD_KEY),
        (ByeCode.WRONG_ROLE, Trouble.WRONG_ROLE),
        (ByeCode.UPGRADE_REQUIRED, Trouble.UPGRADE_REQUIRED),
        (ByeCode.INVALID_MESSAGE, Trouble.GARBLED),
        (ByeCode.TOO_SLOW, Trouble.TOO_SLOW),
        (ByeCode.REPLACED, Trouble.REPLACED),
        (ByeCode.SHUTTING_DOWN, Trouble.SHUTTING_DOWN),
    ],
)
async def test_every_bye_is_told_as_its_trouble(
    ears: Ears, expected_log: ExpectedLog, code: ByeCode, trouble: Trouble
) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            await eventually_async(lambda: ears.is_connected and hub.clients)
            hub.say_bye(code)
            await eventually_async(lambda: trouble in ears.troubles)


async def test_a_device_that_is_paired_later_gets_in_by_itself(
    ears: Ears, expected_log: ExpectedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log.expect("no connection to")
    monkeypatch.setattr("hub.client.backoff.SLOW_S", 0.01)
    with ScriptedHub(VIEW) as hub:
        hub.refuse_with = ByeCode.BAD_KEY
        async with running(to(hub, ears)):
            await eventually_async(lambda: len(hub.hellos) >= 3)
            assert ears.troubles == [Trouble.SEARCHING, Trouble.BAD_KEY]
            hub.refuse_with = None
            await eventually_async(lambda: ears.seqs)


@pytest.mark.parametrize("frame", ["nonsense", b"\x00\xff", '{"type":"view"}', "[" * 100_000, "x" * 2_000_000])
async def test_garbage_costs_one_connection_and_one_log_line(
    ears: Ears, expected_log: ExpectedLog, caplog: pytest.LogCaptureFixture, frame: str | bytes
) -> None:
    expected_log.expect("no connection to")

    def lines() -> list[logging.LogRecord]:
        return [record for record in caplog.records if "(garbled)" in record.getMessage()]

    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            while len(lines()) < 3:
                await eventually_async(lambda: ears.is_connected and hub.clients)
                hub.say_frame(frame)
                await eventually_async(lambda: not ears.is_connected)

    first, *others = [record.levelname for record in lines()]
    assert first == "WARNING"
    assert set(others) == {"DEBUG"}
    assert all(len(record.getMessage()) < 300 for record in lines())


async def test_a_stranger_who_says_no_welcome_is_not_believed(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as hub:
        hub.opening_frame = '{"type":"reply","command_id":"1","answer":{"type":"accepted"}}'
        async with running(to(hub, ears)):
            await eventually_async(lambda: Trouble.GARBLED in ears.troubles)
    assert not ears.welcomes


async def test_a_long_absence_is_one_warning(
    ears: Ears, expected_log: ExpectedLog, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log.expect("no connection to")
    monkeypatch.setattr("hub.client.backoff.LONGEST_S", 0.01)
    with ScriptedHub(VIEW) as hub:
        hub.kill()
        async with running(to(hub, ears)):
            await eventually_async(lambda: sum("no connection to" in record.message for record in caplog.records) > 20)

    assert sum(record.levelname == "WARNING" for record in caplog.records) == 1
    assert ears.troubles == [Trouble.SEARCHING, Trouble.UNREACHABLE]


async def test_every_known_address_is_tried(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as dead, ScriptedHub(VIEW) as foreign, ScriptedHub(VIEW) as hub:
        dead.kill()
        foreign.refuse_with = ByeCode.BAD_KEY
        finder = Addresses(dead.url, foreign.url, hub.url)
        async with running(Connection(hello=hello, finder=finder, listener=ears, jitter=lambda: 0.0)):
            await eventually_async(lambda: ears.seqs)

        assert finder.reached_urls == [hub.url]
    assert ears.troubles == [Trouble.SEARCHING]


async def test_what_a_hub_said_is_told_rather_than_the_silence_elsewhere(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as dead, ScriptedHub(VIEW) as foreign:
        dead.kill()
        foreign.refuse_with = ByeCode.BAD_KEY
        finder = Addresses(foreign.url, dead.url)
        async with running(Connection(hello=hello, finder=finder, listener=ears, jitter=lambda: 0.0)):
            await eventually_async(lambda: len(ears.troubles) > 1)
    assert ears.troubles == [Trouble.SEARCHING, Trouble.BAD_KEY]


async def test_when_its_own_hub_is_missing_a_strange_one_has_no_say(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no connection to")
    with ScriptedHub(VIEW) as foreign, ScriptedHub(VIEW) as hub:
        foreign.refuse_with = ByeCode.BAD_KEY
        finder = Addresses(hub.url, foreign.url)
        async with running(Connection(hello=hello, finder=finder, listener=ears, jitter=lambda: 0.0)):
            await eventually_async(lambda: ears.seqs)
            hub.kill()
            await eventually_async(lambda: len(foreign.hellos) >= 3)

    assert ears.troubles == [Trouble.SEARCHING, Trouble.UNREACHABLE]


async def test_without_an_address_it_keeps_searching(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("no hub was found yet")
    with ScriptedHub(VIEW) as hub:
        finder = Addresses()
        async with running(Connection(hello=hello, finder=finder, listener=ears, jitter=lambda: 0.0)):
            await eventually_async(lambda: ears.troubles)
            finder.urls = (hub.url,)
            await eventually_async(lambda: ears.seqs)


async def test_a_bug_in_a_listener_is_logged_and_survived(ears: Ears, expected_log: ExpectedLog) -> None:
    expected_log.expect("by a fault of this program")

    def fail_once() -> None:
        ears.on_next_view = lambda: None
        raise KeyError("bug")

    ears.on_next_view = fail_once
    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            await eventually_async(lambda: len(ears.seqs) == 2)
    assert ears.troubles == [Trouble.SEARCHING, Trouble.GARBLED]


async def test_ending_leaves_no_ghost_at_the_hub(ears: Ears) -> None:
    with ScriptedHub(VIEW) as hub:
        async with running(to(hub, ears)):
            await eventually_async(lambda: hub.clients == 1)
        await eventually_async(lambda: hub.clients == 0)
