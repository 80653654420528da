"""What each question offers, and exactly which command each answer sends."""

import msgspec
import pytest

from counter_client.sheet_options import noted, options
from counter_client.sheets import Group, Option, Reasons, Sheet, SheetKind
from hub.protocol import (
    CallTicket,
    CancelReason,
    CancelTicket,
    CounterId,
    CounterView,
    Cover,
    Desk,
    DeskAction,
    Finish,
    OperatorId,
    Outcome,
    Park,
    Pause,
    Rejoin,
    ServiceId,
    StandUp,
    Status,
    TicketId,
    ToCounter,
    ToOperator,
    ToService,
    Transfer,
    Unpark,
    WalkIn,
)
from tests.unit.counter_client.centre import a_desk, a_missed, a_parked, a_queue, a_ticket, a_view, the_services

COUNTER = CounterId("counter-2")
HERE = TicketId("2026-11-20.A025")
WAITS, PARKED, MISSED = (TicketId(f"2026-11-20.{number}") for number in ("A026", "A019", "A021"))
REASONS = Reasons(pause=("Họp",), choose=("Theo phân công",))
QUEUE = a_queue(16, 4)


def serving(**about: object) -> Desk:
    return a_desk(a_ticket(Status.SERVING), QUEUE, **about)  # type: ignore[arg-type]


def offered(
    kind: SheetKind, desk: Desk, ticket: TicketId | None = HERE, *, to_front: bool = True
) -> tuple[Option, ...]:
    return options(Sheet(kind, ticket, to_front=to_front), a_view(desk), REASONS)


def sent(kind: SheetKind, desk: Desk, ticket: TicketId | None = HERE) -> list[object]:
    return [option.does for option in offered(kind, desk, ticket)]


def test_parking_offers_the_usual_time_first_and_names_no_minutes_for_it() -> None:
    assert sent(SheetKind.PARK, serving()) == [Park(COUNTER), Park(COUNTER, 5), Park(COUNTER, 30), Park(COUNTER, 60)]


def test_parking_offers_every_time_where_the_usual_is_another() -> None:
    assert [o.does for o in offered(SheetKind.PARK, serving(park_min=20))][1:] == [
        Park(COUNTER, minutes) for minutes in (5, 15, 30, 60)
    ]


def test_a_service_can_end_with_every_outcome_done_first() -> None:
    assert sent(SheetKind.FINISH, serving()) == [Finish(COUNTER, outcome) for outcome in Outcome]
    assert sent(SheetKind.FINISH, serving())[0] == Finish(COUNTER, Outcome.DONE)


def test_a_transfer_goes_to_services_and_to_the_counters_and_people_who_are_here() -> None:
    found = offered(SheetKind.TRANSFER, serving())

    by_group = {group: [o.does.target for o in found if o.group is group] for group in Group}  # type: ignore[union-attr]
    assert by_group[Group.COUNTERS] == [ToCounter(CounterId("counter-3"))]
    assert by_group[Group.PEOPLE] == [ToOperator(OperatorId("staff-3"))]
    services = ("society", "business", "agriculture", "results", "digital", "justice")
    assert by_group[Group.MAIN] == [ToService(ServiceId(service)) for service in services]


@pytest.mark.parametrize("to_front", [True, False])
def test_a_transfer_goes_to_the_front_or_by_arrival(to_front: bool) -> None:
    first = offered(SheetKind.TRANSFER, serving(), to_front=to_front)[0]

    assert first.does == Transfer(COUNTER, ToService(ServiceId("society")), to_front)


def test_a_break_may_have_a_reason_or_none() -> None:
    assert sent(SheetKind.PAUSE, a_desk(queue=QUEUE), None) == [Pause(COUNTER), Pause(COUNTER, "Họp")]


def test_a_walk_in_is_taken_for_what_the_person_serves() -> None:
    assert sent(SheetKind.WALK_IN, a_desk(), None) == [
        WalkIn(COUNTER, ServiceId("justice")),
        WalkIn(COUNTER, ServiceId("society")),
    ]


def test_a_ticket_is_cancelled_for_a_reason_that_is_not_the_hubs_own() -> None:
    reasons = (CancelReason.LEFT, CancelReason.MISTAKE, CancelReason.FALSE_PRIORITY)

    assert sent(SheetKind.CANCEL, serving()) == [CancelTicket(COUNTER, HERE, reason) for reason in reasons]
    assert sent(SheetKind.CANCEL, serving(), WAITS)[0] == CancelTicket(COUNTER, WAITS, CancelReason.LEFT)


def test_leaving_is_one_answer() -> None:
    assert sent(SheetKind.LEAVE, a_desk(), None) == [StandUp(COUNTER)]


