"""A hub whose disk refuses is told again what it could not store; nothing else is said twice."""

import pytest

from display.confirmations import AGAIN_AFTER_S, Confirmations
from hub.protocol import Accepted, Answer, CallId, CommandId, DeviceId, Failed, FailureCode, RefusalCode, Refused
from tests.unit.display.hall import FakeHub

CALL = CallId("2026-11-20.0.c1")
REFUSED_BY_DISK = Failed(FailureCode.STORE_UNAVAILABLE)


class Told:
    """A wall that has confirmed one call."""

    def __init__(self) -> None:
        self.hub = FakeHub()
        self.confirmations = Confirmations(self.hub, DeviceId("display-1"))
        self.confirmations.shown(CALL)

    @property
    def ids(self) -> list[CommandId]:
        return self.hub.ids("shown")

    def answered(self, answer: Answer, at: float) -> None:
        self.confirmations.on_reply(self.ids[0], answer, at)


def test_what_the_disk_refused_is_said_again_under_the_same_id_until_it_is_taken() -> None:
    told = Told()
    for at in (10.0, 12.0, 14.0):
        told.answered(REFUSED_BY_DISK, at)
        told.confirmations.look(at + AGAIN_AFTER_S / 2)
        told.confirmations.look(at + AGAIN_AFTER_S)
        told.confirmations.look(at + AGAIN_AFTER_S)

    assert told.ids == [f"{CALL}.shown.display-1"] * 4
    assert len({id(command) for _, command in told.hub.sent}) == 1

    told.answered(Accepted(), 16.0)
    told.confirmations.look(100.0)
    assert len(told.ids) == 4


@pytest.mark.parametrize(
    "answer",
    [Accepted(), Refused(RefusalCode.UNKNOWN_CALL), Failed(FailureCode.NOT_ALLOWED), Failed(FailureCode.INTERNAL)],
)
def test_any_other_answer_settles_it(answer: Answer) -> None:
    told = Told()
    told.answered(answer, 10.0)
    told.answered(REFUSED_BY_DISK, 11.0)
    told.confirmations.look(100.0)

    assert len(told.ids) == 1


def test_an_answer_to_something_else_is_no_matter() -> None:
    told = Told()
    told.confirmations.on_reply(CommandId("another"), REFUSED_BY_DISK, 10.0)
    told.confirmations.look(100.0)

    assert len(told.ids) == 1
