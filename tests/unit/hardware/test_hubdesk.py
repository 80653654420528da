"""Each question waits for its own answer."""

import asyncio

from hardware.hubdesk import HubDesk
from hub.protocol import (
    Accepted,
    Command,
    CommandId,
    DeviceReport,
    JobId,
    PaperState,
    RefusalCode,
    Refused,
    ReportPaper,
)


class FakeHub:
    def __init__(self) -> None:
        self.sent: list[tuple[CommandId, Command]] = []
        self.forgotten: list[CommandId] = []

    def send(self, command_id: CommandId, command: Command) -> None:
        self.sent.append((command_id, command))

    def forget(self, command_id: CommandId) -> None:
        self.forgotten.append(command_id)

    def report(self, report: DeviceReport) -> None:
        raise AssertionError(report)


A, B = CommandId("a"), CommandId("b")
COMMAND = ReportPaper(JobId("job"), PaperState.SENDING)


async def test_answers_find_their_questions_in_any_order() -> None:
    hub = FakeHub()
    desk = HubDesk(hub)
    first, second = asyncio.create_task(desk.ask(A, COMMAND)), asyncio.create_task(desk.ask(B, COMMAND))
    await asyncio.sleep(0)

    desk.on_reply(B, Refused(RefusalCode.UNKNOWN_JOB))
    desk.on_reply(A, Accepted())

    assert await first == Accepted()
    assert await second == Refused(RefusalCode.UNKNOWN_JOB)


async def test_an_answer_nobody_waits_for_is_left_alone() -> None:
    HubDesk(FakeHub()).on_reply(A, Accepted())


async def test_a_question_given_up_is_forgotten_by_the_connection() -> None:
    hub = FakeHub()
    desk = HubDesk(hub)
    question = asyncio.create_task(desk.ask(A, COMMAND))
    await asyncio.sleep(0)

    question.cancel()
    await asyncio.wait([question])

    assert hub.forgotten == [A]


async def test_what_is_worth_nothing_later_waits_for_a_hub_that_is_awake() -> None:
    hub, is_awake = FakeHub(), asyncio.Event()

    async def reach() -> None:
        await is_awake.wait()

    desk = HubDesk(hub, reach)
    question = asyncio.create_task(desk.ask_now(A, COMMAND))
    await asyncio.sleep(0)
    assert hub.sent == []

    is_awake.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    desk.on_reply(A, Accepted())
    assert await question == Accepted()


async def test_given_up_before_the_hub_was_awake_it_was_never_said() -> None:
    hub = FakeHub()

    async def reach() -> None:
        await asyncio.Event().wait()

    question = asyncio.create_task(HubDesk(hub, reach).ask_now(A, COMMAND))
    await asyncio.sleep(0)
    question.cancel()
    await asyncio.wait([question])

    assert hub.sent == []