def test_others_services_can_be_taken_on_for_oneself_and_those_taken_on_given_back() -> None:
    me = OperatorId("staff-2")

    found = sent(SheetKind.COVER, a_desk(services=the_services(covered="results")), None)

    assert found == [
        Cover(me, ServiceId("business")),
        Cover(me, ServiceId("agriculture")),
        Cover(me, ServiceId("results"), None),
        Cover(me, ServiceId("digital")),
    ]


@pytest.mark.parametrize(
    ("may_choose", "ticket", "deeds"),
    [
        (True, None, [SheetKind.CHOOSE, SheetKind.CANCEL]),
        (False, None, [SheetKind.CANCEL]),
        (True, Status.CALLED, [SheetKind.CANCEL]),
        (True, Status.SERVING, [SheetKind.CHOOSE, SheetKind.CANCEL]),
    ],
)
def test_one_who_waits_is_called_out_of_turn_only_by_right_and_with_the_counter_free(
    may_choose: bool, ticket: Status | None, deeds: list[SheetKind]
) -> None:
    here = None if ticket is None else a_ticket(ticket)

    assert sent(SheetKind.ROW, a_desk(here, QUEUE, may_choose=may_choose), WAITS) == deeds


def test_calling_out_of_turn_always_has_a_reason() -> None:
    desk = a_desk(queue=QUEUE, may_choose=True)
    sheet = Sheet(SheetKind.CHOOSE, WAITS)

    assert sent(SheetKind.CHOOSE, desk, WAITS) == [CallTicket(COUNTER, WAITS, "Theo phân công")]
    assert noted(sheet, a_view(desk), "  ") is None
    written = noted(sheet, a_view(desk), " Cụ già đau chân ")
    assert written is not None
    assert written[0] == CallTicket(COUNTER, WAITS, "Cụ già đau chân")


def test_a_parked_one_is_called_back_sent_back_or_cancelled() -> None:
    parked = (a_parked("A019"),)

    free, busy = a_desk(parked=parked), a_desk(a_ticket(Status.CALLED), parked=parked)
    assert sent(SheetKind.ROW, free, PARKED) == [CallTicket(COUNTER, PARKED), Unpark(PARKED), SheetKind.CANCEL]
    assert sent(SheetKind.ROW, busy, PARKED) == [Unpark(PARKED), SheetKind.CANCEL]


def test_nobody_is_called_during_a_break() -> None:
    desk = a_desk(queue=QUEUE, parked=(a_parked("A019"),), may_choose=True, paused_for="")

    assert sent(SheetKind.ROW, desk, PARKED) == [Unpark(PARKED), SheetKind.CANCEL]
    assert sent(SheetKind.ROW, desk, WAITS) == [SheetKind.CANCEL]
    assert sent(SheetKind.CHOOSE, desk, WAITS) == []


def test_a_missed_one_comes_back() -> None:
    assert sent(SheetKind.ROW, a_desk(missed=(a_missed("A021"),)), MISSED) == [Rejoin(MISSED)]


ASKED = {
    SheetKind.PARK: DeskAction.PARK,
    SheetKind.TRANSFER: DeskAction.TRANSFER,
    SheetKind.FINISH: DeskAction.FINISH,
    SheetKind.CANCEL: DeskAction.CANCEL,
}


@pytest.mark.parametrize(("kind", "action"), ASKED.items())
def test_a_question_about_the_ticket_here_is_pointless_when_the_hub_does_not_allow_it(
    kind: SheetKind, action: DeskAction
) -> None:
    desk = serving()
    rest = tuple(allowed for allowed in desk.actions if allowed is not action)

    assert offered(kind, desk)
    assert offered(kind, msgspec.structs.replace(desk, actions=rest)) == ()


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_about_one_ticket_is_never_answered_for_the_next(kind: SheetKind) -> None:
    other = a_desk(a_ticket(Status.SERVING, number="A099"), QUEUE)

    assert offered(kind, other) == ()


@pytest.mark.parametrize("kind", [SheetKind.ROW, SheetKind.CHOOSE, SheetKind.CANCEL])
def test_a_question_about_a_row_is_pointless_when_the_row_is_gone(kind: SheetKind) -> None:
    assert offered(kind, a_desk(may_choose=True), WAITS) == ()


@pytest.mark.parametrize("kind", SheetKind)
def test_nothing_is_asked_without_a_seat(kind: SheetKind) -> None:
    view: CounterView = a_view()

    assert options(Sheet(kind, HERE), view, REASONS) == ()
    assert noted(Sheet(kind, HERE), view, "vì sao") is None


@pytest.mark.parametrize("kind", set(SheetKind) - {SheetKind.PAUSE, SheetKind.CHOOSE})
def test_only_a_break_and_a_call_out_of_turn_take_a_written_reason(kind: SheetKind) -> None:
    assert noted(Sheet(kind, HERE), a_view(serving()), "vì sao") is None
