"""Who knocks at the hub's door: strangers, old programs, broken and hostile ones, and the same device twice.

Whatever a peer does wrong ends its own connection with a code and one line in the log, and disturbs nobody.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import get_args

import pytest
import pytest_asyncio

from hub.access import MAY_SEND
from hub.core import commands
from hub.docs.examples import example
from hub.frames import FRAMES_AHEAD
from hub.protocol import (
    Accepted,
    ByeCode,
    CommandId,
    DeviceId,
    Failed,
    FailureCode,
    HardwareReport,
    Report,
    Request,
    Role,
    encode,
)
from tests.conftest import ExpectedLog
from tests.support.centres import JUSTICE, KIOSK, PC_1
from tests.support.running_hub import LOCAL_KEY, RunningHub, running_hub
from tests.support.wire_device import device, devices, hello, unknown_device

pytestmark = pytest.mark.asyncio(loop_scope="module")

ISSUE = commands.IssueTicket(JUSTICE)
KIOSK_HELLO = encode(hello(Role.KIOSK, KIOSK, LOCAL_KEY))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hub(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningHub]:
    """One for all: nothing a peer does wrong is felt by the next."""
    async with running_hub(tmp_path_factory.mktemp("hub")) as hub:
        hub.keys.pair(Role.COUNTER, PC_1, "clerk-secret")
        yield hub


def complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING and r.name != "asyncio"]


# --- the hello


@pytest.mark.parametrize(
    ("frame", "code", "status"),
    [
        pytest.param(encode(hello(Role.KIOSK, "kiosk-1", "wrong")), ByeCode.BAD_KEY, 1008, id="wrong key"),
        pytest.param(encode(hello(Role.KIOSK, "kiosk-1", "")), ByeCode.BAD_KEY, 1008, id="no key"),
        pytest.param(encode(hello(Role.KIOSK, "pc-1", "clerk-secret")), ByeCode.WRONG_ROLE, 1008, id="wrong role"),
        pytest.param(encode(hello(Role.COUNTER, "pc-2", "clerk-secret")), ByeCode.WRONG_ROLE, 1008, id="wrong device"),
        pytest.param(
            encode(hello(Role.KIOSK, "kiosk-1", LOCAL_KEY, protocol=0)),
            ByeCode.UPGRADE_REQUIRED,
            1008,
            id="old protocol",
        ),
        pytest.param("good morning", ByeCode.INVALID_MESSAGE, 1007, id="text"),
        pytest.param("", ByeCode.INVALID_MESSAGE, 1007, id="nothing"),
        pytest.param(b"\x00\xff\xfe", ByeCode.INVALID_MESSAGE, 1007, id="bytes"),
        pytest.param("[" * 60_000, ByeCode.INVALID_MESSAGE, 1007, id="deep list"),
        pytest.param('{"type":"hello","role":' + '{"a":' * 10_000, ByeCode.INVALID_MESSAGE, 1007, id="deep object"),
        pytest.param(encode(Request(CommandId("x"), ISSUE)), ByeCode.INVALID_MESSAGE, 1007, id="a command first"),
        pytest.param(encode(hello(Role.KIOSK, "a\nb", LOCAL_KEY)), ByeCode.INVALID_MESSAGE, 1007, id="odd name"),
    ],
)
async def test_who_is_not_known_is_sent_away_with_a_code_and_one_line(  # noqa: PLR0917 - fixtures come by name
    hub: RunningHub,
    frame: str | bytes,
    code: ByeCode,
    status: int,
    caplog: pytest.LogCaptureFixture,
    expected_log: ExpectedLog,
) -> None:
    expected_log.expect("was sent away" if status == 1008 else "sent what is no message")
    async with unknown_device(hub.url) as stranger:
        await stranger.socket.send(frame)
        await stranger.ended()

    assert stranger.bye is not None
    assert (stranger.bye.code, stranger.close_code) == (code, status)
    assert (stranger.welcome, stranger.views) == (None, [])
    assert len(complaints(caplog)) == 1
    assert "\n" not in complaints(caplog)[0]


async def test_who_says_nothing_is_sent_away_in_time(tmp_path: Path, expected_log: ExpectedLog) -> None:
    expected_log.expect("sent what is no message: no hello in time")
    async with running_hub(tmp_path, hello_within_s=0.05) as hub, unknown_device(hub.url) as silent:
        await silent.ended()

        assert silent.bye is not None
        assert (silent.bye.code, silent.close_code) == (ByeCode.INVALID_MESSAGE, 1007)


async def test_a_frame_too_long_is_not_even_read(
    hub: RunningHub, caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog
) -> None:
    expected_log.expect("broke the WebSocket protocol: 1009")
    async with unknown_device(hub.url) as flooder:
        await flooder.socket.send("x" * 1_000_000)
        await flooder.ended()

        assert flooder.close_code == 1009
    assert len(complaints(caplog)) == 1


async def test_text_that_is_not_utf8_ends_its_connection_alone(
    hub: RunningHub, caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog
) -> None:
    expected_log.expect("broke the WebSocket protocol: 1007")
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk, unknown_device(hub.url) as garbler:
        await garbler.socket.send(b"\xff\xfe\xfd", text=True)
        await garbler.ended()

        assert garbler.close_code == 1007
        assert isinstance(await kiosk.ask(ISSUE), Accepted)
    assert len(complaints(caplog)) == 1


async def test_bytes_that_are_no_http_at_all_disturb_nobody(hub: RunningHub, expected_log: ExpectedLog) -> None:
    expected_log.expect("Invalid HTTP request received.")
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
        writer.write(b"\x16\x03\x01\x02\x00 this is not HTTP\r\n\r\n")
        await reader.read()
        writer.close()

        assert isinstance(await kiosk.ask(ISSUE), Accepted)


# --- after the hello


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(KIOSK_HELLO, id="a second hello"),
        pytest.param(encode(Report(HardwareReport(()))), id="a report of another role"),
        pytest.param('{"type":"request","command_id":"x","command":{"type":"rm_rf"}}', id="an unknown command"),
        pytest.param('{"type":"view"}', id="a frame only the hub sends"),
        pytest.param("\u0000", id="garbage"),
    ],
)
async def test_a_known_device_that_talks_nonsense_is_sent_away_too(
    hub: RunningHub, frame: str, caplog: pytest.LogCaptureFixture, expected_log: ExpectedLog
) -> None:
    expected_log.expect("sent what is no message")
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        await kiosk.socket.send(frame)
        await kiosk.ended()

    assert kiosk.bye is not None
    assert (kiosk.bye.code, kiosk.close_code) == (ByeCode.INVALID_MESSAGE, 1007)
    assert len(complaints(caplog)) == 1


async def test_a_role_gets_its_own_commands_decided_and_no_others(hub: RunningHub, expected_log: ExpectedLog) -> None:
    expected_log.expect("may not send")
    kinds, before = get_args(commands.Command), hub.engine.state
    for role in Role:
        async with device(hub.url, role, f"a-{role}", LOCAL_KEY) as someone:
            answers = {kind: await someone.ask(example(kind)) for kind in kinds}

        not_allowed = {kind for kind, answer in answers.items() if answer == Failed(FailureCode.NOT_ALLOWED)}
        assert not_allowed == set(kinds) - MAY_SEND[role], role
    assert hub.engine.state is before, "the examples name nothing of this centre, so nothing has changed"


async def test_a_device_that_says_much_at_once_is_answered_all_of_it_in_turn(hub: RunningHub) -> None:
    """More frames than the hub reads ahead: it leaves the socket alone for a while, and comes back to it."""
    async with device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as kiosk:
        asked = [kiosk.ask(ISSUE) for _ in range(FRAMES_AHEAD * 50)]
        answers = [answer for answer in await asyncio.gather(*asked) if isinstance(answer, Accepted)]

    numbers = [answer.ticket.number for answer in answers if answer.ticket]
    assert len(numbers) == len(asked)
    assert numbers == sorted(set(numbers))


async def test_the_same_device_again_replaces_its_older_connection(hub: RunningHub, expected_log: ExpectedLog) -> None:
    expected_log.expect("[kiosk-1] came again on another connection")
    kiosk = device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY)
    async with kiosk as older, device(hub.url, Role.KIOSK, KIOSK, LOCAL_KEY) as newer:
        await older.ended()

        assert older.bye is not None
        assert (older.bye.code, older.close_code) == (ByeCode.REPLACED, 1000)
        assert isinstance(await newer.ask(ISSUE), Accepted)
        assert hub.hall.presence.connected == {DeviceId(KIOSK): Role.KIOSK}


async def test_a_paired_device_is_welcome_from_anywhere_with_its_own_key(hub: RunningHub) -> None:
    async with device(hub.url, Role.COUNTER, PC_1, "clerk-secret") as clerk:
        assert clerk.welcome is not None
        assert clerk.welcome.branch_code == "test"
        assert clerk.welcome.now == hub.clock.now()


async def test_a_crowd_of_strangers_does_not_keep_the_known_from_being_served(
    hub: RunningHub, expected_log: ExpectedLog
) -> None:
    expected_log.expect("sent what is no message")

    async def knock() -> None:
        async with unknown_device(hub.url) as stranger:
            await stranger.socket.send("open up")
            await stranger.ended()

    async with devices(hub.url, Role.KIOSK, [KIOSK], LOCAL_KEY) as (kiosk,):
        *_, answer = await asyncio.gather(*(knock() for _ in range(30)), kiosk.ask(ISSUE))

    assert isinstance(answer, Accepted)
