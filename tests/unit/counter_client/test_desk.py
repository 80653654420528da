"""The desk: when a key may be pressed, and what becomes of a press."""

import pytest

from counter_client import desk
from counter_client.desk import connected, disconnected, pressed, replied, seat_chosen, seen, ticked
from counter_client.keys import AT_ONCE
from counter_client.seating import Seating
from counter_client.sheets import OPENED_BY
from counter_client.state import (
    DOUBLE_PRESS_S,
    GIVE_UP_S,
    NOTICE_S,
    SETTLE_S,
    SLOW_S,
    Listed,
    State,
    Unanswered,
    can,
    can_sit_down,
    is_slow,
    next_deadline,
)
from hub.client.port import Trouble
from hub.protocol import (
    Accepted,
    CallNext,
    CommandId,
    CounterId,
    CounterView,
    DeskAction,
    Failed,
    FailureCode,
    Finish,
    MarkNoShow,
    OperatorId,
    Recall,
    RefusalCode,
    Refused,
    Resume,
    SitDown,
    StartService,
    Status,
    Undo,
)
from tests.unit.counter_client.centre import NOW, a_desk, a_queue, a_ticket, a_view

ONE, TWO = CommandId("one"), CommandId("two")
COUNTER = CounterId("counter-2")
QUEUE = a_queue(16, 4, 2)
ON_TICKET = (DeskAction.PARK, DeskAction.TRANSFER, DeskAction.CANCEL)


def live(view: CounterView, seq: int = 1) -> State:
    return seen(connected(State()), view, seq, now=0.0)


def idle() -> State:
    return live(a_view(a_desk(queue=QUEUE)))


def with_ticket(status: Status, calls: int = 1) -> CounterView:
    return a_view(a_desk(a_ticket(status, calls=calls), QUEUE))


def called() -> State:
    return live(with_ticket(Status.CALLED))


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (None, {DeskAction.CALL_NEXT, DeskAction.WALK_IN, DeskAction.PAUSE, DeskAction.STAND_UP}),
        (Status.CALLED, {DeskAction.RECALL, DeskAction.START, DeskAction.MARK_NO_SHOW, *ON_TICKET}),
        (Status.SERVING, {DeskAction.CALL_NEXT, DeskAction.FINISH, *ON_TICKET}),
    ],
)
def test_exactly_the_actions_of_the_view_are_enabled(status: Status | None, allowed: set[DeskAction]) -> None:
    state = live(a_view(a_desk(None if status is None else a_ticket(status), QUEUE)))

    assert {action for action in DeskAction if can(state, action)} == allowed


def test_nothing_is_enabled_before_the_first_view() -> None:
    assert not any(can(connected(State()), action) for action in DeskAction)


def test_nothing_is_enabled_while_disconnected_and_the_view_stays() -> None:
    state = disconnected(idle(), Trouble.UNREACHABLE)

    assert not any(can(state, action) for action in DeskAction)
    assert state.view == idle().view


def test_after_a_reconnect_nothing_is_enabled_before_a_fresh_view() -> None:
    back = connected(disconnected(idle(), Trouble.UNREACHABLE))

    assert not can(back, DeskAction.CALL_NEXT)
    assert can(seen(back, a_view(a_desk(queue=QUEUE)), 0, 1.0), DeskAction.CALL_NEXT)


def test_an_older_view_is_old_news_within_one_connection() -> None:
    state = live(with_ticket(Status.CALLED), seq=5)

    assert seen(state, a_view(a_desk()), 4, 1.0) == state


@pytest.mark.parametrize(
    ("status", "action", "command"),
    [
        (None, DeskAction.CALL_NEXT, CallNext(COUNTER)),
        (Status.CALLED, DeskAction.RECALL, Recall(COUNTER)),
        (Status.CALLED, DeskAction.START, StartService(COUNTER)),
        (Status.SERVING, DeskAction.FINISH, Finish(COUNTER)),
        (Status.CALLED, DeskAction.MARK_NO_SHOW, MarkNoShow(COUNTER)),
    ],
)
def test_each_key_sends_its_command_for_our_counter(status: Status | None, action: DeskAction, command: object) -> None:
    state = live(a_view(a_desk(None if status is None else a_ticket(status), QUEUE)))

    step = pressed(state, action, ONE, 1.0)

    assert step.send is not None
    assert (step.send.command_id, step.send.command) == (ONE, command)


def test_a_second_press_while_one_is_on_its_way_sends_nothing() -> None:
    first = pressed(called(), DeskAction.START, ONE, 1.0)

    assert pressed(first.state, DeskAction.START, TWO, 1.1).send is None
    assert pressed(first.state, DeskAction.MARK_NO_SHOW, TWO, 1.1).send is None


