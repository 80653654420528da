"""One device's way out: the newest view wins, nobody waits for a slow one, a goodbye is the last word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from starlette.websockets import WebSocketDisconnect

from hub.projections import hardware_view
from hub.protocol import Bye, ByeCode, HubMessage, Role, View
from hub.protocol.codec import encode_role_view
from hub.protocol.hardware import HardwareView
from hub.protocol.views import RoleView
from hub.session import STUCK_AFTER_S, Session, say_goodbye
from tests.support.centres import AGENT, MORNING
from tests.support.core_day import CoreDay
from tests.support.eventually import eventually_async
from tests.support.queue_checks import qr_url
from tests.support.websockets import FakeSocket

EMPTY = HardwareView(())


def view_with(jobs: int) -> RoleView:
    day = CoreDay()
    for _ in range(jobs):
        day.issue()
    return hardware_view(day.state, qr_url)


def show(session: Session, seq: int, view: RoleView) -> None:
    session.show(seq, MORNING, encode_role_view(view))


@pytest.fixture
def socket() -> FakeSocket:
    return FakeSocket()


@pytest.fixture
def session(socket: FakeSocket) -> Session:
    return Session(socket, Role.HARDWARE, AGENT)


@asynccontextmanager
async def serving(session: Session) -> AsyncIterator["asyncio.Task[None]"]:
    """A session whose device says nothing."""

    async def read_forever() -> None:
        await asyncio.Event().wait()

    task = asyncio.create_task(session.serve(read_forever()))
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def seqs(sent: list[HubMessage]) -> list[int]:
    return [message.seq for message in sent if isinstance(message, View)]


async def test_a_view_is_sent_with_its_place_in_the_log(session: Session, socket: FakeSocket) -> None:
    async with serving(session):
        show(session, 7, view_with(1))
        await eventually_async(lambda: socket.sent)

    assert socket.sent == [View(7, MORNING, view_with(1))]


async def test_a_view_that_has_not_changed_is_not_sent_again(session: Session, socket: FakeSocket) -> None:
    async with serving(session):
        show(session, 1, EMPTY)
        await eventually_async(lambda: seqs(socket.sent) == [1])
        show(session, 2, EMPTY)
        for _ in range(10):
            await asyncio.sleep(0)
        show(session, 3, view_with(1))
        await eventually_async(lambda: seqs(socket.sent) == [1, 3])


async def test_a_view_that_has_not_changed_is_sent_again_when_the_clock_was_set(
    session: Session, socket: FakeSocket
) -> None:
    an_hour_later = MORNING + timedelta(hours=1)
    async with serving(session):
        show(session, 1, EMPTY)
        await eventually_async(lambda: seqs(socket.sent) == [1])
        session.show(1, an_hour_later, encode_role_view(EMPTY))
        await eventually_async(lambda: len(socket.sent) == 2)

    assert socket.sent[-1] == View(1, an_hour_later, EMPTY)


async def test_of_views_that_could_not_be_sent_only_the_newest_is(session: Session, socket: FakeSocket) -> None:
    async with serving(session):
        socket.is_taking.clear()
        for jobs in range(1, 6):
            show(session, jobs, view_with(jobs))
            await asyncio.sleep(0)
        socket.is_taking.set()
        await eventually_async(lambda: seqs(socket.sent)[-1:] == [5])

    assert len(seqs(socket.sent)) <= 2


async def test_a_device_that_takes_nothing_is_stuck_after_a_while_and_not_before(
    session: Session, socket: FakeSocket
) -> None:
    now = asyncio.get_running_loop().time()
    async with serving(session):
        assert not session.is_stuck(now + 100)
        socket.is_taking.clear()
        show(session, 1, EMPTY)
        await eventually_async(lambda: session.is_stuck(now + 100))

        assert not session.is_stuck(now + STUCK_AFTER_S - 1)
        socket.is_taking.set()
        await eventually_async(lambda: not session.is_stuck(now + 100))


async def test_a_device_that_takes_nothing_can_be_abandoned(session: Session, socket: FakeSocket) -> None:
    async with serving(session) as task:
        socket.is_taking.clear()
        show(session, 1, EMPTY)
        await asyncio.sleep(0)

        session.abandon()

        await eventually_async(task.done)
        assert task.exception() is None
    assert socket.sent == []


async def test_a_goodbye_is_the_last_frame_and_ends_the_session(session: Session, socket: FakeSocket) -> None:
    async with serving(session) as task:
        session.dismiss(ByeCode.REPLACED)
        await eventually_async(task.done)

    assert socket.sent == [Bye(ByeCode.REPLACED)]
    assert socket.closed_with == 1000


async def test_a_goodbye_to_who_has_gone_is_no_fault(socket: FakeSocket) -> None:
    socket.is_gone = True

    await say_goodbye(socket, Bye(ByeCode.SHUTTING_DOWN))

    assert socket.sent == []


@pytest.mark.parametrize("fault", ["gone", "closed by the server"])
async def test_a_connection_that_ended_unnoticed_ends_the_session_as_a_disconnect(
    session: Session, socket: FakeSocket, fault: str
) -> None:
    if fault == "gone":
        socket.is_gone = True
    else:
        socket.closed_with = 1011
    async with serving(session) as task:
        show(session, 1, EMPTY)
        await eventually_async(task.done)

        assert isinstance(task.exception(), WebSocketDisconnect)


async def test_a_session_that_is_cancelled_leaves_no_reader_behind(session: Session) -> None:
    reading = asyncio.Event()
    has_ended = asyncio.Event()

    async def read() -> None:
        reading.set()
        try:
            await asyncio.Event().wait()
        finally:
            has_ended.set()

    task = asyncio.create_task(session.serve(read()))
    await reading.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert has_ended.is_set()


async def test_what_ends_the_reader_ends_the_session(session: Session) -> None:
    async def read() -> None:
        raise WebSocketDisconnect(1000)

    with pytest.raises(WebSocketDisconnect):
        await session.serve(read())
