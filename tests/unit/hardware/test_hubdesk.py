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