def test_an_answer_before_its_view_keeps_the_keys_disabled_until_the_view_shows_it() -> None:
    state = pressed(called(), DeskAction.START, ONE, 1.0).state

    answered = replied(state, ONE, Accepted(), 1.01)
    assert not can(answered, DeskAction.MARK_NO_SHOW)
    somebody_else = seen(answered, a_view(a_desk(a_ticket(Status.CALLED), a_queue(16, 4))), 2, 1.02)
    assert not can(somebody_else, DeskAction.MARK_NO_SHOW)

    assert can(seen(somebody_else, with_ticket(Status.SERVING), 3, 1.03), DeskAction.FINISH)


def test_a_view_before_its_answer_keeps_the_keys_disabled_until_the_answer() -> None:
    state = seen(pressed(called(), DeskAction.START, ONE, 1.0).state, with_ticket(Status.SERVING), 2, 1.01)

    assert not can(state, DeskAction.FINISH)
    assert can(replied(state, ONE, Accepted(), 1.02), DeskAction.FINISH)


def test_an_accepted_command_that_changed_nothing_frees_the_keys_soon() -> None:
    state = replied(pressed(called(), DeskAction.START, ONE, 1.0).state, ONE, Accepted(), 1.1)

    step = ticked(state, 1.1 + SETTLE_S)

    assert can(step.state, DeskAction.START)
    assert step.forget is None
    assert step.state.notice is None


def test_a_double_press_of_recall_is_one_call_even_when_the_hub_is_quicker_than_the_finger() -> None:
    state = pressed(called(), DeskAction.RECALL, ONE, 1.0).state
    state = seen(replied(state, ONE, Accepted(), 1.01), with_ticket(Status.CALLED, calls=2), 2, 1.02)

    assert pressed(state, DeskAction.RECALL, TWO, 1.2).send is None
    assert pressed(state, DeskAction.START, TWO, 1.2).send is not None
    later = ticked(state, 1.0 + DOUBLE_PRESS_S).state
    assert pressed(later, DeskAction.RECALL, TWO, 2.0).send is not None


def test_a_key_held_down_is_one_press_even_where_its_repeats_look_like_presses() -> None:
    state = pressed(called(), DeskAction.RECALL, ONE, 1.0).state
    state = seen(replied(state, ONE, Accepted(), 1.01), with_ticket(Status.CALLED, calls=2), 2, 1.02)

    for blow in range(100):
        now = 1.66 + blow * 0.04
        step = pressed(ticked(state, now).state, DeskAction.RECALL, TWO, now)
        assert step.send is None
        state = step.state

    assert not can(state, DeskAction.RECALL)
    assert can(ticked(state, now + DOUBLE_PRESS_S).state, DeskAction.RECALL)


def test_a_repeat_that_is_known_as_one_never_sends_and_keeps_the_key_deaf() -> None:
    state = pressed(called(), DeskAction.RECALL, ONE, 1.0).state
    state = seen(replied(state, ONE, Accepted(), 1.01), with_ticket(Status.CALLED, calls=2), 2, 1.02)

    longer = desk.repeated(state, DeskAction.RECALL, 1.6)

    assert not can(ticked(longer, 2.2).state, DeskAction.RECALL)
    assert desk.repeated(called(), DeskAction.RECALL, 1.6) == called()


def test_the_strip_does_not_flutter_under_a_key_held_down() -> None:
    state = desk.bar_toggled(idle(), 1.0)

    assert desk.bar_toggled(state, 1.66).is_bar


@pytest.mark.parametrize("answer", [Refused(RefusalCode.NOBODY_WAITING), Failed(FailureCode.STORE_UNAVAILABLE)])
def test_a_no_is_told_for_some_seconds_and_frees_the_keys(answer: Refused | Failed) -> None:
    state = replied(pressed(idle(), DeskAction.CALL_NEXT, ONE, 1.0).state, ONE, answer, 2.0)

    assert state.notice is not None
    assert state.notice.why == answer
    assert can(ticked(state, 2.0).state, DeskAction.CALL_NEXT)
    assert ticked(state, 2.0 + NOTICE_S).state.notice is None


def test_the_next_press_takes_the_notice_away() -> None:
    state = replied(pressed(idle(), DeskAction.CALL_NEXT, ONE, 1.0).state, ONE, Failed(FailureCode.INTERNAL), 2.0)

    assert pressed(ticked(state, 2.0).state, DeskAction.CALL_NEXT, TWO, 2.0).state.notice is None


def test_a_press_cut_off_is_kept_and_settled_after_the_reconnect() -> None:
    state = disconnected(pressed(called(), DeskAction.START, ONE, 1.0).state, Trouble.UNREACHABLE)
    assert is_slow(state, 1.0)

    back = seen(connected(state), with_ticket(Status.SERVING), 9, 4.0)
    assert not can(back, DeskAction.FINISH)

    assert can(replied(back, ONE, Accepted(), 4.1), DeskAction.FINISH)


