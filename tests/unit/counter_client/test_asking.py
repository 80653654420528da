"""How an open question is answered: one at a time, never by the second half of a double click."""

import pytest

from counter_client import asking
from counter_client.about import Errand
from counter_client.desk import Step, asked, bar_toggled, connected, disconnected, pressed, replied, seen, ticked
from counter_client.hotkeys import ScreenKey
from counter_client.sheets import Reasons, SheetKind
from counter_client.state import DEAF_S, DOUBLE_PRESS_S, State, can
from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    CallTicket,
    CancelReason,
    CancelTicket,
    CommandId,
    CounterId,
    CounterView,
    DeskAction,
    Finish,
    Outcome,
    Park,
    Pause,
    Rejoin,
    StandUp,
    Status,
    TicketId,
    ToCounter,
    Transfer,
    Unpark,
)
from tests.unit.counter_client.centre import a_desk, a_missed, a_parked, a_queue, a_ticket, a_view

ONE, TWO = CommandId("one"), CommandId("two")
COUNTER = CounterId("counter-2")
QUEUE = a_queue(16, 4)
REASONS = Reasons(pause=("Họp",), choose=("Theo phân công",))
HERE, WAITS, PARKED, MISSED = (TicketId(f"2026-11-20.{number}") for number in ("A025", "A027", "A019", "A021"))


def live(view: CounterView) -> State:
    return seen(connected(State(reasons=REASONS)), view, 1, now=0.0)


def serving() -> State:
    return live(a_view(a_desk(a_ticket(Status.SERVING), QUEUE)))


def idle() -> State:
    desk = a_desk(queue=QUEUE, parked=(a_parked("A019"), a_parked("A020")), missed=(a_missed("A021"),), may_choose=True)
    return live(a_view(desk))


def opened(state: State, action: DeskAction, *, deaf_s: float = 0.0) -> State:
    step = pressed(state, action, ONE, 1.0, deaf_s=deaf_s)
    assert step.send is None, "it only asks"
    return step.state


def command(step: Step) -> object:
    return None if step.send is None else step.send.command


def test_a_key_that_asks_sends_nothing_and_enter_then_sends_the_usual_answer() -> None:
    state = opened(serving(), DeskAction.PARK)
    assert not any(can(state, action) for action in DeskAction)

    step = asking.confirmed(state, ONE, 1.1)

    assert command(step) == Park(COUNTER)
    assert step.state.sheet is None


def test_the_key_beside_an_answer_gives_it() -> None:
    assert command(asking.keyed(opened(serving(), DeskAction.PARK), "3", ONE, 1.1)) == Park(COUNTER, 30)


@pytest.mark.parametrize("key", ["", "9", "Z", "é"])
def test_other_keys_answer_nothing(key: str) -> None:
    state = opened(serving(), DeskAction.PARK)

    assert asking.keyed(state, key, ONE, 1.1) == Step(state)


def test_the_arrows_point_and_stay_within_what_there_is() -> None:
    state = opened(serving(), DeskAction.PARK)

    assert asking.pointed_on(state, -1, 0) == state
    twice = asking.pointed_on(asking.pointed_on(state, 1, 0), 1, 0)

    assert command(asking.confirmed(twice, ONE, 1.1)) == Park(COUNTER, 30)


def test_left_and_right_go_from_services_to_counters_and_tab_changes_the_place() -> None:
    state = asking.pointed_on(opened(serving(), DeskAction.TRANSFER), 0, 1)

    to_front = asking.confirmed(state, ONE, 1.1)
    by_arrival = asking.confirmed(asking.place_toggled(state), ONE, 1.1)

    counter = ToCounter(CounterId("counter-3"))
    assert command(to_front) == Transfer(COUNTER, counter, to_front=True)
    assert command(by_arrival) == Transfer(COUNTER, counter, to_front=False)


def test_what_is_pointed_at_is_kept_by_name_and_enter_does_nothing_when_it_is_gone() -> None:
    state = asking.pointed_on(opened(serving(), DeskAction.TRANSFER), 0, 1)
    view = a_view(a_desk(a_ticket(Status.SERVING), QUEUE))
    nobody_else = tuple(c for c in view.counters if c.number != 3)

    after = seen(state, CounterView(view.branch, nobody_else, view.operators, view.desk, ()), 2, 1.05)

    assert asking.confirmed(after, ONE, 1.1) == Step(after)
    assert command(asking.confirmed(asking.pointed_on(after, 1, 0), ONE, 1.1)) is not None


def test_the_second_half_of_a_double_click_neither_answers_nor_closes() -> None:
    state = opened(serving(), DeskAction.PARK, deaf_s=DEAF_S)
    soon, later = 1.0 + DEAF_S / 2, 1.0 + DEAF_S

    assert asking.clicked(state, "park-5", ONE, soon) == Step(state)
    assert asking.clicked_away(state, soon) == state
    assert command(asking.clicked(state, "park-5", ONE, later)) == Park(COUNTER, 5)
    assert asking.clicked_away(state, later).sheet is None


def test_where_there_is_no_way_back_a_click_points_and_enter_does_it() -> None:
    state = opened(serving(), DeskAction.CANCEL)

    pointing = asking.clicked(state, "mistake", ONE, 1.1)

    assert pointing.send is None
    assert command(asking.confirmed(pointing.state, ONE, 1.2)) == CancelTicket(COUNTER, HERE, CancelReason.MISTAKE)


def test_leaving_is_asked_and_sent_after_yes() -> None:
    state = opened(idle(), DeskAction.STAND_UP)

    assert can(asking.dismissed(state), DeskAction.CALL_NEXT)
    assert command(asking.confirmed(state, ONE, 2.0)) == StandUp(COUNTER)


