"""On a slow line what was handed over may still be under way: nobody answers before he has heard the question."""

from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.monitor import ANSWER_WITHIN_S, Monitor
from hardware.printer.outbox import Outbox
from hardware.printer.profile import PROFILES


def slow() -> Outbox:
    outbox = Outbox()
    outbox.bytes_per_s = 1000.0
    return outbox


def test_without_a_speed_everything_is_through_at_once() -> None:
    outbox = Outbox()
    outbox.put(bytes(5000))
    outbox.took(5000, 7.0)

    assert outbox.clear_at(7.0) == 7.0


def test_what_waits_and_what_is_under_way_both_take_their_time() -> None:
    outbox = slow()
    outbox.put(bytes(3000))
    assert outbox.clear_at(10.0) == 13.0

    outbox.took(2000, 10.0)

    assert outbox.clear_at(10.0) == 13.0
    assert outbox.clear_at(11.5) == 13.0
    assert outbox.clear_at(20.0) == 21.0


@given(st.lists(st.tuples(st.integers(0, 2000), st.floats(0, 5)), max_size=10))
def test_a_line_is_never_free_before_its_bytes_could_pass(steps: list[tuple[int, float]]) -> None:
    outbox, now, total = slow(), 0.0, 0
    for count, pause in steps:
        now += pause
        outbox.put(bytes(count))
        outbox.took(count, now)
        total += count

    assert outbox.clear_at(now) >= max(now, total / 1000.0) - 1e-9


def test_a_question_behind_a_long_cleaning_is_not_called_unanswered_too_soon() -> None:
    outbox = slow()
    monitor = Monitor(PROFILES["generic-80"], outbox)
    outbox.put(bytes(2000))

    monitor.ask(0.0)

    assert monitor.next_at == 2.0 + ANSWER_WITHIN_S
    assert monitor.tick(2.0) == []
    assert monitor.tick(2.0 + ANSWER_WITHIN_S)
