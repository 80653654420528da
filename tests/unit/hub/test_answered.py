"""What was answered stays answered; the memory of what changed nothing is bounded."""

from hub.answered import QUIET_KEPT, Answered
from hub.core.ids import CommandId, TicketId
from hub.core.refusal import RefusalCode
from hub.protocol import Refused
from tests.support.centres import KIOSK, PC_1

TAP = (KIOSK, CommandId("tap"))
NO = Refused(RefusalCode.CLOSED)


def test_the_ticket_a_command_issued_is_not_forgotten_for_its_later_events() -> None:
    answered = Answered()

    answered.changed(TAP, TicketId("2026-11-23.0"))
    answered.changed(TAP, None)

    assert answered[TAP] == "2026-11-23.0"


def test_a_ticket_that_follows_other_events_of_its_command_is_the_answer() -> None:
    answered = Answered()

    answered.changed(TAP, None)
    answered.changed(TAP, TicketId("2026-11-23.0"))

    assert answered[TAP] == "2026-11-23.0"


def test_ids_belong_to_the_device_that_minted_them() -> None:
    answered = Answered()
    answered.quiet(TAP, NO)

    assert TAP in answered
    assert answered[TAP] == NO
    assert (PC_1, CommandId("tap")) not in answered


def test_the_oldest_refusal_is_forgotten_first_and_changes_never() -> None:
    answered = Answered()
    answered.changed(TAP, None)

    for n in range(QUIET_KEPT + 1):
        answered.quiet((PC_1, CommandId(f"{n}")), NO)

    assert TAP in answered
    assert (PC_1, CommandId("0")) not in answered
    assert (PC_1, CommandId("1")) in answered
    assert (PC_1, CommandId(f"{QUIET_KEPT}")) in answered