def test_finishing_at_once_is_one_press_and_another_outcome_two() -> None:
    assert command(pressed(serving(), DeskAction.FINISH, ONE, 1.0)) == Finish(COUNTER)

    state = asked(serving(), ScreenKey.FINISH_AS, 1.0)

    assert command(asking.keyed(state, "3", ONE, 1.1)) == Finish(COUNTER, Outcome.ASKED_TO_SUPPLEMENT)


def test_an_outcome_cannot_be_chosen_where_nothing_can_be_finished() -> None:
    assert asked(idle(), ScreenKey.FINISH_AS, 1.0).sheet is None


def test_a_reason_can_be_written() -> None:
    state = opened(idle(), DeskAction.PAUSE)

    assert asking.note_given(state, "  ", ONE, 1.1) == Step(state)
    assert command(asking.note_given(state, " Máy in kẹt ", ONE, 1.1)) == Pause(COUNTER, "Máy in kẹt")
    assert asking.note_given(idle(), "Máy in kẹt", ONE, 1.1).send is None


@pytest.mark.parametrize("cause", ["cut", "moved on"])
def test_a_question_goes_when_it_has_become_pointless(cause: str) -> None:
    state = opened(serving(), DeskAction.PARK)
    other = a_view(a_desk(a_ticket(Status.SERVING, number="A099"), QUEUE))

    after = disconnected(state, Trouble.UNREACHABLE) if cause == "cut" else seen(state, other, 2, 1.5)

    assert after.sheet is None
    assert asking.confirmed(after, TWO, 2.0).send is None


def test_the_strip_makes_way_for_a_question_and_comes_back() -> None:
    state = opened(bar_toggled(serving(), 0.1), DeskAction.PARK)
    assert not state.is_bar
    assert bar_toggled(ticked(state, 2.0).state, 2.0).sheet is not None

    assert asking.dismissed(state).is_bar
    assert asking.confirmed(state, ONE, 1.1).state.is_bar
    assert not asking.dismissed(opened(serving(), DeskAction.PARK)).is_bar


def test_a_row_asks_what_to_do_and_leads_to_the_reason() -> None:
    state = asking.row_opened(idle(), WAITS, 1.0)
    assert state.sheet is not None
    assert asking.confirmed(state, ONE, 1.1) == Step(state), "a bouncing Enter"
    assert asking.keyed(state, "1", ONE, 1.1).state.sheet is not state.sheet, "another key is meant"

    choosing = asking.confirmed(state, ONE, 1.5)

    assert choosing.send is None
    assert choosing.state.sheet is not None
    assert choosing.state.sheet.kind is SheetKind.CHOOSE
    assert command(asking.confirmed(choosing.state, ONE, 2.0)) == CallTicket(COUNTER, WAITS, "Theo phân công")


def test_a_row_that_is_gone_asks_nothing() -> None:
    assert asking.row_opened(idle(), TicketId("2026-11-20.Z999"), 1.0) == idle()


@pytest.mark.parametrize(
    ("ticket_id", "does", "about"),
    [(PARKED, CallTicket(COUNTER, PARKED), Errand.CALL_BACK), (MISSED, Rejoin(MISSED), Errand.REJOIN)],
)
def test_the_key_in_a_row_does_the_usual_at_once(ticket_id: TicketId, does: object, about: Errand) -> None:
    step = asking.row_done(idle(), ticket_id, ONE, 1.0)

    assert command(step) == does
    assert step.send is not None
    assert step.send.about is about


def test_one_who_waits_has_no_key_in_the_row() -> None:
    assert asking.row_done(idle(), WAITS, ONE, 1.0) == Step(idle())


def test_a_double_click_in_a_list_does_not_reach_the_row_that_moves_up() -> None:
    other = TicketId("2026-11-20.A020")
    state = asking.row_done(idle(), PARKED, ONE, 1.0).state
    called = a_view(a_desk(a_ticket(Status.SERVING, number="A019"), QUEUE, parked=(a_parked("A020"),)))
    state = seen(replied(state, ONE, Accepted(), 1.05), called, 2, 1.1)

    assert asking.row_done(ticked(state, 1.3).state, other, TWO, 1.3).send is None
    later = 1.0 + DOUBLE_PRESS_S
    assert asking.row_done(ticked(state, later).state, other, TWO, later).send is not None


def test_an_unparked_one_frees_the_keys_when_the_list_shows_it() -> None:
    asked_row = asking.row_opened(idle(), PARKED, 1.0)
    step = asking.keyed(asked_row, "2", ONE, 1.5)
    assert command(step) == Unpark(PARKED)
    answered = replied(step.state, ONE, Accepted(), 1.6)
    assert not can(answered, DeskAction.CALL_NEXT)

    after = seen(answered, a_view(a_desk(queue=QUEUE, parked=(a_parked("A020"),))), 2, 1.7)

    assert can(after, DeskAction.CALL_NEXT)


def test_taking_on_a_service_frees_the_keys_when_it_is_ones_own() -> None:
    step = asking.confirmed(asked(idle(), ScreenKey.COVER, 1.0), ONE, 1.1)
    assert step.send is not None
    assert step.send.about is Errand.COVER
    answered = replied(step.state, ONE, Accepted(), 1.2)
    assert not can(answered, DeskAction.CALL_NEXT)

    services = tuple(type(s)(s.service_id, s.prefix, s.name, is_own=True) for s in a_desk().services)

    assert can(seen(answered, a_view(a_desk(queue=QUEUE, services=services)), 2, 1.3), DeskAction.CALL_NEXT)