def test_a_command_nobody_answers_is_taken_back_and_told() -> None:
    state = disconnected(pressed(idle(), DeskAction.CALL_NEXT, ONE, 1.0).state, Trouble.UNREACHABLE)

    step = ticked(state, 1.0 + GIVE_UP_S)

    assert step.forget == ONE
    assert step.state.pending is None
    assert step.state.notice is not None
    assert step.state.notice.why == Unanswered()
    assert replied(step.state, ONE, Accepted(), 40.0) == step.state


def test_sending_is_told_only_when_it_takes_long() -> None:
    state = pressed(idle(), DeskAction.CALL_NEXT, ONE, 1.0).state

    assert not is_slow(state, 1.0)
    assert is_slow(state, 1.0 + SLOW_S)
    assert not is_slow(idle(), 99.0)


def test_the_next_deadline_is_the_earliest_thing_that_ends() -> None:
    state = pressed(idle(), DeskAction.CALL_NEXT, ONE, 1.0).state

    assert next_deadline(idle(), 1.0) is None
    assert next_deadline(state, 1.0) == 1.0 + SLOW_S
    assert next_deadline(state, 1.0 + SLOW_S) == 1.0 + DOUBLE_PRESS_S
    assert next_deadline(ticked(state, 2.0).state, 2.0) == 1.0 + GIVE_UP_S


def test_a_key_that_sends_at_once_is_not_one_that_asks() -> None:
    assert set(AT_ONCE) | set(OPENED_BY) == set(DeskAction)
    assert not set(AT_ONCE) & set(OPENED_BY)


@pytest.mark.parametrize("action", [DeskAction.RESUME, DeskAction.PAUSE])
def test_the_key_of_a_break_ends_it(action: DeskAction) -> None:
    state = live(a_view(a_desk(queue=QUEUE, paused_for="Họp")))

    step = pressed(state, action, ONE, 1.0)

    assert step.send is not None
    assert step.send.command == Resume(COUNTER)
    assert step.send.about is DeskAction.RESUME


def test_the_key_of_a_break_held_down_ends_it_once() -> None:
    state = pressed(live(a_view(a_desk(queue=QUEUE, paused_for=""))), DeskAction.PAUSE, ONE, 1.0).state
    state = seen(replied(state, ONE, Accepted(), 1.1), a_view(a_desk(queue=QUEUE, paused_for="")), 2, 1.2)

    assert pressed(ticked(state, 1.5).state, DeskAction.PAUSE, TWO, 1.5).send is None


def test_undo_is_one_press() -> None:
    state = live(a_view(a_desk(queue=QUEUE, undo_until=NOW)))

    step = pressed(state, DeskAction.UNDO, ONE, 1.0)

    assert step.send is not None
    assert step.send.command == Undo(COUNTER)


def test_the_lists_come_one_after_the_other_and_again() -> None:
    state = idle()
    shown = []
    for _ in range(4):
        shown.append(state.listed)
        state = desk.next_list(state)

    assert shown == [Listed.WAITING, Listed.PARKED, Listed.MISSED, Listed.WAITING]


def test_sitting_down_needs_a_person_and_a_counter() -> None:
    state = live(a_view())
    half = seat_chosen(state, Seating(counter_id=COUNTER))
    assert not can_sit_down(half)
    assert desk.sat_down(half, ONE, 1.0).send is None

    both = seat_chosen(half, Seating(counter_id=COUNTER, operator_id=OperatorId("staff-2")))
    step = desk.sat_down(both, ONE, 1.0)

    assert step.send is not None
    assert step.send.command == SitDown(COUNTER, OperatorId("staff-2"))
    assert not can_sit_down(step.state)


def test_a_device_that_was_seated_is_seated_again_by_the_first_view() -> None:
    state = idle()

    assert state.view is not None
    assert state.view.desk is not None
    assert not can_sit_down(state)


def test_the_strip_is_left_when_the_seat_is_lost() -> None:
    state = desk.bar_toggled(idle(), 1.0)
    assert state.is_bar
    assert not desk.bar_toggled(ticked(state, 3.0).state, 3.0).is_bar

    assert not seen(state, a_view(), 2, 1.0).is_bar


def test_the_strip_cannot_be_shown_before_sitting_down() -> None:
    assert not desk.bar_toggled(live(a_view()), 1.0).is_bar


def test_a_call_is_new_with_each_recall() -> None:
    state = seen(called(), with_ticket(Status.CALLED), 2, 5.0)
    assert state.call_seen_at == 0.0

    assert seen(state, with_ticket(Status.CALLED, calls=2), 3, 9.0).call_seen_at == 9.0
